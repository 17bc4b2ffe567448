#include "core/io/noise_examples.h"

#include "core/io/records.h"
#include "core/model/timeline.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

Result<std::vector<Example>> noiseExamples(const std::filesystem::path& folder, const TimeSpan& span, double seconds, double sampleRateHz, const Progress& progress)
{
    ReadOptions reading;
    reading.span = span;
    auto records = readRecords({folder.string()}, reading, progress);
    if (!records) return records.error();
    std::vector<TracePtr> traces;
    for (Trace& t : records->traces) traces.push_back(std::make_shared<const Trace>(std::move(t)));
    TimelineOptions options;
    options.sampleRateHz = sampleRateHz;
    options.span = span;
    options.joinSamples = static_cast<std::size_t>(std::lround(seconds * sampleRateHz));
    std::vector<Example> out;
    for (const auto& streams : groupedByInstrument(traces)) {
        for (const Timeline& line : timelines(orientedInstrument(streams, records->inventory), options)) {
            for (std::size_t first = 0; first < line.size(); first += options.joinSamples) {
                Example e;
                e.samples = std::min(options.joinSamples, line.size() - first);
                auto rows = line.read(first, e.samples);
                if (!rows) return rows.error();
                if (std::none_of(rows->begin(), rows->end(), [](float v) { return std::isfinite(v); })) continue;
                e.rows = std::move(*rows);
                e.sampleRateHz = sampleRateHz;
                e.set = folder.filename().string();
                out.push_back(std::move(e));
            }
        }
    }
    if (out.empty())
        return Error{Error::Code::NotFound, folder.string() + " has no records between " + formatTime(span.begin, 0) + " and " + formatTime(span.end, 0) + "."};
    return out;
}

}  // namespace seisdesk
