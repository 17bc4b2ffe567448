#include "ui/panels/jobs_model.h"

#include <algorithm>

namespace seisdesk {

namespace {
bool ended(Job::State state) { return state != Job::State::Waiting && state != Job::State::Running; }
}  // namespace

QString word(Job::State state)
{
    switch (state) {
    case Job::State::Waiting: return JobsModel::tr("waiting");
    case Job::State::Running: return JobsModel::tr("running");
    case Job::State::Done: return JobsModel::tr("done");
    case Job::State::Failed: return JobsModel::tr("failed");
    case Job::State::Cancelled: break;
    }
    return JobsModel::tr("cancelled");
}

JobsModel::JobsModel(JobQueue& jobs, QObject* parent) : QAbstractTableModel(parent)
{
    for (Job* job : jobs.jobs()) add(job);
    connect(&jobs, &JobQueue::jobAdded, this, &JobsModel::add);
    connect(&jobs, &JobQueue::jobFinished, this, &JobsModel::update);
}

Job* JobsModel::job(const QModelIndex& index) const
{
    if (!index.isValid() || !checkIndex(index)) return nullptr;
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    return ended(row.state) ? nullptr : row.job.data();
}

void JobsModel::add(Job* job)
{
    if (m_rows.size() >= kept && ended(m_rows.back().state)) {
        const int last = rowCount() - 1;
        beginRemoveRows({}, last, last);
        m_rows.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_rows.push_front({job, job->title(), job->text(), job->state(), job->fraction()});
    endInsertRows();
    connect(job, &Job::changed, this, [this, job] { update(job); });
    connect(job, &Job::finished, this, [this, job] { update(job); });
}

void JobsModel::update(Job* job)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [job](const Row& row) { return row.job == job; });
    if (found == m_rows.end()) return;
    found->text = job->text();
    found->state = job->state();
    found->fraction = job->fraction();
    const int row = static_cast<int>(found - m_rows.begin());
    Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

int JobsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int JobsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !checkIndex(index)) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == PercentRole) return row.state == Job::State::Running ? static_cast<int>(row.fraction * 100.0) : -1;
    if (role == Qt::ToolTipRole) return row.text.isEmpty() ? row.title : row.title + QStringLiteral("\n") + row.text;
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Title: return row.title;
    case Progress: return row.text.isEmpty() && row.state == Job::State::Running ? tr("%1 %").arg(static_cast<int>(row.fraction * 100.0)) : row.text;
    case State: return word(row.state);
    default: return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    static const QString titles[] = {tr("Job"), tr("Progress"), tr("State")};
    return section >= 0 && section < Columns ? titles[section] : QVariant();
}

}  // namespace seisdesk
