#pragma once
// Refinement: after learning, how much of it is kept and by how much picks are moved, so that local analysts are met and nothing is forgotten.

#include "core/model/adapt/comparison.h"
#include "core/model/adapt/reference_set.h"
#include "core/model/engine.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

struct RefinementOptions {
    ReferenceOptions guard{1000, 60.0, 0x90a4d000};  ///< made-up records that must not suffer, others than those of the gate; zero windows: nothing is refined
    double shrinkOnsets = 30.0;                       ///< n onsets learned from let n / (n + this) of what was learned stay ...
    std::vector<double> shares{1.0, 0.7, 0.5, 0.3};   ///< ... and so much of that, tried in this order
    double reachSeconds = 0.1, stepSeconds = 0.01;    ///< of the moves tried
    double leastGain = 0.01;                          ///< share of the picks that must come within 0.1 s; for less they are not moved
    double blurSeconds = 0.04;                        ///< by which onsets are thought uncertain when that is counted
    double guardPicks = 8.0;                          ///< local ones that the guard's picks together are worth
    double guardDrop = 0.005;                         ///< most that F1 of P or S may lose on the guard
};

struct Refinement {
    double share = 1.0;                               ///< of the changes that is kept, see blended()
    double moveP = 0.0, moveS = 0.0;                  ///< seconds, added to every pick
    bool kept = true;                                 ///< the guard does not suffer
    std::string reason;                               ///< for people
};

/// The move of one phase: the one that brings most local picks within 0.1 s of their labels, with the guard's counted as some more, among those
/// that cost the guard no F1; where every move does, the one that costs it least.
struct Move {
    double seconds = 0.0;
    double guardChange = 0.0;                         ///< of F1, against the network before
};
Move chosenMove(char phase, std::span<const Comparison> local, std::span<const Comparison> guard, double guardBefore, const Thresholds& at, const RefinementOptions& options);

struct RefinementInputs {
    std::filesystem::path parent, adapter;            ///< the adapter is written anew
    std::string device;
    std::span<const LabelledWindow> local;            ///< learned from and calibrated on
    std::vector<bool> exhaustive;                     ///< of each
};

/// The first of the shares with which neither phase suffers on the guard; where all do, the one that harms it least.
/// Errors: as Engine::load, compared() and readAdapter().
Result<Refinement> refined(Engine& engine, const RefinementInputs& inputs, const RefinementOptions& options, const Progress& progress);

}  // namespace seisdesk
