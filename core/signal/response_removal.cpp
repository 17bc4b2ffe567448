#include "core/signal/response.h"
#include "core/signal/response_curve.h"
#include "core/signal/spectrum.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <numbers>
#include <thread>

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

/// Even, twice the samples or a little more, so that nothing wraps around. Up to a million samples it is the length that ObsPy takes, so that both
/// look at the same frequencies; above, one that transforms fast.
std::size_t transformLength(std::size_t samples)
{
    const std::size_t length = 2 * (samples + samples % 2);
    if (length <= 5000) return length;
    if (samples > 1'000'000) return 2 * fastLength(length / 2);
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

/// 1/response, the magnitude of the response held above `level`.
Complex inverse(Complex r, double level)
{
    const double size = std::abs(r);
    if (size > 0.0 && size < level) r *= level / size;
    return size > 0.0 ? 1.0 / r : Complex(0.0);
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
    const auto hz = [&](std::size_t k) { return static_cast<double>(k) * sampleRateHz / static_cast<double>(length); };
    // Few frequencies are evaluated one by one.
    std::vector<Complex> exact;
    std::optional<ResponseCurve> curve;
    if (length <= 20000) {
        std::vector<double> frequencies(length / 2 + 1);
        for (std::size_t k = 0; k < frequencies.size(); ++k) frequencies[k] = hz(k);
        auto values = responseAt(response, frequencies, output);
        if (!values) return values.error();
        exact = std::move(*values);
    } else {
        auto made = ResponseCurve::of(response, hz(1), hz(length / 2), output);
        if (!made) return made.error();
        curve = std::move(*made);
    }
    const auto rising = [&] { return [&, reader = curve ? std::optional(ResponseCurve::Reader(*curve)) : std::nullopt](std::size_t k) mutable { return reader ? reader->at(hz(k)) : exact[k]; }; };
    double level = 0.0;
    if (removal.waterLevelDb) {
        auto at = rising();
        for (std::size_t k = 0; k <= length / 2; ++k) level = std::max(level, std::norm(at(k)));
        level = std::sqrt(level) * std::pow(10.0, -*removal.waterLevelDb / 20.0);
    }
    auto at = rising();
    const std::vector<double> out = shaped(data, length, [&](std::size_t k) -> Complex {
        const double weight = removal.preFilterHz ? bandWeight(*removal.preFilterHz, hz(k)) : 1.0;
        if (weight == 0.0 || (k == 0 && !removal.waterLevelDb)) return 0.0;
        const Complex value = weight * inverse(at(k), level);
        return instrument ? 1e3 * value * instrument->at(hz(k)) : value;
    });
    if (out.empty()) return invalid("The record is too long for one transform; cut it into pieces.");
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

std::vector<Result<Segment>> responsesRemoved(const std::vector<RecordedCounts>& records, const ResponseRemoval& removal, unsigned threads, const Progress& progress)
{
    std::vector<Result<Segment>> out(records.size(), Result<Segment>(Error{Error::Code::Cancelled, "Cancelled."}));
    std::atomic<std::size_t> next{0}, done{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < records.size() && !progress.cancelled(); i = next++) {
            out[i] = records[i].response ? responseRemoved(records[i].segment, *records[i].response, removal) : Result<Segment>(Error{Error::Code::NotFound, "No response is known."});
            progress.report(static_cast<double>(++done) / static_cast<double>(records.size()));
        }
    };
    std::vector<std::jthread> others;
    const std::size_t wanted = std::min<std::size_t>(threads ? threads : std::clamp(std::thread::hardware_concurrency(), 1U, 4U), records.size());
    for (std::size_t t = 1; t < wanted; ++t) others.emplace_back(work);
    work();
    others.clear();
    return out;
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
