#include "ui/analysis/spectrum_panel.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace seisdesk {

namespace {

enum Line { Noise, Clear, Signal };
constexpr int counts = -1;

QString unitOf(int quantity)
{
    switch (quantity) {
    case static_cast<int>(GroundMotion::Displacement): return SpectrumPanel::tr("displacement spectrum (m s)");
    case static_cast<int>(GroundMotion::Velocity): return SpectrumPanel::tr("velocity spectrum (m)");
    case static_cast<int>(GroundMotion::Acceleration): return SpectrumPanel::tr("acceleration spectrum (m/s)");
    default: return SpectrumPanel::tr("amplitude spectrum (counts s)");
    }
}

QVector<double> vectorOf(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

SpectrumPanel::SpectrumPanel(QWidget* parent) : PlotPanel(tr("Spectrum"), parent), m_quantity(new QComboBox(this)), m_length(new QComboBox(this)), m_rect(plot().axisRect())
{
    m_quantity->addItem(tr("Counts"), counts);
    m_quantity->addItem(tr("Displacement"), static_cast<int>(GroundMotion::Displacement));
    m_quantity->addItem(tr("Velocity"), static_cast<int>(GroundMotion::Velocity));
    m_quantity->addItem(tr("Acceleration"), static_cast<int>(GroundMotion::Acceleration));
    m_quantity->setToolTip(tr("Counts, or what the ground did, by the instrument's response"));
    m_quantity->setAccessibleName(tr("Quantity"));
    for (const double seconds : {1.0, 2.0, 5.0, 10.0, 20.0, 40.0}) m_length->addItem(tr("%1 s").arg(seconds), seconds);
    m_length->setCurrentIndex(2);
    m_length->setToolTip(tr("Length of the windows after the pick and before the event"));
    m_length->setAccessibleName(tr("Window length"));
    controls().insertWidget(0, m_quantity);
    controls().insertWidget(1, m_length);
    nameAxes(*m_rect, tr("frequency (Hz)"), unitOf(counts));
    for (const QCPAxis::AxisType side : {QCPAxis::atBottom, QCPAxis::atLeft, QCPAxis::atTop, QCPAxis::atRight}) {
        m_rect->axis(side)->setScaleType(QCPAxis::stLogarithmic);
        m_rect->axis(side)->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        m_rect->axis(side)->grid()->setSubGridVisible(side == QCPAxis::atBottom);
    }
    m_rect->axis(QCPAxis::atBottom)->setNumberFormat(QStringLiteral("g"));
    m_rect->axis(QCPAxis::atLeft)->setNumberFormat(QStringLiteral("ebc"));
    m_rect->axis(QCPAxis::atLeft)->setNumberPrecision(0);
    m_rect->setMinimumMargins({0, 10, 14, 0});
    plot().setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    for (int i = 0; i < 3; ++i) plot().addGraph();
    plot().graph(Clear)->setChannelFillGraph(plot().graph(Noise));
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &SpectrumPanel::compute);
    connect(m_length, &QComboBox::currentIndexChanged, this, &SpectrumPanel::compute);
    m_source.onset = Time::max();  // so that the next line is a change
    setSource({});
    setPalette(palette());
}

void SpectrumPanel::setSource(const SpectrumSource& source)
{
    if (source == m_source) return;
    const bool hadTrace = m_source.trace != nullptr;
    m_source = source;
    if (!source.trace) {
        m_newest.drop();
        m_spectrum.reset();
        setNote({});
        return showEmpty(tr("There is no pick to look at. Select a pick, or put the cursor on a trace, to see the spectrum after it beside the noise before."));
    }
    if (!hadTrace) showEmpty(tr("Working out the spectrum…"));
    compute();
}

void SpectrumPanel::compute()
{
    if (!m_source.trace) return;
    OnsetSpectrumOptions options;
    if (const int quantity = m_quantity->currentData().toInt(); quantity != counts) options.motion = static_cast<GroundMotion>(quantity);
    options.response = m_source.response;
    const OnsetWindows windows = onsetWindows(m_source.onset, m_length->currentData().toDouble(), m_source.firstOnset);
    m_newest.ask([trace = m_source.trace, windows, options](const Progress&) { return onsetSpectrum(*trace, windows, options); }, [this](Result<OnsetSpectrum> made) { take(std::move(made)); });
}

void SpectrumPanel::take(Result<OnsetSpectrum> made)
{
    if (!made) {
        m_spectrum.reset();
        setNote(QString::fromStdString(m_source.trace->id.text()));
        return showEmpty(QString::fromStdString(made.error().message));
    }
    m_spectrum = *std::move(made);
    const QVector<double> hz = vectorOf(m_spectrum->frequenciesHz);
    plot().graph(Signal)->setData(hz, vectorOf(m_spectrum->signal), true);
    plot().graph(Noise)->setData(m_spectrum->noise.empty() ? QVector<double>() : hz, vectorOf(m_spectrum->noise), true);
    QVector<double> clearHz, clear;
    if (m_spectrum->clearBandHz)
        for (qsizetype i = 0; i < hz.size(); ++i)
            if (hz[i] >= m_spectrum->clearBandHz->first && hz[i] <= m_spectrum->clearBandHz->second) {
                clearHz << hz[i];
                clear << m_spectrum->signal[static_cast<std::size_t>(i)];
            }
    plot().graph(Clear)->setData(clearHz, clear, true);
    m_rect->axis(QCPAxis::atLeft)->setLabel(unitOf(m_quantity->currentData().toInt()));
    describe();
    showEmpty({});
    showEverything();
    restyle();
    Q_EMIT drawn();
}

void SpectrumPanel::describe()
{
    const QString what = m_source.phase.empty() ? tr("cursor") : QString::fromStdString(m_source.phase);
    QString text = tr("%1 · %2 at %3").arg(QString::fromStdString(m_source.trace->id.text()), what, QString::fromStdString(formatTime(m_source.onset, 2)).mid(11, 11));
    const auto& band = m_spectrum->clearBandHz;
    if (m_spectrum->noise.empty()) text += tr(" · no record before the event to compare with");
    else if (band) text += tr(" · over %1 times the noise from %2 to %3 Hz").arg(OnsetSpectrum::clearlyAbove).arg(QString::number(band->first, 'g', 2), QString::number(band->second, 'g', 2));
    else text += tr(" · nowhere %1 times the noise").arg(OnsetSpectrum::clearlyAbove);
    setNote(text);
}

void SpectrumPanel::showEverything()
{
    if (!m_spectrum) return;
    double low = 1e300, high = 0.0;
    for (const auto* values : {&m_spectrum->signal, &m_spectrum->noise})
        for (const double value : *values)
            if (value > 0.0) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
    if (!(high > 0.0)) return;
    m_rect->axis(QCPAxis::atBottom)->setRange(m_spectrum->frequenciesHz.front(), m_spectrum->frequenciesHz.back());
    // Seven decades are enough: what is lower is the end of the anti-alias filter.
    m_rect->axis(QCPAxis::atLeft)->setRange(std::max(low, high * 1e-7) / 1.5, high * 2.0);
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void SpectrumPanel::restyle()
{
    const QColor hue = m_source.phase.empty() ? palette().waveform : palette().phase(m_source.phase);
    QColor shade = hue;
    shade.setAlpha(palette().dark ? 60 : 42);
    plot().graph(Signal)->setPen(QPen(hue, 1.6));
    plot().graph(Noise)->setPen(QPen(palette().mutedText, 1.2));
    plot().graph(Clear)->setPen(Qt::NoPen);
    plot().graph(Clear)->setBrush(shade);
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
