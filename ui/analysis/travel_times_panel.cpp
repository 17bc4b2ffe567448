#include "ui/analysis/travel_times_panel.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>

namespace seisdesk {

namespace {

constexpr double farDegrees = 15.0;
constexpr int nameHeight = 14;  // pixels that a curve's name needs

bool isFirst(Phase phase) { return phase == Phase::P || phase == Phase::S; }

double farthestOf(const Location& location)
{
    double out = 0.0;
    for (const LocatedPick& pick : location.picks)
        if (pick.arrives) out = std::max(out, pick.theory.distanceDegrees);
    return std::max(0.1, 1.08 * out);
}

}  // namespace

TravelTimesPanel::TravelTimesPanel(QWidget* parent) : PickPlot(tr("Travel times"), parent), m_reduction(new QDoubleSpinBox(this))
{
    m_reduction->setRange(0.0, 12.0);
    m_reduction->setSingleStep(0.5);
    m_reduction->setDecimals(1);
    m_reduction->setSuffix(tr(" km/s"));
    m_reduction->setSpecialValueText(tr("Not reduced"));
    m_reduction->setToolTip(tr("Takes distance over this velocity from all times, which spreads the phases"));
    m_reduction->setAccessibleName(tr("Reduction velocity"));
    controls().insertWidget(0, m_reduction);
    nameAxes(*plot().axisRect(), tr("distance (km)"), tr("time (s)"));
    plot().axisRect()->setMinimumMargins({0, 8, 46, 0});
    plot().setInteractions(QCP::iRangeZoom);
    connect(m_reduction, &QDoubleSpinBox::valueChanged, this, [this] {
        if (!m_location) return;
        makePoints();
        showEverything();
    });
    setLocation({});
    setPalette(palette());
}

void TravelTimesPanel::setTravelTimes(std::shared_ptr<const TravelTimes> times)
{
    if (times == m_times) return;
    m_times = std::move(times);
    setLocation(m_location, m_automatic);
}

double TravelTimesPanel::reduced(double seconds, double distanceDegrees) const
{
    const double velocity = m_reduction->value();
    return velocity > 0.0 ? seconds - distanceDegrees * kmPerDegree / velocity : seconds;
}

void TravelTimesPanel::setLocation(const std::optional<Location>& location, const AutomaticPicks& automatic)
{
    m_location = location;
    m_automatic = automatic;
    setGhost({});
    if (!location || !m_times) {
        m_newest.drop();
        m_curves.clear();
        setPoints({});
        setNote({});
        return showEmpty(tr("There is no location. Choose an event with picks at three stations or more to see them on the travel-time curves."));
    }
    compute();
}

void TravelTimesPanel::compute()
{
    m_newest.ask([times = m_times, depth = m_location->depthKm, farthest = farthestOf(*m_location)](const Progress&) { return travelTimeCurves(*times, depth, 0.0, farthest); },
                 [this](std::vector<TravelTimeCurve> curves) {
                     if (!m_location || !m_times) return;
                     const bool first = m_curves.empty();
                     m_curves = std::move(curves);
                     const double farthest = farthestOf(*m_location);
                     m_inDegrees = farthest > farDegrees;
                     plot().xAxis->setLabel(m_inDegrees ? tr("distance (°)") : tr("distance (km)"));
                     setNote(tr("%1 · from %2 km depth").arg(QString::fromStdString(m_times->model().name)).arg(m_location->depthKm, 0, 'f', 1));
                     showEmpty({});
                     makePoints();
                     if (first || std::abs(plot().xAxis->range().upper - shownDistance(farthest)) > 0.3 * shownDistance(farthest)) showEverything();
                     else restyle();
                     Q_EMIT drawn();
                 });
}

void TravelTimesPanel::setGhostLocation(const std::optional<Location>& ghost)
{
    if (m_location && m_times && !m_curves.empty()) setGhost(ghost ? pointsOf(*ghost) : std::vector<PickPoint>());
}

void TravelTimesPanel::makePoints() { setPoints(pointsOf(*m_location)); }

std::vector<PickPoint> TravelTimesPanel::pointsOf(const Location& location) const
{
    std::vector<PickPoint> points;
    const TravelTimes::Slice slice = m_times->slice(location.depthKm);
    for (const LocatedPick& pick : location.picks) {
        if (!pick.arrives) continue;
        const TravelTime theory = slice.at(pick.phase, pick.theory.distanceDegrees);
        if (!theory) continue;
        PickPoint point;
        if (const Id id = idOf(pick.id); !id.isNull()) point.ids << id;
        point.x = shownDistance(pick.theory.distanceDegrees);
        point.y = reduced(theory.seconds + pick.residualSeconds, pick.theory.distanceDegrees);
        point.phase = name(pick.phase);
        point.automatic = m_automatic.contains(pick.id);
        point.used = pick.used;
        point.tip = tipOf(pick);
        points.push_back(std::move(point));
    }
    return points;
}

void TravelTimesPanel::showEverything()
{
    if (!m_location) return;
    double low = 0.0, high = 1.0;
    for (const TravelTimeCurve& curve : m_curves) {
        if (!isFirst(curve.phase)) continue;
        for (std::size_t i = 0; i < curve.seconds.size(); ++i) {
            low = std::min(low, reduced(curve.seconds[i], curve.distancesDegrees[i]));
            high = std::max(high, reduced(curve.seconds[i], curve.distancesDegrees[i]));
        }
    }
    plot().xAxis->setRange(0.0, shownDistance(farthestOf(*m_location)));
    plot().yAxis->setRange(low - 0.04 * (high - low), high + 0.06 * (high - low));
    restyle();
}

void TravelTimesPanel::drawCurves()
{
    for (QCPGraph* line : m_lines) plot().removeGraph(line);
    for (QCPAbstractItem* item : m_names) plot().removeItem(item);
    m_lines.clear();
    m_names.clear();
    QVector<double> taken;
    // First arrivals are named first, so that others yield.
    for (const bool firsts : {true, false})
        for (const TravelTimeCurve& curve : m_curves) {
            if (isFirst(curve.phase) != firsts) continue;
            QVector<double> x, y;
            for (std::size_t i = 0; i < curve.seconds.size(); ++i) {
                x << shownDistance(curve.distancesDegrees[i]);
                y << reduced(curve.seconds[i], curve.distancesDegrees[i]);
            }
            QColor hue = palette().phase(name(curve.phase));
            if (!firsts) hue.setAlpha(120);
            QCPGraph* line = plot().addGraph();
            line->setData(x, y, true);
            line->setPen(QPen(hue, firsts ? 1.8 : 1.1));
            m_lines.push_back(line);
            const double end = plot().yAxis->coordToPixel(y.back());
            if (x.back() < 0.99 * plot().xAxis->range().upper || !plot().yAxis->range().contains(y.back())) continue;
            if (std::any_of(taken.begin(), taken.end(), [&](double other) { return std::abs(other - end) < nameHeight; })) continue;
            taken << end;
            auto* text = new QCPItemText(&plot());
            text->setClipToAxisRect(false);
            text->position->setCoords(x.back(), y.back());
            text->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            text->setPadding({6, 0, 0, 0});
            text->setText(QString::fromLatin1(name(curve.phase)));
            text->setColor(palette().phase(name(curve.phase)));
            text->setSelectable(false);
            m_names.push_back(text);
        }
}

void TravelTimesPanel::restyle()
{
    const double velocity = m_reduction->value();
    plot().yAxis->setLabel(velocity > 0.0 ? tr("time less distance / %1 km/s (s)").arg(velocity) : tr("time (s)"));
    drawCurves();
    drawPoints();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
