#include "ui/panels/events_panel.h"

#include "core/session/session.h"
#include "ui/panels/events_model.h"
#include "ui/panels/table.h"

#include <QLabel>
#include <QVBoxLayout>

namespace seisdesk {

EventsPanel::EventsPanel(QWidget* parent) : QWidget(parent), m_model(new EventsModel(this)), m_table(new QTableView(this)), m_empty(new QLabel(this))
{
    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(tr("Events"));
    setColumnWidths(*m_table, {QStringLiteral("2019-07-04 17:33:49.0"), QStringLiteral("6.4 Mw"), QStringLiteral("Depth km"), QStringLiteral("-35.705"), QStringLiteral("-117.504"), QStringLiteral("Picks")});
    m_empty->setText(tr("No events yet. Add a QuakeML file to see its origins here."));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_empty->setMargin(20);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    layout->addWidget(m_empty);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (const Event* event = m_model->event(now)) Q_EMIT chosen(*event);
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        // A second click on the current row goes there again.
        if (const Event* event = m_model->event(index)) Q_EMIT chosen(*event);
    });
    refresh();
}

void EventsPanel::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    if (session) connect(session, &Session::eventsChanged, this, &EventsPanel::refresh);
    refresh();
}

ResourceId EventsPanel::current() const
{
    const Event* event = m_model->event(m_table->currentIndex());
    return event ? event->id : ResourceId();
}

void EventsPanel::refresh()
{
    const ResourceId before = current();
    m_model->setEvents(m_session ? m_session->events() : std::vector<Event>());
    if (const int row = m_model->rowOf(before); row >= 0) {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_table->selectRow(row);
    }
    m_table->setVisible(m_model->rowCount() > 0);
    m_empty->setVisible(m_model->rowCount() == 0);
}

}  // namespace seisdesk
