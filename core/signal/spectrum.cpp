#include "core/signal/spectrum.h"

#include <fftw3.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <numbers>

namespace seisdesk {

namespace {

/// FFTW's planner keeps tables for the whole process and must not run twice at once; transforms may.
std::mutex& planning()
{
    static std::mutex mutex;
    return mutex;
}

struct Freed {
    void operator()(void* memory) const { fftw_free(memory); }
};

/// A real transform of one length, forwards or backwards, with its own aligned buffers.
class Transform {
public:
    enum class Direction { Forward, Inverse };
    Transform(std::size_t length, Direction direction)
        : m_real(fftw_alloc_real(length)), m_bins(fftw_alloc_complex(length / 2 + 1))
    {
        const std::lock_guard lock(planning());
        const int n = static_cast<int>(length);
        m_plan = direction == Direction::Forward ? fftw_plan_dft_r2c_1d(n, m_real.get(), m_bins.get(), FFTW_ESTIMATE)
                                                 : fftw_plan_dft_c2r_1d(n, m_bins.get(), m_real.get(), FFTW_ESTIMATE);
    }
    ~Transform()
    {
        const std::lock_guard lock(planning());
        fftw_destroy_plan(m_plan);
    }
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    double* real() { return m_real.get(); }
    fftw_complex* bins() { return m_bins.get(); }
    void run() { fftw_execute(m_plan); }

private:
    std::unique_ptr<double, Freed> m_real;
    std::unique_ptr<fftw_complex, Freed> m_bins;
    fftw_plan m_plan = nullptr;
};

/// One-sided densities of one window after the other.
class Periodogram {
public:
    Periodogram(std::size_t window, double sampleRateHz, bool removeMean)
        : m_transform(window, Transform::Direction::Forward), m_weights(window, 1.0), m_removeMean(removeMean)
    {
        double squares = 0.0;
        for (std::size_t i = 0; i < window; ++i) {
            // numpy.hanning: zero at both ends.
            if (window > 1) m_weights[i] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(window - 1));
            squares += m_weights[i] * m_weights[i];
        }
        m_scale = 1.0 / (squares * sampleRateHz);
    }
    std::size_t rows() const { return m_weights.size() / 2 + 1; }

    /// Adds the density of the samples (as many as the window has) to `sum`; false when one is not finite.
    bool addTo(std::span<double> sum, const float* samples)
    {
        const std::size_t n = m_weights.size();
        double total = 0.0;
        for (std::size_t i = 0; i < n; ++i) total += samples[i];
        if (!std::isfinite(total)) return false;
        const double mean = m_removeMean ? total / static_cast<double>(n) : 0.0;
        for (std::size_t i = 0; i < n; ++i) m_transform.real()[i] = (samples[i] - mean) * m_weights[i];
        m_transform.run();
        for (std::size_t k = 0; k < rows(); ++k) {
            const bool single = k == 0 || 2 * k == n;
            const double re = m_transform.bins()[k][0], im = m_transform.bins()[k][1];
            sum[k] += (re * re + im * im) * m_scale * (single ? 1.0 : 2.0);
        }
        return true;
    }

private:
    Transform m_transform;
    std::vector<double> m_weights;
    double m_scale = 1.0;
    bool m_removeMean = true;
};

Error badSettings() { return {Error::Code::InvalidArgument, "A spectrum needs at least one sample, a positive sample rate, windows of three samples or more, and an overlap of at least 0 and less than 1."}; }

bool valid(std::span<const float> samples, double sampleRateHz, const WelchSettings& settings)
{
    return !samples.empty() && sampleRateHz > 0.0 && std::isfinite(sampleRateHz) && settings.window >= 3 && settings.window <= 1u << 30 &&
           settings.overlap >= 0.0 && settings.overlap < 1.0;
}

std::size_t stepOf(std::size_t window, double overlap)
{
    const auto shared = static_cast<std::size_t>(overlap * static_cast<double>(window));
    return window - std::min(shared, window - 1);
}

}  // namespace

std::size_t fastLength(std::size_t n)
{
    if (n <= 1) return 1;
    std::size_t best = std::numeric_limits<std::size_t>::max();
    for (std::size_t a = 1; a < 7 * n; a *= 7)
        for (std::size_t b = a; b < 5 * n; b *= 5)
            for (std::size_t c = b; c < 3 * n; c *= 3) {
                std::size_t d = c;
                while (d < n) d *= 2;
                best = std::min(best, d);
            }
    return best;
}

std::vector<std::complex<double>> fourier(std::span<const double> samples, std::size_t length)
{
    if (length == 0) length = samples.size();
    if (length == 0 || length > static_cast<std::size_t>(std::numeric_limits<int>::max())) return {};
    Transform transform(length, Transform::Direction::Forward);
    const std::size_t used = std::min(length, samples.size());
    std::copy_n(samples.begin(), used, transform.real());
    std::fill(transform.real() + used, transform.real() + length, 0.0);
    transform.run();
    std::vector<std::complex<double>> bins(length / 2 + 1);
    for (std::size_t k = 0; k < bins.size(); ++k) bins[k] = {transform.bins()[k][0], transform.bins()[k][1]};
    return bins;
}

