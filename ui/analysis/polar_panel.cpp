#include "ui/analysis/polar_panel.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace seisdesk {

namespace {

constexpr double farDegrees = 15.0;

QPointF direction(double azimuthDegrees, double radius) { return {radius * std::sin(azimuthDegrees / degreesPerRadian), radius * std::cos(azimuthDegrees / degreesPerRadian)}; }

/// A round number of rings out to `reach`.
double ringStep(double reach)
{
    const double decade = std::pow(10.0, std::floor(std::log10(reach)));
    for (const double factor : {0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0})
        if (reach / (factor * decade) <= 5.0) return factor * decade;
    return 10.0 * decade;
}

}  // namespace

QPointF onFocalSphere(double azimuthDegrees, double takeoffDegrees)
{
    if (takeoffDegrees > 90.0) {
        azimuthDegrees += 180.0;
        takeoffDegrees = 180.0 - takeoffDegrees;
    }
    return direction(azimuthDegrees, std::sqrt(2.0) * std::sin(0.5 * takeoffDegrees / degreesPerRadian));
}

PolarPanel::PolarPanel(QWidget* parent) : PickPlot(tr("Polar view"), parent), m_view(new QComboBox(this)), m_colours(new QCPColorScale(&plot()))
{
    m_view->addItem(tr("Stations"), static_cast<int>(View::Stations));
    m_view->addItem(tr("Focal sphere"), static_cast<int>(View::FocalSphere));
    m_view->setToolTip(tr("Stations by azimuth and distance, or rays on the lower hemisphere around the source"));
    m_view->setAccessibleName(tr("View"));
    controls().insertWidget(0, m_view);
    QCPAxisRect* rect = plot().axisRect();
    for (QCPAxis* axis : rect->axes()) axis->setVisible(false);
    rect->setAutoMargins(QCP::msNone);
    rect->setMargins({4, 4, 4, 4});
    plot().plotLayout()->addElement(0, 1, m_colours);
    plot().plotLayout()->setColumnSpacing(0);
    m_colours->setType(QCPAxis::atRight);
    m_colours->setBarWidth(10);
    m_colours->setMargins({0, 12, 0, 12});
    m_colours->axis()->setLabel(tr("residual (s)"));
    connect(m_view, &QComboBox::currentIndexChanged, this, [this] {
        if (m_location) setLocation(m_location, m_automatic);
    });
    connect(&plot(), &QCustomPlot::afterLayout, this, &PolarPanel::setRanges);
    setLocation({});
    setPalette(palette());
}

double PolarPanel::residualReach() const
{
    double out = 0.2;
    for (const LocatedPick& pick : m_location->picks)
        if (pick.used && pick.arrives) out = std::max(out, std::abs(pick.residualSeconds));
    return out;
}

void PolarPanel::setLocation(const std::optional<Location>& location, const AutomaticPicks& automatic)
{
    m_location = location;
    m_automatic = automatic;
    if (!location) {
        setPoints({});
        setNote({});
        return showEmpty(tr("There is no location. Choose an event with picks at three stations or more to see how they stand around it."));
    }
    setNote(tr("largest gap %1° · %2° without one station").arg(std::lround(location->gaps.primaryDegrees)).arg(std::lround(location->gaps.secondaryDegrees)));
    showEmpty({});
    makePoints();
    restyle();
}

void PolarPanel::makePoints()
{
    const auto view = static_cast<View>(m_view->currentData().toInt());
    double farthest = 0.0;
    for (const LocatedPick& pick : m_location->picks)
        if (pick.arrives) farthest = std::max(farthest, pick.theory.distanceDegrees);
    const bool inDegrees = farthest > farDegrees;
    m_reach = view == View::FocalSphere ? 1.0 : std::max(1.0, 1.08 * (inDegrees ? farthest : farthest * kmPerDegree));
    QCPColorGradient gradient = residualGradient(palette());
    const double reach = residualReach();
    m_colours->setDataRange({-reach, reach});
    std::vector<PickPoint> points;
    for (const LocatedPick& pick : m_location->picks) {
        if (!pick.arrives) continue;
        PickPoint point;
        if (const Id id = idOf(pick.id); !id.isNull()) point.ids << id;
        const QPointF at = view == View::FocalSphere ? onFocalSphere(pick.theory.azimuthDegrees, pick.theory.takeoffDegrees)
                                                     : direction(pick.theory.azimuthDegrees, inDegrees ? pick.theory.distanceDegrees : pick.theory.distanceDegrees * kmPerDegree);
        point.x = at.x();
        point.y = at.y();
        point.phase = name(pick.phase);
        point.used = pick.used;
        point.automatic = m_automatic.contains(pick.id);
        // In steps, so that points share their graphs.
        const double step = std::round(10.0 * std::clamp(pick.residualSeconds / reach, -1.0, 1.0)) / 10.0;
        point.colour = QColor::fromRgb(gradient.color(step, {-1.0, 1.0}));
        // P and S of a station leave by the same azimuth: one stands in the other.
        if (view == View::Stations) point.size = arrivesAs(pick.phase) == WaveType::S ? 15 : 8;
        point.tip = tipOf(pick);
        points.push_back(std::move(point));
    }
    // P above S of the same station.
    std::stable_sort(points.begin(), points.end(), [](const PickPoint& a, const PickPoint& b) { return a.phase > b.phase; });
    setPoints(std::move(points));
}

