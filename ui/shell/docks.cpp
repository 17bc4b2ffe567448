#include "ui/shell/docks.h"

#include "ui/adapt/learning_panel.h"
#include "ui/adapt/proof_view.h"
#include "ui/adapt/queue_panel.h"
#include "ui/adapt/versions_panel.h"
#include "ui/analysis/plot_panel.h"
#include "ui/map/map_panel.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/jobs_panel.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/model_panel.h"
#include "ui/panels/picks_panel.h"
#include "ui/panels/stations_panel.h"
#include "ui/review/location_panel.h"
#include "ui/source/magnitude_panel.h"
#include "ui/source/mechanism_panel.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QScrollArea>
#include <QTabBar>
#include <QTimer>

#include <algorithm>

namespace seisdesk {

namespace {
const QString stationsId = QStringLiteral("stations"), picksId = QStringLiteral("picks"), eventsId = QStringLiteral("events"), modelId = QStringLiteral("model"),
              jobsId = QStringLiteral("jobs"), logId = QStringLiteral("log"), adaptId = QStringLiteral("adapt"), queueId = QStringLiteral("queue"), proofId = QStringLiteral("proof"),
              versionsId = QStringLiteral("versions"), magnitudeId = QStringLiteral("magnitude"), mechanismId = QStringLiteral("mechanism"), locationId = QStringLiteral("location"),
              mapId = QStringLiteral("map");
constexpr int leastProofHeight = 300;
}

Docks::Docks(QMainWindow& window, JobQueue& jobs)
    : QObject(&window), m_window(window), m_stations(new StationsPanel), m_picks(new PicksPanel), m_events(new EventsPanel), m_model(new ModelPanel),
      m_jobs(new JobsPanel(jobs)), m_log(new LogPanel), m_adapt(new LearningPanel), m_location(new LocationPanel), m_map(new MapPanel), m_queue(new QueuePanel(jobs)), m_proof(new ProofView), m_versions(new VersionsPanel), m_magnitude(new MagnitudePanel),
      m_mechanism(new MechanismPanel), m_titlesLater(new QTimer(this))
{
    window.setDockOptions(QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AnimatedDocks);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_titlesLater->setSingleShot(true);
    m_titlesLater->setInterval(0);
    connect(m_titlesLater, &QTimer::timeout, this, &Docks::showTitles);
    add(stationsId, tr("Stations"), m_stations);
    add(eventsId, tr("Events"), m_events);
    add(picksId, tr("Picks"), m_picks);
    add(locationId, tr("Location"), m_location);
    add(mapId, tr("Map"), m_map);
    add(modelId, tr("Model"), scrolled(m_model));
    add(adaptId, tr("Learning"), scrolled(m_adapt));
    add(queueId, tr("Queue"), m_queue);
    add(proofId, tr("Proof"), m_proof);
    add(versionsId, tr("Versions"), m_versions);
    for (const AnalysisPanels::Entry& entry : m_analysis.entries()) add(entry.id, entry.title, entry.panel);
    add(magnitudeId, tr("Magnitude"), m_magnitude);
    add(mechanismId, tr("Mechanism"), scrolled(m_mechanism));
    add(jobsId, tr("Jobs"), m_jobs);
    add(logId, tr("Log"), m_log);
    resetLayout();
}

const QStringList& Docks::ids()
{
    static const QStringList all = QStringList{stationsId, picksId, eventsId, locationId, mapId, modelId, adaptId, queueId, proofId, versionsId, magnitudeId, mechanismId} + AnalysisPanels::ids() + QStringList{jobsId, logId};
    return all;
}

QWidget* Docks::scrolled(QWidget* panel) const
{
    auto* area = new QScrollArea;
    area->setWidget(panel);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusProxy(panel);
    area->setMinimumWidth(panel->minimumSizeHint().width());
    return area;
}

QDockWidget* Docks::add(const QString& id, const QString& title, QWidget* panel)
{
    auto* dock = new QDockWidget(title, &m_window);
    dock->setObjectName(id);  // saveState() finds it by this name
    dock->setWidget(panel);
    m_docks.insert(id, dock);
    m_noTitle.insert(dock, new QWidget(dock));
    m_noTitle[dock]->hide();
    for (const auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged}) connect(dock, signal, m_titlesLater, qOverload<>(&QTimer::start));
    connect(dock, &QDockWidget::dockLocationChanged, m_titlesLater, qOverload<>(&QTimer::start));
    connect(dock, &QDockWidget::visibilityChanged, this, [this, id](bool visible) {
        m_inFront[id] = visible;
        Q_EMIT visibilityChanged(id, !m_docks[id]->isHidden());
    });
    return dock;
}

