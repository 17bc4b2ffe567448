#include "ui/panels/log_panel.h"

#include "ui/panels/table.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QToolButton>

#include <numeric>

namespace seisdesk {

LogPanel::LogPanel(QWidget* parent) : QWidget(parent), m_model(new LogModel(this)), m_table(new QTableView(this)), m_copy(new QToolButton(this)), m_clear(new QToolButton(this))
{
    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(tr("Log"));
    m_table->horizontalHeader()->hide();
    setColumnWidths(*m_table, {QStringLiteral("00:00:00"), QStringLiteral("warning")});
    m_copy->setToolTip(tr("Copy the selected messages, or all"));
    m_copy->setAccessibleName(tr("Copy messages"));
    m_clear->setToolTip(tr("Forget all messages"));
    m_clear->setAccessibleName(tr("Clear the log"));
    auto* buttons = new QVBoxLayout;
    buttons->setContentsMargins(4, 4, 4, 4);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_clear);
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    setFocusProxy(m_table);
    auto* copyKeys = new QAction(tr("Copy"), m_table);
    copyKeys->setShortcut(QKeySequence::Copy);
    copyKeys->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copyKeys);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyKeys, &QAction::triggered, this, &LogPanel::copy);
    connect(m_copy, &QToolButton::clicked, this, &LogPanel::copy);
    connect(m_clear, &QToolButton::clicked, m_model, &LogModel::clear);
}

void LogPanel::setPalette(const Palette& palette)
{
    m_copy->setIcon(themedIcon(QStringLiteral("copy"), palette));
    m_clear->setIcon(themedIcon(QStringLiteral("clear"), palette));
}

void LogPanel::add(const Message& message)
{
    // Follows the end unless the reader has scrolled up.
    const QScrollBar* bar = m_table->verticalScrollBar();
    const bool follow = bar->value() >= bar->maximum();
    m_model->add(message);
    if (follow) m_table->scrollToBottom();
}

void LogPanel::copy() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) rows << index.row();
    std::sort(rows.begin(), rows.end());
    if (rows.isEmpty()) {
        rows.resize(m_model->rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    QApplication::clipboard()->setText(m_model->text(rows));
}

}  // namespace seisdesk
