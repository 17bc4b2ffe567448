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
    ResourceId agencyUri{}, authorUri{};
    bool operator==(const CreationInfo&) const = default;
};

struct Comment {
    ResourceId id;  ///< may be empty
    std::string text;
    std::vector<CreationInfo> creation{};  ///< one or none; few comments have one, and there are many comments
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
    ResourceId slownessMethodId{};
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
    Uncertainty takeoffAngleUncertainty{};
    std::optional<double> horizontalSlownessResidual{}, backazimuthResidual{}, horizontalSlownessWeight{}, backazimuthWeight{};
    bool operator==(const Arrival&) const = default;
};

struct OriginQuality {
    std::optional<int> associatedPhaseCount, usedPhaseCount, associatedStationCount, usedStationCount;
    std::optional<double> standardErrorSeconds, azimuthalGapDegrees, secondaryAzimuthalGapDegrees, minimumDistanceDegrees,
        maximumDistanceDegrees, medianDistanceDegrees;
    std::optional<int> depthPhaseCount{};
    std::string groundTruthLevel{};
    bool operator==(const OriginQuality&) const = default;
};

/// QuakeML IntegerQuantity.
struct IntegerQuantity {
    int value = 0;
    std::optional<int> uncertainty, lower, upper;
    std::optional<double> confidenceLevelPercent;
    bool operator==(const IntegerQuantity&) const = default;
};

/// A time of which parts are known, as of old earthquakes.
struct CompositeTime {
    std::optional<IntegerQuantity> year, month, day, hour, minute;
    std::optional<RealQuantity> second;
    bool operator==(const CompositeTime&) const = default;
};

/// QuakeML's horizontal uncertainty ellipse.
struct UncertaintyEllipse {
    double maximumMetres = 0.0, minimumMetres = 0.0;  ///< semi-axes
    double azimuthDegrees = 0.0;                      ///< of the major one
    std::optional<double> confidenceLevelPercent;
    bool operator==(const UncertaintyEllipse&) const = default;
};

/// QuakeML's ellipsoid: semi-axes in metres, angles in degrees.
struct ConfidenceEllipsoid {
    double majorMetres = 0.0, minorMetres = 0.0, intermediateMetres = 0.0, majorPlungeDegrees = 0.0, majorAzimuthDegrees = 0.0, majorRotationDegrees = 0.0;
    bool operator==(const ConfidenceEllipsoid&) const = default;
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
    std::optional<ConfidenceEllipsoid> ellipsoid{};
    std::optional<double> uncertaintyLevelPercent{};  ///< of what is given without an ellipse
    std::string preferredUncertainty{};               ///< which of them to believe, in QuakeML's words; empty: what there is
    std::vector<CompositeTime> compositeTimes{};
    ResourceId referenceSystemId{};
    bool operator==(const Origin&) const = default;
};

/// Where an amplitude was measured: seconds before and behind the reference.
struct AmplitudeWindow {
    double beginSeconds = 0.0, endSeconds = 0.0;
    Time reference{};
    bool operator==(const AmplitudeWindow&) const = default;
};

/// QuakeML TimeQuantity.
struct TimeQuantity {
    Time value{};
    Uncertainty uncertainty;  ///< seconds
    bool operator==(const TimeQuantity&) const = default;
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
    ResourceId methodId{}, filterId{};
    std::optional<double> snr{};
    std::optional<AmplitudeWindow> window{};
    std::optional<TimeQuantity> scalingTime{};
    std::optional<Review> status{};
    std::vector<Comment> comments{};
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

/// What one station magnitude gave to a magnitude.
struct MagnitudeContribution {
    ResourceId stationMagnitudeId;
    std::optional<double> residual, weight;
    bool operator==(const MagnitudeContribution&) const = default;
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
    std::optional<double> azimuthalGapDegrees{};
    std::vector<MagnitudeContribution> contributions{};
    bool operator==(const Magnitude&) const = default;
};

struct NodalPlane {
    RealQuantity strike, dip, rake;  ///< degrees
    bool operator==(const NodalPlane&) const = default;
};

struct PrincipalAxis {
    RealQuantity azimuth, plunge;  ///< degrees
    RealQuantity length;           ///< N m
    bool operator==(const PrincipalAxis&) const = default;
};

/// Moments in N m; r up, t south, p east.
struct MomentTensorComponents {
    RealQuantity rr, tt, pp, rt, rp, tp;
    bool operator==(const MomentTensorComponents&) const = default;
};

/// What went into a moment tensor.
struct DataUsed {
    std::string waveType;
    std::optional<int> stationCount, componentCount;
    std::optional<double> shortestPeriodSeconds, longestPeriodSeconds;
    bool operator==(const DataUsed&) const = default;
};

struct SourceTimeFunction {
    std::string type;
    double durationSeconds = 0.0;
    std::optional<double> riseTimeSeconds, decayTimeSeconds;
    bool operator==(const SourceTimeFunction&) const = default;
};

struct MomentTensor {
    ResourceId id, derivedOriginId, momentMagnitudeId, greensFunctionId, filterId, methodId;
    std::optional<RealQuantity> scalarMoment;  ///< N m
    std::optional<MomentTensorComponents> tensor;
    std::optional<double> variance, varianceReduction, doubleCouple, clvd, iso;
    std::optional<SourceTimeFunction> sourceTimeFunction;
    std::vector<DataUsed> dataUsed;
    std::string category, inversionType;
    std::vector<Comment> comments;
    CreationInfo creation;
    bool operator==(const MomentTensor&) const = default;
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
    std::optional<int> preferredPlane{};
    std::optional<PrincipalAxis> tAxis{}, pAxis{}, nAxis{};
    std::optional<double> stationDistributionRatio{};
    std::vector<StreamId> waveforms{};
    std::vector<MomentTensor> momentTensors{};
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
