#pragma once
// ExampleSet: what a project or a labelled set offers to learn from, each window on its side of a split that never moves.

#include "core/label/labelled_window.h"
#include "core/model/training/example.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// Learned from; chooses thresholds, stopping and uncertainties; only ever scored.
enum class Part { Train, Calibration, HeldOut };
std::string word(Part part);  ///< "train", "calibration", "held out"
std::optional<Part> partFrom(const std::string& text);

/// One thing an analyst said of a pick, with what the model had said.
struct Correction {
    enum class Kind { Confirmed, Moved, Added, Rejected, Repolarised };
    Kind kind = Kind::Confirmed;     ///< Moved: to another time, or to another phase
    Label made;                      ///< as the analyst left it; for Rejected the model's, rejected
    std::optional<Label> proposed;   ///< absent for Added
};
std::string word(Correction::Kind kind);  ///< "confirmed", "moved", "added", "rejected", "re-polarised"

/// A window with its lineage and its side.
struct LocalExample {
    LabelledWindow window;
    std::vector<Correction> corrections;              ///< empty for sets and quiet windows
    std::vector<TimeSpan> quiet;                      ///< known to hold no onset: around rejected proposals, whole quiet windows
    std::vector<TimeSpan> masked;                     ///< around what nobody judged: neither onset nor noise
    bool exhaustive = false;                          ///< every arrival in the window is labelled
    Part part = Part::Train;
};

struct ExampleSet {
    std::string name;
    std::vector<LocalExample> examples;

    std::vector<const LocalExample*> in(Part part) const;
    /// Distinct events of a part; windows without an event count one by one.
    std::size_t events(Part part) const;
};

/// How a set without stored sides is divided. Shares of events (or of stations).
struct SplitOptions {
    enum class By { Event, Station } by = By::Event;
    double calibration = 0.15, heldOut = 0.35;
    std::uint64_t seed = 1;
};

/// The side of an event (station), from its name and the seed alone, so that it is the same wherever and whenever asked.
Part partOf(const std::string& name, const SplitOptions& options);
/// Gives every example its side; windows without an event go by their own names.
void split(ExampleSet& set, const SplitOptions& options);

/// As the trainer wants it, at `sampleRateHz`. Error: as windowExample().
Result<Example> trainingExample(const LocalExample& example, double sampleRateHz);

}  // namespace seisdesk
