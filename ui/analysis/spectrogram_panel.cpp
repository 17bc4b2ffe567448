#include "ui/analysis/spectrogram_panel.h"

#include "core/waveform/continuous.h"
#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QWheelEvent>

namespace seisdesk {

namespace {

constexpr std::size_t columnsWanted = 800;
constexpr double longestSeconds = 2.0 * 86400.0;

double epochSeconds(Time time) { return toSeconds(time.time_since_epoch()); }
Time timeOf(double seconds) { return Time{} + fromSeconds(seconds); }

/// Lowest and highest of each of so many columns; NaN where one has no sample, which breaks the line.
void outline(const Segment& segment, QVector<double>& seconds, QVector<double>& amplitudes)
{
    const std::size_t columns = std::min<std::size_t>(1200, segment.size());
    for (std::size_t c = 0; c < columns; ++c) {
        const std::size_t begin = c * segment.size() / columns, end = std::max(begin + 1, (c + 1) * segment.size() / columns);
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (std::size_t i = begin; i < end; ++i)
            if (const double x = (*segment.samples)[i]; std::isfinite(x)) {
                low = std::min(low, x);
                high = std::max(high, x);
            }
        const double at = epochSeconds(segment.timeOf(0.5 * static_cast<double>(begin + end - 1)));
        if (low > high) low = high = std::numeric_limits<double>::quiet_NaN();
        seconds << at;
        amplitudes << (c % 2 ? low : high);
        if (end - begin == 1) continue;
        seconds << at;
        amplitudes << (c % 2 ? high : low);
    }
}

QString clockFormat(double seconds) { return seconds < 3.0 ? QStringLiteral("hh:mm:ss.zzz") : seconds < 7200.0 ? QStringLiteral("hh:mm:ss") : QStringLiteral("hh:mm"); }

}  // namespace

SpectrogramPanel::SpectrogramPanel(QWidget* parent) : PlotPanel(tr("Spectrogram"), parent), m_scale(new QComboBox(this))
{
    m_scale->addItem(tr("Logarithmic"), static_cast<int>(FrequencyScale::Logarithmic));
    m_scale->addItem(tr("Linear"), static_cast<int>(FrequencyScale::Linear));
    m_scale->setToolTip(tr("How frequencies are spaced"));
    m_scale->setAccessibleName(tr("Frequency scale"));
    controls().insertWidget(0, m_scale);
    layOut();
    m_lines = std::make_unique<TimeMarks>(plot(), std::vector<QCPAxisRect*>{m_above, m_below});
    connect(m_scale, &QComboBox::currentIndexChanged, this, &SpectrogramPanel::compute);
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { readOut(*event); });
    connect(&plot(), &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) { turn(*event); });
    connect(&plot(), &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        const bool inside = m_below->rect().contains(event->pos()) || m_above->rect().contains(event->pos());
        if (inside && event->button() == Qt::LeftButton) Q_EMIT timeChosen(timeOf(m_below->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x())));
    });
    setTrace(nullptr, {});
    setPalette(palette());
}

void SpectrogramPanel::layOut()
{
    plot().plotLayout()->clear();
    m_above = new QCPAxisRect(&plot());
    m_below = new QCPAxisRect(&plot());
    m_colours = new QCPColorScale(&plot());
    plot().plotLayout()->addElement(0, 0, m_above);
    plot().plotLayout()->addElement(1, 0, m_below);
    plot().plotLayout()->addElement(1, 1, m_colours);
    plot().plotLayout()->setRowStretchFactor(0, 0.35);
    plot().plotLayout()->setRowSpacing(0);
    plot().plotLayout()->setColumnSpacing(4);
    nameAxes(*m_above, {}, tr("counts"));
    nameAxes(*m_below, tr("UTC"), tr("frequency (Hz)"));
    m_above->axis(QCPAxis::atBottom)->setTickLabels(false);
    m_above->setMinimumSize(40, 34);
    m_above->setMinimumMargins({0, 6, 0, 0});
    m_below->setMinimumMargins({0, 4, 0, 0});
    auto* sides = new QCPMarginGroup(&plot());
    auto* ends = new QCPMarginGroup(&plot());
    for (QCPAxisRect* rect : {m_above, m_below}) {
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, sides);
        for (QCPAxis* axis : rect->axes()) axis->setLayer(QStringLiteral("axes"));
        rect->axis(QCPAxis::atBottom)->grid()->setLayer(QStringLiteral("grid"));
    }
    m_below->setMarginGroup(QCP::msTop | QCP::msBottom, ends);
    m_colours->setMarginGroup(QCP::msTop | QCP::msBottom, ends);
    m_colours->setType(QCPAxis::atRight);
    m_colours->setBarWidth(10);
    m_colours->axis()->setLabel(tr("dB (counts²/Hz)"));
    m_above->axis(QCPAxis::atLeft)->ticker()->setTickCount(3);
    plot().addGraph(m_above->axis(QCPAxis::atBottom), m_above->axis(QCPAxis::atLeft));
    plot().graph(0)->setAdaptiveSampling(false);
    m_map = new QCPColorMap(m_below->axis(QCPAxis::atBottom), m_below->axis(QCPAxis::atLeft));
    m_map->setInterpolate(false);
    m_map->setColorScale(m_colours);
}

