#include "core/model/adapt/reference_set.h"

#include "core/signal/runs.h"
#include "core/synth/station_record.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double rateHz = 100.0;

Label onset(const char* phase, double sample, const StreamId& stream, std::uint64_t number, const std::string& event)
{
    Label out;
    out.id = {number, phase[0] == 'P' ? 0ULL : 1ULL << 32};
    out.id.low += static_cast<std::uint64_t>(std::llround(sample * 100.0));
    out.stream = stream;
    out.phase = phase;
    out.time = Time{} + fromSeconds(sample / rateHz);
    out.review = Review::Reviewed;
    out.author = "synthetic";
    out.event = event;
    return out;
}

LabelledWindow windowOf(std::uint64_t seed, std::size_t number, const synth::RecordOptions& options)
{
    const synth::StationRecord record = synth::stationRecord(seed, options);
    LabelledWindow out;
    out.name = "synthetic " + std::to_string(number);
    out.stationId = "SY.R" + std::to_string(number);
    for (std::size_t c = 0; c < 3; ++c) {
        Trace trace{{"SY", "R" + std::to_string(number), "", std::string("HH") + "ZNE"[c]}, {}};
        const auto& row = record.rows[c];
        for (const Run& run : finiteRuns(row))
            trace.segments.push_back(makeSegment(Time{} + fromSeconds(static_cast<double>(run.first) / rateHz), rateHz,
                                                 {row.begin() + static_cast<std::ptrdiff_t>(run.first), row.begin() + static_cast<std::ptrdiff_t>(run.last)}));
        if (!trace.segments.empty()) out.traces.push_back(std::move(trace));
    }
    if (out.traces.empty()) return out;
    out.eventId = record.events.empty() ? std::string() : out.name;
    for (const synth::RecordedEvent& e : record.events) {
        if (e.pSample) {
            Label p = onset("P", *e.pSample, out.traces.front().id, number, out.eventId);
            p.polarity = e.polarity;
            out.labels.push_back(std::move(p));
        }
        if (e.sSample) out.labels.push_back(onset("S", *e.sSample, out.traces.front().id, number, out.eventId));
    }
    if (!record.events.empty() && record.events.front().pSample) {
        const synth::RecordedEvent& first = record.events.front();
        out.truth.magnitude = Estimate{first.magnitude, {}};
        out.truth.distanceKm = Estimate{first.distanceKm, {}};
        out.truth.backAzimuthDeg = Estimate{first.backAzimuthDeg, {}};
        out.polarity = first.polarity;
        out.snrDb = first.snrDb;
    }
    std::stable_sort(out.labels.begin(), out.labels.end(), [](const Label& a, const Label& b) { return a.time < b.time; });
    return out;
}

}  // namespace

std::vector<LabelledWindow> referenceSet(const ReferenceOptions& options)
{
    synth::RecordOptions record;
    record.sampleRateHz = rateHz;
    record.samples = static_cast<std::size_t>(std::llround(options.seconds * rateHz));
    std::vector<LabelledWindow> out;
    for (std::uint64_t i = 0; out.size() < options.windows; ++i)
        if (auto window = windowOf(options.seed + i, out.size(), record); !window.traces.empty()) out.push_back(std::move(window));
    return out;
}

}  // namespace seisdesk
