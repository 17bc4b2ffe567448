#pragma once
// JobsModel: the jobs of a queue, the running ones and the last that ended; the newest first.

#include "core/session/job_queue.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <deque>

namespace seisdesk {

class JobsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, Progress, State, Columns };
    /// Progress column: 0 to 100 while running, -1 otherwise.
    static constexpr int PercentRole = Qt::UserRole + 1;
    static constexpr int kept = 50;
    explicit JobsModel(JobQueue& jobs, QObject* parent = nullptr);

    /// Null for a job that has ended.
    Job* job(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// What stays when the job is gone.
    struct Row {
        QPointer<Job> job;
        QString title, text;
        Job::State state = Job::State::Waiting;
        double fraction = 0.0;
    };
    void add(Job* job);
    void update(Job* job);
    std::deque<Row> m_rows;
};

QString word(Job::State state);

}  // namespace seisdesk
