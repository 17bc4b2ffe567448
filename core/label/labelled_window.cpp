#include "core/label/labelled_window.h"

#include <algorithm>

namespace seisdesk {

bool isPadding(const Trace& component)
{
    return std::all_of(component.segments.begin(), component.segments.end(), [](const Segment& s) {
        return std::all_of(s.samples->begin(), s.samples->end(), [](float v) { return v == 0.0f; });
    });
}

}  // namespace seisdesk
