#pragma once
// One label as one QuakeML pick, and back: which field goes where, and which comments carry what QuakeML has no field for.

#include "core/catalog/compile.h"

#include <unordered_map>

namespace seisdesk {

/// "smi:<authority>/pick/<time>.<stream>.<label id>". Arrivals made before compile() should refer to picks by this id.
ResourceId pickId(const Label& label, const CompileOptions& options);

/// The id of the label that wrote this publicID, if one of ours did.
std::optional<Id> labelIdIn(const ResourceId& id);

/// `derivedFrom` is the publicID of the pick this one corrects, or empty.
Pick pickOf(const Label& label, const ResourceId& derivedFrom, const CompileOptions& options);

/// The event and the label it replaces stay empty; see derivedFrom().
Label labelOf(const Pick& pick);

/// Which label an event's pick is; picks of other programs are known by the labels that labelOf() makes of them, ours also where they are not in the event any more.
class PickLabels {
public:
    explicit PickLabels(const Event& event);
    std::optional<Id> of(const ResourceId& pick) const;

private:
    std::unordered_map<ResourceId, Id> m_known;
};

/// `pick`, whose label was `was`, after that label became `now` (same time, stream and phase): the publicID and all that
/// labels do not hold stay.
Pick updated(const Pick& pick, const Label& was, const Label& now, const ResourceId& derivedFrom, const CompileOptions& options);

/// The publicID of the pick that this one corrects, or empty.
ResourceId derivedFrom(const Pick& pick);

/// The text of the first comment whose id ends in `/name`; null when there is none.
const std::string* comment(const std::vector<Comment>& comments, std::string_view name);

}  // namespace seisdesk
