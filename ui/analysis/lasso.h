#pragma once
// Lasso: a line or a rectangle drawn with the mouse over a plot, around what is to be selected.

#include "ui/theme/palette.h"

#include <QPolygon>
#include <QWidget>

class QMouseEvent;

namespace seisdesk {

/// Lies over its parent and lets the mouse through; whoever has the mouse events hands them on.
class Lasso : public QWidget {
    Q_OBJECT
public:
    enum class Shape { Freehand, Rectangle };
    explicit Lasso(QWidget* over);

    void setShape(Shape shape) { m_shape = shape; }
    Shape shape() const { return m_shape; }
    void setPalette(const Palette& palette) { m_palette = palette; }

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);

Q_SIGNALS:
    /// In the parent's pixels.
    void enclosed(const QPolygon& outline, Qt::KeyboardModifiers modifiers);
    void clicked(const QPoint& at, Qt::KeyboardModifiers modifiers);

protected:
    void paintEvent(QPaintEvent*) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Shape m_shape = Shape::Freehand;
    QPolygon m_outline;
    QPoint m_from;
    bool m_down = false, m_dragging = false;
    Palette m_palette = Palette::light();
};

}  // namespace seisdesk
