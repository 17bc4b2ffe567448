#pragma once
// Triage: goes through doubtful picks one by one; each judgement leads to the next.

#include "core/label/edits.h"
#include "core/session/doubtful_picks.h"
#include "core/session/session.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

namespace seisdesk {

class Triage : public QObject {
    Q_OBJECT
public:
    Triage(JobQueue& jobs, QObject* parent);

    void setSession(Session* session);
    /// Of the model whose picks are ranked.
    void setThresholds(const Thresholds& thresholds) { m_thresholds = thresholds; }
    void setRank(RankDoubt rank) { m_rank = std::move(rank); }
    /// The network whose picks are ranked, and what it is compared with.
    void setModel(const DoubtedModel& model) { m_model = model; }
    /// What a second look is; none: the first ranking stays.
    void setLook(LookAgain look) { m_look = std::move(look); }
    /// Ranks anew in the background and goes to the first. Then it looks at the picks again, which may take long, and sorts those that are
    /// left by that; the present pick stays the present one.
    void refresh();
    bool ranking() const { return !m_job.isNull(); }
    bool looking() const { return !m_lookJob.isNull(); }

    const std::vector<DoubtfulPick>& picks() const { return m_picks; }
    /// As it stands in the project; null when it is gone.
    const Label* label(std::size_t row) const;
    /// Judged, or gone.
    bool isDone(std::size_t row) const;
    std::size_t open() const;
    std::optional<std::size_t> at() const { return m_at; }
    void goTo(std::size_t row);

    // Each works on the present pick and goes on to the next open one.
    void confirm();
    void reject();
    /// Waits until the pick was set anew by hand, as the traces do it; the first click counts.
    void fix();
    bool fixing() const { return m_fixing; }
    void leaveFix();
    void next();
    void previous();

Q_SIGNALS:
    void ranked();          ///< picks() is new
    void moved();           ///< at(), or what is open
    void shown(const seisdesk::Label& label);       ///< to be gone to
    void fixWanted(const seisdesk::Label& label);
    void fixDone();
    void told(const QString& text);
    void failed(const QString& text);

private:
    void judge(Edit (*edit)(const Label&, const Signature&));
    void advance(int step);
    void follow();
    void lookAgain(DoubtInput input);
    void sort(std::vector<DoubtfulPick> picks);
    JobQueue& m_jobs;
    QPointer<Session> m_session;
    RankDoubt m_rank = rankByDoubt;
    LookAgain m_look;
    DoubtedModel m_model;
    Thresholds m_thresholds;
    QPointer<Job> m_job, m_lookJob;
    std::vector<DoubtfulPick> m_picks;
    std::optional<std::size_t> m_at;
    bool m_fixing = false;
};

}  // namespace seisdesk
