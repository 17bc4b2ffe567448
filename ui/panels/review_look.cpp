#include "ui/panels/review_look.h"

namespace seisdesk {

QString reviewSign(std::optional<Review> review)
{
    switch (review.value_or(Review::Preliminary)) {
    case Review::Confirmed: return QStringLiteral("◐");
    case Review::Reviewed: return QStringLiteral("●");
    case Review::Final: return QStringLiteral("◆");
    case Review::Rejected: return QStringLiteral("✕");
    case Review::Preliminary: break;
    }
    return QStringLiteral("○");
}

QString reviewWord(std::optional<Review> review) { return QString::fromStdString(word(review.value_or(Review::Preliminary))); }

QColor reviewColour(std::optional<Review> review, const Palette& palette)
{
    switch (review.value_or(Review::Preliminary)) {
    case Review::Confirmed: return palette.dark ? QColor(0xe8, 0xa3, 0x3d) : QColor(0x8f, 0x55, 0x00);
    case Review::Reviewed: return palette.dark ? QColor(0x4d, 0xd3, 0xa8) : QColor(0x00, 0x73, 0x54);
    case Review::Final: return palette.dark ? QColor(0x7d, 0xbc, 0xf5) : QColor(0x00, 0x55, 0xa0);
    case Review::Rejected: return palette.dark ? QColor(0xff, 0x8a, 0x7e) : QColor(0xb4, 0x23, 0x18);
    case Review::Preliminary: break;
    }
    return palette.mutedText;
}

}  // namespace seisdesk
