#pragma once
// AmplitudeMark: the window that a station's amplitude was looked for in, on one of its traces, and what came of it.

#include "core/waveform/trace.h"

#include <QString>

#include <optional>
#include <string>

namespace seisdesk {

struct AmplitudeMark {
    std::string station;            ///< "CI.CCC"; its marks share one window
    StreamId stream;
    TimeSpan window;
    Segment simulated;              ///< what the simulated seismograph shows in the window; may be empty
    std::optional<Time> peak;
    std::optional<double> periodSeconds;
    QString text;                   ///< "1.23 mm  0.45 s", or why there is nothing
    bool byHand = false;            ///< a person set the window
    bool used = false;              ///< counts in the network's magnitude
};

}  // namespace seisdesk