void PolarPanel::drawCircles()
{
    for (QCPAbstractItem* item : m_items) plot().removeItem(item);
    m_items.clear();
    if (!m_location) return;
    const auto view = static_cast<View>(m_view->currentData().toInt());
    const auto ring = [&](double radius, const QPen& pen) {
        auto* circle = new QCPItemEllipse(&plot());
        circle->topLeft->setCoords(-radius, radius);
        circle->bottomRight->setCoords(radius, -radius);
        circle->setPen(pen);
        m_items.push_back(circle);
    };
    const auto write = [&](const QString& text, QPointF at, Qt::Alignment alignment, const QColor& colour) {
        auto* item = new QCPItemText(&plot());
        item->setClipToAxisRect(false);
        item->position->setCoords(at);
        item->setPositionAlignment(alignment);
        item->setPadding({2, 1, 2, 1});
        item->setText(text);
        item->setColor(colour);
        m_items.push_back(item);
    };
    for (int azimuth = 0; azimuth < 180; azimuth += 45) {
        auto* spoke = new QCPItemLine(&plot());
        spoke->start->setCoords(direction(azimuth, m_reach));
        spoke->end->setCoords(direction(azimuth + 180.0, m_reach));
        spoke->setPen(QPen(palette().grid, 1.0));
        m_items.push_back(spoke);
    }
    ring(m_reach, QPen(palette().mutedText, 1.2));
    if (view == View::FocalSphere) {
        for (const double takeoff : {30.0, 60.0}) {
            ring(onFocalSphere(0.0, takeoff).y(), QPen(palette().grid, 1.0));
            write(tr("%1°").arg(takeoff), onFocalSphere(20.0, takeoff), Qt::AlignLeft | Qt::AlignBottom, palette().mutedText);
        }
    } else {
        const QString unit = m_location->farthestDegrees > farDegrees ? tr("%1°") : tr("%1 km");
        const double step = ringStep(m_reach);
        for (double radius = step; radius < 0.97 * m_reach; radius += step) {
            ring(radius, QPen(palette().grid, 1.0));
            write(unit.arg(radius), direction(20.0, radius), Qt::AlignLeft | Qt::AlignBottom, palette().mutedText);
        }
    }
    write(tr("N"), {0.0, m_reach}, Qt::AlignHCenter | Qt::AlignBottom, palette().text);
    write(tr("E"), {m_reach, 0.0}, Qt::AlignLeft | Qt::AlignVCenter, palette().text);
    write(tr("S"), {0.0, -m_reach}, Qt::AlignHCenter | Qt::AlignTop, palette().text);
    write(tr("W"), {-m_reach, 0.0}, Qt::AlignRight | Qt::AlignVCenter, palette().text);
    for (QCPAbstractItem* item : m_items) {
        item->setSelectable(false);
        item->setLayer(QStringLiteral("grid"));
    }
}

void PolarPanel::setRanges()
{
    // A circle is round, and its letters have room.
    const QCPAxisRect* rect = plot().axisRect();
    const double w = std::max(1, rect->width()), h = std::max(1, rect->height()), side = std::max(40.0, std::min(w, h) - 44.0);
    plot().xAxis->setRange(-m_reach * w / side, m_reach * w / side);
    plot().yAxis->setRange(-m_reach * h / side, m_reach * h / side);
}

void PolarPanel::showEverything() { plot().replot(QCustomPlot::rpQueuedReplot); }

void PolarPanel::restyle()
{
    m_colours->setGradient(residualGradient(palette()));
    if (m_location) makePoints();
    drawCircles();
    drawPoints();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
