#include "ui/panels/stations_panel.h"

#include "core/session/session.h"
#include "ui/panels/counted.h"
#include "ui/panels/table.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QToolButton>

namespace seisdesk {

std::optional<Epicentre> epicentreOf(const std::vector<Event>& events, const ResourceId& id)
{
    const Origin* origin = nullptr;
    for (const Event& event : events)
        if (event.origin() && (id.empty() || event.id == id || !origin)) {
            origin = event.origin();
            if (event.id == id) break;
        }
    if (!origin) return std::nullopt;
    return Epicentre{origin->latitude.value, origin->longitude.value, origin->time};
}

StationsPanel::StationsPanel(QWidget* parent)
    : QWidget(parent), m_model(new StationsModel(this)), m_sorted(new QSortFilterProxyModel(this)), m_table(new QTableView(this)),
      m_search(searchField(tr("Find station"), tr("Find station"), this)), m_all(new QToolButton(this)), m_count(new QLabel(this)), m_later(new QTimer(this))
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(StationsModel::SortRole);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setFilterKeyColumn(StationsModel::Name);
    styleTable(*m_table);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(StationsModel::Name, Qt::AscendingOrder);
    m_table->setAccessibleName(tr("Stations"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(StationsModel::Name, QHeaderView::Stretch);
    setColumnWidths(*m_table, {{}, QStringLiteral("Ch"), QStringLiteral("99"), QStringLiteral("99"), QStringLiteral("9999"), QStringLiteral("-1.2"), QStringLiteral("≈ km"), QStringLiteral("Baz °")});
    m_sourceColumn = m_table->columnWidth(StationsModel::BackAzimuth);
    m_all->setToolTip(tr("Show all stations, or none when all are shown"));
    m_all->setAccessibleName(tr("Show all or no stations"));
    m_count->setProperty("muted", true);
    m_count->setContentsMargins(8, 3, 8, 3);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(6, 6, 6, 6);
    top->addWidget(m_search);
    top->addWidget(m_all);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_table);
    layout->addWidget(m_count);
    setFocusProxy(m_table);
    m_later->setSingleShot(true);
    m_later->setInterval(150);
    connect(m_later, &QTimer::timeout, this, [this] {
        if (m_session) countLabels();
    });
    connect(m_search, &QLineEdit::textChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_search, &QLineEdit::textChanged, this, &StationsPanel::showCount);
    connect(m_all, &QToolButton::clicked, this, [this] { m_model->setAllShown(!m_model->hidden().isEmpty()); });
    connect(m_model, &StationsModel::hiddenChanged, this, &StationsPanel::showCount);
    connect(m_model, &StationsModel::hiddenChanged, this, &StationsPanel::hiddenChanged);
    const auto goThere = [this](const QModelIndex& index) {
        if (index.isValid()) Q_EMIT chosen(m_model->firstStream(m_sorted->mapToSource(index)));
    };
    connect(m_table, &QTableView::clicked, this, goThere);
    connect(m_table, &QTableView::activated, this, goThere);
    showCount();
}

void StationsPanel::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session, &Session::tracesChanged, this, &StationsPanel::refresh);
        connect(session, &Session::eventsChanged, this, &StationsPanel::refresh);
        connect(session, &Session::labelsChanged, m_later, qOverload<>(&QTimer::start));
    }
    m_model->setTraces({}, {}, {});  // ticks belong to a project
    refresh();
}

void StationsPanel::setPalette(const Palette& palette) { m_all->setIcon(themedIcon(QStringLiteral("confirm"), palette)); }

void StationsPanel::setEvent(const ResourceId& event)
{
    if (m_event == event) return;
    m_event = event;
    refresh();
}

QStringList StationsPanel::hidden() const { return m_model->hidden(); }
void StationsPanel::setHidden(const QStringList& stations) { m_model->setHidden(stations); }

void StationsPanel::countLabels()
{
    m_model->countLabels(m_session->labels());
    fitColumns();
}

/// What is said of the source is shown as far as it leaves the station's name room.
void StationsPanel::fitColumns()
{
    const QHeaderView* header = m_table->horizontalHeader();
    m_table->setColumnHidden(StationsModel::Distance, !m_model->hasDistances() && m_model->hasSources());
    int room = m_table->viewport()->width() - QFontMetrics(m_table->font()).horizontalAdvance(QStringLiteral("XX.STATION")) - 28;
    for (const int column : {StationsModel::Channels, StationsModel::P, StationsModel::S, StationsModel::Distance}) room -= header->sectionSize(column);
    for (const int column : {StationsModel::Magnitude, StationsModel::EstimatedDistance, StationsModel::BackAzimuth}) {
        room -= m_sourceColumn;
        m_table->setColumnHidden(column, !m_model->hasSources() || room < 0);
    }
}

void StationsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void StationsPanel::refresh()
{
    if (m_session) {
        m_model->setTraces(m_session->traces(), m_session->inventory(), epicentreOf(m_session->events(), m_event));
        countLabels();
    }
    showCount();
}

void StationsPanel::showCount()
{
    const int all = m_model->rowCount(), off = static_cast<int>(m_model->hidden().size());
    m_count->setText(all == 0 ? tr("No stations") : off == 0 ? counted(all, tr("station"), tr("stations")) : tr("%1 of %2 stations shown").arg(all - off).arg(all));
    m_all->setEnabled(all > 0);
}

}  // namespace seisdesk
