#pragma once
// What BED 1.2 says in words, as tables: what is mandatory, how long texts may be, which numbers make sense.

#include "core/io/quakeml_words.h"

#include <array>
#include <optional>
#include <string_view>

namespace seisdesk::quakeml::rules {

/// The schema's choices cannot demand a child.
struct Mandatory {
    std::string_view element, child;
};
inline constexpr auto mandatory = std::to_array<Mandatory>({
    {"pick", "time"}, {"pick", "waveformID"}, {"origin", "time"}, {"origin", "latitude"}, {"origin", "longitude"}, {"arrival", "pickID"},
    {"arrival", "phase"}, {"stationMagnitude", "originID"}, {"stationMagnitude", "mag"}, {"magnitude", "mag"}, {"amplitude", "genericAmplitude"},
    {"comment", "text"}, {"description", "text"}, {"latitude", "value"}, {"longitude", "value"}, {"depth", "value"}, {"mag", "value"},
    {"period", "value"}, {"genericAmplitude", "value"}, {"backazimuth", "value"}, {"horizontalSlowness", "value"}, {"time", "value"},
    {"takeoffAngle", "value"}, {"strike", "value"}, {"dip", "value"}, {"rake", "value"}, {"momentTensor", "derivedOriginID"},
    {"stationMagnitudeContribution", "stationMagnitudeID"}, {"nodalPlane1", "strike"}, {"nodalPlane1", "dip"}, {"nodalPlane1", "rake"},
    {"nodalPlane2", "strike"}, {"nodalPlane2", "dip"}, {"nodalPlane2", "rake"}, {"timeWindow", "begin"}, {"timeWindow", "end"},
    {"timeWindow", "reference"}, {"scalingTime", "value"}, {"scalarMoment", "value"},
});

/// Elements that must have a publicID.
inline constexpr auto named = std::to_array<std::string_view>({"eventParameters", "event", "pick", "arrival", "origin", "magnitude", "stationMagnitude", "amplitude", "focalMechanism", "momentTensor"});

inline constexpr auto references = std::to_array<std::string_view>({"filterID", "methodID", "slownessMethodID", "earthModelID", "pickID", "originID", "amplitudeID", "preferredOriginID",
    "preferredMagnitudeID", "preferredFocalMechanismID", "triggeringOriginID", "stationMagnitudeID", "derivedOriginID", "momentMagnitudeID", "greensFunctionID", "referenceSystemID",
    "agencyURI", "authorURI"});

/// References that must lead to an element of the file.
struct Link {
    std::string_view reference, target;
};
inline constexpr auto links = std::to_array<Link>({{"pickID", "pick"}, {"originID", "origin"}, {"amplitudeID", "amplitude"}, {"preferredOriginID", "origin"}, {"preferredMagnitudeID", "magnitude"},
    {"preferredFocalMechanismID", "focalMechanism"}, {"triggeringOriginID", "origin"}, {"stationMagnitudeID", "stationMagnitude"}, {"derivedOriginID", "origin"},
    {"momentMagnitudeID", "magnitude"}});

/// Characters, by the parent where the child alone does not tell; an empty parent is any.
struct Length {
    std::string_view parent, child;
    std::size_t most;
};
inline constexpr auto lengths = std::to_array<Length>({{"creationInfo", "agencyID", 64}, {"creationInfo", "author", 128}, {"creationInfo", "version", 64}, {"amplitude", "type", 32},
    {"amplitude", "magnitudeHint", 32}, {"magnitude", "type", 32}, {"stationMagnitude", "type", 32}, {"origin", "region", 128}, {"quality", "groundTruthLevel", 32}});

struct Words {
    std::string_view parent, child;
    Vocabulary vocabulary;
};
inline constexpr auto vocabularies = std::to_array<Words>({{"event", "type", Vocabulary::EventType}, {"event", "typeCertainty", Vocabulary::EventTypeCertainty},
    {"origin", "depthType", Vocabulary::DepthType}, {"origin", "type", Vocabulary::OriginType}, {"originUncertainty", "preferredDescription", Vocabulary::UncertaintyDescription},
    {"description", "type", Vocabulary::DescriptionType}, {"amplitude", "unit", Vocabulary::AmplitudeUnit}, {"amplitude", "category", Vocabulary::AmplitudeCategory},
    {"momentTensor", "category", Vocabulary::TensorCategory}, {"momentTensor", "inversionType", Vocabulary::InversionType}, {"dataUsed", "waveType", Vocabulary::WaveType},
    {"sourceTimeFunction", "type", Vocabulary::SourceTimeFunctionType}});

/// `quantity`: the number is in the element's <value>. `around`: a circle, on which a number beyond the range has its place.
struct Range {
    std::string_view parent, child;
    double least, most;
    bool quantity = false, around = false;
    std::string_view unit = {};
};
inline constexpr double endless = 1e300;
inline constexpr auto ranges = std::to_array<Range>({
    {"origin", "latitude", -90, 90, true, false, "degrees"}, {"origin", "longitude", -180, 180, true, true, "degrees"}, {"origin", "depth", -12e3, 800e3, true, false, "metres"},
    {"arrival", "azimuth", 0, 360, false, true, "degrees"}, {"arrival", "distance", 0, 180, false, false, "degrees"}, {"arrival", "takeoffAngle", 0, 180, true, false, "degrees"},
    {"arrival", "timeWeight", 0, 1000, false, false, ""}, {"pick", "backazimuth", 0, 360, true, true, "degrees"}, {"quality", "azimuthalGap", 0, 360, false, false, "degrees"},
    {"quality", "secondaryAzimuthalGap", 0, 360, false, false, "degrees"}, {"quality", "minimumDistance", 0, 180, false, false, "degrees"},
    {"quality", "maximumDistance", 0, 180, false, false, "degrees"}, {"quality", "medianDistance", 0, 180, false, false, "degrees"}, {"quality", "standardError", 0, 100, false, false, "seconds"},
    {"quality", "usedPhaseCount", 0, 1e6, false, false, ""}, {"quality", "usedStationCount", 0, 1e6, false, false, ""},
    {"originUncertainty", "azimuthMaxHorizontalUncertainty", 0, 360, false, true, "degrees"}, {"originUncertainty", "horizontalUncertainty", 0, 20e6, false, false, "metres"},
    {"originUncertainty", "minHorizontalUncertainty", 0, 20e6, false, false, "metres"}, {"originUncertainty", "maxHorizontalUncertainty", 0, 20e6, false, false, "metres"},
    {"originUncertainty", "confidenceLevel", 0, 100, false, false, "percent"}, {"magnitude", "mag", -5, 11, true, false, ""}, {"stationMagnitude", "mag", -5, 11, true, false, ""},
    {"nodalPlane1", "strike", 0, 360, true, true, "degrees"}, {"nodalPlane2", "strike", 0, 360, true, true, "degrees"}, {"nodalPlane1", "dip", 0, 90, true, false, "degrees"},
    {"nodalPlane2", "dip", 0, 90, true, false, "degrees"}, {"nodalPlane1", "rake", -180, 180, true, true, "degrees"}, {"nodalPlane2", "rake", -180, 180, true, true, "degrees"},
    {"focalMechanism", "azimuthalGap", 0, 360, false, false, "degrees"}, {"amplitude", "period", 0, 1e4, true, false, "seconds"}, {"", "uncertainty", 0, endless, false, false, ""},
    {"", "lowerUncertainty", 0, endless, false, false, ""}, {"", "upperUncertainty", 0, endless, false, false, ""}, {"", "confidenceLevel", 0, 100, false, false, "percent"},
});

/// Plain numbers without a range of their own.
inline constexpr auto numbers = std::to_array<std::string_view>({"timeCorrection", "timeResidual", "backazimuthResidual", "horizontalSlownessResidual", "snr", "misfit", "begin", "end"});

}  // namespace seisdesk::quakeml::rules
