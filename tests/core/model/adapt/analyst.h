#pragma once
// A small desk for tests: records of noise, what a model proposed, and an analyst called Anna.

#include "core/label/edits.h"
#include "core/waveform/trace.h"

#include <cmath>

namespace seisdesk::test {

inline Time at(double seconds) { return *parseTime("2021-05-06T07:00:00Z") + fromSeconds(seconds); }

inline Signature anna() { return {"Anna", *parseTime("2021-05-07T10:00:00Z")}; }

inline Label proposed(const std::string& station, const std::string& phase, double seconds, Polarity polarity = Polarity::Unset)
{
    Label l;
    l.id = Id::random();
    l.stream = {"XX", station, "", "HHZ"};
    l.phase = phase;
    l.time = at(seconds);
    l.mode = Mode::Automatic;
    l.model = "net@12345678";
    l.author = "SeisDesk";
    l.confidence = 0.8;
    l.polarity = polarity;
    if (phase == "P") l.source.magnitude = Estimate{9.9, 0.1};
    return l;
}

inline Label made(const std::string& station, const std::string& phase, double seconds, const std::string& event = {})
{
    Label l = newPick({"XX", station, "", "HHZ"}, phase, at(seconds), anna());
    l.event = event;
    return l;
}

inline Label rejected(Label label)
{
    label.review = Review::Rejected;
    return label;
}

inline Label noise(const std::string& station, double from, double to)
{
    Label l = made(station, "noise", from);
    l.end = at(to);
    return l;
}

/// Samples whose value is their number, at 100 Hz.
inline TracePtr record(const std::string& station, const std::string& channel, double from, double to)
{
    std::vector<float> x(static_cast<std::size_t>(std::llround((to - from) * 100.0)));
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i);
    return std::make_shared<const Trace>(Trace{{"XX", station, "", channel}, {makeSegment(at(from), 100.0, std::move(x))}});
}

}  // namespace seisdesk::test
