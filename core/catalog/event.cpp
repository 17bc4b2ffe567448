#include "core/catalog/event.h"

#include <algorithm>

namespace seisdesk {

namespace {

template <class T>
const T* preferred(const std::vector<T>& all, const ResourceId& id)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& t) { return !id.empty() && t.id == id; });
    if (found != all.end()) return &*found;
    return all.empty() ? nullptr : &all.back();
}

}  // namespace

const Origin* Event::origin() const { return preferred(origins, preferredOriginId); }
const Magnitude* Event::magnitude() const { return preferred(magnitudes, preferredMagnitudeId); }

}  // namespace seisdesk