std::vector<double> inverseFourier(std::span<const std::complex<double>> bins, std::size_t length)
{
    if (length == 0 || bins.size() != length / 2 + 1 || length > static_cast<std::size_t>(std::numeric_limits<int>::max())) return {};
    Transform transform(length, Transform::Direction::Inverse);
    for (std::size_t k = 0; k < bins.size(); ++k) {
        transform.bins()[k][0] = bins[k].real();
        transform.bins()[k][1] = bins[k].imag();
    }
    transform.run();
    std::vector<double> out(length);
    for (std::size_t i = 0; i < length; ++i) out[i] = transform.real()[i] / static_cast<double>(length);
    return out;
}

std::vector<double> shaped(std::span<const double> samples, std::size_t length, const std::function<std::complex<double>(std::size_t bin)>& factor)
{
    if (length == 0 || length % 2 || length < samples.size() || length > static_cast<std::size_t>(std::numeric_limits<int>::max())) return {};
    const std::unique_ptr<fftw_complex, Freed> bins(fftw_alloc_complex(length / 2 + 1));
    auto* real = reinterpret_cast<double*>(bins.get());
    const auto run = [&](bool forward) {
        const int n = static_cast<int>(length);
        std::unique_lock lock(planning());
        const fftw_plan plan = forward ? fftw_plan_dft_r2c_1d(n, real, bins.get(), FFTW_ESTIMATE) : fftw_plan_dft_c2r_1d(n, bins.get(), real, FFTW_ESTIMATE);
        lock.unlock();
        fftw_execute(plan);
        lock.lock();
        fftw_destroy_plan(plan);
    };
    std::copy(samples.begin(), samples.end(), real);
    std::fill(real + samples.size(), real + length, 0.0);
    run(true);
    for (std::size_t k = 0; k <= length / 2; ++k) {
        std::complex<double> bin(bins.get()[k][0], bins.get()[k][1]);
        bin *= factor(k);
        if (k == length / 2) bin = std::abs(bin);
        bins.get()[k][0] = bin.real();
        bins.get()[k][1] = bin.imag();
    }
    run(false);
    std::vector<double> out(samples.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = real[i] / static_cast<double>(length);
    return out;
}

Result<Spectrum> welchPsd(std::span<const float> samples, double sampleRateHz, const WelchSettings& settings)
{
    if (!valid(samples, sampleRateHz, settings)) return badSettings();
    const std::size_t window = std::min(settings.window, samples.size());
    Periodogram periodogram(window, sampleRateHz, settings.removeMean);
    Spectrum out;
    out.density.assign(periodogram.rows(), 0.0);
    for (std::size_t i = 0; i + window <= samples.size(); i += stepOf(window, settings.overlap))
        if (periodogram.addTo(out.density, samples.data() + i)) ++out.windows;
    if (out.windows == 0) return Error{Error::Code::InvalidArgument, "No window of " + std::to_string(window) + " samples is free of gaps; choose a shorter window."};
    for (std::size_t k = 0; k < out.density.size(); ++k) {
        out.density[k] /= static_cast<double>(out.windows);
        out.frequenciesHz.push_back(static_cast<double>(k) * sampleRateHz / static_cast<double>(window));
    }
    return out;
}

Result<Spectrogram> spectrogram(std::span<const float> samples, double sampleRateHz, const WelchSettings& settings, std::size_t maxColumns)
{
    if (!valid(samples, sampleRateHz, settings) || maxColumns == 0) return badSettings();
    const std::size_t window = std::min(settings.window, samples.size());
    const std::size_t step = stepOf(window, settings.overlap);
    const std::size_t windows = (samples.size() - window) / step + 1;
    const std::size_t perColumn = (windows + maxColumns - 1) / maxColumns;
    Periodogram periodogram(window, sampleRateHz, settings.removeMean);
    Spectrogram out;
    out.rows = periodogram.rows();
    out.columns = (windows + perColumn - 1) / perColumn;
    out.firstColumnSeconds = (0.5 * static_cast<double>(window) + 0.5 * static_cast<double>((perColumn - 1) * step)) / sampleRateHz;
    out.secondsPerColumn = static_cast<double>(perColumn * step) / sampleRateHz;
    out.hzPerRow = sampleRateHz / static_cast<double>(window);
    out.densities.reserve(out.columns * out.rows);
    std::vector<double> sum(out.rows);
    for (std::size_t column = 0; column < out.columns; ++column) {
        std::fill(sum.begin(), sum.end(), 0.0);
        double count = 0.0;
        for (std::size_t w = column * perColumn; w < std::min(windows, (column + 1) * perColumn); ++w)
            if (periodogram.addTo(sum, samples.data() + w * step)) count += 1.0;
        for (const double x : sum) out.densities.push_back(count > 0.0 ? static_cast<float>(x / count) : std::numeric_limits<float>::quiet_NaN());
    }
    return out;
}

}  // namespace seisdesk
