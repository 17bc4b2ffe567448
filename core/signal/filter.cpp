#include "core/signal/filter.h"

#include "core/signal/runs.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdio>
#include <limits>
#include <numbers>

namespace seisdesk {

namespace {

using Complex = std::complex<double>;

std::string hz(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%g Hz", value);
    return text;
}

std::string quoted(const FilterSpec& spec) { return std::string(1, '\'').append(filterText(spec)).append(1, '\''); }

Error invalid(std::string message) { return {Error::Code::InvalidArgument, std::move(message)}; }

/// z-plane image of an s-plane point under s = (z - 1) / (z + 1).
Complex bilinear(Complex s) { return (1.0 + s) / (1.0 - s); }

/// Butterworth poles of the unit prototype in the upper half plane, then the real one (-1) when the order is odd.
std::vector<Complex> prototypePoles(int order)
{
    std::vector<Complex> poles;
    for (int k = 0; k < order / 2; ++k)
        poles.push_back(std::polar(1.0, std::numbers::pi * (2.0 * k + 1.0 + order) / (2.0 * order)));
    if (order % 2 == 1) poles.emplace_back(-1.0, 0.0);
    return poles;
}

/// Scales the numerator so that the gain at exp(i * radians) has magnitude one.
SecondOrderSection normalised(SecondOrderSection s, double radians)
{
    const Complex z = std::polar(1.0, -radians);
    const double gain = std::abs((s.b0 + z * (s.b1 + z * s.b2)) / (1.0 + z * (s.a1 + z * s.a2)));
    s.b0 /= gain;
    s.b1 /= gain;
    s.b2 /= gain;
    return s;
}

/// Section with the numerator b and the z-plane poles p and q, which are real or conjugates.
SecondOrderSection section(double b0, double b1, double b2, Complex p, Complex q)
{
    return {b0, b1, b2, -(p + q).real(), (p * q).real()};
}

/// Low-pass (sign +1, zeros at z = -1) or high-pass (sign -1, zeros at z = 1).
std::vector<SecondOrderSection> oneFlank(int order, double warped, bool lowPass)
{
    const double sign = lowPass ? 1.0 : -1.0;
    const double reference = lowPass ? 0.0 : std::numbers::pi;
    std::vector<SecondOrderSection> out;
    for (const Complex p : prototypePoles(order)) {
        const Complex z = bilinear(lowPass ? p * warped : warped / p);
        const bool single = order % 2 == 1 && p.imag() == 0.0;
        out.push_back(normalised(single ? section(1.0, sign, 0.0, z, 0.0) : section(1.0, 2.0 * sign, 1.0, z, std::conj(z)), reference));
    }
    return out;
}

std::vector<SecondOrderSection> bothFlanks(int order, double warpedLow, double warpedHigh)
{
    const double width = warpedHigh - warpedLow;
    const double centre = std::sqrt(warpedLow * warpedHigh);
    const double reference = 2.0 * std::atan(centre);
    std::vector<SecondOrderSection> out;
    for (const Complex p : prototypePoles(order)) {
        // A prototype pole becomes the two roots of s^2 - p*width*s + centre^2.
        const Complex half = 0.5 * p * width;
        const Complex root = std::sqrt(half * half - centre * centre);
        const Complex first = bilinear(half + root), second = bilinear(half - root);
        if (order % 2 == 1 && p.imag() == 0.0) {
            out.push_back(normalised(section(1.0, 0.0, -1.0, first, second), reference));
        } else {
            out.push_back(normalised(section(1.0, 0.0, -1.0, first, std::conj(first)), reference));
            out.push_back(normalised(section(1.0, 0.0, -1.0, second, std::conj(second)), reference));
        }
    }
    return out;
}

/// What the sections hold between samples (transposed direct form II).
struct Memory {
    double s1 = 0.0, s2 = 0.0;
};

std::vector<Memory> memoryFor(const std::vector<SecondOrderSection>& sections, FilterStart start, double first)
{
    std::vector<Memory> memory(sections.size());
    if (start == FilterStart::AtRest) return memory;
    double x = first;
    for (std::size_t k = 0; k < sections.size(); ++k) {
        const SecondOrderSection& s = sections[k];
        const double numerator = s.b0 + s.b1 + s.b2;
        // High and band-passes cancel exactly in theory; rounding must not leave an offset behind.
        const bool blocks = std::abs(numerator) < 1e-12 * std::abs(s.b0);
        const double y = blocks ? 0.0 : x * numerator / (1.0 + s.a1 + s.a2);
        memory[k] = {y - s.b0 * x, s.b2 * x - s.a2 * y};
        x = y;
    }
    return memory;
}

/// Runs `count` samples through all sections. All sections advance together, so that their chains of dependent
/// operations overlap in the processor. N known at compile time keeps the memory in registers.
template <std::size_t N, class In, class Out>
void runSections(const SecondOrderSection* sections, Memory* memory, const In* in, Out* out, std::ptrdiff_t count, std::ptrdiff_t step)
{
    SecondOrderSection s[N];
    Memory m[N];
    std::copy_n(sections, N, s);
    std::copy_n(memory, N, m);
    for (std::ptrdiff_t done = 0; done < count;) {
        const std::ptrdiff_t block = std::min<std::ptrdiff_t>(count, done + 4096);
        for (; done < block; ++done) {
            double x = static_cast<double>(in[done * step]);
            for (std::size_t k = 0; k < N; ++k) {
                const double y = s[k].b0 * x + m[k].s1;
                m[k].s1 = s[k].b1 * x - s[k].a1 * y + m[k].s2;
                m[k].s2 = s[k].b2 * x - s[k].a2 * y;
                x = y;
            }
            out[done * step] = static_cast<Out>(x);
        }
        // Long stretches of zeros would decay into denormal numbers, which are a hundred times slower.
        for (Memory& state : m) {
            if (std::abs(state.s1) < 1e-100) state.s1 = 0.0;
            if (std::abs(state.s2) < 1e-100) state.s2 = 0.0;
        }
    }
    std::copy_n(m, N, memory);
}

template <class In, class Out>
void cascade(const std::vector<SecondOrderSection>& sections, FilterStart start, const In* in, Out* out, std::ptrdiff_t count, std::ptrdiff_t step)
{
    std::vector<Memory> memory = memoryFor(sections, start, static_cast<double>(in[0]));
    switch (sections.size()) {
    case 1: return runSections<1>(sections.data(), memory.data(), in, out, count, step);
    case 2: return runSections<2>(sections.data(), memory.data(), in, out, count, step);
    case 3: return runSections<3>(sections.data(), memory.data(), in, out, count, step);
    case 4: return runSections<4>(sections.data(), memory.data(), in, out, count, step);
    default: break;
    }
    std::vector<double> between(static_cast<std::size_t>(count));
    double* const middle = step > 0 ? between.data() : between.data() + count - 1;
    runSections<1>(sections.data(), memory.data(), in, middle, count, step);
    for (std::size_t k = 1; k < sections.size(); ++k)
        runSections<1>(&sections[k], &memory[k], middle, middle, count, step);
    for (std::ptrdiff_t i = 0; i < count; ++i) out[i * step] = static_cast<Out>(middle[i * step]);
}

/// Filters one run of finite samples; In is float or double.
template <class In>
void filterRun(const std::vector<SecondOrderSection>& sections, bool zeroPhase, FilterStart start, std::span<const In> in, float* out)
{
    const auto count = static_cast<std::ptrdiff_t>(in.size());
    if (!zeroPhase) return cascade(sections, start, in.data(), out, count, 1);
    std::vector<double> forward(in.size());
    cascade(sections, start, in.data(), forward.data(), count, 1);
    cascade(sections, start, forward.data() + count - 1, out + count - 1, count, -1);
}

template <class In>
Result<std::vector<float>> filteredSamples(std::span<const float> samples, std::span<const In> values, double sampleRateHz,
                                           const FilterSpec& spec, FilterStart start)
{
    const auto sections = butterworth(spec, sampleRateHz);
    if (!sections) return sections.error();
    std::vector<float> out(samples.size(), std::numeric_limits<float>::quiet_NaN());
    for (const Run& run : finiteRuns(samples))
        filterRun(*sections, spec.zeroPhase, start, values.subspan(run.first, run.size()), out.data() + run.first);
    return out;
}

}  // namespace

Result<std::vector<SecondOrderSection>> butterworth(const FilterSpec& spec, double sampleRateHz)
{
    using Kind = FilterSpec::Kind;
    if (!(sampleRateHz > 0.0) || !std::isfinite(sampleRateHz)) return invalid("A filter needs a positive sample rate, not " + hz(sampleRateHz) + ".");
    if (spec.corners < 1 || spec.corners > 12) return invalid("A filter has 1 to 12 corners, not " + std::to_string(spec.corners) + ".");
    const double nyquist = 0.5 * sampleRateHz;
    const auto warp = [&](double f) { return std::tan(0.5 * std::numbers::pi * f / nyquist); };
    const bool low = spec.kind != Kind::LowPass, high = spec.kind != Kind::HighPass;
    if ((low && !(spec.lowHz > 0.0 && std::isfinite(spec.lowHz))) || (high && !(spec.highHz > 0.0 && std::isfinite(spec.highHz))))
        return invalid(quoted(spec) + " is no filter: its corners must be above 0 Hz.");
    if (low && high && spec.lowHz >= spec.highHz) return invalid(quoted(spec) + " is no filter: its lower corner must be below the upper one.");
    const auto beyond = [&](double f) { return f / nyquist - 1.0 > -1e-6; };
    if (low && beyond(spec.lowHz))
        return invalid(quoted(spec) + " cannot filter " + hz(sampleRateHz) + " records: its lower corner must be below their Nyquist frequency of " + hz(nyquist) + ".");
    if (spec.kind == Kind::LowPass && beyond(spec.highHz))
        return invalid(quoted(spec) + " cannot filter " + hz(sampleRateHz) + " records: its corner must be below their Nyquist frequency of " + hz(nyquist) + ".");
    if (!high || beyond(spec.highHz)) return oneFlank(spec.corners, warp(spec.lowHz), false);
    if (!low) return oneFlank(spec.corners, warp(spec.highHz), true);
    return bothFlanks(spec.corners, warp(spec.lowHz), warp(spec.highHz));
}

Result<std::vector<float>> filtered(std::span<const float> samples, double sampleRateHz, const FilterSpec& spec, FilterStart start)
{
    return filteredSamples(samples, samples, sampleRateHz, spec, start);
}

Result<Segment> filtered(const Segment& segment, const FilterSpec& spec, FilterStart start)
{
    if (segment.empty()) return segment;
    const std::span<const float> samples(*segment.samples);
    auto out = segment.exact ? filteredSamples(samples, std::span<const double>(*segment.exact), segment.sampleRateHz, spec, start)
                             : filteredSamples(samples, samples, segment.sampleRateHz, spec, start);
    if (!out) return out.error();
    return makeSegment(segment.start, segment.sampleRateHz, std::move(out).value());
}

Result<Trace> filtered(const Trace& trace, const FilterSpec& spec, FilterStart start)
{
    Trace out{trace.id, {}};
    for (const Segment& segment : trace.segments) {
        auto done = filtered(segment, spec, start);
        if (!done) return Error{done.error().code, trace.id.text() + ": " + done.error().message};
        out.segments.push_back(std::move(done).value());
    }
    return out;
}

}  // namespace seisdesk
