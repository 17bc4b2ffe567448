#include "core/signal/response.h"
#include "core/signal/spectrum.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

using Complex = std::complex<double>;

Error invalid(std::string message) { return {Error::Code::InvalidArgument, std::move(message)}; }

bool hasPrimeAbove500(std::size_t n)
{
    for (std::size_t p = 2; p < 500; ++p)
        while (n % p == 0) n /= p;
    return n > 1;
}

/// Even, twice the samples or a little more (so that nothing wraps around), without large prime factors: the length ObsPy
/// takes, so that both look at the same frequencies.
std::size_t transformLength(std::size_t samples)
{
    const std::size_t length = 2 * (samples + samples % 2);
    if (length <= 5000) return length;
    for (std::size_t trial = length; trial <= length + 20; trial += 2)
        if (!hasPrimeAbove500(trial)) return trial;
    return std::bit_ceil(length);
}

/// Quarter sines over half of `fraction` at each end, zero at the first and last sample.
void taperEnds(std::vector<double>& x, double fraction)
{
    const std::size_t n = x.size();
    const auto width = static_cast<std::size_t>(std::min(fraction, 1.0) * static_cast<double>(n) / 2.0 + (fraction < 1.0 ? 0.5 : 0.0));
    if (!(fraction > 0.0) || width == 0 || 2 * width > n) return;
    for (std::size_t i = 0; i < width; ++i) {
        const double weight = std::sin(0.5 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(width));
        x[i] *= weight;
        x[n - 1 - i] *= weight;
    }
}

double bandWeight(const std::array<double, 4>& f, double hz)
{
    if (hz < f[0] || hz > f[3]) return 0.0;
    if (hz <= f[1]) return 0.5 * (1.0 - std::cos(std::numbers::pi * (hz - f[0]) / (f[1] - f[0])));
    if (hz < f[2]) return 1.0;
    return 0.5 * (1.0 + std::cos(std::numbers::pi * (hz - f[2]) / (f[3] - f[2])));
}

/// 1/response, the magnitude of the response held above the water level (dB below its largest).
void invert(std::vector<Complex>& response, const std::optional<double>& waterLevelDb)
{
    double level = 0.0;
    if (waterLevelDb) {
        for (const Complex& r : response) level = std::max(level, std::abs(r));
        level *= std::pow(10.0, -*waterLevelDb / 20.0);
    } else if (!response.empty()) {
        response[0] = 0.0;
    }
    for (Complex& r : response) {
        const double size = std::abs(r);
        if (size > 0.0 && size < level) r *= level / size;
        r = size > 0.0 ? 1.0 / r : Complex(0.0);
    }
}

Result<std::vector<float>> corrected(std::vector<double> data, double sampleRateHz, const Response& response, GroundMotion output,
                                     const ResponseRemoval& removal, const WoodAnderson* instrument)
{
    if (data.empty()) return std::vector<float>{};
    if (!(sampleRateHz > 0.0) || !std::isfinite(sampleRateHz)) return invalid("Removing a response needs a positive sample rate.");
    if (!std::all_of(data.begin(), data.end(), [](double x) { return std::isfinite(x); }))
        return invalid("A response cannot be removed from samples that are not finite; cut the record around them.");
    if (removal.preFilterHz) {
        const auto& f = *removal.preFilterHz;
        if (!(f[0] >= 0.0 && f[0] < f[1] && f[1] < f[2] && f[2] < f[3])) return invalid("The four frequencies of a pre-filter must rise.");
    }
    const std::size_t count = data.size();
    if (removal.removeMean) {
        double sum = 0.0;
        for (const double x : data) sum += x;
        for (double& x : data) x -= sum / static_cast<double>(count);
    }
    taperEnds(data, removal.taperFraction);
    const std::size_t length = transformLength(count);
    std::vector<double> frequencies(length / 2 + 1);
    for (std::size_t k = 0; k < frequencies.size(); ++k) frequencies[k] = static_cast<double>(k) * sampleRateHz / static_cast<double>(length);
    auto inverse = responseAt(response, frequencies, output);
    if (!inverse) return inverse.error();
    invert(*inverse, removal.waterLevelDb);
    std::vector<Complex> bins = fourier(data, length);
    if (bins.empty()) return invalid("The record is too long for one transform; cut it into pieces.");
    for (std::size_t k = 0; k < bins.size(); ++k) {
        bins[k] *= (*inverse)[k];
        if (removal.preFilterHz) bins[k] *= bandWeight(*removal.preFilterHz, frequencies[k]);
        if (instrument) bins[k] *= 1e3 * instrument->at(frequencies[k]);
    }
    bins.back() = std::abs(bins.back());
    const std::vector<double> out = inverseFourier(bins, length);
    return std::vector<float>(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count));
}

std::vector<double> valuesOf(const Segment& segment)
{
    if (segment.exact) return *segment.exact;
    return segment.empty() ? std::vector<double>{} : std::vector<double>(segment.samples->begin(), segment.samples->end());
}

Result<Segment> segmentOf(const Segment& segment, Result<std::vector<float>> samples)
{
    if (!samples) return samples.error();
    return makeSegment(segment.start, segment.sampleRateHz, std::move(samples).value());
}

}  // namespace

std::complex<double> WoodAnderson::at(double frequencyHz) const
{
    const Complex s(0.0, 2.0 * std::numbers::pi * frequencyHz);
    const double natural = 2.0 * std::numbers::pi / periodSeconds;
    return magnification * s * s / (s * s + 2.0 * damping * natural * s + natural * natural);
}

Result<std::vector<float>> responseRemoved(std::span<const float> samples, double sampleRateHz, const Response& response, const ResponseRemoval& removal)
{
    return corrected({samples.begin(), samples.end()}, sampleRateHz, response, removal.output, removal, nullptr);
}

Result<Segment> responseRemoved(const Segment& segment, const Response& response, const ResponseRemoval& removal)
{
    return segmentOf(segment, corrected(valuesOf(segment), segment.sampleRateHz, response, removal.output, removal, nullptr));
}

Result<std::vector<float>> woodAnderson(std::span<const float> samples, double sampleRateHz, const Response& response, const WoodAnderson& instrument,
                                        const ResponseRemoval& removal)
{
    return corrected({samples.begin(), samples.end()}, sampleRateHz, response, GroundMotion::Displacement, removal, &instrument);
}

Result<Segment> woodAnderson(const Segment& segment, const Response& response, const WoodAnderson& instrument, const ResponseRemoval& removal)
{
    return segmentOf(segment, corrected(valuesOf(segment), segment.sampleRateHz, response, GroundMotion::Displacement, removal, &instrument));
}

}  // namespace seisdesk
