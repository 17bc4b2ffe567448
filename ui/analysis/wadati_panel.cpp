#include "ui/analysis/wadati_panel.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

namespace seisdesk {

namespace {

QString clock(Time time) { return QString::fromStdString(formatTime(time, 2)).mid(11, 11); }

}  // namespace

WadatiPanel::WadatiPanel(QWidget* parent) : PickPlot(tr("Wadati"), parent), m_line(plot().addGraph()), m_located(plot().addGraph())
{
    nameAxes(*plot().axisRect(), tr("P (s)"), tr("S minus P (s)"));
    plot().axisRect()->setMinimumMargins({0, 8, 14, 0});
    plot().setInteractions(QCP::iRangeZoom);
    setPicks({});
    setPalette(palette());
}

void WadatiPanel::setPicks(const std::vector<PhasePick>& picks, const AutomaticPicks& automatic)
{
    m_automatic = automatic;
    setGhostPicks({});
    m_hasPicks = !picks.empty();
    if (picks.empty()) {
        m_newest.drop();
        m_diagram = {};
        setPoints({});
        setNote({});
        return showEmpty(tr("There are no picks to compare. Choose an event with P and S picks at three stations or more."));
    }
    m_newest.ask([picks](const Progress&) { return wadati(picks); }, [this](WadatiDiagram diagram) { take(std::move(diagram)); });
}

void WadatiPanel::setOrigin(const std::optional<Time>& origin)
{
    if (origin == m_origin) return;
    m_origin = origin;
    if (m_diagram.pairs.empty()) return;
    describe();
    showEverything();
}

void WadatiPanel::take(WadatiDiagram diagram)
{
    m_diagram = std::move(diagram);
    if (m_diagram.pairs.empty()) {
        setPoints({});
        setNote({});
        showEmpty(QString::fromStdString(m_diagram.why));
        Q_EMIT drawn();
        return;
    }
    setPoints(pointsOf(m_diagram));
    plot().xAxis->setLabel(tr("P (s after %1)").arg(clock(m_diagram.reference)));
    showEmpty({});
    describe();
    showEverything();
    Q_EMIT drawn();
}

void WadatiPanel::setGhostPicks(const std::vector<PhasePick>& picks)
{
    if (picks.empty() || m_diagram.pairs.empty()) {
        m_ghosts.drop();
        return setGhost({});
    }
    m_ghosts.ask([picks](const Progress&) { return wadati(picks); }, [this](WadatiDiagram diagram) { setGhost(pointsOf(diagram)); });
}

std::vector<PickPoint> WadatiPanel::pointsOf(const WadatiDiagram& diagram) const
{
    // The axis counts from the shown diagram's reference.
    const double later = toSeconds(diagram.reference - m_diagram.reference);
    std::vector<PickPoint> points;
    for (const WadatiPair& pair : diagram.pairs) {
        PickPoint point;
        for (const std::string& pick : {pair.pId, pair.sId})
            if (const Id id = idOf(pick); !id.isNull()) point.ids << id;
        point.x = pair.pSeconds + later;
        point.y = pair.sMinusP;
        point.phase = name(pair.s);
        point.used = pair.used;
        point.automatic = m_automatic.contains(pair.pId) && m_automatic.contains(pair.sId);
        point.tip = tr("%1 %2 %3\nS minus P %4 s").arg(QString::fromStdString(pair.station), QString::fromLatin1(name(pair.p)), QString::fromLatin1(name(pair.s))).arg(pair.sMinusP, 0, 'f', 2);
        if (diagram.line) point.tip += tr("\n%1 s from the line").arg(pair.residualSeconds, 0, 'f', 2);
        if (pair.outlier) point.tip += tr("\nP or S does not fit");
        points.push_back(std::move(point));
    }
    return points;
}

void WadatiPanel::describe()
{
    if (!m_diagram.line) return setNote(QString::fromStdString(m_diagram.why));
    const WadatiLine& line = *m_diagram.line;
    const Time origin = m_diagram.reference + fromSeconds(line.originSeconds);
    QString text = tr("Vp/Vs %1 ± %2 · origin %3 ± %4 s").arg(line.vpVs, 0, 'f', 3).arg(line.vpVsSigma, 0, 'f', 3).arg(clock(origin)).arg(line.originSigmaSeconds, 0, 'f', 2);
    if (m_origin) {
        const double later = toSeconds(*m_origin - origin);
        text += (later < 0.0 ? tr(" · located %1 s before that") : tr(" · located %1 s after that")).arg(std::abs(later), 0, 'f', 2);
    }
    QStringList outliers;
    for (const WadatiPair& pair : m_diagram.pairs)
        if (pair.outlier && pair.used) outliers << QString::fromStdString(pair.station);
    if (!outliers.isEmpty()) text += tr(" · off the line: %1").arg(outliers.join(QStringLiteral(", ")));
    setNote(text);
}

void WadatiPanel::showEverything()
{
    if (m_diagram.pairs.empty()) return;
    double left = 0.0, right = 1.0, top = 1.0;
    for (const WadatiPair& pair : m_diagram.pairs) {
        right = std::max(right, pair.pSeconds);
        top = std::max(top, pair.sMinusP);
    }
    if (m_diagram.line) left = std::min(left, m_diagram.line->originSeconds);
    if (m_origin) left = std::max(left - 30.0, std::min(left, toSeconds(*m_origin - m_diagram.reference)));
    plot().xAxis->setRange(left - 0.05 * (right - left), right + 0.05 * (right - left));
    plot().yAxis->setRange(-0.03 * top, 1.1 * top);
    restyle();
}

void WadatiPanel::restyle()
{
    for (QCPAbstractItem* item : m_names) plot().removeItem(item);
    m_names.clear();
    m_line->data()->clear();
    m_located->data()->clear();
    m_line->setPen(QPen(palette().text, 1.4));
    m_located->setPen(QPen(palette().coverage, 1.4, Qt::DashLine));
    if (m_diagram.line) {
        const double first = m_diagram.line->originSeconds, last = first + 1e4;
        m_line->setData({first, last}, {0.0, m_diagram.line->sMinusPAt(last)});
    }
    if (m_origin && !m_diagram.pairs.empty()) {
        const double at = toSeconds(*m_origin - m_diagram.reference);
        m_located->setData({at, at}, {plot().yAxis->range().lower, plot().yAxis->range().upper});
    }
    for (const WadatiPair& pair : m_diagram.pairs) {
        if (!pair.outlier || !pair.used) continue;
        auto* text = new QCPItemText(&plot());
        text->position->setCoords(pair.pSeconds, pair.sMinusP);
        const bool right = pair.pSeconds > plot().xAxis->range().lower + 0.8 * plot().xAxis->range().size();
        text->setPositionAlignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        text->setPadding({10, 0, 10, 0});
        text->setText(QString::fromStdString(pair.station));
        text->setColor(palette().waveformClipped);
        text->setSelectable(false);
        m_names.push_back(text);
    }
    drawPoints();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
