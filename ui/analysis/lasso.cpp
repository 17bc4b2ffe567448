#include "ui/analysis/lasso.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace seisdesk {

Lasso::Lasso(QWidget* over) : QWidget(over)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    over->installEventFilter(this);
    setGeometry(over->rect());
}

void Lasso::press(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton) return;
    m_down = true;
    m_dragging = false;
    m_from = event.pos();
    m_outline.clear();
}

void Lasso::move(const QMouseEvent& event)
{
    if (!m_down) return;
    if (!m_dragging && (event.pos() - m_from).manhattanLength() < QApplication::startDragDistance()) return;
    if (!m_dragging) m_outline << m_from;
    m_dragging = true;
    if (m_shape == Shape::Freehand) m_outline << event.pos();
    else m_outline = QPolygon(QRect(m_from, event.pos()).normalized());
    raise();
    update();
}

void Lasso::release(const QMouseEvent& event)
{
    if (!m_down || event.button() != Qt::LeftButton) return;
    m_down = false;
    if (m_dragging && m_outline.size() > 2) Q_EMIT enclosed(m_outline, event.modifiers());
    else Q_EMIT clicked(event.pos(), event.modifiers());
    m_dragging = false;
    m_outline.clear();
    update();
}

void Lasso::paintEvent(QPaintEvent*)
{
    if (!m_dragging) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_palette.accent, 1.4, Qt::DashLine));
    painter.setBrush(m_palette.selection);
    painter.drawPolygon(m_outline);
}

bool Lasso::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) setGeometry(static_cast<QWidget*>(watched)->rect());
    return QWidget::eventFilter(watched, event);
}

}  // namespace seisdesk
