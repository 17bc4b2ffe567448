#include "ui/adapt/queue_panel.h"

#include "ui/panels/counted.h"
#include "ui/panels/table.h"

#include <QAction>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace seisdesk {

QueuePanel::QueuePanel(JobQueue& jobs, QWidget* parent)
    : QWidget(parent), m_triage(jobs, this), m_model(new QueueModel(m_triage, this)), m_table(new QTableView(this)), m_state(new QLabel(this)), m_buttons(new QWidget(this))
{
    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(tr("Picks to judge"));
    setColumnWidths(*m_table, {QStringLiteral("GE.WLFXX.."), QStringLiteral("Phase"), QStringLiteral("confirmed.."), {}});
    m_state->setWordWrap(true);
    m_state->setContentsMargins(10, 6, 10, 2);
    new QGridLayout(m_buttons);
    m_buttons->layout()->setContentsMargins(8, 2, 8, 4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_state);
    layout->addWidget(m_buttons);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) { m_triage.goTo(static_cast<std::size_t>(index.row())); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) { m_triage.goTo(static_cast<std::size_t>(index.row())); });
    connect(&m_triage, &Triage::moved, this, &QueuePanel::follow);
    connect(&m_triage, &Triage::ranked, this, &QueuePanel::follow);
    follow();
}

void QueuePanel::addTriageActions(const QList<QAction*>& actions)
{
    m_actions = actions;
    auto* grid = static_cast<QGridLayout*>(m_buttons->layout());
    for (qsizetype i = 0; i < actions.size(); ++i) {
        m_table->addAction(actions[i]);
        auto* button = new QPushButton(m_buttons);
        button->setFocusPolicy(Qt::NoFocus);  // the keys stay where they are
        const auto follow = [button, action = actions[i]] {
            button->setText(action->text() + (action->shortcut().isEmpty() ? QString() : QStringLiteral("  ") + action->shortcut().toString(QKeySequence::NativeText)));
            button->setToolTip(action->toolTip());
            button->setEnabled(action->isEnabled());
        };
        follow();
        connect(actions[i], &QAction::changed, button, follow);
        connect(button, &QPushButton::clicked, actions[i], &QAction::trigger);
        grid->addWidget(button, static_cast<int>(i / 3), static_cast<int>(i % 3));
    }
    follow();
}

void QueuePanel::follow()
{
    const auto n = static_cast<qint64>(m_triage.picks().size());
    const auto open = static_cast<qint64>(m_triage.open());
    const bool now = m_triage.at().has_value();
    if (m_triage.ranking()) m_state->setText(tr("Ranking…"));
    else if (n == 0) m_state->setText(tr("Nothing is queued. Rank lists the picks that the model doubts most; judging those first teaches it most."));
    else if (open == 0) m_state->setText(tr("All %1 are judged. Predict again or rank anew.").arg(counted(n, tr("pick"), tr("picks"))));
    else if (m_triage.fixing()) m_state->setText(tr("Click where the onset is."));
    else m_state->setText(tr("%1 of %2 to judge").arg(QLocale(QLocale::English).toString(open), counted(n, tr("pick"), tr("picks"))) + (m_triage.looking() ? tr(" · they are looked at again in other ways…") : QString()));
    // The table has room for a few words only.
    if (now) m_state->setText(m_state->text() + QLatin1Char('\n') + QString::fromStdString(m_triage.picks()[*m_triage.at()].reason));
    for (qsizetype i = 0; i < m_actions.size(); ++i) m_actions[i]->setEnabled(i + 1 == m_actions.size() ? !m_triage.ranking() : i < 3 ? now : open > 0);
    if (now && m_table->currentIndex().row() != static_cast<int>(*m_triage.at())) m_table->setCurrentIndex(m_model->index(static_cast<int>(*m_triage.at()), 0));
    if (!now) m_table->clearSelection();
}

}  // namespace seisdesk
