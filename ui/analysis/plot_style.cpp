#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QApplication>

namespace seisdesk {

namespace {

QCPColorGradient gradient(const std::initializer_list<const char*>& colours)
{
    QCPColorGradient out;
    QMap<double, QColor> stops;
    double at = 0.0;
    for (const char* colour : colours) {
        stops.insert(at / static_cast<double>(colours.size() - 1), QColor(QLatin1String(colour)));
        at += 1.0;
    }
    out.setColorStops(stops);
    out.setNanHandling(QCPColorGradient::nhTransparent);
    return out;
}

void styleAxis(QCPAxis& axis, const Palette& palette, const QFont& font)
{
    const QPen line(palette.mutedText, 1.0);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTickPen(QPen(palette.grid, 1.0));
    axis.setLabelColor(palette.mutedText);
    axis.setTickLabelColor(palette.mutedText);
    axis.setLabelFont(font);
    axis.setTickLabelFont(font);
    axis.grid()->setPen(QPen(palette.grid, 1.0));
    axis.grid()->setSubGridPen(QPen(palette.grid, 1.0, Qt::DotLine));
    axis.grid()->setZeroLinePen(QPen(palette.grid, 1.0));
}

}  // namespace

void stylePlot(QCustomPlot& plot, const Palette& palette)
{
    plot.setBackground(palette.background);
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    for (QCPAxisRect* rect : plot.axisRects()) {
        rect->setBackground(palette.background);
        for (QCPAxis* axis : rect->axes()) styleAxis(*axis, palette, font);
    }
    for (int i = 0; i < plot.plotLayout()->elementCount(); ++i)
        if (auto* scale = qobject_cast<QCPColorScale*>(plot.plotLayout()->elementAt(i)); scale) styleAxis(*scale->axis(), palette, font);
}

void nameAxes(QCPAxisRect& rect, const QString& x, const QString& y)
{
    rect.setupFullAxesBox(false);
    for (const QCPAxis::AxisType side : {QCPAxis::atTop, QCPAxis::atRight}) {
        rect.axis(side)->setTicks(false);
        rect.axis(side)->setTickLabels(false);
    }
    rect.axis(QCPAxis::atBottom)->setLabel(x);
    rect.axis(QCPAxis::atLeft)->setLabel(y);
    for (const QCPAxis::AxisType side : {QCPAxis::atBottom, QCPAxis::atLeft}) {
        rect.axis(side)->setLabelPadding(2);
        rect.axis(side)->setTickLabelPadding(3);
        rect.axis(side)->setNumberPrecision(6);
    }
}

QCPColorGradient powerGradient(const Palette& palette)
{
    return palette.dark ? gradient({"#171a1e", "#3b1c5a", "#85216b", "#cb4149", "#f57d15", "#fac62d", "#fdffb0"})
                        : gradient({"#ffffff", "#f3eeb4", "#b5dd8a", "#5bb98a", "#2b8b8e", "#36568c", "#31174f"});
}

QCPColorGradient residualGradient(const Palette& palette)
{
    return palette.dark ? gradient({"#4aa8ff", "#3f7fc0", "#5c6670", "#c2654f", "#ff7d5c"}) : gradient({"#0b5fb3", "#6fa7d8", "#c9ced4", "#e59a82", "#b8290f"});
}

QColor haloColour(const Palette& palette)
{
    QColor out = palette.background;
    out.setAlpha(200);
    return out;
}

}  // namespace seisdesk
