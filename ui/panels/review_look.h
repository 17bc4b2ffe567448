#pragma once
// How lists show where an event stands in review: a sign of its own shape, a word and a colour.

#include "core/label/label.h"
#include "ui/theme/palette.h"

#include <optional>

namespace seisdesk {

/// "○", "◐", "●", "◆", "✕": told apart without colour.
QString reviewSign(std::optional<Review> review);
/// "preliminary", also where nothing was said.
QString reviewWord(std::optional<Review> review);
/// Readable as text on the table's ground.
QColor reviewColour(std::optional<Review> review, const Palette& palette);

}  // namespace seisdesk
