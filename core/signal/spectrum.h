#pragma once
// Fourier transform, power spectral density and spectrogram.

#include "core/base/result.h"

#include <complex>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace seisdesk {

/// The smallest number >= n with no prime factor above 7: transforms of that length are fast. 1 for n = 0.
std::size_t fastLength(std::size_t n);

/// Forward transform of real samples, zero-padded to `length` (0: their number): length/2+1 bins, not scaled.
/// Thread-safe.
std::vector<std::complex<double>> fourier(std::span<const double> samples, std::size_t length = 0);

/// The way back: `length` real samples, divided by length. `bins` must have length/2+1 entries, else empty.
std::vector<double> inverseFourier(std::span<const std::complex<double>> bins, std::size_t length);

/// Samples, zero-padded to the even `length`, whose spectrum is multiplied by factor(bin); as many come back as went in. One buffer serves both
/// transforms, for records of a day. The last bin (Nyquist) becomes its size. Empty when `length` is odd, too short or too long.
std::vector<double> shaped(std::span<const double> samples, std::size_t length, const std::function<std::complex<double>(std::size_t bin)>& factor);

/// How spectra are averaged: Hann windows (numpy.hanning) of `window` samples that overlap by the given fraction, each
/// less its mean.
struct WelchSettings {
    std::size_t window = 1024;
    double overlap = 0.5;
    bool removeMean = true;
};

/// One-sided power spectral density: units^2/Hz at each frequency.
struct Spectrum {
    std::vector<double> frequenciesHz;
    std::vector<double> density;
    std::size_t windows = 0;  ///< how many were averaged
};

/// Welch's PSD. Matches matplotlib.mlab.psd (which ObsPy's PPSD uses) to 1e-9 relative. Windows with non-finite samples
/// are left out. A record shorter than the window is one window of its own length. Error InvalidArgument when no window is
/// left or for settings out of range.
Result<Spectrum> welchPsd(std::span<const float> samples, double sampleRateHz, const WelchSettings& settings = {});

/// Power over time and frequency: density(column, row), one-sided PSD; NaN in columns with non-finite samples.
struct Spectrogram {
    std::size_t columns = 0;
    std::size_t rows = 0;
    double firstColumnSeconds = 0.0;  ///< centre of the first column's windows, after the first sample
    double secondsPerColumn = 0.0;
    double hzPerRow = 0.0;             ///< row 0 is 0 Hz
    std::vector<float> densities;      ///< column after column
    float density(std::size_t column, std::size_t row) const { return densities[column * rows + row]; }
};

/// Matches matplotlib.mlab.specgram with detrended Hann windows to 1e-5 relative. When there are more than `maxColumns`
/// windows, neighbours are averaged into one column, so that nothing in a long record is skipped.
Result<Spectrogram> spectrogram(std::span<const float> samples, double sampleRateHz, const WelchSettings& settings = {256, 0.75, true},
                                std::size_t maxColumns = 4096);

}  // namespace seisdesk
