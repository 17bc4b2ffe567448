#include "core/model/one_instant.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace seisdesk {

std::vector<Label> takeUnlikelier(std::vector<Label>& labels, double seconds)
{
    std::vector<Label> left, kept;
    if (!(seconds > 0.0)) return left;
    const auto isPhase = [&](std::size_t i) { return labels[i].phase == "P" || labels[i].phase == "S"; };
    std::vector<std::size_t> order(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const double ca = labels[a].confidence.value_or(1.0), cb = labels[b].confidence.value_or(1.0);
        return ca != cb ? ca > cb : labels[a].phase == "P" && labels[b].phase != "P";
    });
    enum class State : char { Open, Stays, Leaves };
    std::vector<State> state(labels.size(), State::Open);
    const Duration reach = fromSeconds(seconds);
    for (const std::size_t i : order) {
        if (state[i] != State::Open) continue;
        state[i] = State::Stays;
        if (!isPhase(i)) continue;
        const auto look = [&](std::size_t j) {
            if (state[j] == State::Open && isPhase(j) && labels[j].phase != labels[i].phase) state[j] = State::Leaves;
        };
        for (std::size_t j = i; j-- > 0 && labels[i].time - labels[j].time <= reach;) look(j);
        for (std::size_t j = i + 1; j < labels.size() && labels[j].time - labels[i].time <= reach; ++j) look(j);
    }
    for (std::size_t i = 0; i < labels.size(); ++i) (state[i] == State::Leaves ? left : kept).push_back(std::move(labels[i]));
    labels = std::move(kept);
    return left;
}

}  // namespace seisdesk
