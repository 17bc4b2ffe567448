#include "core/model/adapt/pick_changes.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double pairSeconds = 0.5;

double apart(const Label& a, const Label& b) { return std::abs(toSeconds(a.time - b.time)); }

std::vector<const Label*> picksOf(const std::vector<Label>& labels, char phase, double threshold)
{
    std::vector<const Label*> out;
    for (const Label& l : labels)
        if (!l.phase.empty() && l.phase[0] == phase && !l.end && l.review != Review::Rejected && l.confidence.value_or(1.0) >= threshold) out.push_back(&l);
    return out;
}

const Label* nearest(const Label& to, const std::vector<const Label*>& among, double within)
{
    const Label* best = nullptr;
    for (const Label* l : among)
        if (l && apart(*l, to) <= within && (!best || apart(*l, to) < apart(*best, to))) best = l;
    return best;
}

}  // namespace

bool PickChange::better() const
{
    switch (kind) {
    case Kind::Appeared: return truth.has_value();
    case Kind::Vanished: return !truth;
    case Kind::Moved: break;
    }
    return truth && apart(*after, *truth) < apart(*before, *truth);
}

std::string word(PickChange::Kind kind)
{
    switch (kind) {
    case PickChange::Kind::Appeared: return "appeared";
    case PickChange::Kind::Vanished: return "vanished";
    case PickChange::Kind::Moved: break;
    }
    return "moved";
}

std::vector<PickChange> pickChanges(std::span<const Comparison> before, const Thresholds& atBefore, std::span<const Comparison> after, const Thresholds& atAfter,
                                    double leastSeconds)
{
    std::vector<PickChange> out;
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i)
        for (const char phase : {'P', 'S'}) {
            const auto truth = picksOf(before[i].truth, phase, 0.0);
            const auto was = picksOf(before[i].picks, phase, phase == 'P' ? atBefore.p : atBefore.s);
            auto is = picksOf(after[i].picks, phase, phase == 'P' ? atAfter.p : atAfter.s);
            const auto add = [&](PickChange::Kind kind, const Label* from, const Label* to) {
                PickChange c{kind, before[i].window, before[i].eventId, before[i].stationId, std::string(1, phase), {}, {}, {}};
                if (from) c.before = *from;
                if (to) c.after = *to;
                const Label* label = nearest(to ? *to : *from, truth, pairSeconds);
                if (!label && from) label = nearest(*from, truth, pairSeconds);
                if (label) c.truth = *label;
                out.push_back(std::move(c));
            };
            for (const Label* one : was) {
                const Label* partner = nearest(*one, is, pairSeconds);
                if (!partner) add(PickChange::Kind::Vanished, one, nullptr);
                else if (apart(*one, *partner) > leastSeconds) add(PickChange::Kind::Moved, one, partner);
                std::replace(is.begin(), is.end(), partner, static_cast<const Label*>(nullptr));
            }
            for (const Label* one : is)
                if (one) add(PickChange::Kind::Appeared, nullptr, one);
        }
    return out;
}

}  // namespace seisdesk
