#include "app/evaluation_records.h"

#include "core/signal/resample.h"

namespace seisdesk {

Result<std::vector<Trace>> asAskedFor(std::vector<Trace> traces, const EvaluateArguments& arguments)
{
    std::vector<Trace> out;
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
        out.push_back(std::move(t));
    }
    return out;
}

}  // namespace seisdesk
