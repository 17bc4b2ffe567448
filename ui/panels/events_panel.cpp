#include "ui/panels/events_panel.h"

#include "core/session/session.h"
#include "ui/panels/counted.h"
#include "ui/panels/event_filter_form.h"
#include "ui/panels/events_model.h"
#include "ui/panels/table.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace seisdesk {

namespace {

QToolButton* toggle(const QString& name, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setCheckable(true);
    button->setToolTip(tip);
    button->setAccessibleName(name);
    return button;
}

/// Events that are picked out for a merge need not be shown.
bool choosingSeveral() { return QGuiApplication::keyboardModifiers() & (Qt::ControlModifier | Qt::ShiftModifier); }

}  // namespace

EventsPanel::EventsPanel(QWidget* parent)
    : QWidget(parent), m_model(new EventsModel(this)), m_table(new QTableView(this)), m_search(searchField(tr("Find place, author, type …"), tr("Find events"), this)),
      m_unreviewed(toggle(tr("Unreviewed events only"), tr("List only events that are not reviewed, final or rejected"), this)),
      m_first(toggle(tr("Unreviewed events first"), tr("List events that wait for review before the others"), this)),
      m_more(toggle(tr("Limit the list"), tr("Limit the list to a time, magnitudes, a region, a status or a type"), this)), m_form(new EventFilterForm(this)),
      m_stack(new QStackedWidget(this)), m_empty(new QLabel(this)), m_count(new QLabel(this)), m_associate(new QPushButton(tr("Associate picks"), this)), m_later(new QTimer(this))
{
    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(EventsModel::Time, Qt::AscendingOrder);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(tr("Events"));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setDragDropMode(QAbstractItemView::DropOnly);
    m_table->setDragDropOverwriteMode(true);
    setColumnWidths(*m_table, {QStringLiteral("◐ preliminary"), QStringLiteral("2019-07-04 17:33:49.0"), QStringLiteral("6.4 Mw"), QStringLiteral("Depth km"), QStringLiteral("-35.705"),
                               QStringLiteral("-117.504"), QStringLiteral("Picks"), QStringLiteral("12 km SW of Searles Valley, CA"), QStringLiteral("quarry blast"), QStringLiteral("analyst (AGENCY)")});
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("muted", true);
    m_empty->setMargin(20);
    m_count->setProperty("muted", true);
    m_count->setContentsMargins(8, 3, 8, 3);
    auto* nothing = new QWidget(this);
    auto* column = new QVBoxLayout(nothing);
    column->addStretch(1);
    column->addWidget(m_empty);
    column->addWidget(m_associate, 0, Qt::AlignHCenter);
    column->addStretch(2);
    m_stack->addWidget(m_table);
    m_stack->addWidget(nothing);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(6, 6, 6, 6);
    top->addWidget(m_search);
    for (QToolButton* button : {m_unreviewed, m_first, m_more}) top->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_form);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_count);
    m_form->hide();
    setFocusProxy(m_table);

    m_later->setSingleShot(true);
    m_later->setInterval(40);
    connect(m_later, &QTimer::timeout, this, &EventsPanel::refresh);
    auto* typing = new QTimer(this);
    typing->setSingleShot(true);
    typing->setInterval(120);
    connect(typing, &QTimer::timeout, this, &EventsPanel::filter);
    connect(m_search, &QLineEdit::textChanged, typing, qOverload<>(&QTimer::start));
    connect(m_form, &EventFilterForm::changed, typing, qOverload<>(&QTimer::start));
    connect(m_more, &QToolButton::toggled, m_form, &QWidget::setVisible);
    connect(m_unreviewed, &QToolButton::toggled, this, &EventsPanel::filter);
    connect(m_first, &QToolButton::toggled, this, [this](bool on) {
        const auto kept = selected();
        const QScopedValueRollback quiet(m_quiet, true);
        m_model->setUnreviewedFirst(on);
        restore(kept);
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this] { m_table->scrollTo(m_table->currentIndex()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_quiet && !choosingSeveral()) choose(now);
    });
    // A second click on the current row goes there again.
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (!choosingSeveral()) choose(index);
    });
    connect(m_table, &QTableView::activated, this, &EventsPanel::choose);
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint& at) { Q_EMIT menuWanted(m_table->viewport()->mapToGlobal(at)); });
    connect(m_associate, &QPushButton::clicked, this, &EventsPanel::associateWanted);
    connect(m_model, &EventsModel::picksDropped, this, &EventsPanel::picksDropped);
    refresh();
}

void EventsPanel::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session, &Session::eventsChanged, this, &EventsPanel::refresh);
        connect(session, &Session::labelsChanged, m_later, qOverload<>(&QTimer::start));  // counts of picks
    }
    refresh();
}

