#include "ui/panels/jobs_panel.h"

#include "ui/panels/jobs_model.h"
#include "ui/panels/table.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QToolButton>

namespace seisdesk {

namespace {

/// A bar with the job's words in it while the job runs, the words alone otherwise.
class ProgressDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int percent = index.data(JobsModel::PercentRole).toInt();
        if (percent < 0) return QStyledItemDelegate::paint(painter, option, index);
        QStyleOptionProgressBar bar;
        bar.rect = option.rect.adjusted(2, 2, -2, -2);
        bar.palette = option.palette;
        bar.fontMetrics = option.fontMetrics;
        bar.state = QStyle::State_Enabled | QStyle::State_Horizontal;
        bar.maximum = 100;
        bar.progress = percent;
        bar.textVisible = true;
        bar.textAlignment = Qt::AlignCenter;
        bar.text = option.fontMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, bar.rect.width() - 8);
        QApplication::style()->drawControl(QStyle::CE_ProgressBar, &bar, painter);
    }
};

}  // namespace

JobsPanel::JobsPanel(JobQueue& jobs, QWidget* parent) : QWidget(parent), m_model(new JobsModel(jobs, this)), m_table(new QTableView(this)), m_cancel(new QToolButton(this))
{
    styleTable(*m_table);
    m_table->setModel(m_model);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setItemDelegateForColumn(JobsModel::Progress, new ProgressDelegate(m_table));
    m_table->setAccessibleName(tr("Jobs"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(JobsModel::Progress, QHeaderView::Stretch);
    setColumnWidths(*m_table, {QStringLiteral("Pick 66 traces with seist_m_dpk"), {}, QStringLiteral("cancelled")});
    m_cancel->setToolTip(tr("Cancel the selected job, or the newest one that runs"));
    m_cancel->setAccessibleName(tr("Cancel job"));
    auto* buttons = new QVBoxLayout;
    buttons->setContentsMargins(4, 4, 4, 4);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    setFocusProxy(m_table);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (Job* chosen = m_model->job(m_table->currentIndex())) return chosen->cancel();
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (Job* job = m_model->job(m_model->index(row, 0))) return job->cancel();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &JobsPanel::showCancel);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &JobsPanel::showCancel);
    showCancel();
}

void JobsPanel::setPalette(const Palette& palette) { m_cancel->setIcon(themedIcon(QStringLiteral("stop"), palette)); }

void JobsPanel::showCancel()
{
    bool any = false;
    for (int row = 0; row < m_model->rowCount() && !any; ++row) any = m_model->job(m_model->index(row, 0)) != nullptr;
    m_cancel->setEnabled(any);
}

}  // namespace seisdesk
