#pragma once
// What only a view of several elements shows: references that lead nowhere, and values that make no sense together.

#include "core/io/quakeml_linter.h"

namespace seisdesk::quakeml {

/// References to elements that are not in the file, or are of another kind. Preferred ones can be left out; others are the analyst's.
void checkLinks(pugi::xml_node root, Linter& linter);

/// Picks before their origin or long behind it, picks that no arrival names (SeisComP drops them), depths that look like kilometres, time uncertainties
/// that look like probabilities.
void checkSense(pugi::xml_node root, Linter& linter);

}  // namespace seisdesk::quakeml
