#pragma once
// An event's size and mechanism with known values, for panels.

#include "core/synth/demo.h"
#include "tests/core/locate/network.h"
#include "ui/source/magnitude_panel.h"
#include "ui/source/mechanism_panel.h"

#include <cmath>

namespace seisdesk::test {

inline const FaultPlane madeUpPlane{55.0, 70.0, -20.0};

/// The demonstration's records, measured.
inline MagnitudeView madeUpSize()
{
    synth::DemoOptions making;
    making.stations = 14;
    making.noiseMetresPerSecond = 3e-8;
    const synth::Demo demo = synth::demo(making);
    std::vector<TracePtr> traces;
    for (const Trace& trace : demo.traces) traces.push_back(std::make_shared<const Trace>(trace));
    MagnitudeView out;
    out.event = QStringLiteral("demo");
    out.size = sizeOf(stationRecordings(demo.event, traces, demo.inventory, travelTimes("iasp91")), making.depthKm, travelTimes("iasp91").model(), {}).value();
    out.model = Estimate{3.2, 0.3};
    out.modelPicks = 12;
    return out;
}

/// Thirty first motions of a known mechanism, three of them wrong.
inline MechanismView madeUpMechanism()
{
    MechanismView out;
    out.event = QStringLiteral("demo");
    for (int i = 0; i < 30; ++i) {
        FirstMotion motion{"XX.S" + std::to_string(i), std::fmod(137.5 * i, 360.0), 35.0 + 3.1 * ((i * 7) % 30), true, 1.0};
        motion.up = (radiationOfP(madeUpPlane, motion.azimuthDegrees, motion.takeoffDegrees) > 0.0) != (i % 10 == 9);
        out.motions.push_back(motion);
    }
    out.found = mechanism(out.motions).value();
    return out;
}

}  // namespace seisdesk::test
