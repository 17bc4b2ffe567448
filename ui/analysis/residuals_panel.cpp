#include "ui/analysis/residuals_panel.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QTimer>

namespace seisdesk {

namespace {

constexpr double farDegrees = 15.0;  // beyond, distances are read in degrees

}  // namespace

ResidualsPanel::ResidualsPanel(QWidget* parent) : PickPlot(tr("Residuals"), parent)
{
    plot().plotLayout()->clear();
    for (QCPAxisRect*& rect : m_rects) {
        rect = new QCPAxisRect(&plot());
        rect->setMinimumMargins({0, 8, 12, 0});
    }
    nameAxes(*m_rects[Distance], tr("distance (km)"), tr("residual (s)"));
    nameAxes(*m_rects[Azimuth], tr("azimuth (°)"), tr("residual (s)"));
    auto compass = QSharedPointer<QCPAxisTickerFixed>::create();
    compass->setTickStep(90.0);
    m_rects[Azimuth]->axis(QCPAxis::atBottom)->setTicker(compass);
    arrange();
    plot().setInteractions(QCP::iRangeZoom);
    for (std::size_t side = 0; side < m_rects.size(); ++side)
        for (QCPGraph** graph : {&m_upper[side], &m_lower[side], &m_zero[side]}) *graph = plot().addGraph(m_rects[side]->axis(QCPAxis::atBottom), m_rects[side]->axis(QCPAxis::atLeft));
    for (std::size_t side = 0; side < m_rects.size(); ++side) m_upper[side]->setChannelFillGraph(m_lower[side]);
    setLocation({});
    setPalette(palette());
}

void ResidualsPanel::arrange()
{
    m_wide = plot().width() > plot().height();
    QCPLayoutGrid* grid = plot().plotLayout();
    for (QCPAxisRect* rect : m_rects)
        if (rect->layout()) grid->take(rect);
    grid->simplify();
    for (int side = 0; side < 2; ++side) grid->addElement(m_wide ? 0 : side, m_wide ? side : 0, m_rects[static_cast<std::size_t>(side)]);
    grid->setColumnSpacing(6);
    grid->setRowSpacing(2);
}

void ResidualsPanel::resizeEvent(QResizeEvent* event)
{
    PickPlot::resizeEvent(event);
    QTimer::singleShot(0, this, [this] {
        if (m_wide == (plot().width() > plot().height())) return;
        arrange();
        plot().replot(QCustomPlot::rpQueuedReplot);
    });
}

void ResidualsPanel::setLocation(const std::optional<Location>& location, const AutomaticPicks& automatic)
{
    const bool first = !m_location;
    m_location = location;
    m_automatic = automatic;
    setGhost({});
    if (!location) {
        setPoints({});
        setNote({});
        return showEmpty(tr("There is no location. Choose an event with picks at three stations or more to see their residuals."));
    }
    const double farthest = location->farthestDegrees;
    m_inDegrees = farthest > farDegrees;
    m_rects[Distance]->axis(QCPAxis::atBottom)->setLabel(m_inDegrees ? tr("distance (°)") : tr("distance (km)"));
    showEmpty({});
    describe();
    makePoints();
    if (first) showEverything();
    else restyle();
}

void ResidualsPanel::makePoints()
{
    // Picks that are off may be far off: they stand at the edge then, so that those in use stay apart.
    double reach = 0.25;
    for (const LocatedPick& pick : m_location->picks)
        if (pick.used && pick.arrives) reach = std::max(reach, std::abs(pick.residualSeconds));
    m_reachSeconds = 1.3 * reach;
    setPoints(pointsOf(*m_location));
}

std::vector<PickPoint> ResidualsPanel::pointsOf(const Location& location) const
{
    std::vector<PickPoint> points;
    for (const LocatedPick& pick : location.picks) {
        if (!pick.arrives) continue;
        PickPoint point;
        point.ids << idOf(pick.id);
        if (point.ids.front().isNull()) point.ids.clear();
        point.phase = name(pick.phase);
        point.automatic = m_automatic.contains(pick.id);
        point.used = pick.used;
        point.tip = tipOf(pick);
        point.y = std::clamp(pick.residualSeconds, -0.95 * m_reachSeconds, 0.95 * m_reachSeconds);
        for (const Side side : {Distance, Azimuth}) {
            point.rect = side;
            point.x = side == Azimuth ? pick.theory.azimuthDegrees : m_inDegrees ? pick.theory.distanceDegrees : pick.theory.distanceDegrees * kmPerDegree;
            points.push_back(point);
        }
    }
    return points;
}

void ResidualsPanel::setGhostLocation(const std::optional<Location>& ghost)
{
    if (!m_location) return;
    if (ghost) setNote(tr("rms %1 s, dragged %2 s").arg(m_location->rmsSeconds, 0, 'f', 2).arg(ghost->rmsSeconds, 0, 'f', 2));
    else describe();
    setGhost(ghost ? pointsOf(*ghost) : std::vector<PickPoint>());
}

void ResidualsPanel::describe() { setNote(tr("%1 of %2 picks · rms %3 s").arg(m_location->usedPicks).arg(m_location->picks.size()).arg(m_location->rmsSeconds, 0, 'f', 2)); }

void ResidualsPanel::showEverything()
{
    if (!m_location) return;
    double farthest = 0.0;
    for (const PickPoint& point : points())
        if (point.rect == Distance) farthest = std::max(farthest, point.x);
    m_rects[Distance]->axis(QCPAxis::atBottom)->setRange(0.0, std::max(1.0, 1.05 * farthest));
    m_rects[Azimuth]->axis(QCPAxis::atBottom)->setRange(0.0, 360.0);
    for (QCPAxisRect* rect : m_rects) rect->axis(QCPAxis::atLeft)->setRange(-m_reachSeconds, m_reachSeconds);
    restyle();
}

void ResidualsPanel::drawLines()
{
    const double rms = m_location ? m_location->rmsSeconds : 0.0;
    for (std::size_t side = 0; side < m_rects.size(); ++side) {
        const QVector<double> ends{-1e5, 1e5};
        m_zero[side]->setData(ends, {0.0, 0.0});
        m_upper[side]->setData(ends, {rms, rms});
        m_lower[side]->setData(ends, {-rms, -rms});
        m_zero[side]->setPen(QPen(palette().mutedText, 1.2));
        QColor band = palette().mutedText;
        band.setAlpha(palette().dark ? 46 : 32);
        m_upper[side]->setPen(Qt::NoPen);
        m_lower[side]->setPen(Qt::NoPen);
        m_upper[side]->setBrush(band);
    }
}

void ResidualsPanel::restyle()
{
    drawLines();
    drawPoints();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
