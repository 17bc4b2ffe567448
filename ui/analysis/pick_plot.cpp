#include "ui/analysis/pick_plot.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <QToolTip>

#include <map>

namespace seisdesk {

namespace {

constexpr double reach = 10.0;  // pixels

/// What points of one graph have in common.
struct Look {
    int rect, size;
    QRgb colour;
    bool square, automatic, used, selected;
    auto operator<=>(const Look&) const = default;
};

QToolButton* button(const QString& text, const QString& tip, bool checkable, QWidget* parent)
{
    auto* out = new QToolButton(parent);
    out->setText(text);
    out->setToolTip(tip);
    out->setCheckable(checkable);
    out->setAutoRaise(true);
    out->setFocusPolicy(Qt::TabFocus);
    return out;
}

QString secondsText(double seconds) { return QStringLiteral("%1%2 s").arg(seconds < 0.0 ? QString(QChar(0x2212)) : QStringLiteral("+"), QString::number(std::abs(seconds), 'f', 2)); }

}  // namespace

QString tipOf(const LocatedPick& pick)
{
    const QString head = QString::fromStdString(pick.station) + QLatin1Char(' ') + QString::fromLatin1(name(pick.phase));
    QString text = PickPlot::tr("%1\nresidual %2\ndistance %3 km, azimuth %4°").arg(head, secondsText(pick.residualSeconds)).arg(pick.theory.distanceDegrees * kmPerDegree, 0, 'f', 1).arg(pick.theory.azimuthDegrees, 0, 'f', 0);
    text += QLatin1Char('\n') + (pick.used ? PickPlot::tr("weight %1").arg(pick.weight, 0, 'f', 2) : PickPlot::tr("switched off"));
    return text;
}

Id idOf(const std::string& pick) { return Id::parse(pick).value_or(Id{}); }

PickPlot::PickPlot(const QString& name, QWidget* parent)
    : PlotPanel(name, parent), m_lasso(new Lasso(&plot())), m_freehand(button(tr("Lasso"), tr("Draw a line around picks to select them; Ctrl adds to the selection"), true, this)),
      m_rectangle(button(tr("Box"), tr("Draw a rectangle over picks to select them; Ctrl adds to the selection"), true, this)),
      m_off(button(tr("Off"), tr("The selected picks take no part in the location (Space)"), false, this)), m_on(button(tr("On"), tr("The selected picks take part in the location (Space)"), false, this))
{
    auto* shapes = new QButtonGroup(this);
    shapes->addButton(m_freehand);
    shapes->addButton(m_rectangle);
    m_freehand->setChecked(true);
    int at = 0;
    for (QToolButton* each : {m_freehand, m_rectangle, m_off, m_on}) controls().insertWidget(at++, each);
    plot().installEventFilter(this);
    plot().setMouseTracking(true);
    connect(m_rectangle, &QToolButton::toggled, this, [this](bool on) { m_lasso->setShape(on ? Lasso::Shape::Rectangle : Lasso::Shape::Freehand); });
    connect(m_off, &QToolButton::clicked, this, [this] { switchSelected(false); });
    connect(m_on, &QToolButton::clicked, this, [this] { switchSelected(true); });
    connect(m_lasso, &Lasso::clicked, this, &PickPlot::clicked);
    connect(m_lasso, &Lasso::enclosed, this, &PickPlot::enclosed);
    connect(&plot(), &QCustomPlot::mousePress, this, [this](QMouseEvent* event) { m_lasso->press(*event); });
    connect(&plot(), &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) { m_lasso->release(*event); });
    connect(&plot(), &QCustomPlot::mouseDoubleClick, this, [this](QMouseEvent* event) {
        if (!nearest(event->pos())) showEverything();
    });
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        m_lasso->move(*event);
        const PickPoint* point = event->buttons() ? nullptr : nearest(event->pos());
        plot().setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
        if (point) QToolTip::showText(event->globalPosition().toPoint(), point->tip, &plot());
        else QToolTip::hideText();
    });
    showButtons();
}

QPoint PickPlot::pixelOf(const PickPoint& point) const
{
    const QCPAxisRect* rect = plot().axisRect(point.rect);
    return QPointF(rect->axis(QCPAxis::atBottom)->coordToPixel(point.x), rect->axis(QCPAxis::atLeft)->coordToPixel(point.y)).toPoint();
}

QVector<Id> PickPlot::selected() const { return {m_selected.begin(), m_selected.end()}; }

void PickPlot::setPoints(std::vector<PickPoint> points)
{
    m_points = std::move(points);
    QSet<Id> there;
    for (const PickPoint& point : m_points)
        for (const Id& id : point.ids) there << id;
    m_selected.intersect(there);
    m_lasso->setPalette(palette());
    drawPoints();
    showButtons();
}

void PickPlot::drawPoints()
{
    m_lasso->setPalette(palette());
    for (QCPGraph* graph : m_graphs) plot().removeGraph(graph);
    m_graphs.clear();
    std::map<Look, QCPGraph*> looks;
    for (const PickPoint& point : m_points) {
        const bool selected = std::any_of(point.ids.begin(), point.ids.end(), [this](const Id& id) { return m_selected.contains(id); });
        const QColor colour = point.colour.value_or(palette().phase(point.phase));
        const Look look{point.rect, point.size, point.used ? colour.rgb() : palette().rejected.rgb(), !point.phase.empty() && (point.phase.front() == 'S' || point.phase.front() == 's'), point.automatic, point.used, selected};
        QCPGraph*& graph = looks[look];
        if (!graph) {
            QCPAxisRect* rect = plot().axisRect(point.rect);
            graph = plot().addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
            m_graphs.push_back(graph);
            const QColor hue = QColor::fromRgb(look.colour);
            const auto shape = !look.used ? QCPScatterStyle::ssCross : look.square ? QCPScatterStyle::ssSquare : QCPScatterStyle::ssCircle;
            QCPScatterStyle style(shape, QPen(hue, 1.6), look.used && !look.automatic ? QBrush(hue) : QBrush(palette().background), look.selected ? look.size + 3 : look.size);
            if (look.selected) style.setPen(QPen(palette().accent, 2.6));
            graph->setLineStyle(QCPGraph::lsNone);
            graph->setScatterStyle(style);
            graph->setAdaptiveSampling(false);
        }
        graph->addData(point.x, point.y);
    }
    drawGhost();
}

