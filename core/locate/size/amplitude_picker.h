#pragma once
// Amplitude picker: the largest swing of a wave on a simulated instrument, in a window that follows from the arrivals.

#include "core/locate/size/station_recording.h"
#include "core/signal/response.h"

#include <array>
#include <optional>

namespace seisdesk {

/// Where to measure and where to see what was there before.
struct MeasuringWindow {
    TimeSpan noise, signal;
    bool operator==(const MeasuringWindow&) const = default;
};

/// For ML: from P where S follows within 3 s, else from 1 s before S, to S + 4 s + 0.6 (S - P), or to the P of another event. Empty when that comes within
/// a second after S. For mb: 30 s from P.
MeasuringWindow localWindow(const StationRecording& station);
MeasuringWindow bodyWaveWindow(const StationRecording& station);

/// A swing, zero to peak.
struct MeasuredAmplitude {
    StreamId stream;
    double metres = 0.0;                   ///< of the simulated record (ML), or of the ground (mb)
    Time time{};
    std::optional<double> periodSeconds;   ///< twice the time between the zero crossings around the peak
    double snr = 0.0;                      ///< over the largest swing of the noise window
    MeasuringWindow window;
    std::array<double, 4> bandHz{};        ///< pre-filter that was chosen
    bool byHand = false;                   ///< the window was set by a person
    Segment simulated;                     ///< millimetres on the Wood-Anderson seismograph in the signal's window, when it was asked for
    std::string why;                       ///< when it cannot be used
    bool usable() const { return why.empty(); }
};

struct AmplitudeOptions {
    double leastSnr = 2.0;
    bool keepSimulated = false;
    WoodAnderson instrument;
};

/// The band in which the signal's power is four times the noise's, around its best frequency; flat to 5 Hz at least. Of raw counts.
std::array<double, 4> bandBySnr(const Segment& segment, const MeasuringWindow& window);

/// On a Wood-Anderson seismograph put in place of the instrument through its full response. Problems are told in `why`.
MeasuredAmplitude woodAndersonAmplitude(const ComponentRecording& component, const MeasuringWindow& window, const AmplitudeOptions& options = {});

/// Ground displacement as a WWSSN short-period seismograph sees it: the swing on the simulated record divided by its magnification at the swing's
/// period. Not usable when the period is outside 0.2 to 3 s.
MeasuredAmplitude shortPeriodAmplitude(const ComponentRecording& component, const MeasuringWindow& window, const AmplitudeOptions& options = {});
/// Relative to its largest, the WWSSN short-period seismograph's answer to displacement (poles and zeros of NMSOP-2, Bormann 2012).
std::complex<double> shortPeriodResponse(double frequencyHz);

/// Largest displacement of P and S over all components, band-passed 1 to 10 Hz, for ratios. Absent where P does not rise twofold above noise, S and P
/// overlap, a component clipped or has no response.
struct PhaseAmplitudes {
    double pMetres = 0.0, sMetres = 0.0, noiseMetres = 0.0;
    Time pTime{}, sTime{};
};
std::optional<PhaseAmplitudes> phaseAmplitudes(const StationRecording& station);

}  // namespace seisdesk
