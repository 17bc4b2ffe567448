#include "core/model/training/window_example.h"

#include "core/model/timeline.h"

namespace seisdesk {

namespace {

std::optional<double> valueOf(const std::optional<Estimate>& estimate) { return estimate ? std::optional(estimate->value) : std::nullopt; }

}  // namespace

Result<Example> windowExample(const LabelledWindow& window, double sampleRateHz, std::span<const TimeSpan> quiet, std::span<const TimeSpan> masked)
{
    Example out;
    out.sampleRateHz = sampleRateHz;
    out.eventId = window.eventId;
    std::vector<TracePtr> traces;
    for (const Trace& t : window.traces)
        if (!isPadding(t)) traces.push_back(std::make_shared<const Trace>(t));
    if (traces.empty()) return Error{Error::Code::Malformed, "Window '" + window.name + "' holds no samples."};
    TimelineOptions options;
    options.sampleRateHz = sampleRateHz;
    options.joinSamples = std::size_t{1} << 30;  // gaps stay in the record
    const std::vector<Timeline> lines = timelines(orientedInstrument(traces, {}), options);
    if (lines.empty()) return Error{Error::Code::Malformed, "Window '" + window.name + "' holds no samples."};
    const Timeline& line = lines.front();
    auto rows = line.read(0, line.size());
    if (!rows) return rows.error();
    out.samples = line.size();
    out.rows = std::move(*rows);
    for (const TimeSpan& span : quiet) out.quiet.emplace_back(line.indexOf(span.begin), line.indexOf(span.end));
    for (const TimeSpan& span : masked) out.masked.emplace_back(line.indexOf(span.begin), line.indexOf(span.end));
    for (const Label& label : window.labels) {
        if (label.end || label.review == Review::Rejected) continue;
        const double sample = line.indexOf(label.time);
        if (label.phase.starts_with("P")) {
            out.events.push_back({sample, {}, label.polarity, {}, {}, {}});
        } else if (label.phase.starts_with("S")) {
            if (out.events.empty() || out.events.back().sSample) out.events.emplace_back();
            out.events.back().sSample = sample;
        }
    }
    if (out.events.empty()) return out;
    ExampleEvent& first = out.events.front();
    if (first.pSample) {
        if (first.polarity == Polarity::Unset) first.polarity = window.polarity;
        first.magnitude = valueOf(window.truth.magnitude);
        first.distanceKm = valueOf(window.truth.distanceKm);
        if (traces.size() >= 3) first.backAzimuthDeg = valueOf(window.truth.backAzimuthDeg);
    }
    return out;
}

}  // namespace seisdesk
