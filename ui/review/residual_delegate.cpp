#include "ui/review/residual_delegate.h"

#include "ui/review/arrivals_model.h"
#include "ui/theme/residual_color.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

#include <cmath>

namespace seisdesk {

void ResidualDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QString text = ground.text;
    ground.text.clear();
    ground.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);
    const double residual = index.data(ArrivalsModel::ResidualRole).toDouble(), scale = index.data(ArrivalsModel::ScaleRole).toDouble();
    const bool used = index.data(ArrivalsModel::UsedRole).toBool();
    const int figures = option.fontMetrics.horizontalAdvance(QStringLiteral("+00.00 "));
    const QRectF area = QRectF(option.rect).adjusted(4, 3, -figures - 2, -3);
    painter->save();
    if (std::isfinite(residual) && scale > 0.0 && area.width() > 12.0) {
        const double middle = std::round(area.center().x()) + 0.5, reach = area.width() / 2.0 * std::min(1.0, std::abs(residual) / scale);
        QColor color = residualColor(residual < 0.0 ? -scale : scale, scale, m_palette);
        if (!used) color.setAlpha(70);
        painter->fillRect(QRectF(residual < 0.0 ? middle - reach : middle, area.top() + 1.0, reach, area.height() - 2.0), color);
        painter->setPen(QPen(m_palette.mutedText, 1.0));
        painter->drawLine(QPointF(middle, area.top()), QPointF(middle, area.bottom()));
        if (std::abs(residual) > scale) {  // it goes on
            const double x = residual < 0.0 ? area.left() : area.right();
            painter->setPen(QPen(m_palette.text, 1.5));
            painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
    }
    painter->setFont(ground.font);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->setPen(option.palette.color(used ? QPalette::Normal : QPalette::Disabled, selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(option.rect.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, text);
    painter->restore();
}

}  // namespace seisdesk
