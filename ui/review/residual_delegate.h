#pragma once
// ResidualDelegate: a residual as a bar to the left (early) or right (late) of a line, with its figure.

#include "ui/theme/palette.h"

#include <QStyledItemDelegate>

namespace seisdesk {

class ResidualDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setPalette(const Palette& palette) { m_palette = palette; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Palette m_palette = Palette::light();
};

}  // namespace seisdesk
