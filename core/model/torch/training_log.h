#pragma once
// TrainingLog: training.csv and validation.csv of a run, and pictures of them.

#include "core/model/torch/validate.h"

#include <array>
#include <cstdint>
#include <filesystem>

namespace seisdesk::nets {

struct TrainingRow {
    std::uint64_t step = 0;
    double seconds = 0.0, learningRate = 0.0, gradientNorm = 0.0;
    std::array<double, 6> loss{};  ///< total, phases, polarity, magnitude, distance, back-azimuth
    double waitedSeconds = 0.0;    ///< for windows, in this call
};

/// Appends line by line, so that a killed run loses nothing.
class TrainingLog {
public:
    explicit TrainingLog(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    void add(const TrainingRow& row) const;
    void add(std::uint64_t step, const ValidationRow& row) const;
    /// Forgets what was written after this step: the run goes on from there.
    void rewind(std::uint64_t step) const;
    /// training.svg and validation.svg, from what was written.
    void draw() const;

private:
    std::filesystem::path m_folder;
};

}  // namespace seisdesk::nets
