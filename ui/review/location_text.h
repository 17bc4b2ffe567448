#pragma once
// A location in words: what the panel and the map say of it.

#include "ui/review/review_state.h"

namespace seisdesk {

/// "35.7050° N".
QString latitudeText(double degrees, int decimals = 4);
QString longitudeText(double degrees, int decimals = 4);

struct LocationTexts {
    QString time, latitude, longitude, depth, ellipse, rms, gap, nearest, counts;
};
LocationTexts textsOf(const Location& location);

/// What the pick that was moved or is dragged does: to the whole location while it is dragged, to the depth at any time. Empty when there is nothing to say.
QString effectText(const ReviewState& state);

/// "1.3 km to the north-east"; metres below one kilometre.
QString shiftText(const GeoPoint& from, const GeoPoint& to);

}  // namespace seisdesk
