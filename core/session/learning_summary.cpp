#include "core/session/learning_summary.h"

#include <cmath>
#include <set>

namespace seisdesk {

Result<SetSummary> learningSummary(const std::vector<TracePtr>& traces, const Inventory& inventory, const std::vector<Label>& labels, const std::vector<Event>& events,
                                   const KnownParts& known, const Progress& progress)
{
    LocalOptions options;
    options.known = known;
    options.events = events;
    Contract contract;
    contract.windowSamples = 6144;  // a minute, as most networks see it
    const auto set = localExamples(traces, inventory, labels, contract, options, progress);
    if (!set) return set.error();
    std::set<std::string> stations;
    for (const TracePtr& trace : traces) stations.insert(trace->id.network + '.' + trace->id.station);
    return summary(*set, {stations.begin(), stations.end()});
}

std::string balanceText(const SetSummary& summary)
{
    std::string out = "P " + std::to_string(summary.count.p) + " · S " + std::to_string(summary.count.s);
    if (summary.count.p + summary.count.s > 0) out += " (" + std::to_string(std::lround(100.0 * summary.shareOfS())) + " % S)";
    if (summary.up + summary.down + summary.undecidable > 0)
        out += " · first motions: " + std::to_string(summary.up) + " up, " + std::to_string(summary.down) + " down, " + std::to_string(summary.undecidable) + " undecidable";
    if (summary.quietSeconds >= 1.0) out += " · " + std::to_string(std::lround(summary.quietSeconds)) + " s without onset";
    return out;
}

}  // namespace seisdesk
