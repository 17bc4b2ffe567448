#pragma once
// ResponseCurve: a response at millions of evenly spaced frequencies for the price of a few thousand.

#include "core/signal/response.h"

namespace seisdesk {

/// Chebyshev series of degree 8 on pieces of at most an octave that are halved until they agree with responseAt() between their nodes to 1e-7 of
/// the value there (1e-12 of the largest), at most ten times. Frequencies are asked for in rising order.
class ResponseCurve {
public:
    /// From `lowestHz` (positive) to `highestHz`; 0 Hz is exact. Errors as responseAt.
    static Result<ResponseCurve> of(const Response& response, double lowestHz, double highestHz, GroundMotion input);

    /// Walks along the curve.
    class Reader {
    public:
        explicit Reader(const ResponseCurve& curve) : m_curve(&curve) {}
        /// At a frequency not below the one before.
        std::complex<double> at(double frequencyHz);

    private:
        const ResponseCurve* m_curve;
        std::size_t m_piece = 0;
    };

    std::size_t pieces() const { return m_pieces.size(); }

private:
    static constexpr int degree = 8;
    struct Piece {
        double from = 0.0, to = 0.0;
        std::array<std::complex<double>, degree + 1> coefficients{};
        std::complex<double> at(double frequencyHz) const;
    };
    std::vector<Piece> m_pieces;
    std::complex<double> m_zero;
};

}  // namespace seisdesk
