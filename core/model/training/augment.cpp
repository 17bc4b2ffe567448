#include "core/model/training/augment.h"

#include "core/signal/filter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace seisdesk {

namespace {

std::span<float> row(Example& example, std::size_t axis) { return std::span(example.rows).subspan(axis * example.samples, example.samples); }
std::span<const float> row(const Example& example, std::size_t axis) { return std::span(example.rows).subspan(axis * example.samples, example.samples); }

double wrapped(double degrees) { return std::fmod(std::fmod(degrees, 360.0) + 360.0, 360.0); }

double largest(const Example& example)
{
    double out = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis) {  // about the mean: raw counts have offsets
        double sum = 0.0;
        std::size_t n = 0;
        for (const float v : row(example, axis))
            if (std::isfinite(v)) sum += static_cast<double>(v), ++n;
        const double mean = n ? sum / static_cast<double>(n) : 0.0;
        for (const float v : row(example, axis))
            if (std::isfinite(v)) out = std::max(out, std::abs(static_cast<double>(v) - mean));
    }
    return out;
}

double deviation(std::span<const float> samples)
{
    double sum = 0.0, squares = 0.0;
    std::size_t n = 0;
    for (const float v : samples)
        if (std::isfinite(v)) sum += static_cast<double>(v), squares += static_cast<double>(v) * static_cast<double>(v), ++n;
    if (n == 0) return 0.0;
    const double mean = sum / static_cast<double>(n);
    return std::sqrt(std::max(0.0, squares / static_cast<double>(n) - mean * mean));
}

/// Applies `f` to each run of samples that are there.
template <class F>
void overRuns(std::span<float> samples, F&& f)
{
    for (std::size_t i = 0; i < samples.size();) {
        std::size_t last = i;
        while (last < samples.size() && std::isfinite(samples[last])) ++last;
        if (last > i) f(samples.subspan(i, last - i));
        i = std::max(last, i + 1);
    }
}

}  // namespace

void flipSign(Example& example)
{
    for (float& v : example.rows) v = -v;
    for (ExampleEvent& e : example.events) {
        if (e.polarity == Polarity::Positive) e.polarity = Polarity::Negative;
        else if (e.polarity == Polarity::Negative) e.polarity = Polarity::Positive;
    }
}

void rotateHorizontals(Example& example, double degrees)
{
    const auto c = static_cast<float>(std::cos(degrees * std::numbers::pi / 180.0)), s = static_cast<float>(std::sin(degrees * std::numbers::pi / 180.0));
    const auto north = row(example, 1), east = row(example, 2);
    for (std::size_t i = 0; i < example.samples; ++i) {
        const float n = north[i], e = east[i];
        north[i] = c * n + s * e;
        east[i] = c * e - s * n;
    }
    for (ExampleEvent& e : example.events)
        if (e.backAzimuthDeg) e.backAzimuthDeg = wrapped(*e.backAzimuthDeg - degrees);
}

void mirrorHorizontals(Example& example)
{
    for (float& v : row(example, 2)) v = -v;
    for (ExampleEvent& e : example.events)
        if (e.backAzimuthDeg) e.backAzimuthDeg = wrapped(-*e.backAzimuthDeg);
}

void keepComponents(Example& example, bool up, bool north, bool east)
{
    const bool keep[] = {up, north, east};
    for (std::size_t axis = 0; axis < 3; ++axis)
        if (!keep[axis]) std::fill(row(example, axis).begin(), row(example, axis).end(), std::nanf(""));
    for (ExampleEvent& e : example.events) {
        if (!up) e.polarity = Polarity::Unset;
        if (!up || !north || !east) e.backAzimuthDeg.reset();
    }
}

void differentiate(Example& example, double share)
{
    for (std::size_t axis = 0; axis < 3; ++axis)
        overRuns(row(example, axis), [share](std::span<float> run) {
            for (std::size_t i = run.size(); i-- > 1;) run[i] -= static_cast<float>(share) * run[i - 1];
            run[0] = run.size() > 1 ? run[1] : 0.0f;
        });
}

