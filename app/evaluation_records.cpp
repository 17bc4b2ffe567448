#include "app/evaluation_records.h"

#include "core/signal/resample.h"
#include "core/signal/snr.h"

namespace seisdesk {

namespace {

std::optional<double> snrOf(const LabelledWindow& window, const std::vector<TracePtr>& traces)
{
    for (const Label& label : window.labels) {
        if (!label.phase.starts_with("P")) continue;
        for (const TracePtr& t : traces)
            if (t->id.channel.ends_with("Z") && !t->segments.empty()) return pSnrDb(t->segments.front(), label.time);
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<TracePtr>> asAskedFor(std::vector<Trace> traces, const EvaluateArguments& arguments)
{
    std::vector<TracePtr> out;
    for (Trace& t : traces) {
        const char component = t.id.channel.empty() ? 'Z' : t.id.channel.back();
        if (!arguments.components.empty() && arguments.components.find(component) == std::string::npos) continue;
        if (arguments.simulateRateHz) {
            for (Segment& s : t.segments) {
                auto slower = resampled(s, *arguments.simulateRateHz);
                if (!slower) return slower.error();
                s = std::move(*slower);
            }
        }
        out.push_back(std::make_shared<const Trace>(std::move(t)));
    }
    return out;
}

Result<EvaluationWindow> evaluationWindow(LabelledWindow content, std::size_t index, const EvaluateArguments& arguments)
{
    EvaluationWindow out;
    std::vector<Trace> recorded;
    for (Trace& t : content.traces) {
        if (isPadding(t)) continue;
        t.id.network = "W";
        t.id.station = std::to_string(index);
        recorded.push_back(std::move(t));
    }
    content.traces.clear();
    auto traces = asAskedFor(std::move(recorded), arguments);
    if (!traces) return traces.error();
    out.traces = std::move(*traces);
    out.snrDb = snrOf(content, out.traces);
    out.content = std::move(content);
    return out;
}

}  // namespace seisdesk
