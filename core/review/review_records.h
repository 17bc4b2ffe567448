#pragma once
// The whole chain without a window: from records to events that are located, sized and checked.

#include "core/locate/associate/associator.h"
#include "core/locate/check/cross_check_event.h"
#include "core/locate/location_origin.h"
#include "core/locate/size/event_size.h"
#include "core/model/annotator.h"

namespace seisdesk {

struct ReviewOptions {
    AnnotateOptions annotate;
    std::string velocity;           ///< a name or file as velocityModel() takes; empty: the shipped one that suits the picks best
    AssociateOptions associate;
    OriginSignature signature;
    SizeOptions size;               ///< ML alone, unless other types are asked for: small events have no spectrum to fit
    std::size_t fewestFirstMotions = 8;
    /// Located events look for weaker picks and for picks that others have, see regather.h.
    bool lookAgain = true;
    double leastGain = 1.0;
    /// Looks and locates with what each station is late by in all events. Otherwise only the cross-check knows it.
    bool correctStations = true;
    bool check = true;              ///< sizes, mechanisms and the cross-check, too

    ReviewOptions() { size.types = {"ML"}; }
};

/// Where the time went.
struct StageSeconds {
    std::string stage;
    double seconds = 0.0;
};

/// Weak picks found no event; those that fit one join it, the rest leave.
struct PicksToReview {
    std::vector<Label> sure, weak{};
};

struct ReviewedRecords {
    std::shared_ptr<const Prediction> prediction;  ///< as the annotator made it; curves as asked for
    std::vector<Event> events;       ///< by time, with picks, our own origin, magnitude, mechanism and what the cross-check flagged
    std::vector<Event> alone;        ///< the picks that belong to no event, as an event without origin; or nothing
    std::vector<Label> picks;        ///< all, by time, each with its event
    std::string velocity;            ///< the model that was used; empty when nothing could be located
    std::size_t flagged = 0;         ///< picks
    StationCorrections corrections;  ///< that the events were located with
    StationCorrections delays;       ///< of the stations, by what came out; the cross-check knows them
    std::vector<std::string> notes;  ///< one sentence each
    std::vector<StageSeconds> stages;
};

/// Picks, associates, locates, sizes, finds mechanisms and checks. Without stations the picks stay alone, with a note. Errors: as annotate(),
/// velocityModel() and TravelTimes::of(); Cancelled.
Result<ReviewedRecords> reviewRecords(const Annotator& annotator, const std::vector<TracePtr>& traces, const Inventory& inventory, const ReviewOptions& options,
                                      const Progress& progress = {});

/// The same from picks that are there already.
Result<ReviewedRecords> reviewPicks(PicksToReview picks, const std::vector<TracePtr>& traces, const Inventory& inventory, const ReviewOptions& options,
                                    const Progress& progress = {});

}  // namespace seisdesk
