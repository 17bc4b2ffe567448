#include "core/model/adapt/example_set.h"

#include "core/model/training/share.h"
#include "core/model/training/window_example.h"

#include <set>

namespace seisdesk {

namespace {

constexpr std::uint64_t partSalt = 0xada97;

}  // namespace

std::string word(Part part)
{
    switch (part) {
    case Part::Train: return "train";
    case Part::Calibration: return "calibration";
    case Part::HeldOut: break;
    }
    return "held out";
}

std::optional<Part> partFrom(const std::string& text)
{
    for (const Part part : {Part::Train, Part::Calibration, Part::HeldOut})
        if (text == word(part)) return part;
    return std::nullopt;
}

std::string word(Correction::Kind kind)
{
    switch (kind) {
    case Correction::Kind::Confirmed: return "confirmed";
    case Correction::Kind::Moved: return "moved";
    case Correction::Kind::Added: return "added";
    case Correction::Kind::Rejected: return "rejected";
    case Correction::Kind::Repolarised: break;
    }
    return "re-polarised";
}

std::vector<const LocalExample*> ExampleSet::in(Part part) const
{
    std::vector<const LocalExample*> out;
    for (const LocalExample& e : examples)
        if (e.part == part) out.push_back(&e);
    return out;
}

std::size_t ExampleSet::events(Part part) const
{
    std::set<std::string> named;
    std::size_t unnamed = 0;
    for (const LocalExample* e : in(part)) {
        if (e->window.eventId.empty()) ++unnamed;
        else named.insert(e->window.eventId);
    }
    return named.size() + unnamed;
}

Part partOf(const std::string& name, const SplitOptions& options)
{
    const double share = shareOf(name, mixed(partSalt ^ options.seed));
    return share < options.heldOut ? Part::HeldOut : share < options.heldOut + options.calibration ? Part::Calibration : Part::Train;
}

void split(ExampleSet& set, const SplitOptions& options)
{
    for (LocalExample& e : set.examples) {
        const std::string& name = options.by == SplitOptions::By::Event ? e.window.eventId : e.window.stationId;
        e.part = partOf(name.empty() ? e.window.name : name, options);
    }
}

Result<Example> trainingExample(const LocalExample& example, double sampleRateHz)
{
    auto out = windowExample(example.window, sampleRateHz, example.quiet, example.masked);
    if (out) out->exhaustive = example.exhaustive;
    return out;
}

}  // namespace seisdesk
