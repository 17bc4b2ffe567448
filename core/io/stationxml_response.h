#pragma once
// The <Response> element of StationXML.

#include "core/io/xml.h"

#include <functional>

namespace seisdesk {

/// Null for an empty element (the response is unknown). `complain` receives sentences about parts that are bad, and
/// about a sensitivity that the stages do not give.
std::shared_ptr<const Response> readResponse(pugi::xml_node node, const std::function<void(const std::string&)>& complain);

void writeResponse(pugi::xml_node channel, const Response& response);

/// Product of the stage gains at the frequency of the sensitivity: a gain given at another frequency is carried over
/// by its stage's poles and zeros. Nothing when a stage has no gain, or a polynomial is among them.
std::optional<double> sensitivityFromStages(const Response& response);

}  // namespace seisdesk