void PickPlot::setGhost(std::vector<PickPoint> points)
{
    if (points.empty() && m_ghost.empty()) return;
    m_ghost = std::move(points);
    drawGhost();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void PickPlot::drawGhost()
{
    for (QCPAbstractPlottable* each : m_ghostPlots) plot().removePlottable(each);
    m_ghostPlots.clear();
    std::map<std::pair<int, Id>, const PickPoint*> present;
    for (const PickPoint& point : m_points)
        if (!point.ids.isEmpty()) present[{point.rect, point.ids.front()}] = &point;
    QColor way = palette().accent;
    way.setAlpha(150);
    std::map<int, std::pair<QCPGraph*, QCPCurve*>> rects;  // marks, and the ways to them
    for (const PickPoint& point : m_ghost) {
        auto& [marks, ways] = rects[point.rect];
        if (!marks) {
            const QCPAxisRect* rect = plot().axisRect(point.rect);
            ways = new QCPCurve(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
            ways->setPen(QPen(way, 1.2));
            marks = plot().addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
            marks->setAdaptiveSampling(false);
            marks->setLineStyle(QCPGraph::lsNone);
            marks->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(palette().accent, 1.4), Qt::NoBrush, 7));
            m_ghostPlots.insert(m_ghostPlots.end(), {ways, marks});
        }
        marks->addData(point.x, point.y);
        const auto old = point.ids.isEmpty() ? present.end() : present.find({point.rect, point.ids.front()});
        if (old == present.end()) continue;
        ways->addData(old->second->x, old->second->y);
        ways->addData(point.x, point.y);
        ways->addData(point.x, qQNaN());
    }
}

void PickPlot::select(const QVector<Id>& ids)
{
    QSet<Id> there;
    for (const PickPoint& point : m_points)
        for (const Id& id : point.ids)
            if (ids.contains(id)) there << id;
    setSelection(there);
}

void PickPlot::setSelection(const QSet<Id>& ids)
{
    if (ids == m_selected) return;
    m_selected = ids;
    drawPoints();
    showButtons();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

void PickPlot::showButtons()
{
    bool anyUsed = false, anyUnused = false;
    for (const PickPoint& point : m_points)
        for (const Id& id : point.ids)
            if (m_selected.contains(id)) (point.used ? anyUsed : anyUnused) = true;
    m_off->setEnabled(anyUsed);
    m_on->setEnabled(anyUnused);
}

void PickPlot::switchSelected(bool used)
{
    QVector<Id> changing;
    for (const PickPoint& point : m_points)
        for (const Id& id : point.ids)
            if (point.used != used && m_selected.contains(id) && !changing.contains(id)) changing << id;
    if (!changing.isEmpty()) Q_EMIT usedChanged(changing, used);
}

const PickPoint* PickPlot::nearest(const QPoint& at) const
{
    const PickPoint* best = nullptr;
    double closest = reach;
    for (const PickPoint& point : m_points) {
        if (!plot().axisRect(point.rect)->rect().adjusted(-2, -2, 2, 2).contains(at)) continue;
        const QPointF off = pixelOf(point) - at;
        if (const double d = std::hypot(off.x(), off.y()); d < closest) {
            closest = d;
            best = &point;
        }
    }
    return best;
}

void PickPlot::clicked(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    const PickPoint* point = nearest(at);
    const bool adds = modifiers & Qt::ControlModifier;
    if (!point) {
        if (!adds) setSelection({});
        return;
    }
    const QVector<Id> ids = point->ids;  // the points may be others after the signal
    if (ids.isEmpty()) return;
    QSet<Id> wanted = adds ? m_selected : QSet<Id>();
    const bool takeAway = adds && m_selected.contains(ids.front());
    for (const Id& id : ids) takeAway ? void(wanted.remove(id)) : void(wanted.insert(id));
    setSelection(wanted);
    if (!takeAway) Q_EMIT pickChosen(ids.front());
}

void PickPlot::enclosed(const QPolygon& outline, Qt::KeyboardModifiers modifiers)
{
    QSet<Id> wanted = modifiers & Qt::ControlModifier ? m_selected : QSet<Id>();
    for (const PickPoint& point : m_points)
        if (outline.containsPoint(pixelOf(point), Qt::OddEvenFill))
            for (const Id& id : point.ids) wanted << id;
    setSelection(wanted);
}

bool PickPlot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &plot() && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && !m_selected.isEmpty()) {
            switchSelected(!m_off->isEnabled());
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_selected.isEmpty()) {
            setSelection({});
            return true;
        }
        if (key->matches(QKeySequence::SelectAll)) {
            QVector<Id> all;
            for (const PickPoint& point : m_points) all << point.ids;
            select(all);
            return true;
        }
    }
    return PlotPanel::eventFilter(watched, event);
}

}  // namespace seisdesk
