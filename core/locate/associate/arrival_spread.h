#pragma once
// ArrivalSpread: how well a source that some picks made predicts arrivals, theirs and others'.

#include "core/locate/misfit.h"

#include <array>

namespace seisdesk {

class ArrivalSpread {
public:
    /// Change of the arrival time with origin time, and per km north, east and down.
    using Row = std::array<double, 4>;

    /// Of the picks that made the source.
    explicit ArrivalSpread(const std::vector<Misfit::Row>& rows);

    /// One sigma of the predicted time, from the source's uncertainty alone.
    double sigmaSeconds(const Row& row) const;

    /// A pick as the source sees it; one of its own as if it had had no say.
    struct Seen {
        double residual = 0.0, predictionSigma = 0.0;
    };
    Seen seen(const Row& row, double residualSeconds, double sigmaSeconds, bool own) const;

private:
    double variance(const Row& row) const;
    std::array<Row, 4> m_lower{};  ///< Cholesky's factor of the normal equations
};

}  // namespace seisdesk
