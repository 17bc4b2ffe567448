#pragma once
// An event with every member set, for tests of what must come back.

#include "core/catalog/event.h"

namespace seisdesk::test {

inline CreationInfo exampleCreation() { return {"ORG", "J. M\xc3\xbcller <&>", *parseTime("2024-01-02T03:04:05.25Z"), "1.2"}; }

inline RealQuantity quantity(double value)
{
    RealQuantity out{value, {}};
    out.uncertainty.symmetric = value / 10.0;
    out.uncertainty.confidenceLevelPercent = 68.3;
    return out;
}

inline Event exampleEvent()
{
    const std::string base = "smi:org.example.obs/";
    const std::vector<Comment> comments = {{base + "comment/1", "first\nline"}, {"", "second <&>"}};
    Event e;
    e.id = base + "event/1";
    e.preferredOriginId = base + "origin/1";
    e.preferredMagnitudeId = base + "magnitude/1";
    e.preferredFocalMechanismId = base + "fm/1";
    e.type = "quarry blast";
    e.typeCertainty = "known";
    e.descriptions = {{"Somewhere", "region name"}, {"free text", ""}};
    e.comments = comments;
    e.creation = exampleCreation();
    Pick pick;
    pick.id = base + "pick/1";
    pick.time = *parseTime("2020-01-01T00:00:01.123456789Z");
    pick.timeUncertainty.lower = 0.03;
    pick.timeUncertainty.upper = 0.06;
    pick.timeUncertainty.confidenceLevelPercent = 68.3;
    pick.waveform = {"CI", "SLA", "00", "HHZ"};
    pick.filterId = base + "filter/1";
    pick.methodId = base + "method/1";
    pick.horizontalSlowness = quantity(12.5);
    pick.backazimuth = quantity(220.0);
    pick.onset = OnsetQuality::Emergent;
    pick.phaseHint = "Pg";
    pick.polarity = Polarity::Undecidable;
    pick.mode = Mode::Manual;
    pick.status = Review::Final;
    pick.comments = comments;
    pick.creation = exampleCreation();
    e.picks = {pick};
    Amplitude amplitude;
    amplitude.id = base + "amplitude/1";
    amplitude.genericAmplitude = quantity(1e-6);
    amplitude.type = "AML";
    amplitude.unit = "m";
    amplitude.category = "point";
    amplitude.magnitudeHint = "ML";
    amplitude.period = quantity(0.4);
    amplitude.waveform = pick.waveform;
    amplitude.pickId = pick.id;
    amplitude.mode = Mode::Automatic;
    amplitude.creation = exampleCreation();
    e.amplitudes = {amplitude};
    Arrival arrival;
    arrival.id = base + "arrival/1";
    arrival.pickId = pick.id;
    arrival.phase = "Pg";
    arrival.timeCorrectionSeconds = 0.01;
    arrival.azimuthDegrees = 40.0;
    arrival.distanceDegrees = 0.5;
    arrival.takeoffAngleDegrees = 95.0;
    arrival.timeResidualSeconds = -0.12;
    arrival.timeWeight = 0.8;
    arrival.earthModelId = base + "model/1";
    arrival.comments = comments;
    arrival.creation = exampleCreation();
    Origin o;
    o.id = e.preferredOriginId;
    o.time = *parseTime("2020-01-01T00:00:00.5Z");
    o.timeUncertainty.symmetric = 0.2;
    o.latitude = quantity(35.7);
    o.longitude = quantity(-117.5);
    o.depthMetres = quantity(8000.0);
    o.depthType = "from location";
    o.timeFixed = false;
    o.epicenterFixed = true;
    o.methodId = base + "method/2";
    o.earthModelId = base + "model/1";
    o.quality = {10, 9, 8, 7, 0.1, 100.0, 120.0, 0.1, 1.5, 0.6};
    o.horizontalUncertaintyMetres = 500.0;
    o.ellipse = UncertaintyEllipse{600.0, 300.0, 45.0, 68.3};
    o.mode = Mode::Manual;
    o.status = Review::Reviewed;
    o.type = "hypocenter";
    o.region = "Ridgecrest";
    o.arrivals = {arrival};
    o.comments = comments;
    o.creation = exampleCreation();
    e.origins = {o};
    Magnitude m;
    m.id = e.preferredMagnitudeId;
    m.originId = o.id;
    m.magnitude = quantity(3.1);
    m.type = "ML";
    m.stationCount = 7;
    m.methodId = base + "method/3";
    m.mode = Mode::Automatic;
    m.status = Review::Confirmed;
    m.comments = comments;
    m.creation = exampleCreation();
    e.magnitudes = {m};
    StationMagnitude s;
    s.id = base + "stationmagnitude/1";
    s.originId = o.id;
    s.amplitudeId = amplitude.id;
    s.magnitude = quantity(3.2);
    s.type = "ML";
    s.waveform = pick.waveform;
    s.methodId = base + "method/3";
    s.comments = comments;
    s.creation = exampleCreation();
    e.stationMagnitudes = {s};
    FocalMechanism f;
    f.id = e.preferredFocalMechanismId;
    f.triggeringOriginId = o.id;
    f.methodId = base + "method/4";
    f.nodalPlane1 = NodalPlane{quantity(10), quantity(80), quantity(-170)};
    f.nodalPlane2 = NodalPlane{quantity(278), quantity(80), quantity(-10)};
    f.stationPolarityCount = 20;
    f.azimuthalGapDegrees = 90.0;
    f.misfit = 0.1;
    f.mode = Mode::Automatic;
    f.status = Review::Rejected;
    f.comments = comments;
    f.creation = exampleCreation();
    e.focalMechanisms = {f};
    return e;
}

}  // namespace seisdesk::test
