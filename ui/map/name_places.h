#pragma once
// Where names stand beside their symbols so that none covers another.

#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace seisdesk {

struct NameWish {
    QPointF symbol;
    double radius = 6.0;
    QSizeF size;
};

/// Beside `names[i].symbol`, the first ones first; nothing where there is no room inside `frame` beside the names before it and all of `taken`.
std::vector<std::optional<QRectF>> placeNames(const std::vector<NameWish>& names, const QRectF& frame, std::vector<QRectF> taken);

}  // namespace seisdesk
