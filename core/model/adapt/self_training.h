#pragma once
// Self-training: a network learns from records that nobody has labelled, in rounds, and says whether that did it good.

#include "core/model/adapt/fine_tuner.h"
#include "core/model/adapt/harvest.h"
#include "core/model/adapt/reference_set.h"
#include "core/model/adapt/refinement.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// What can be said of a network without any truth, from the records and what was harvested from them.
struct Proxies {
    std::size_t picks = 0, pairs = 0;    ///< pairs: a P with an S behind it and no other P between
    double quietHours = 0.0;
    std::size_t quietPicks = 0;          ///< within the harvested quiet windows: false ones
    std::size_t known = 0;               ///< onsets harvested with the first network
    double medianConfidence = 0.0;       ///< of its curves at those onsets; 0 where it picks none

    double pairedShare() const;          ///< of the picks
    double quietPicksPerHour() const;
};

struct ProxyLimits {
    double pairedShare = 0.02;           ///< largest loss
    double pairs = 0.05;                 ///< largest loss, as a share of the pairs there were
    double quietPicksPerHour = 0.0;      ///< largest gain ...
    double quietShare = 0.1;             ///< ... beside this share of what there was
    double collapse = 0.7;               ///< least confidence at the known onsets, as a share of what it was
};

/// What speaks against the later network, a sentence each; empty when nothing does.
std::vector<std::string> objections(const Proxies& before, const Proxies& after, const ProxyLimits& limits = {});

/// Runs the network over the records, one instrument after the other, and counts. `harvest` is that of the first network.
Result<Proxies> proxies(const LoadedModels& models, const std::vector<TracePtr>& traces, const Inventory& inventory, const Harvest& harvest, const Progress& progress);

struct SelfTrainingJob {
    FineTuneJob fineTune;                ///< parent, device, folder, rehearsal, time ...; what to learn from is filled in here
    HarvestOptions harvest;
    std::vector<LocalExample> analyst;   ///< judged by people: learned from five times as often, never overwritten by a harvest
    int rounds = 2;                      ///< at most; each harvests with what the round before has learned and teaches the parent anew
    ProxyLimits limits;
    ReferenceOptions reference;          ///< made-up records that no round may forget, as the gate has it; zero windows: none
    ReferenceOptions guard = RefinementOptions{}.guard;  ///< others, by which is decided how much of what a round has learned is kept; zero windows: all
    std::vector<double> shares{1.0, 0.7, 0.5, 0.3};      ///< the first with which F1 of neither phase loses more than `guardDrop` on them, or the last
    double guardDrop = RefinementOptions{}.guardDrop;
    /// Engine::fineTune. What it keeps is the moving average of the weights: that average is the teacher of the next round.
    std::function<Result<FineTuneOutcome>(const FineTuneJob&, const Progress&)> learn;
    /// loadModels() of one file.
    std::function<Result<LoadedModels>(const std::filesystem::path&)> load;
};

struct SelfTraining {
    std::filesystem::path adapter;       ///< of the last round that nothing speaks against; empty when nothing was learned
    Proxies before, after;               ///< of the parent and of that adapter
    std::vector<HarvestCounts> rounds;
    std::vector<std::string> sentences;  ///< what was done and why it ended, for people
    bool learned() const { return !adapter.empty(); }
};

/// Harvest, learn (adapters of the parent, by `fineTune.scope`; rehearsal beside it), compare with the parent; again with the pupil as
/// teacher while there are rounds left and nothing speaks against it. Nothing is learned from records that yield too little. The first
/// harvest gives the quiet windows and onsets all rounds are compared on. Whether an adapter is adopted is for people to say.
/// Errors: those of harvest, learning and loading; Cancelled.
Result<SelfTraining> selfTrain(const SelfTrainingJob& job, const std::vector<TracePtr>& traces, const Inventory& inventory, const Progress& progress);

/// What a round learns from: harvested windows drawn by their weights, less those in which an analyst's onset stands at the
/// same station, and the analyst's five times.
Result<std::vector<Example>> lessons(const Harvest& harvest, const std::vector<LocalExample>& analyst, Part part, double sampleRateHz, std::uint64_t seed);

}  // namespace seisdesk
