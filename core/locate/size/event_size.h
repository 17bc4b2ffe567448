#pragma once
// EventSize: how large one event was, by type of magnitude: the stations' values with what they were measured on, and the network's.

#include "core/base/progress.h"
#include "core/locate/size/amplitude_picker.h"
#include "core/locate/size/magnitude.h"
#include "core/locate/size/magnitude_corrections.h"
#include "core/locate/size/source_spectrum.h"

#include <map>
#include <set>

namespace seisdesk {

/// A station's magnitude of one type.
struct StationSize {
    std::string station, type;                  ///< "CI.CCC"; "ML", "mb", "Mw"
    double hypocentralKm = 0.0, azimuthDegrees = 0.0;
    std::vector<MeasuredAmplitude> amplitudes;  ///< ML: of the horizontals; mb: of the vertical
    std::optional<SourceSpectrum> spectrum;     ///< Mw
    double uncorrected = 0.0, correction = 0.0; ///< magnitude is their sum
    double magnitude = 0.0, residual = 0.0;
    bool measured = false;                      ///< there is a magnitude
    bool used = false;
    std::string why;                            ///< when it is not used
};

/// The network's magnitude of one type. For Mw also the source.
struct NetworkSize {
    std::string type;
    double magnitude = 0.0, sigma = 0.0;        ///< sigma: of one station
    int stations = 0;
    std::optional<double> momentNm, cornerHz, stressDropPa;
};

/// For first-motion mechanisms.
struct StationRatio {
    std::string station;
    StreamId stream;                            ///< one of the components
    ResourceId pPick, sPick;
    PhaseAmplitudes amplitudes;
};

struct EventSize {
    std::vector<NetworkSize> networks;          ///< in the order of the options' types; those that came out
    std::vector<StationSize> stations;          ///< by type, then distance
    std::vector<StationRatio> ratios;
    std::string settings;                       ///< settingsText() of what it was made with
    const NetworkSize* network(const std::string& type) const;
};

struct SizeOptions {
    std::vector<std::string> types{"ML", "Mw"};
    AttenuationFunction attenuation = *attenuationFunction("iaspei");
    NetworkAverage average = NetworkAverage::Median;
    MagnitudeCorrections corrections;
    AmplitudeOptions amplitude;
    SpectrumOptions spectrum;
    std::set<std::pair<std::string, std::string>> switchedOff;   ///< stations and types
    std::map<std::string, TimeSpan> windows;                     ///< of ML at stations, set by hand
};

/// "ML", "mb", "Mw".
std::vector<std::string> magnitudeTypes();

/// Measures every station, and averages. Wave velocities of Mw are those of `model` at the source. Error Cancelled.
Result<EventSize> sizeOf(const std::vector<StationRecording>& recordings, double depthKm, const VelocityModel& model, const SizeOptions& options,
                         const Progress& progress = {});

/// The same with ML of this station measured anew, in the window that the options have for it. A station that was not measured is left out.
EventSize remeasured(EventSize size, const StationRecording& recording, const SizeOptions& options);

/// The same measurements with other corrections, switches or average: no signal is touched.
EventSize averaged(EventSize size, const SizeOptions& options);

}  // namespace seisdesk