void SpectrogramPanel::setTrace(const TracePtr& trace, const TimeSpan& span)
{
    if (trace == m_trace && span == m_span && trace) return;
    const bool other = !trace || !m_trace || trace->id != m_trace->id;
    m_trace = trace;
    m_span = span;
    if (other) {
        m_picture.reset();
        showEmpty(trace ? tr("Working out the spectrogram…") : tr("No trace is selected. Click one in the traces to see its spectrogram here."));
        setNote(trace ? QString::fromStdString(trace->id.text()) : QString());
    }
    showSpan();
    compute();
}

void SpectrogramPanel::compute()
{
    if (!m_trace || m_span.empty()) return m_newest.drop();
    if (toSeconds(m_span.length()) > longestSeconds) {
        m_newest.drop();
        return showEmpty(tr("This is too long for a spectrogram. Zoom in to two days or less."));
    }
    const auto scale = static_cast<FrequencyScale>(m_scale->currentData().toInt());
    m_newest.ask([trace = m_trace, span = m_span, scale](const Progress& progress) { return make(*trace, span, scale, progress); }, [this](Result<Made> made) { take(std::move(made)); });
}

Result<SpectrogramPanel::Made> SpectrogramPanel::make(const Trace& trace, const TimeSpan& span, FrequencyScale scale, const Progress& progress)
{
    double rate = 0.0;
    for (const Segment& segment : trace.segments)
        if (rate == 0.0 && segment.span().overlaps(span)) rate = segment.sampleRateHz;
    if (rate == 0.0) return Error{Error::Code::NotFound, "Nothing was recorded here."};
    const WelchSettings windows = windowsFor(toSeconds(span.length()), rate, columnsWanted);
    // Half a window more on both sides, so that the picture reaches to the ends.
    const Duration half = fromSeconds(0.5 * static_cast<double>(windows.window) / rate);
    const Segment segment = continuous(trace, span.padded(half, half));
    if (segment.size() < 8) return Error{Error::Code::NotFound, "Nothing was recorded here."};
    auto picture = spectrogramPicture(*segment.samples, segment.sampleRateHz, windows, scale, 2 * columnsWanted, 256, progress);
    if (!picture) return picture.error();
    Made out{*std::move(picture), segment.start, {}, {}};
    outline(continuous(trace, span), out.seconds, out.amplitudes);
    return out;
}

void SpectrogramPanel::take(Result<Made> made)
{
    if (!made) {
        m_picture.reset();
        return showEmpty(QString::fromStdString(made.error().message));
    }
    m_picture = std::move(made->picture);
    m_start = made->start;
    const SpectrogramPicture& picture = *m_picture;
    const double first = epochSeconds(m_start) + picture.firstColumnSeconds;
    const double last = first + picture.secondsPerColumn * static_cast<double>(std::max<std::size_t>(1, picture.columns - 1));
    QCPColorMapData* cells = m_map->data();
    cells->setSize(static_cast<int>(picture.columns), static_cast<int>(picture.rows));
    cells->setRange({first, last}, {picture.rowHz(0.0), picture.highestHz});
    for (std::size_t column = 0; column < picture.columns; ++column)
        for (std::size_t row = 0; row < picture.rows; ++row) cells->setCell(static_cast<int>(column), static_cast<int>(row), picture.at(column, row));
    m_map->setDataRange({picture.floorDb, picture.ceilingDb});
    QCPAxis* frequency = m_below->axis(QCPAxis::atLeft);
    const bool logarithmic = picture.scale == FrequencyScale::Logarithmic;
    frequency->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_below->axis(QCPAxis::atRight)->setScaleType(frequency->scaleType());
    frequency->setTicker(logarithmic ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog) : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    frequency->setNumberFormat(QStringLiteral("g"));
    frequency->setRange(picture.lowestHz, picture.highestHz);
    plot().graph(0)->setData(made->seconds, made->amplitudes, true);
    m_above->axis(QCPAxis::atLeft)->rescale();
    m_above->axis(QCPAxis::atLeft)->scaleRange(1.1);
    showEmpty({});
    setNote(tr("%1 · windows of %2 s").arg(QString::fromStdString(m_trace->id.text()), QString::number(picture.windowSeconds, 'g', 3)));
    showSpan();
    Q_EMIT drawn();
}

