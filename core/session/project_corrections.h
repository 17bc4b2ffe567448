#pragma once
// Project corrections: what a project knows of its stations' delays, and whether it locates with them.

#include "core/locate/misfit.h"

#include <string>

namespace seisdesk {

class Session;

struct ProjectCorrections {
    StationCorrections seconds;
    bool on = true;
    /// None while they are switched off.
    StationCorrections inUse() const { return on ? seconds : StationCorrections(); }
    std::size_t stations() const;
    bool operator==(const ProjectCorrections&) const = default;
};

/// As the project file keeps them, in a setting of its own; what cannot be read is none.
ProjectCorrections projectCorrections(const Session& session);
void keepCorrections(Session& session, const ProjectCorrections& corrections);

/// The text of the setting: "on" or "off", then the table of station_corrections_file.h.
std::string correctionsText(const ProjectCorrections& corrections);
ProjectCorrections correctionsFromText(std::string_view text);

}  // namespace seisdesk