void EventsPanel::setPalette(const Palette& palette)
{
    m_model->setPalette(palette);
    m_unreviewed->setIcon(themedIcon(QStringLiteral("review"), palette));
    m_first->setIcon(themedIcon(QStringLiteral("sort"), palette));
    m_more->setIcon(themedIcon(QStringLiteral("funnel"), palette));
    m_associate->setIcon(themedIcon(QStringLiteral("associate"), palette));
}

void EventsPanel::addEventActions(const QList<QAction*>& actions) { m_table->addActions(actions); }

ResourceId EventsPanel::current() const
{
    const EventRow* row = m_model->row(m_table->currentIndex());
    return row ? row->id : ResourceId();
}

std::vector<ResourceId> EventsPanel::selected() const
{
    std::vector<ResourceId> out;
    const ResourceId first = current();
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : rows)
        if (const EventRow* row = m_model->row(index)) row->id == first ? void(out.insert(out.begin(), row->id)) : out.push_back(row->id);
    if (out.empty() && !first.empty()) out.push_back(first);
    return out;
}

void EventsPanel::choose(const QModelIndex& index)
{
    const EventRow* row = m_model->row(index);
    if (!row || !m_session) return;
    if (const Event* event = m_session->event(row->id)) Q_EMIT chosen(*event);
}

bool EventsPanel::go(const ResourceId& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0) return false;
    {
        const QScopedValueRollback quiet(m_quiet, true);
        // Not selectRow(): with Ctrl held, as in Ctrl+PgDn, it would add to the selection.
        m_table->selectionModel()->setCurrentIndex(m_model->index(row, EventsModel::Status), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_table->scrollTo(m_model->index(row, EventsModel::Status));
    }
    choose(m_table->currentIndex());
    return true;
}

bool EventsPanel::step(int step, bool unreviewed)
{
    const int row = m_model->step(current(), step, unreviewed);
    return row >= 0 && go(m_model->row(m_model->index(row, 0))->id);
}

void EventsPanel::filter()
{
    EventFilter filter = m_form->value();
    filter.text = m_search->text().toStdString();
    filter.unreviewed = m_unreviewed->isChecked();
    const auto kept = selected();
    const QScopedValueRollback quiet(m_quiet, true);
    m_model->setFilter(filter);
    restore(kept);
    showCount();
}

void EventsPanel::refresh()
{
    m_later->stop();
    const auto kept = selected();
    const int top = m_table->verticalScrollBar()->value();
    const QScopedValueRollback quiet(m_quiet, true);
    m_model->setEvents(m_session ? m_session->events() : std::vector<Event>(), m_session ? &m_session->labels() : nullptr);
    restore(kept);
    m_table->verticalScrollBar()->setValue(top);
    fitTimes();
    showCount();
}

/// Without dates there is room for more columns.
void EventsPanel::fitTimes()
{
    if (m_oneDay == m_model->isOneDay()) return;
    m_oneDay = m_model->isOneDay();
    setColumnWidths(*m_table, {{}, m_oneDay ? QStringLiteral("17:33:49.0 v") : QStringLiteral("2019-07-04 17:33:49.0")});
}

/// After the model was reset.
void EventsPanel::restore(const std::vector<ResourceId>& selected)
{
    if (selected.empty() || !m_table->selectionModel()->selectedRows().isEmpty()) return;
    QItemSelectionModel* selection = m_table->selectionModel();
    for (auto id = selected.rbegin(); id != selected.rend(); ++id)
        if (const int row = m_model->rowOf(*id); row >= 0)
            selection->setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void EventsPanel::showCount()
{
    const auto total = static_cast<qint64>(m_model->total()), shown = static_cast<qint64>(m_model->rowCount());
    const auto reviewed = static_cast<qint64>(m_model->reviewed());
    const QString events = shown == total ? counted(total, tr("event"), tr("events")) : tr("%1 of %2").arg(counted(shown, {}, {}).trimmed(), counted(total, tr("event"), tr("events")));
    m_count->setText(tr("%1, %2 reviewed").arg(events, counted(reviewed, {}, {}).trimmed()));
    m_count->setVisible(total > 0);
    m_empty->setText(total == 0 ? tr("No events yet. Associate the picks, or add a QuakeML or FDSN event text file.") : tr("None of the %1 events is in these limits.").arg(total));
    const bool picks = m_session && m_session->labels().size() > 0;
    m_associate->setVisible(total == 0);
    m_associate->setEnabled(picks);
    m_associate->setToolTip(picks ? tr("Put the picks of this project into events") : tr("There are no picks yet: predict some, or add a file"));
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
}

}  // namespace seisdesk
