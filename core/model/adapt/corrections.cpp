#include "core/model/adapt/corrections.h"

#include <algorithm>

namespace seisdesk {

namespace {

/// The label as its model made it.
Label asProposed(Label label)
{
    label.mode = Mode::Automatic;
    label.review = Review::Preliminary;
    label.author.clear();
    return label;
}

using Labels = std::unordered_map<Id, const Label*>;

std::optional<Label> proposalOf(const Id& id, const Labels& labels, const LabelHistory& history)
{
    if (const auto first = history.proposed.find(id); first != history.proposed.end()) return first->second;
    if (const auto now = labels.find(id); now != labels.end() && isModels(*now->second)) return asProposed(*now->second);
    return std::nullopt;
}

Correction::Kind kindOf(const Label& made, const std::optional<Label>& proposed)
{
    if (!proposed) return Correction::Kind::Added;
    if (made.time != proposed->time || made.phase != proposed->phase) return Correction::Kind::Moved;
    return made.polarity != proposed->polarity ? Correction::Kind::Repolarised : Correction::Kind::Confirmed;
}

}  // namespace

bool isJudged(const Label& label)
{
    if (label.end || label.review == Review::Rejected) return false;
    return label.mode == Mode::Manual || label.review != Review::Preliminary;
}

bool isUnjudged(const Label& label) { return !label.end && label.mode == Mode::Automatic && label.review == Review::Preliminary; }

std::vector<Correction> corrections(const std::vector<Label>& labels, const LabelHistory& history)
{
    Labels byId;
    std::unordered_map<Id, bool> replaced;
    for (const Label& label : labels) {
        byId[label.id] = &label;
        if (label.replaces && isJudged(label)) replaced[*label.replaces] = true;
    }
    std::vector<Correction> out;
    for (const Label& label : labels) {
        if (isJudged(label)) {
            Correction c{Correction::Kind::Added, label, proposalOf(label.replaces.value_or(label.id), byId, history)};
            c.kind = kindOf(label, c.proposed);
            out.push_back(std::move(c));
        } else if (!label.end && label.review == Review::Rejected && !replaced.contains(label.id)) {
            Correction c{Correction::Kind::Rejected, label, proposalOf(label.id, byId, history)};
            if (!c.proposed) c.proposed = asProposed(label);
            if (const auto by = history.rejected.find(label.id); by != history.rejected.end()) {
                c.made.author = by->second.author;
                c.made.created = by->second.when;
            }
            out.push_back(std::move(c));
        }
    }
    std::ranges::stable_sort(out, {}, [](const Correction& c) { return c.made.time; });
    return out;
}

}  // namespace seisdesk
