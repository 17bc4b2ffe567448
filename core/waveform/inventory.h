#pragma once
// What is known of the instruments: stations, channels, orientation and response, by epoch (StationXML's model).

#include "core/base/time.h"
#include "core/waveform/stream_id.h"

#include <complex>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace seisdesk {

/// Poles and zeros. `laplace` is LAPLACE (RADIANS/SECOND), the others as in StationXML.
struct PolesZeros {
    enum class Kind { LaplaceRadians, LaplaceHertz, Digital };
    Kind kind = Kind::LaplaceRadians;
    double normalizationFactor = 1.0;
    double normalizationFrequencyHz = 0.0;
    std::vector<std::complex<double>> zeros;
    std::vector<std::complex<double>> poles;
};

/// Transfer function as numerator and denominator coefficients (StationXML Coefficients).
struct Coefficients {
    enum class Kind { AnalogRadians, AnalogHertz, Digital };
    Kind kind = Kind::Digital;
    std::vector<double> numerators;
    std::vector<double> denominators;
};

/// FIR filter with its symmetry expanded: all coefficients are listed.
struct Fir {
    std::vector<double> coefficients;
};

/// Frequency, amplitude, phase (degrees) triplets.
struct ResponseList {
    struct Point {
        double frequencyHz = 0.0, amplitude = 0.0, phaseDegrees = 0.0;
    };
    std::vector<Point> points;
};

/// Recognised but not evaluated: removing such a response is refused with a message.
struct Polynomial {
    std::vector<double> coefficients;
};

struct ResponseStage {
    std::string inputUnits;
    std::string outputUnits;
    std::variant<std::monostate, PolesZeros, Coefficients, Fir, ResponseList, Polynomial> filter;
    std::optional<double> gain;
    double gainFrequencyHz = 0.0;
    /// Digital stages: rate before decimation, factor, estimated delay and the correction the digitiser applied.
    std::optional<double> inputSampleRateHz;
    int decimationFactor = 1;
    double delaySeconds = 0.0;
    double correctionSeconds = 0.0;
};

/// Instrument response of one channel epoch. `sensitivity` is counts per input unit at `sensitivityFrequencyHz`.
struct Response {
    std::optional<double> sensitivity;
    double sensitivityFrequencyHz = 0.0;
    std::string inputUnits;   ///< as written, e.g. "M/S", "m/s", "M/S**2", "PA"
    std::string outputUnits;  ///< e.g. "COUNTS"
    bool polynomial = false;  ///< true when any part is polynomial
    std::vector<ResponseStage> stages;
};

struct Channel {
    StreamId id;
    TimeSpan epoch{Time::min(), Time::max()};  ///< open ends are Time::min() and Time::max()
    double latitudeDegrees = 0.0;
    double longitudeDegrees = 0.0;
    double elevationMetres = 0.0;
    double depthMetres = 0.0;
    std::optional<double> azimuthDegrees;  ///< clockwise from north
    std::optional<double> dipDegrees;      ///< down positive: -90 is an upward Z
    std::optional<double> sampleRateHz;
    std::shared_ptr<const Response> response;  ///< null when unknown
};

struct Station {
    std::string network;
    std::string code;
    std::string siteName;
    TimeSpan epoch{Time::min(), Time::max()};
    double latitudeDegrees = 0.0;
    double longitudeDegrees = 0.0;
    double elevationMetres = 0.0;
    std::vector<Channel> channels;
};

/// All station epochs, in file order.
struct Inventory {
    std::vector<Station> stations;

    /// The channel epoch valid at `time`; null when there is none. The newest wins where epochs overlap.
    const Channel* channel(const StreamId& id, Time time) const;
    /// The station epoch valid at `time`, or, when none is, the newest of that name. Null for an unknown station.
    const Station* station(const std::string& network, const std::string& code, Time time) const;
    /// Appends what is in `other`; a station or channel epoch that is there already is replaced by the newer reading.
    void merge(const Inventory& other);
    bool empty() const { return stations.empty(); }
};

}  // namespace seisdesk
