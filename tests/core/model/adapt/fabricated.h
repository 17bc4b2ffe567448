#pragma once
// Comparisons made up so that what they prove is known.

#include "core/model/adapt/bootstrap.h"
#include "core/model/adapt/gate.h"
#include "core/synth/random.h"

#include <string>
#include <vector>

namespace seisdesk::test {

inline Label onset(const char* phase, double seconds, double confidence = 1.0, const std::string& author = {})
{
    Label l;
    l.phase = phase;
    l.time = Time{} + fromSeconds(seconds);
    l.confidence = confidence;
    l.author = author;
    return l;
}

/// How a made-up model picks.
struct Skill {
    double hit = 0.8;            ///< share of labels with a pick at them
    double lateSeconds = 0.0;
    double scatterSeconds = 0.02;
    double height = 0.7;
    double extraPerWindow = 0.0; ///< picks at 50 s, where nothing is labelled
};

struct FabricatedOptions {
    std::size_t events = 20, windowsPerEvent = 3;
    std::uint64_t seed = 1;
    std::string author{};
    double labelsLateSeconds = 0.0;
    bool exhaustive = false;
};

/// One P at 10 s and one S at 15 s per window. The same seed draws the same luck for every skill, as two models on the same records
/// mostly agree.
inline std::vector<Comparison> fabricated(const Skill& skill, const FabricatedOptions& options = {})
{
    synth::Random random(options.seed);
    std::vector<Comparison> out;
    for (std::size_t e = 0; e < options.events; ++e)
        for (std::size_t w = 0; w < options.windowsPerEvent; ++w) {
            Comparison c;
            c.window = std::to_string(e) + '.' + std::to_string(w);
            c.eventId = "event " + std::to_string(e);
            c.exhaustive = options.exhaustive;
            c.distanceKm = 10.0 + 10.0 * static_cast<double>(e);
            c.snrDb = 10.0 * static_cast<double>(w);
            for (const auto& [phase, at] : {std::pair("P", 10.0), std::pair("S", 15.0)}) {
                c.truth.push_back(onset(phase, at + options.labelsLateSeconds, 1.0, options.author));
                const double luck = random.uniform(), scatter = random.normal();
                if (luck < skill.hit) c.picks.push_back(onset(phase, at + skill.lateSeconds + skill.scatterSeconds * scatter, skill.height));
                if (random.uniform() < skill.extraPerWindow) c.picks.push_back(onset(phase, 50.0, skill.height));
            }
            out.push_back(std::move(c));
        }
    return out;
}

/// True when one of the reasons holds the text.
inline bool says(const Verdict& v, const char* text)
{
    for (const std::string& r : v.reasons)
        if (r.find(text) != std::string::npos) return true;
    return false;
}

}  // namespace seisdesk::test
