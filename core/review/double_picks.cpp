#include "core/review/double_picks.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace seisdesk {

std::vector<Label> withoutDoubles(std::vector<Label> labels, double seconds)
{
    std::stable_sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return std::tie(a.time, a.phase) < std::tie(b.time, b.phase); });
    std::vector<std::size_t> order(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return labels[a].confidence.value_or(1.0) > labels[b].confidence.value_or(1.0); });
    std::map<std::tuple<std::string, std::string, std::string>, std::map<Time, std::size_t>> kept;
    std::vector<bool> leaves(labels.size(), false);
    const Duration reach = fromSeconds(seconds);
    for (const std::size_t i : order) {
        const Label& label = labels[i];
        if (label.end || label.review == Review::Rejected) continue;
        auto& there = kept[{label.stream.network, label.stream.station, label.phase}];
        const auto near = there.lower_bound(label.time - reach);
        if (near != there.end() && near->first <= label.time + reach) leaves[i] = true;
        else there.emplace(label.time, i);
    }
    std::vector<Label> out;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (!leaves[i]) out.push_back(std::move(labels[i]));
    return out;
}

}  // namespace seisdesk
