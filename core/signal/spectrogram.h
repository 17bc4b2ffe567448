#pragma once
// A spectrogram as it is looked at: windows that suit the span, decibels on even or logarithmic rows, and limits that outliers do not set.

#include "core/base/progress.h"
#include "core/signal/spectrum.h"

namespace seisdesk {

enum class FrequencyScale { Linear, Logarithmic };

/// A third of the square root of the span in seconds, so that a minute gets 2.6 s and a day 97 s, but 16 samples at least and a quarter of
/// the span at most; so much overlap (half at least) that there are about `columns` of them.
WelchSettings windowsFor(double spanSeconds, double sampleRateHz, std::size_t columns);

/// Decibels over time and frequency. Cell (column, row) is centred at firstColumnSeconds + column * secondsPerColumn and rowHz(row).
struct SpectrogramPicture {
    std::size_t columns = 0, rows = 0;
    double firstColumnSeconds = 0.0, secondsPerColumn = 0.0;  ///< after the first sample
    FrequencyScale scale = FrequencyScale::Linear;
    double lowestHz = 0.0, highestHz = 0.0;                   ///< centres of the first and last row
    double windowSeconds = 0.0;
    std::vector<float> decibels;                              ///< 10 log10 of units^2/Hz, column after column; NaN where there is no record or no power
    float floorDb = 0.0f, ceilingDb = 1.0f;                   ///< 5 and 99.5 % of the cells, 20 to 90 dB apart
    float at(std::size_t column, std::size_t row) const { return decibels[column * rows + row]; }
    double rowHz(double row) const;
};

/// `settings` as from windowsFor. A row is the mean density over the frequencies nearer to it than to other rows, or between two of them
/// where there is none; logarithmic rows begin at the first frequency above zero. Errors as spectrogram(); Cancelled.
Result<SpectrogramPicture> spectrogramPicture(std::span<const float> samples, double sampleRateHz, const WelchSettings& settings, FrequencyScale scale,
                                              std::size_t mostColumns = 1200, std::size_t rows = 256, const Progress& progress = {});

}  // namespace seisdesk
