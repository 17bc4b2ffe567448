#include "ui/map/name_places.h"

#include <algorithm>

namespace seisdesk {

std::vector<std::optional<QRectF>> placeNames(const std::vector<NameWish>& names, const QRectF& frame, std::vector<QRectF> taken)
{
    std::vector<std::optional<QRectF>> out;
    for (const NameWish& name : names) {
        const double x = name.symbol.x(), y = name.symbol.y(), r = name.radius, w = name.size.width(), h = name.size.height();
        const QPointF corners[] = {{x + r, y - h / 2.0}, {x - w / 2.0, y + r}, {x - r - w, y - h / 2.0}, {x - w / 2.0, y - r - h}, {x + 0.7 * r, y + 0.5 * r}, {x - 0.7 * r - w, y + 0.5 * r}};
        std::optional<QRectF> found;
        for (const QPointF& corner : corners) {
            const QRectF place(corner, name.size);
            if (!frame.contains(place) || std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(place); })) continue;
            found = place;
            taken.push_back(place);
            break;
        }
        out.push_back(found);
    }
    return out;
}

}  // namespace seisdesk
