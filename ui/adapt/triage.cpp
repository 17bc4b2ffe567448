#include "ui/adapt/triage.h"

#include "core/session/second_look.h"
#include "core/session/whole_traces.h"
#include "ui/panels/counted.h"

#include <algorithm>

namespace seisdesk {

Triage::Triage(JobQueue& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

void Triage::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    for (const QPointer<Job>& job : {std::exchange(m_job, {}), std::exchange(m_lookJob, {})})
        if (job) job->cancel();
    m_session = session;
    m_picks.clear();
    m_at.reset();
    m_fixing = false;
    if (session) connect(session, &Session::labelsChanged, this, &Triage::follow);
    Q_EMIT ranked();
    Q_EMIT moved();
}

void Triage::refresh()
{
    if (!m_session || ranking()) return;
    if (Job* old = std::exchange(m_lookJob, {})) old->cancel();
    const DoubtInput input{m_session->labels().values(), {}, m_session->inventory(), m_session->events(), m_session->prediction(), m_thresholds, m_model, nullptr};
    Job* job = m_jobs.run(
        Lane::Background, tr("Rank doubtful picks"), m_session, [rank = m_rank, input](const Progress& progress) { return rank(input, progress); },
        [self = QPointer(this), input](Result<std::vector<DoubtfulPick>> picks) {
            if (!self) return;
            if (!picks) {
                Q_EMIT self->failed(tr("The picks could not be ranked: %1").arg(QString::fromStdString(picks.error().message)));
                return;
            }
            self->m_picks = std::move(*picks);
            self->m_at.reset();
            self->m_fixing = false;
            Q_EMIT self->ranked();
            self->advance(1);
            if (self->m_look && !self->m_picks.empty()) self->lookAgain(input);
        });
    m_job = job;
    connect(job, &Job::finished, this, [this, job] {
        if (m_job == job) m_job.clear();
        Q_EMIT moved();
    });
    Q_EMIT moved();
}

void Triage::lookAgain(DoubtInput input)
{
    std::vector<Label> first;
    for (std::size_t row = 0; row < std::min(m_picks.size(), SecondLookOptions{}.most); ++row)
        if (const Label* pick = label(row)) first.push_back(*pick);
    Job* job = m_jobs.run(
        Lane::Background, tr("Look at doubtful picks again"), m_session,
        [look = m_look, rank = m_rank, input = std::move(input), first = std::move(first), items = m_session->traces(),
         reader = m_session->reader()](const Progress& progress) mutable -> Result<std::vector<DoubtfulPick>> {
            input.traces = tracesAround(items, first, fromSeconds(SecondLookOptions{}.aroundSeconds), reader, progress.quiet());
            auto seen = look(input, progress);
            if (!seen) return seen.error();
            input.look = std::make_shared<const SecondLook>(std::move(*seen));
            return rank(input, progress);
        },
        [self = QPointer(this)](Result<std::vector<DoubtfulPick>> picks) {
            if (!self) return;
            if (picks) self->sort(std::move(*picks));
            else Q_EMIT self->failed(tr("The picks were ranked by what they say themselves; looking at them again did not work: %1").arg(QString::fromStdString(picks.error().message)));
        });
    m_lookJob = job;
    connect(job, &Job::finished, this, [this, job] {
        if (m_lookJob == job) m_lookJob.clear();
        Q_EMIT moved();
    });
    Q_EMIT moved();
}

void Triage::sort(std::vector<DoubtfulPick> picks)
{
    const std::optional<Id> now = m_at ? std::optional(m_picks[*m_at].label) : std::nullopt;
    m_picks = std::move(picks);
    m_at.reset();
    for (std::size_t row = 0; now && row < m_picks.size(); ++row)
        if (m_picks[row].label == *now) m_at = row;
    Q_EMIT ranked();
    Q_EMIT moved();
}

const Label* Triage::label(std::size_t row) const { return m_session && row < m_picks.size() ? m_session->labels().find(m_picks[row].label) : nullptr; }

bool Triage::isDone(std::size_t row) const
{
    const Label* found = label(row);
    return !found || !awaitsJudgement(*found);
}

std::size_t Triage::open() const
{
    std::size_t n = 0;
    for (std::size_t row = 0; row < m_picks.size(); ++row) n += !isDone(row);
    return n;
}

void Triage::goTo(std::size_t row)
{
    if (row >= m_picks.size()) return;
    leaveFix();
    m_at = row;
    Q_EMIT moved();
    if (const Label* found = label(row)) Q_EMIT shown(*found);
}

void Triage::advance(int step)
{
    const auto n = static_cast<std::ptrdiff_t>(m_picks.size());
    const std::ptrdiff_t from = m_at ? static_cast<std::ptrdiff_t>(*m_at) : step > 0 ? -1 : n;
    for (std::ptrdiff_t i = 1; i <= n; ++i) {
        const std::ptrdiff_t row = ((from + step * i) % n + n) % n;
        if (!isDone(static_cast<std::size_t>(row))) return goTo(static_cast<std::size_t>(row));
    }
    const bool had = m_at.has_value();
    m_at.reset();
    Q_EMIT moved();
    if (had) Q_EMIT told(tr("That was the last one: %1 judged.").arg(counted(n, tr("pick"), tr("picks"))));
}

void Triage::judge(Edit (*edit)(const Label&, const Signature&))
{
    if (!m_session || !m_at) return;
    leaveFix();
    const Label* found = label(*m_at);
    if (!found || isDone(*m_at)) return advance(1);
    if (const auto done = m_session->apply(edit(*found, {m_session->author(), now()})); !done) {
        Q_EMIT failed(QString::fromStdString(done.error().message));
        return;
    }
    advance(1);
}

void Triage::confirm() { judge(confirmLabel); }

void Triage::reject()
{
    judge([](const Label& label, const Signature&) { return rejectLabel(label); });
}

void Triage::fix()
{
    if (!m_session || !m_at || isDone(*m_at)) return;
    if (m_fixing) return leaveFix();
    m_fixing = true;
    Q_EMIT shown(*label(*m_at));
    Q_EMIT fixWanted(*label(*m_at));
    Q_EMIT moved();
}

void Triage::leaveFix()
{
    if (!std::exchange(m_fixing, false)) return;
    Q_EMIT fixDone();
    Q_EMIT moved();
}

void Triage::next() { advance(1); }
void Triage::previous() { advance(-1); }

void Triage::follow()
{
    if (m_picks.empty()) return;
    if (m_fixing && m_at && isDone(*m_at)) {
        leaveFix();
        return advance(1);
    }
    Q_EMIT moved();
}

}  // namespace seisdesk