void lowPass(Example& example, double cornerHz)
{
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto samples = row(example, axis);
        const auto out = filtered(samples, example.sampleRateHz, {FilterSpec::Kind::LowPass, 0.0, cornerHz, 2, true}, FilterStart::Settled);
        if (out) std::copy(out->begin(), out->end(), samples.begin());  // a corner above Nyquist changes nothing
    }
}

void addNoise(Example& example, double ratio, double colour, synth::Random& random)
{
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double scale = ratio * deviation(row(example, axis)) * std::sqrt(1.0 - colour * colour);
        double state = 0.0;
        for (float& v : row(example, axis)) {
            state = colour * state + scale * random.normal();
            v += static_cast<float>(state);
        }
    }
}

void openGap(Example& example, std::size_t first, std::size_t count, bool zeros)
{
    for (std::size_t axis = 0; axis < 3; ++axis)
        for (std::size_t i = first; i < std::min(example.samples, first + count); ++i)
            if (auto samples = row(example, axis); std::isfinite(samples[i])) samples[i] = zeros ? 0.0f : std::nanf("");
    const auto hidden = [&](const std::optional<double>& at) { return at && *at >= static_cast<double>(first) - 0.5 && *at < static_cast<double>(first + count); };
    for (ExampleEvent& e : example.events) {
        if (hidden(e.pSample)) e.pSample.reset(), e.polarity = Polarity::Unset;
        if (hidden(e.sSample)) e.sSample.reset();
    }
}

void stretch(Example& example, double factor)
{
    const auto samples = static_cast<std::size_t>(std::floor(static_cast<double>(example.samples - 1) * factor)) + 1;
    std::vector<float> rows(3 * samples);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto from = row(std::as_const(example), axis);
        for (std::size_t i = 0; i < samples; ++i) {  // Catmull and Rom's cubic; linear at the ends
            const double at = static_cast<double>(i) / factor;
            const auto k = std::min(static_cast<std::size_t>(at), example.samples - 2);
            const auto t = static_cast<float>(at - static_cast<double>(k));
            const float b = from[k], c = from[k + 1];
            const float a = k > 0 ? from[k - 1] : 2 * b - c, d = k + 2 < example.samples ? from[k + 2] : 2 * c - b;
            rows[axis * samples + i] = b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
        }
    }
    example.rows = std::move(rows);
    example.samples = samples;
    for (auto* spans : {&example.quiet, &example.masked})
        for (auto& [from, to] : *spans) from *= factor, to *= factor;
    for (ExampleEvent& e : example.events) {
        if (e.pSample) *e.pSample *= factor;
        if (e.sSample) *e.sSample *= factor;
        e.magnitude.reset();
        e.distanceKm.reset();
    }
}

namespace {

/// Deviation over all components of samples [from, to).
double strength(const Example& example, double from, double to)
{
    const double size = static_cast<double>(example.samples);
    const auto low = static_cast<std::size_t>(std::clamp(from, 0.0, size)), high = static_cast<std::size_t>(std::clamp(to, 0.0, size));
    double squares = 0.0;
    for (std::size_t axis = 0; axis < 3 && high > low; ++axis) squares += std::pow(deviation(row(example, axis).subspan(low, high - low)), 2.0);
    return std::sqrt(squares);
}

/// Forgets onsets of `events` that drown in the record `over`, whose samples are `shift` behind those of `own`.
void forgetDrowned(std::vector<ExampleEvent>& events, const Example& own, double scale, const Example& over, double overScale, double shift)
{
    const double second = own.sampleRateHz;
    const auto drowned = [&](const std::optional<double>& at) {
        return at && scale * strength(own, *at, *at + 0.5 * second) < 1.5 * overScale * strength(over, *at + shift - 0.5 * second, *at + shift + 0.5 * second);
    };
    for (ExampleEvent& e : events) {
        if (drowned(e.pSample)) e.pSample.reset(), e.polarity = Polarity::Unset;
        if (drowned(e.sSample)) e.sSample.reset();
    }
}

}  // namespace