void SpectrogramPanel::showSpan()
{
    if (m_span.empty()) return;
    const double seconds = toSeconds(m_span.length());
    const auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
    ticker->setDateTimeSpec(Qt::UTC);
    ticker->setDateTimeFormat(clockFormat(seconds));
    ticker->setTickCount(std::clamp(width() / 130, 2, 10));
    for (QCPAxisRect* rect : {m_above, m_below}) {
        rect->axis(QCPAxis::atBottom)->setTicker(ticker);
        rect->axis(QCPAxis::atBottom)->setRange(epochSeconds(m_span.begin), epochSeconds(m_span.end));
    }
    m_below->axis(QCPAxis::atBottom)->setLabel(tr("UTC, %1").arg(QString::fromStdString(formatTime(m_span.begin, 0)).left(10)));
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void SpectrogramPanel::setMarks(const std::vector<PlotMark>& marks)
{
    if (marks == m_marks) return;
    m_marks = marks;
    m_lines->setMarks(m_marks, palette());
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void SpectrogramPanel::setCursor(const std::optional<Time>& time)
{
    if (time == m_cursor) return;
    m_cursor = time;
    m_lines->setCursor(time, palette());
}

void SpectrogramPanel::readOut(const QMouseEvent& event)
{
    if (!m_picture || !m_below->rect().contains(event.pos())) return;
    const double seconds = m_below->axis(QCPAxis::atBottom)->pixelToCoord(event.position().x()), hz = m_below->axis(QCPAxis::atLeft)->pixelToCoord(event.position().y());
    int column = 0, row = 0;
    m_map->data()->coordToCell(seconds, hz, &column, &row);
    if (m_picture->scale == FrequencyScale::Logarithmic)
        row = static_cast<int>(std::lround(std::log(hz / m_picture->lowestHz) / std::log(m_picture->highestHz / m_picture->lowestHz) * static_cast<double>(m_picture->rows - 1)));
    if (column < 0 || column >= static_cast<int>(m_picture->columns) || row < 0 || row >= static_cast<int>(m_picture->rows)) return;
    const double decibels = m_picture->at(static_cast<std::size_t>(column), static_cast<std::size_t>(row));
    const QString level = std::isfinite(decibels) ? tr("%1 dB").arg(decibels, 0, 'f', 1) : tr("no record");
    setNote(tr("%1 · %2 · %3 Hz · %4").arg(QString::fromStdString(m_trace->id.text()), QString::fromStdString(formatTime(timeOf(seconds), 2)).mid(11, 11), QString::number(hz, 'g', 3), level));
}

void SpectrogramPanel::turn(QWheelEvent& event)
{
    const double steps = (event.angleDelta().y() + event.angleDelta().x()) / 120.0;
    if (m_span.empty() || steps == 0.0) return;
    const double length = toSeconds(m_span.length());
    if (event.modifiers() & Qt::ShiftModifier) {
        const Duration by = fromSeconds(-0.1 * steps * length);
        Q_EMIT spanWanted({m_span.begin + by, m_span.end + by});
    } else {
        const double at = epochSeconds(m_span.begin) + std::clamp((m_below->axis(QCPAxis::atBottom)->pixelToCoord(event.position().x()) - epochSeconds(m_span.begin)) / length, 0.0, 1.0) * length;
        const double factor = std::pow(0.8, steps);
        Q_EMIT spanWanted({timeOf(at - (at - epochSeconds(m_span.begin)) * factor), timeOf(at + (epochSeconds(m_span.end) - at) * factor)});
    }
    event.accept();
}

void SpectrogramPanel::showEverything()
{
    if (m_trace) Q_EMIT spanWanted(m_trace->span());
}

void SpectrogramPanel::restyle()
{
    plot().graph(0)->setPen(QPen(palette().waveform, 1.0));
    m_map->setGradient(powerGradient(palette()));
    for (QCPAxisRect* rect : {m_above, m_below}) rect->axis(QCPAxis::atLeft)->grid()->setVisible(rect == m_above);
    m_lines->setMarks(m_marks, palette());
    m_lines->setCursor(m_cursor, palette());
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
