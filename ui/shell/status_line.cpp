#include "ui/shell/status_line.h"

#include "core/session/job_queue.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace seisdesk {

namespace {

/// The job worth showing: the newest that runs, else the newest that waits. What nobody waits for is in the list of jobs only.
Job* foremost(const JobQueue& jobs)
{
    Job* waiting = nullptr;
    for (auto it = jobs.jobs().rbegin(); it != jobs.jobs().rend(); ++it) {
        if ((*it)->lane() == Lane::Background) continue;
        if ((*it)->state() == Job::State::Running) return *it;
        if ((*it)->state() == Job::State::Waiting && !waiting) waiting = *it;
    }
    return waiting;
}

}  // namespace

StatusLine::StatusLine(JobQueue& jobs, QWidget* parent)
    : QStatusBar(parent), m_jobs(jobs), m_cursor(new QLabel(this)), m_filter(new QLabel(this)), m_model(new QLabel(this)), m_job(new QLabel(this)),
      m_progress(new QProgressBar(this)), m_cancel(new QToolButton(this))
{
    m_cursor->setAccessibleName(tr("Cursor"));
    // Long readouts are cut rather than widening the window.
    m_cursor->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_filter->setToolTip(tr("Filter of the traces"));
    m_model->setToolTip(tr("Model that predictions use"));
    for (QLabel* label : {m_filter, m_model}) label->setProperty("muted", true);
    m_progress->setFixedWidth(120);
    m_progress->setMaximumHeight(14);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Job progress"));
    m_cancel->setToolTip(tr("Cancel this job"));
    m_cancel->setAccessibleName(tr("Cancel job"));
    m_cancel->setIconSize(QSize(14, 14));
    setSizeGripEnabled(false);
    setContentsMargins(6, 0, 8, 0);
    addWidget(m_cursor, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_filter, m_model, m_job, m_progress, m_cancel}) addPermanentWidget(widget);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (Job* job = foremost(m_jobs)) job->cancel();
    });
    connect(&jobs, &JobQueue::jobAdded, this, [this](Job* job) {
        connect(job, &Job::changed, this, &StatusLine::showJobs);
        showJobs();
    });
    connect(&jobs, &JobQueue::jobFinished, this, &StatusLine::showJobs);
    showJobs();
}

void StatusLine::setPalette(const Palette& palette)
{
    m_cancel->setIcon(themedIcon(QStringLiteral("stop"), palette));
    m_cursor->setFont(numberFont());
}

void StatusLine::setCursorLine(const QString& line) { m_cursor->setText(line); }
void StatusLine::setModel(const QString& name) { m_model->setText(name); }

void StatusLine::setFilter(const QString& filter)
{
    m_filter->setText(filter);
    m_filter->setVisible(!filter.isEmpty());
}

void StatusLine::showJobs()
{
    const Job* job = foremost(m_jobs);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_job, m_progress, m_cancel}) widget->setVisible(job != nullptr);
    if (!job) return;
    const QString text = job->text().isEmpty() ? job->title() : job->title() + QStringLiteral(": ") + job->text();
    m_job->setText(m_job->fontMetrics().elidedText(text, Qt::ElideMiddle, 360));
    m_job->setToolTip(text);
    m_progress->setValue(static_cast<int>(job->fraction() * 1000.0));
}

}  // namespace seisdesk
