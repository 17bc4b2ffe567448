#pragma once
// From labels to what leaves the program, and back: the one place where the rules of export live.

#include "core/catalog/event.h"
#include "core/label/label_set.h"

#include <string>
#include <vector>

namespace seisdesk {

/// Who signs what is compiled, and how much the labels say of the events that were there before.
struct CompileOptions {
    /// Authority of new publicIDs ("smi:<authority>/pick/..."): ASCII letters, digits and -.*()_~', three or more.
    std::string authority = "local.seisdesk";
    std::string agencyId{};
    std::string program = "SeisDesk " SEISDESK_VERSION;
    /// True when every pick of `existing` was once turned into a label: then an existing pick without a label was
    /// deleted by the analyst, and leaves with its arrivals. False keeps such picks untouched.
    bool labelsAreComplete = false;
};

/// Existing events with the labels worked in; labels of events that are not there, then a pick-only event with the
/// labels that belong to none. The rules:
/// - An onset becomes a pick whose publicID names its time, stream and label, so that a moved pick is a new pick.
///   A label that still says what an existing pick says leaves that pick as it is.
/// - A correction carries a derivedFrom comment; the pick it replaces stays as rejected.
/// - No origin is invented. In an event that has one, each new pick gets an arrival of weight 0 in the preferred
///   origin (others drop picks without arrival); a corrected or moved pick takes over the arrival of the old one, its
///   residual shifted, and the old pick's arrival keeps weight 0.
/// - Confidence, model, filter, notes and source estimates are pick comments with ids that end in confidence, dlmodel,
///   filter, note and provenance (JSON); back-azimuth is also the pick's backazimuth.
/// - Spans (noise, detections) are no picks: they travel as JSON in event comments.
std::vector<Event> compile(const std::vector<Label>& labels, const std::vector<Event>& existing, const CompileOptions& options = {});
std::vector<Event> compile(const LabelSet& labels, const std::vector<Event>& existing, const CompileOptions& options = {});

/// The way back: a label for every pick and exported span. Picks of this program's convention regain every field;
/// others regain what QuakeML has, their uncertainty brought to one sigma, and an id that depends on the pick alone, so
/// that reading a file twice gives the same labels. Ids are unique within the result.
std::vector<Label> labelsFromEvents(const std::vector<Event>& events);

}  // namespace seisdesk
