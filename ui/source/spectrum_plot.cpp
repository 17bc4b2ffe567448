#include "ui/source/spectrum_plot.h"

#include "ui/theme/custom_plot.h"

#include <QApplication>
#include <QVBoxLayout>

#include <cmath>

namespace seisdesk {

namespace {

QVector<double> vectorOf(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

SpectrumPlot::SpectrumPlot(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setAccessibleName(tr("Spectrum"));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        axis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        axis->setNumberFormat(QStringLiteral("eb"));
        axis->setNumberPrecision(0);
        axis->setTickLabelPadding(3);
        axis->setLabelPadding(2);
    }
    m_plot->xAxis->setNumberFormat(QStringLiteral("gb"));
    m_plot->xAxis->setNumberPrecision(3);
    m_plot->xAxis->setLabel(tr("Hz"));
    m_plot->yAxis->setLabel(tr("m s"));
    draw();
}

void SpectrumPlot::setSpectrum(const std::optional<SourceSpectrum>& spectrum, const QString& note)
{
    m_spectrum = spectrum;
    m_note = note;
    draw();
}

void SpectrumPlot::setPalette(const Palette& palette)
{
    m_palette = palette;
    draw();
}

void SpectrumPlot::showEvent(QShowEvent* event)
{
    // Nothing is painted while it is hidden.
    QWidget::showEvent(event);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SpectrumPlot::draw()
{
    m_plot->clearPlottables();
    m_plot->clearItems();
    m_plot->setBackground(m_palette.background);
    QFont small = QApplication::font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(QPen(m_palette.mutedText));
        axis->setTickPen(QPen(m_palette.mutedText));
        axis->setSubTickPen(QPen(m_palette.grid));
        axis->setLabelColor(m_palette.mutedText);
        axis->setTickLabelColor(m_palette.mutedText);
        axis->setLabelFont(small);
        axis->setTickLabelFont(small);
        axis->grid()->setPen(QPen(m_palette.grid));
        axis->setVisible(m_spectrum.has_value());
    }
    const auto text = [&](const QString& what, QPointF at, Qt::Alignment anchor, const QColor& colour) {
        auto* item = new QCPItemText(m_plot);
        item->position->setType(QCPItemPosition::ptAxisRectRatio);
        item->position->setCoords(at.x(), at.y());
        item->setPositionAlignment(anchor);
        item->setTextAlignment(Qt::AlignLeft);
        item->setText(what);
        item->setFont(small);
        item->setColor(colour);
        item->setClipToAxisRect(false);
    };
    if (!m_spectrum) {
        text(m_note, {0.5, 0.5}, Qt::AlignCenter, m_palette.mutedText);
        if (isVisible()) m_plot->replot(QCustomPlot::rpQueuedReplot);
        return;
    }
    const SourceSpectrum& s = *m_spectrum;
    const auto line = [&](const std::vector<double>& values, const QPen& pen) {
        QCPGraph* graph = m_plot->addGraph();
        graph->setData(vectorOf(s.frequenciesHz), vectorOf(values), true);
        graph->setPen(pen);
    };
    line(s.noise, QPen(m_palette.mutedText, 1.0));
    line(s.displacement, QPen(m_palette.phase(s.wave == WaveType::P ? "P" : "S"), 1.6));
    line(s.fitted, QPen(m_palette.text, 1.2, Qt::DashLine));
    // The fit is solid where it was made.
    std::vector<double> hz, inBand;
    for (std::size_t i = 0; i < s.fitted.size(); ++i)
        if (s.frequenciesHz[i] >= s.lowHz && s.frequenciesHz[i] <= s.highHz) hz.push_back(s.frequenciesHz[i]), inBand.push_back(s.fitted[i]);
    QCPGraph* band = m_plot->addGraph();
    band->setData(vectorOf(hz), vectorOf(inBand), true);
    band->setPen(QPen(m_palette.text, 1.6));
    double low = 1e300, high = 0.0;
    for (const auto* values : {&s.displacement, &s.fitted})
        for (std::size_t i = 0; i < values->size(); ++i)
            if ((*values)[i] > 0.0) high = std::max(high, (*values)[i]), low = std::min(low, (*values)[i]);
    m_plot->xAxis->setRange(s.frequenciesHz.front(), s.frequenciesHz.back());
    m_plot->yAxis->setRange(std::max(low * 0.3, high * 1e-6), high * 60.0);
    auto* corner = new QCPItemStraightLine(m_plot);
    corner->point1->setCoords(s.cornerHz, low);
    corner->point2->setCoords(s.cornerHz, high);
    corner->setPen(QPen(m_palette.accent, 1.0, Qt::DotLine));
    text(tr("%1   Mw %2 ± %3   fc %4 Hz").arg(QString::fromStdString(s.station)).arg(s.magnitude, 0, 'f', 2).arg(s.magnitudeSigma, 0, 'f', 2).arg(s.cornerHz, 0, 'f', 1),
         {0.02, 0.02}, Qt::AlignLeft | Qt::AlignTop, m_palette.text);
    if (isVisible()) m_plot->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
