#pragma once
// StatusLine: cursor readout, model, and what is running with its progress.

#include "ui/theme/palette.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;
class QToolButton;

namespace seisdesk {

class Job;
class JobQueue;

class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(JobQueue& jobs, QWidget* parent = nullptr);
    void setPalette(const Palette& palette);
    void setCursorLine(const QString& line);
    void setModel(const QString& name);
    void setFilter(const QString& filter);

private:
    void showJobs();
    JobQueue& m_jobs;
    QLabel *m_cursor, *m_filter, *m_model, *m_job;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
};

}  // namespace seisdesk
