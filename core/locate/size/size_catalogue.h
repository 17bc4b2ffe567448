#pragma once
// An event's size as the catalogue has it: amplitudes, station magnitudes, magnitudes.

#include "core/locate/location_origin.h"
#include "core/locate/size/event_size.h"

namespace seisdesk {

/// The id of our own object of an event: "<event>/magnitude/seisdesk.ML".
ResourceId ownId(const ResourceId& event, const std::string& kind, const std::string& name);
bool isOwnId(const ResourceId& id, const std::string& kind);

/// Puts amplitudes (type "AML": of the simulated Wood-Anderson record; "Amb": ground displacement; "AP", "AS": ground displacement from 1 to 10 Hz;
/// all zero to peak in metres), station magnitudes (also unused ones, with a comment) and network magnitudes in place of our own ones before; those of
/// others stay. Our Mw, else ML, else mb becomes preferred where ours or none was. What people said of a magnitude (status) is kept. Amplitudes whose
/// window a person set are manual, `measurer` their author unless the same window has one already; they are there (rejected) also when nothing
/// could be measured.
void putSize(Event& event, const EventSize& size, const OriginSignature& signature, Time created, const std::string& measurer = {});

/// Stations and types that our own station magnitudes say are switched off.
std::set<std::pair<std::string, std::string>> switchedOff(const Event& event);

/// Windows of ML at stations that our own amplitudes say were set by a person; to the millisecond.
std::map<std::string, TimeSpan> handWindows(const Event& event);

/// What was added to our own station magnitudes, zeros among them; of stations and types without one nothing is known.
MagnitudeCorrections correctionsIn(const Event& event);

/// The text that our own magnitudes carry of how they were made (size_settings.h); empty where there is none.
std::string settingsIn(const Event& event);

}  // namespace seisdesk
