#include "ui/panels/picks_panel.h"

#include "core/label/edits.h"
#include "core/session/session.h"
#include "ui/panels/counted.h"
#include "ui/panels/pick_delegate.h"
#include "ui/panels/picks_model.h"
#include "ui/panels/table.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

namespace seisdesk {

namespace {

QToolButton* toggle(const QString& text, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setCheckable(true);
    button->setChecked(true);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    return button;
}

}  // namespace

PicksPanel::PicksPanel(QWidget* parent)
    : QWidget(parent), m_model(new PicksModel(this)), m_table(new QTableView(this)),
      m_search(searchField(tr("Find station, phase, model …"), tr("Find picks"), this)),
      m_rejected(toggle(tr("Rejected picks"), tr("List rejected picks too"), this)),
      m_automatic(toggle(tr("Automatic picks"), tr("List automatic picks too"), this)), 
      m_loose(toggle(tr("Picks without event"), tr("List only picks that are in no event"), this)), m_count(new QLabel(this)), m_later(new QTimer(this))
{
    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PickDelegate(m_table));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PicksModel::Time, Qt::AscendingOrder);
    m_table->setAccessibleName(tr("Picks"));
    m_loose->setChecked(false);
    m_table->setDragDropMode(QAbstractItemView::DragOnly);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    setColumnWidths(*m_table, {QStringLiteral("17:33:49.000"), QStringLiteral("CI.WRC2..HHZ"), QStringLiteral("Phase"), QStringLiteral("±"), QStringLiteral("Conf."), QStringLiteral("0.000"), QStringLiteral("2.3±0.2"), QStringLiteral("134±14"), QStringLiteral("120±15"),
                               QStringLiteral("manual confirmed"), QStringLiteral("questionable"), QStringLiteral("17:33:49 4.5 Mw"), QStringLiteral("analyst")});
    m_count->setProperty("muted", true);
    m_count->setContentsMargins(8, 3, 8, 3);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(6, 6, 6, 6);
    top->addWidget(m_search);
    top->addWidget(m_automatic);
    top->addWidget(m_rejected);
    top->addWidget(m_loose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_table);
    layout->addWidget(m_count);
    setFocusProxy(m_table);

    m_later->setSingleShot(true);
    m_later->setInterval(30);
    connect(m_later, &QTimer::timeout, this, &PicksPanel::refresh);
    const auto filter = [this] {
        m_model->setFilter({m_search->text(), m_rejected->isChecked(), m_automatic->isChecked(), m_loose->isChecked()});
        showCount();
    };
    auto* typing = new QTimer(this);
    typing->setSingleShot(true);
    typing->setInterval(120);
    connect(typing, &QTimer::timeout, this, filter);
    connect(m_search, &QLineEdit::textChanged, typing, qOverload<>(&QTimer::start));
    connect(m_rejected, &QToolButton::toggled, this, filter);
    connect(m_automatic, &QToolButton::toggled, this, filter);
    connect(m_loose, &QToolButton::toggled, this, filter);
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint& at) { Q_EMIT menuWanted(m_table->viewport()->mapToGlobal(at)); });
    connect(m_model, &PicksModel::edited, this, &PicksPanel::apply);
    const auto goThere = [this](const QModelIndex& index) {
        const Label* label = m_selecting ? nullptr : m_model->label(index);
        if (label) Q_EMIT chosen(*label);
    };
    connect(m_table, &QTableView::clicked, this, goThere);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, goThere](const QModelIndex& now) {
        if (m_table->hasFocus()) goThere(now);
    });
    showCount();
}

void PicksPanel::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    m_changed = {};
    m_model->setEventName([this](const std::string& id) { return eventName(id); });
    m_model->setLabels(session ? &session->labels() : nullptr);
    if (session) connect(session, &Session::eventsChanged, m_table->viewport(), qOverload<>(&QWidget::update));
    if (session)
        connect(session, &Session::labelsChanged, this, [this](const TimeSpan& span) {
            m_changed = m_changed.united(span);
            if (!m_later->isActive()) m_later->start();
        });
    showCount();
}

void PicksPanel::setAuthor(const QString& author)
{
    m_author = author.toStdString();
    m_model->setAuthor(m_author);
}

void PicksPanel::setPalette(const Palette& palette)
{
    m_rejected->setIcon(themedIcon(QStringLiteral("reject"), palette));
    m_loose->setIcon(themedIcon(QStringLiteral("no-event"), palette));
    m_automatic->setIcon(themedIcon(QStringLiteral("predict"), palette));
}

void PicksPanel::addEditActions(const QList<QAction*>& actions) { m_table->addActions(actions); }

void PicksPanel::select(const Id& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0 || m_table->currentIndex().row() == row) return;
    const QScopedValueRollback quiet(m_selecting, true);
    m_table->selectionModel()->setCurrentIndex(m_model->index(row, PicksModel::Time), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(m_model->index(row, PicksModel::Time));
}

void PicksPanel::setChoices(const QStringList& phases, const std::vector<double>& uncertaintySeconds)
{
    m_phases = phases;
    m_classes = uncertaintySeconds;
}

