#pragma once
// What leaves the program: picks, arrivals, origins, magnitudes and events with QuakeML BED 1.2's names and meanings.

#include "core/base/time.h"
#include "core/label/label.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// publicIDs are opaque; two objects are never merged because their ids agree.
using ResourceId = std::string;

struct CreationInfo {
    std::string agencyId;
    std::string author;
    std::optional<Time> creationTime;
    std::string version;
    bool operator==(const CreationInfo&) const = default;
};

struct Comment {
    ResourceId id;  ///< may be empty
    std::string text;
    bool operator==(const Comment&) const = default;
};

/// QuakeML RealQuantity / TimeQuantity without the value.
struct Uncertainty {
    std::optional<double> symmetric, lower, upper, confidenceLevelPercent;
    bool operator==(const Uncertainty&) const = default;
};

struct RealQuantity {
    double value = 0.0;
    Uncertainty uncertainty;
    bool operator==(const RealQuantity&) const = default;
};

struct Pick {
    ResourceId id;
    Time time{};
    Uncertainty timeUncertainty;  ///< seconds
    StreamId waveform;
    ResourceId filterId, methodId;
    std::optional<RealQuantity> horizontalSlowness, backazimuth;
    OnsetQuality onset = OnsetQuality::Unset;
    std::string phaseHint;
    Polarity polarity = Polarity::Unset;
    std::optional<Mode> mode;
    std::optional<Review> status;
    std::vector<Comment> comments;
    CreationInfo creation;
    bool operator==(const Pick&) const = default;
};

struct Arrival {
    ResourceId id, pickId;
    std::string phase;
    std::optional<double> timeCorrectionSeconds, azimuthDegrees, distanceDegrees, takeoffAngleDegrees, timeResidualSeconds,
        timeWeight;
    ResourceId earthModelId;
    std::vector<Comment> comments;
    CreationInfo creation;
    bool operator==(const Arrival&) const = default;
};

struct OriginQuality {
    std::optional<int> associatedPhaseCount, usedPhaseCount, associatedStationCount, usedStationCount;
    std::optional<double> standardErrorSeconds, azimuthalGapDegrees, secondaryAzimuthalGapDegrees, minimumDistanceDegrees,
        maximumDistanceDegrees, medianDistanceDegrees;
    bool operator==(const OriginQuality&) const = default;
};

/// QuakeML's horizontal uncertainty ellipse.
struct UncertaintyEllipse {
    double maximumMetres = 0.0, minimumMetres = 0.0;  ///< semi-axes
    double azimuthDegrees = 0.0;                      ///< of the major one
    std::optional<double> confidenceLevelPercent;
    bool operator==(const UncertaintyEllipse&) const = default;
};

struct Origin {
    ResourceId id;
    Time time{};
    Uncertainty timeUncertainty;  ///< seconds
    RealQuantity latitude, longitude;  ///< degrees
    std::optional<RealQuantity> depthMetres;
    std::string depthType;
    std::optional<bool> timeFixed, epicenterFixed;
    ResourceId methodId, earthModelId;
    OriginQuality quality;
    std::optional<double> horizontalUncertaintyMetres;
    std::optional<UncertaintyEllipse> ellipse;
    std::optional<Mode> mode;
    std::optional<Review> status;
    std::string type, region;
    std::vector<Arrival> arrivals;
    std::vector<Comment> comments;
    CreationInfo creation;
    bool operator==(const Origin&) const = default;
};

struct Amplitude {
    ResourceId id;
    RealQuantity genericAmplitude;
    std::string type, unit, category, magnitudeHint;
    std::optional<RealQuantity> period;
    StreamId waveform;
    ResourceId pickId;
    std::optional<Mode> mode;
    CreationInfo creation;
    bool operator==(const Amplitude&) const = default;
};

struct StationMagnitude {
    ResourceId id, originId, amplitudeId;
    RealQuantity magnitude;
    std::string type;
    StreamId waveform;
    ResourceId methodId;
    std::vector<Comment> comments;
    CreationInfo creation;
    bool operator==(const StationMagnitude&) const = default;
};

struct Magnitude {
    ResourceId id, originId;
    RealQuantity magnitude;
    std::string type;
    std::optional<int> stationCount;
    ResourceId methodId;
    std::optional<Mode> mode;
    std::optional<Review> status;
    std::vector<Comment> comments;
    CreationInfo creation;
    bool operator==(const Magnitude&) const = default;
};

struct NodalPlane {
    RealQuantity strike, dip, rake;  ///< degrees
    bool operator==(const NodalPlane&) const = default;
};

struct FocalMechanism {
    ResourceId id, triggeringOriginId, methodId;
    std::optional<NodalPlane> nodalPlane1, nodalPlane2;
    std::optional<int> stationPolarityCount;
    std::optional<double> azimuthalGapDegrees, misfit;
    std::optional<Mode> mode;
    std::optional<Review> status;
    std::vector<Comment> comments;
    CreationInfo creation;
    bool operator==(const FocalMechanism&) const = default;
};

struct EventDescription {
    std::string text, type;
    bool operator==(const EventDescription&) const = default;
};

struct Event {
    ResourceId id, preferredOriginId, preferredMagnitudeId, preferredFocalMechanismId;
    std::string type, typeCertainty;
    std::vector<EventDescription> descriptions;
    std::vector<Pick> picks;
    std::vector<Amplitude> amplitudes;
    std::vector<Origin> origins;
    std::vector<Magnitude> magnitudes;
    std::vector<StationMagnitude> stationMagnitudes;
    std::vector<FocalMechanism> focalMechanisms;
    std::vector<Comment> comments;
    CreationInfo creation;

    /// The preferred origin, or the last one, or null.
    const Origin* origin() const;
    /// The preferred magnitude, or the last one, or null.
    const Magnitude* magnitude() const;
    bool operator==(const Event&) const = default;
};

}  // namespace seisdesk
