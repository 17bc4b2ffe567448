#pragma once
// Event section: everything the report says of one event.

#include "core/report/event_report.h"

namespace seisdesk {

/// Markup of a <section>; the event has an origin.
std::string eventSection(const Event& event, const ReportInput& input);

}  // namespace seisdesk
