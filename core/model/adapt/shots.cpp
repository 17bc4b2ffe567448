#include "core/model/adapt/shots.h"

#include "core/model/training/share.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace seisdesk {

namespace {

std::string eventOf(const LocalExample& e) { return e.window.eventId.empty() ? '\n' + e.window.name : e.window.eventId; }

/// Sorted by a share of each name.
std::vector<std::string> ordered(std::vector<std::string> names, std::uint64_t seed)
{
    std::sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
        return std::pair(shareOf(a, mixed(seed)), a) < std::pair(shareOf(b, mixed(seed)), b);
    });
    return names;
}

}  // namespace

Shots shots(const ExampleSet& set, std::optional<std::size_t> count, std::uint64_t seed)
{
    // An event split by station has windows of both parts: it counts as one to train on.
    std::map<std::string, Part> parts;
    for (const LocalExample& e : set.examples) {
        if (e.part == Part::HeldOut) continue;
        const auto known = parts.emplace(eventOf(e), e.part).first;
        if (e.part == Part::Train) known->second = Part::Train;
    }
    std::vector<std::string> train, calibration;
    for (const auto& [name, part] : parts) (part == Part::Train ? train : calibration).push_back(name);
    const std::size_t wanted = std::min(count.value_or(parts.size()), parts.size());
    auto forCalibration = static_cast<std::size_t>(
        std::lround(static_cast<double>(wanted) * static_cast<double>(calibration.size()) / static_cast<double>(std::max<std::size_t>(1, parts.size()))));
    if (wanted >= 4 && forCalibration == 0) forCalibration = 1;
    forCalibration = std::min(forCalibration, calibration.size());
    const std::size_t forTraining = std::min(wanted - forCalibration, train.size());
    forCalibration = wanted - forTraining;
    train = ordered(std::move(train), seed);
    calibration = ordered(std::move(calibration), seed);
    std::set<std::string> chosen(train.begin(), train.begin() + static_cast<std::ptrdiff_t>(forTraining));
    chosen.insert(calibration.begin(), calibration.begin() + static_cast<std::ptrdiff_t>(forCalibration));
    Shots out;
    out.events = chosen.size();
    for (const LocalExample& e : set.examples)
        if (e.part != Part::HeldOut && chosen.contains(eventOf(e))) (e.part == Part::Train ? out.train : out.calibration).push_back(&e);
    return out;
}

}  // namespace seisdesk
