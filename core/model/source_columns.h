#pragma once
// SourceColumns: what a multi-task network said of the source in each window of a record, kept until the picks are known.

#include "core/label/label.h"
#include "core/model/contract.h"
#include "core/model/instruments.h"

#include <span>
#include <vector>

namespace seisdesk {

/// A back-azimuth more uncertain than this is none.
inline constexpr double largestBackAzimuthSigmaDeg = 100.0;

/// One value per Contract::sourceOutputs, as an estimate. Values that are not finite, and outputs of unknown names, are left out;
/// the back-azimuth too, where it is too uncertain or `horizontals` are missing.
SourceEstimate sourceEstimate(const Contract& contract, std::span<const float> values, bool horizontals);

/// Up or down where the likelier of the two reaches the threshold, otherwise undecidable; the probabilities go to `estimate`.
/// Unset when the values are no probabilities.
Polarity firstMotion(float up, float down, double threshold, SourceEstimate& estimate);

/// True when both horizontals recorded something that moves within two seconds of the time.
bool hasHorizontals(const Instrument& instrument, Time time);

class SourceColumns {
public:
    /// The contract must outlive it.
    explicit SourceColumns(const Contract& contract) : m_contract(&contract) {}
    /// Of a window whose first sample is at `start`: [sourceOutputs][sourceColumns].
    void add(std::size_t start, std::span<const float> values);
    /// The values at a sample, one per source output: of the window in which the sample stands nearest to the anchor, among those
    /// whose columns cover it (the earlier of equals). Empty when none does.
    std::vector<float> at(double sample) const;

private:
    struct Window {
        std::size_t start;
        std::vector<float> values;
    };
    const Contract* m_contract;
    std::vector<Window> m_windows;  ///< by start
};

}  // namespace seisdesk