/// "17:33:49 6.4 Mw" for an event of the project.
QString PicksPanel::eventName(const std::string& id) const
{
    const Event* event = m_session ? m_session->event(id) : nullptr;
    const Origin* origin = event ? event->origin() : nullptr;
    if (!origin) return QString::fromStdString(id).section(QLatin1Char('/'), -1);
    QString name = QString::fromStdString(formatTime(origin->time, 0).substr(11, 8));
    if (const Magnitude* magnitude = event->magnitude()) name += QStringLiteral(" %1 %2").arg(magnitude->magnitude.value, 0, 'f', 1).arg(QString::fromStdString(magnitude->type));
    return name;
}

/// Absent when the action is not about labels.
std::optional<Edit> PicksPanel::editFor(const QString& action, const Label& label) const
{
    const Signature by{m_author, now()};
    const QString kind = action.section(QLatin1Char('.'), 0, 0), what = action.section(QLatin1Char('.'), 1);
    bool isNumber = false;
    const int number = what.toInt(&isNumber);
    if (kind == QLatin1String("pick")) {
        if (what == QLatin1String("confirm") || what == QLatin1String("confirmAndNext")) return confirmLabel(label, by);
        if (what == QLatin1String("reject")) return rejectLabel(label);
        if (what == QLatin1String("delete")) return eraseLabel(label);
        if (what == QLatin1String("P") || what == QLatin1String("S")) return setPhase(label, what.toStdString(), by);
        if (isNumber && number >= 1 && number <= m_phases.size()) return setPhase(label, m_phases[number - 1].toStdString(), by);
    }
    // Words that are no polarity or onset quality ("unset") take it away.
    if (kind == QLatin1String("polarity")) return setPolarity(label, polarityFrom(what.toStdString()), by);
    if (kind == QLatin1String("onset")) return setOnset(label, onsetFrom(what.toStdString()), by);
    if (kind == QLatin1String("uncertainty") && isNumber) {
        if (number == 0) return setUncertainty(label, std::nullopt, std::nullopt, by);
        if (number <= static_cast<int>(m_classes.size())) {
            const double seconds = m_classes[static_cast<std::size_t>(number - 1)];
            return setUncertainty(label, seconds, seconds, by);
        }
    }
    return std::nullopt;
}

bool PicksPanel::hasTableFocus() const { return m_table->hasFocus(); }

std::vector<Label> PicksPanel::selected() const
{
    std::vector<Label> out;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        if (const Label* label = m_model->label(index)) out.push_back(*label);
    return out;
}

void PicksPanel::showLoose(bool only) { m_loose->setChecked(only); }

bool PicksPanel::perform(const QString& actionId)
{
    refresh();  // what is selected must be what stands in the set
    std::vector<Edit> edits;
    bool aboutLabels = false;
    const int row = m_table->currentIndex().row();
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        const Label* label = m_model->label(index);
        const auto edit = label ? editFor(actionId, *label) : std::nullopt;
        if (!edit) continue;
        aboutLabels = true;
        if (!edit->empty()) edits.push_back(*edit);
    }
    if (edits.size() == 1) apply(edits.front());
    else if (!edits.empty()) apply(together(tr("Change %1").arg(counted(std::ssize(edits), tr("pick"), tr("picks"))).toStdString(), edits));
    if (aboutLabels && actionId.endsWith(QLatin1String("AndNext")) && row + 1 < m_model->rowCount()) m_table->selectRow(row + 1);
    return aboutLabels;
}

void PicksPanel::apply(const Edit& edit)
{
    if (!m_session) return;
    if (const auto result = m_session->apply(edit); !result) Q_EMIT failed(QString::fromStdString(result.error().message));
}

void PicksPanel::refresh()
{
    m_later->stop();
    if (m_changed.empty()) return;
    const QScopedValueRollback quiet(m_selecting, true);
    const Label* current = m_model->label(m_table->currentIndex());
    const Id before = current ? current->id : Id{};
    m_model->refresh(std::exchange(m_changed, {}));
    // A pick that was moved past its neighbours is still the selected one.
    if (!before.isNull() && !m_table->currentIndex().isValid()) select(before);
    showCount();
}

void PicksPanel::showCount()
{
    for (const int column : {PicksModel::Magnitude, PicksModel::Distance, PicksModel::BackAzimuth}) m_table->setColumnHidden(column, !m_model->hasSources());
    m_table->setColumnHidden(PicksModel::Event, !m_model->hasEvents());
    const int shown = m_model->rowCount();
    const auto all = m_model->total();
    const QString loose = m_model->hasEvents() && !m_loose->isChecked() ? tr(", %1 in no event").arg(counted(static_cast<qint64>(m_model->loose()), {}, {}).trimmed()) : QString();
    const auto every = static_cast<qint64>(all);
    const QString picks = counted(every, tr("pick"), tr("picks"));
    m_count->setText(all == 0 ? tr("No picks yet") : (shown == every ? picks : tr("%1 of %2").arg(shown).arg(picks)) + loose);
}

}  // namespace seisdesk
