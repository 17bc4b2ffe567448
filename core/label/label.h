#pragma once
// What is said about a trace: labels by people and by models, and the edits that change them.

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/waveform/stream_id.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

enum class Polarity { Unset, Positive, Negative, Undecidable };
enum class OnsetQuality { Unset, Impulsive, Emergent, Questionable };
/// Who made it: an algorithm or a person (QuakeML evaluationMode).
enum class Mode { Automatic, Manual };
/// Where it stands in review (QuakeML evaluationStatus). A fresh prediction is Preliminary.
enum class Review { Preliminary, Confirmed, Reviewed, Final, Rejected };

/// A value with its one-sigma uncertainty, where the model gives one.
struct Estimate {
    double value = 0.0;
    std::optional<double> sigma;
    bool operator==(const Estimate&) const = default;
};

/// What a model says of the source from the window around one P. Absent members were not estimated.
struct SourceEstimate {
    std::optional<Estimate> magnitude;
    std::optional<Estimate> distanceKm;      ///< epicentral
    std::optional<Estimate> backAzimuthDeg;  ///< station to source, clockwise from north, [0, 360)
    /// Probability that the first motion is up; the Label's polarity is the decision.
    std::optional<double> probabilityUp;
    /// Probability of the likelier direction, which is the smaller the more the model doubts that there is one to be seen.
    std::optional<double> polarityConfidence;
    bool operator==(const SourceEstimate&) const = default;
};

/// A phase onset (no `end`), or a span such as noise or a detection (with `end`).
struct Label {
    Id id;
    StreamId stream;    ///< where it was picked; models pick on the vertical where there is one
    std::string phase;  ///< phase hint: "P", "S", "Pg", "Pn" ...; "noise" or "event" for spans
    Time time{};        ///< onset, or start of the span
    std::optional<Time> end;
    std::optional<double> lowerUncertaintySeconds;  ///< one sigma (68.3 %), positive
    std::optional<double> upperUncertaintySeconds;
    Polarity polarity = Polarity::Unset;
    OnsetQuality onset = OnsetQuality::Unset;
    Mode mode = Mode::Manual;
    Review review = Review::Preliminary;
    std::optional<double> confidence;  ///< 0 to 1; height of the model's curve
    SourceEstimate source;
    std::string model;   ///< model version that proposed it, e.g. "seist_m_dpk_diting@3f2a91"; empty for people's
    std::string filter;  ///< filter shown when it was picked, e.g. "BP 1-20 Hz"; empty for none
    std::string author;  ///< analyst's name, or the program for automatic ones
    Time created{};
    std::optional<Id> replaces;  ///< the label that this one corrects
    std::string event;           ///< publicID of the event it belongs to; empty for none
    std::string comment;
    bool operator==(const Label&) const = default;
};

/// One undoable change. Labels are never changed in place: an edit removes one value and adds another. Moving a pick
/// keeps its id; a manual correction of a model's pick gets a new id with `replaces`, and the old one is added back
/// as Rejected.
struct Edit {
    std::string name;  ///< what the undo menu shows: "Move P on GE.WLF"
    std::vector<Label> removed;
    std::vector<Label> added;
    bool empty() const { return removed.empty() && added.empty(); }
    bool operator==(const Edit&) const = default;
};

/// The edit that undoes `edit`: the same name, removed and added swapped.
Edit inverse(const Edit& edit);

// Words as QuakeML spells them ("positive", "impulsive", "manual", "confirmed"); Unset is the empty string.
std::string word(Polarity polarity);
std::string word(OnsetQuality onset);
std::string word(Mode mode);
std::string word(Review review);
// The way back; text that is not a known word gives Unset, Manual or Preliminary. Case is ignored, SeisComP's and
// ISC's spellings ("a", "m", "reported") are understood.
Polarity polarityFrom(const std::string& text);
OnsetQuality onsetFrom(const std::string& text);
Mode modeFrom(const std::string& text);
Review reviewFrom(const std::string& text);

}  // namespace seisdesk