void Docks::setSession(Session* session)
{
    m_stations->setSession(session);
    m_picks->setSession(session);
    m_events->setSession(session);
}

void Docks::setPalette(const Palette& palette)
{
    m_stations->setPalette(palette);
    m_picks->setPalette(palette);
    m_events->setPalette(palette);
    m_jobs->setPalette(palette);
    m_log->setPalette(palette);
    m_adapt->setPalette(palette);
    m_location->setPalette(palette);
    m_map->setPalette(palette);
    m_queue->setPalette(palette);
    m_proof->setPalette(palette);
    m_analysis.setPalette(palette);
    m_magnitude->setPalette(palette);
    m_mechanism->setPalette(palette);
}

void Docks::resetLayout()
{
    for (QDockWidget* dock : m_docks) {
        m_window.removeDockWidget(dock);
        dock->setFloating(false);
    }
    const auto place = [&](Qt::DockWidgetArea area, const QStringList& ids) {
        for (qsizetype i = 0; i < ids.size(); ++i) {
            m_window.addDockWidget(area, m_docks[ids[i]]);
            if (i > 0) m_window.tabifyDockWidget(m_docks[ids[i - 1]], m_docks[ids[i]]);
            m_docks[ids[i]]->show();
        }
        m_docks[ids.front()]->raise();
    };
    place(Qt::LeftDockWidgetArea, {stationsId, eventsId});
    place(Qt::RightDockWidgetArea, {picksId, locationId, mapId, modelId, adaptId, queueId, magnitudeId, mechanismId});
    const QStringList below = QStringList{logId, jobsId, proofId, versionsId} + AnalysisPanels::ids();
    place(Qt::BottomDockWidgetArea, below);
    for (const QString& id : below + QStringList{magnitudeId, mechanismId}) m_docks[id]->hide();
    resetSizes();
}

void Docks::showTitles()
{
    for (QDockWidget* dock : std::as_const(m_docks)) {
        if (dock->isHidden()) continue;
        const QList<QDockWidget*> behind = m_window.tabifiedDockWidgets(dock);
        const bool tabbed = !dock->isFloating() && std::any_of(behind.begin(), behind.end(), [](const QDockWidget* other) { return !other->isHidden(); });
        QWidget* wanted = tabbed ? m_noTitle[dock] : nullptr;
        if (dock->titleBarWidget() == wanted) continue;
        dock->setTitleBarWidget(wanted);
        m_noTitle[dock]->setVisible(tabbed);
    }
    // Names stay whole: where there are too many, arrows lead to the rest.
    for (QTabBar* bar : m_window.findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) {
        bar->setElideMode(Qt::ElideNone);
        bar->setUsesScrollButtons(true);
    }
}

void Docks::resetSizes()
{
    // On wide screens tables get what their columns need.
    const int width = m_window.width();
    m_window.resizeDocks({m_docks[stationsId], m_docks[picksId]}, {std::clamp(width * 17 / 100, 240, 285), std::clamp(width * 29 / 100, 380, 470)}, Qt::Horizontal);
    m_window.resizeDocks({m_docks[logId]}, {150}, Qt::Vertical);
}

void Docks::toggle(const QString& id)
{
    QDockWidget* dock = m_docks.value(id);
    if (!dock) return;
    if (m_inFront.value(id) && !dock->isHidden()) return dock->hide();
    raise(id);
    dock->widget()->setFocus(Qt::ShortcutFocusReason);
}

void Docks::raise(const QString& id)
{
    QDockWidget* dock = m_docks.value(id);
    if (!dock) return;
    const bool wasHidden = dock->isHidden();
    dock->show();
    dock->raise();
    // Tables of figures and plots need more room than messages do.
    if (wasHidden && (id == proofId || id == versionsId || AnalysisPanels::ids().contains(id)) && !dock->isFloating() && dock->height() < leastProofHeight) m_window.resizeDocks({dock}, {leastProofHeight}, Qt::Vertical);
}

}  // namespace seisdesk
