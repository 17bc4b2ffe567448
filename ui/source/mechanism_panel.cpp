#include "ui/source/mechanism_panel.h"

#include "ui/panels/counted.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace seisdesk {

namespace {

bool alike(const std::vector<FirstMotion>& a, const std::vector<FirstMotion>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const FirstMotion& x, const FirstMotion& y) {
        return x.station == y.station && x.up == y.up && x.azimuthDegrees == y.azimuthDegrees && x.takeoffDegrees == y.takeoffDegrees;
    });
}

QString planeText(const FaultPlane& plane)
{
    return QStringLiteral("<td align='right'>%1°</td><td align='right'>%2°</td><td align='right'>%3°</td>")
        .arg(std::lround(plane.strike) % 360)
        .arg(std::lround(plane.dip))
        .arg(std::lround(plane.rake))
        .replace(QLatin1Char('-'), QChar(0x2212));
}

QString planesText(const FaultPlane& plane, const QColor& muted)
{
    const QString head = QStringLiteral("<table cellspacing='0' cellpadding='3'><tr style='color:%1'><td></td><td>&nbsp;&nbsp;%2</td><td>&nbsp;&nbsp;%3</td><td>&nbsp;&nbsp;%4</td></tr>")
                             .arg(muted.name(), MechanismPanel::tr("strike"), MechanismPanel::tr("dip"), MechanismPanel::tr("rake"));
    return head + QStringLiteral("<tr><td>%1</td>%2</tr><tr><td>%3</td>%4</tr></table>")
                      .arg(MechanismPanel::tr("Plane 1"), planeText(plane), MechanismPanel::tr("Plane 2"), planeText(auxiliary(plane)));
}

}  // namespace

MechanismPanel::MechanismPanel(QWidget* parent)
    : QWidget(parent), m_ball(new BeachBall), m_origin(new QLabel), m_planes(new QLabel), m_fit(new QLabel), m_keep(new QPushButton(tr("Keep this one"))),
      m_back(new QPushButton(tr("Back to automatic")))
{
    for (QLabel* label : {m_origin, m_planes, m_fit}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_keep->setToolTip(tr("Put the mechanism that is shown into the event as yours"));
    m_back->setToolTip(tr("Show what the search found, and let it count"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_keep);
    buttons->addWidget(m_back);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(6);
    layout->addWidget(m_origin);
    layout->addWidget(m_ball);
    layout->addWidget(m_planes);
    layout->addWidget(m_fit);
    layout->addLayout(buttons);
    layout->addStretch(1);
    setFocusProxy(m_ball);
    connect(m_ball, &BeachBall::turnedTo, this, [this](const FaultPlane& plane) {
        m_trial = plane;
        refresh();
    });
    connect(m_ball, &BeachBall::stationChosen, this, &MechanismPanel::stationChosen);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        if (m_ball->plane()) Q_EMIT keepWanted(*m_ball->plane());
    });
    connect(m_back, &QPushButton::clicked, this, [this] {
        const bool kept = m_view.kept.has_value();
        m_trial.reset();
        m_view.kept.reset();
        m_ball->setPlane(m_view.found ? std::optional(m_view.found->best.plane) : std::nullopt);
        refresh();
        if (kept) Q_EMIT automaticWanted();
    });
    refresh();
}

void MechanismPanel::setView(const MechanismView& view)
{
    if (view.event != m_view.event || !alike(view.motions, m_view.motions) || view.kept != m_view.kept) m_trial.reset();
    m_view = view;
    m_ball->setMotions(view.motions);
    std::vector<FaultPlane> others;
    if (view.found)
        for (const MechanismSolution& one : view.found->alternatives) others.push_back(one.plane);
    m_ball->setAlternatives(std::move(others));
    m_ball->setPlane(m_trial ? m_trial : view.kept ? view.kept : view.found ? std::optional(view.found->best.plane) : std::nullopt);
    refresh();
}

void MechanismPanel::setPalette(const Palette& palette)
{
    m_palette = palette;
    m_ball->setPalette(palette);
    refresh();
}

void MechanismPanel::refresh()
{
    const auto& plane = m_ball->plane();
    const bool automatic = !m_trial && !m_view.kept && m_view.found;
    m_ball->setVisible(!m_view.motions.empty());
    m_planes->setVisible(plane.has_value());
    m_keep->setVisible(plane.has_value());
    m_back->setVisible(plane.has_value());
    m_keep->setEnabled(plane && (m_trial || automatic));
    m_back->setEnabled(m_trial || m_view.kept);
    const int total = static_cast<int>(m_view.motions.size());
    if (m_view.event.isEmpty()) m_origin->setText(tr("Choose an event to see its mechanism."));
    else if (!plane && m_view.searching) m_origin->setText(tr("Searching…"));
    else if (!plane) m_origin->setText(m_view.problem.isEmpty() ? tr("No mechanism yet. Set first motions of P at six stations or more.") : m_view.problem);
    else m_origin->setText(m_trial ? tr("<b>On trial</b>, not kept") : m_view.kept ? tr("<b>Manual</b>") : m_view.searching ? tr("<b>Automatic</b>, searching again…") : tr("<b>Automatic</b>"));
    QString fit = plane ? tr("%1 of %2 on the wrong side").arg(m_ball->misfits()).arg(counted(total, tr("first motion"), tr("first motions"))) : QString();
    if (m_view.found && plane) {
        const Mechanism& found = *m_view.found;
        if (automatic) {
            fit += tr(" · quality %1 · uncertain by %2°").arg(QLatin1Char(found.quality)).arg(std::lround(found.uncertaintyDegrees));
            fit += tr("<br>gap %1°").arg(std::lround(found.azimuthalGapDegrees));
            if (found.ratios) fit += tr(" · %1, off by a factor of %2 (median)").arg(counted(found.ratios, tr("S/P ratio"), tr("S/P ratios"))).arg(std::pow(10.0, found.ratioDecades), 0, 'f', 1);
            if (!found.alternatives.empty()) fit += tr("<br>%1, dashed").arg(counted(static_cast<qint64>(found.alternatives.size()), tr("other solution"), tr("other solutions")));
        } else {
            fit += tr(" · %1° from the automatic one, which has %2").arg(std::lround(kaganAngle(*plane, found.best.plane))).arg(found.best.misfits);
        }
    }
    m_fit->setText(fit);
    m_fit->setVisible(!fit.isEmpty());
    if (plane) m_planes->setText(planesText(*plane, m_palette.mutedText));
}

}  // namespace seisdesk
