#include "ui/theme/icons.h"

#include "ui/theme/resources.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <cmath>

namespace seisdesk {

namespace {

struct IconColours {
    QColor normal, checked, disabled, selected;
};

/// Renders one drawing in the colour of the icon's mode; keeps what it rendered.
class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QByteArray drawing, IconColours colours) : m_drawing(std::move(drawing)), m_colours(std::move(colours)) {}

    QIconEngine* clone() const override { return new LineIconEngine(m_drawing, m_colours); }
    QString key() const override { return QStringLiteral("seisdesk-line"); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, render(rect.size() * scale, mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override { return render(size, mode, state); }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override { return render(size, mode, state); }

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled) return m_colours.disabled;
        if (mode == QIcon::Selected) return m_colours.selected;
        return state == QIcon::On ? m_colours.checked : m_colours.normal;
    }
    QPixmap render(const QSize& size, QIcon::Mode mode, QIcon::State state)
    {
        const QColor ink = colour(mode, state);
        const auto key = QStringLiteral("%1x%2%3").arg(size.width()).arg(size.height()).arg(ink.name(QColor::HexArgb));
        if (const auto found = m_rendered.constFind(key); found != m_rendered.constEnd()) return *found;
        QByteArray drawing = m_drawing;
        drawing.replace("currentColor", ink.name().toLatin1());
        QPixmap out(size);
        out.fill(Qt::transparent);
        if (!size.isEmpty()) {
            QSvgRenderer renderer(drawing);
            QPainter painter(&out);
            painter.setOpacity(ink.alphaF());
            renderer.setAspectRatioMode(Qt::KeepAspectRatio);
            renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
        }
        m_rendered.insert(key, out);
        return out;
    }

    QByteArray m_drawing;
    IconColours m_colours;
    QHash<QString, QPixmap> m_rendered;
};

}  // namespace

QIcon themedIcon(const QString& name, const Palette& palette)
{
    initialiseResources();
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    if (name.isEmpty() || !file.open(QIODevice::ReadOnly)) return {};
    IconColours colours{palette.text, palette.accent, palette.mutedText, palette.text};
    colours.disabled.setAlphaF(0.45f);
    if (name.startsWith(QLatin1String("phase"))) {
        const std::string hint = name == QLatin1String("phase-p") ? "P" : name == QLatin1String("phase-s") ? "S" : "other";
        colours.normal = colours.checked = colours.selected = palette.phase(hint);
    }
    return QIcon(new LineIconEngine(file.readAll(), colours));
}

QIcon programIcon()
{
    initialiseResources();
    return QIcon(QStringLiteral(":/icons/seisdesk.svg"));
}

}  // namespace seisdesk