void stackOn(Example& example, const Example& other, std::ptrdiff_t shift, double ratio)
{
    const double size = largest(example), otherSize = largest(other);
    if (!(size > 0.0) || !(otherSize > 0.0)) return;
    const auto scale = static_cast<float>(ratio * size / otherSize);
    std::vector<ExampleEvent> added = other.events;
    forgetDrowned(added, other, static_cast<double>(scale), example, 1.0, static_cast<double>(shift));
    forgetDrowned(example.events, example, 1.0, other, static_cast<double>(scale), -static_cast<double>(shift));
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto into = row(example, axis);
        const auto from = row(other, axis);
        for (std::size_t i = 0; i < example.samples; ++i) {
            const std::ptrdiff_t k = static_cast<std::ptrdiff_t>(i) - shift;
            if (k >= 0 && k < static_cast<std::ptrdiff_t>(other.samples) && std::isfinite(from[static_cast<std::size_t>(k)])) into[i] += scale * from[static_cast<std::size_t>(k)];
        }
    }
    for (ExampleEvent& e : added) {
        if (e.pSample) *e.pSample += static_cast<double>(shift);
        if (e.sSample) *e.sSample += static_cast<double>(shift);
        example.events.push_back(e);
    }
    // Quiet stays quiet only under a record of which everything is known.
    std::vector<std::pair<double, double>> quiet;
    if (other.exhaustive) quiet = example.quiet;
    else if (example.exhaustive)
        for (const auto& [from, to] : other.quiet) quiet.emplace_back(from + static_cast<double>(shift), to + static_cast<double>(shift));
    example.quiet = std::move(quiet);
    for (const auto& [from, to] : other.masked) example.masked.emplace_back(from + static_cast<double>(shift), to + static_cast<double>(shift));
    example.exhaustive = example.exhaustive && other.exhaustive;
}

Example augmented(Example example, const Augmentation& a, const std::function<Example()>& another, synth::Random& random)
{
    const auto happens = [&](double probability) { return random.uniform() < probability; };
    const double rate = example.sampleRateHz;
    if (happens(a.stretch)) stretch(example, std::exp(random.uniform(-0.5, 0.5)));
    if (another && happens(a.stack)) {
        const Example other = another();
        const auto reach = static_cast<double>(example.samples);
        if (other.sampleRateHz == rate) stackOn(example, other, std::llround(random.uniform(-0.7, 0.7) * reach), std::pow(10.0, random.uniform(-1.5, 1.0)));
    }
    if (happens(a.flip)) flipSign(example);
    if (happens(a.rotate)) rotateHorizontals(example, random.uniform(0.0, 360.0));
    if (happens(a.rotate)) mirrorHorizontals(example);
    if (happens(a.filter)) differentiate(example, random.uniform(0.5, 0.98));
    if (happens(a.lowRate)) lowPass(example, 0.5 * random.uniform(0.75, 0.95) * std::exp(random.uniform(std::log(20.0), std::log(60.0))));
    if (happens(a.noise)) addNoise(example, std::pow(10.0, random.uniform(-2.5, -0.3)), random.uniform(0.0, 0.98), random);
    if (happens(a.gap)) {
        const auto count = static_cast<std::size_t>(random.uniform(0.2, 8.0) * rate);
        openGap(example, static_cast<std::size_t>(random.uniform() * static_cast<double>(example.samples)), count, happens(0.5));
    }
    if (happens(a.dropComponents)) {
        const double which = random.uniform();
        if (which < 0.6) keepComponents(example, true, false, false);
        else if (which < 0.75) keepComponents(example, true, true, false);
        else if (which < 0.9) keepComponents(example, true, false, true);
        else keepComponents(example, false, true, true);
    }
    return example;
}

}  // namespace seisdesk
