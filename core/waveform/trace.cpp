#include "core/waveform/trace.h"

#include "core/waveform/coverage.h"

#include <algorithm>
#include <optional>

namespace seisdesk {

namespace {

Duration samplePeriod(const Segment& s) { return fromSeconds(1.0 / s.sampleRateHz); }

std::vector<RecordedSpan> recordedSpans(const std::vector<Segment>& segments)
{
    std::vector<RecordedSpan> out;
    for (const Segment& s : segments) out.push_back({s.span(), samplePeriod(s)});
    return out;
}

bool sameSamples(const Segment& a, const Segment& b)
{
    if (a.start != b.start || a.sampleRateHz != b.sampleRateHz || a.size() != b.size()) return false;
    if (a.samples == b.samples) return true;
    return std::equal(a.samples->begin(), a.samples->end(), b.samples->begin(),
                      [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

/// True when `b` goes on where `a` ends, to within half a sample.
bool follows(const Segment& a, const Segment& b)
{
    if (std::abs(a.sampleRateHz - b.sampleRateHz) > 1e-6 * a.sampleRateHz) return false;
    const Duration off = b.start - a.span().end;
    return std::chrono::abs(off) * 2 <= samplePeriod(a);
}

/// What `b` adds to `a` where it begins inside and repeats its samples: the same records cut otherwise. Nothing when they differ.
std::optional<Segment> added(const Segment& a, const Segment& b)
{
    if (std::abs(a.sampleRateHz - b.sampleRateHz) > 1e-6 * a.sampleRateHz || b.start < a.start || b.start >= a.span().end) return std::nullopt;
    const double offset = a.indexOf(b.start);
    const auto first = static_cast<std::size_t>(std::llround(offset));
    if (std::abs(offset - static_cast<double>(first)) > 0.05 || first >= a.size()) return std::nullopt;
    const std::size_t shared = std::min(a.size() - first, b.size());
    for (std::size_t i = 0; i < shared; ++i)
        if (a.valueAt(first + i) != b.valueAt(i)) return std::nullopt;
    if (shared == b.size()) return Segment{b.start, b.sampleRateHz, std::make_shared<const std::vector<float>>(), nullptr};
    return cut(b, {b.timeOf(static_cast<double>(shared)), b.span().end});
}

/// Concatenates a run of segments that follow each other.
Segment joined(const std::vector<Segment>& run)
{
    if (run.size() == 1) return run.front();
    std::size_t total = 0;
    bool wide = false;
    for (const Segment& s : run) {
        total += s.size();
        wide = wide || s.exact;
    }
    std::vector<float> samples;
    samples.reserve(total);
    std::vector<double> exact;
    if (wide) exact.reserve(total);
    for (const Segment& s : run) {
        samples.insert(samples.end(), s.samples->begin(), s.samples->end());
        for (std::size_t i = 0; wide && i < s.size(); ++i) exact.push_back(s.valueAt(i));
    }
    Segment out = makeSegment(run.front().start, run.front().sampleRateHz, std::move(samples));
    if (wide) out.exact = std::make_shared<const std::vector<double>>(std::move(exact));
    return out;
}

}  // namespace

Segment makeSegment(Time start, double sampleRateHz, std::vector<float> samples)
{
    return {start, sampleRateHz, std::make_shared<const std::vector<float>>(std::move(samples)), nullptr};
}

Segment cut(const Segment& segment, const TimeSpan& span)
{
    const TimeSpan part = segment.span().intersected(span);
    if (segment.empty() || part.empty()) return {span.begin, segment.sampleRateHz, std::make_shared<const std::vector<float>>(), nullptr};
    // A sample belongs to the part when its rounded time does; the tolerance undoes the rounding of timeOf().
    const auto index = [&](Time t) {
        const double i = std::ceil(segment.indexOf(t) - 1e-6 * segment.sampleRateHz);
        return std::clamp(i, 0.0, static_cast<double>(segment.size()));
    };
    const auto first = static_cast<std::ptrdiff_t>(index(part.begin));
    const auto last = static_cast<std::ptrdiff_t>(index(part.end));
    Segment out = makeSegment(segment.timeOf(static_cast<double>(first)), segment.sampleRateHz,
                              {segment.samples->begin() + first, segment.samples->begin() + last});
    if (segment.exact) out.exact = std::make_shared<const std::vector<double>>(segment.exact->begin() + first, segment.exact->begin() + last);
    return out;
}

TimeSpan Trace::span() const
{
    TimeSpan all;
    for (const Segment& s : segments) all = all.united(s.span());
    return all;
}

std::vector<TimeSpan> Trace::gaps() const { return gapsBetween(recordedSpans(segments)); }

std::vector<TimeSpan> Trace::overlaps() const { return overlapsOf(recordedSpans(segments)); }

std::size_t Trace::sampleCount() const
{
    std::size_t count = 0;
    for (const Segment& s : segments) count += s.size();
    return count;
}

Trace tidied(Trace trace)
{
    auto& all = trace.segments;
    std::erase_if(all, [](const Segment& s) { return s.empty() || !(s.sampleRateHz > 0.0); });
    std::stable_sort(all.begin(), all.end(), [](const Segment& a, const Segment& b) { return a.start < b.start; });
    all.erase(std::unique(all.begin(), all.end(), sameSamples), all.end());
    std::vector<Segment> out, run;
    for (Segment& s : all) {
        auto reaches = std::lower_bound(run.begin(), run.end(), s.start, [](const Segment& earlier, Time t) { return earlier.span().end <= t; });
        for (; reaches != run.end() && !s.empty(); ++reaches)
            if (auto more = added(*reaches, s)) s = std::move(*more);
        if (s.empty()) continue;
        if (!run.empty() && !follows(run.back(), s)) {
            out.push_back(joined(run));
            run.clear();
        }
        run.push_back(std::move(s));
    }
    if (!run.empty()) out.push_back(joined(run));
    all = std::move(out);
    return trace;
}

}  // namespace seisdesk
