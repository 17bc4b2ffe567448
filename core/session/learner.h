#pragma once
// Learner: runs learning rounds of a project in the background, through pauses and restarts, and keeps the proof until somebody decides.

#include "core/session/learning.h"
#include "core/session/learning_stock.h"
#include "core/session/learning_summary.h"
#include "core/session/model_versions.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

class QTimer;

namespace seisdesk {

/// When learning begins without being asked.
struct AutomaticLearning {
    bool on = false;
    int corrections = 25;      ///< since the last round
    int idleSeconds = 60;      ///< without another correction
    bool operator==(const AutomaticLearning&) const = default;
};

/// The setting "learning" of the project says which round is under way and in which folder, so that the round goes on after a
/// restart: from its checkpoint, with the labels as they were when it began. Corrections made meanwhile wait for the next round.
class Learner : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Running, Stopping, Paused, Proof, Adopting };

    Learner(JobQueue& jobs, ModelVersions& versions, QObject* parent);

    /// What a round does. Nothing can be learned without it.
    void setLearn(Learn learn) { m_learn = std::move(learn); }
    bool canLearn() const { return m_learn != nullptr; }
    /// A round that runs is interrupted and goes on when its project is opened again.
    void setSession(Session* session);
    /// Goes on with what was left when the project was closed. To be called when its records are there.
    void goOn();
    void setAutomatic(const AutomaticLearning& automatic);
    const AutomaticLearning& automatic() const { return m_automatic; }
    /// Of rounds that begin from now on; one under way keeps its own.
    void setBudget(const LearningBudget& budget) { m_budget = budget; }
    const LearningBudget& budget() const { return m_budget; }

    State state() const { return m_state; }
    double fraction() const { return m_fraction; }
    const QString& text() const { return m_text; }           ///< of the running round, or why it was paused
    std::optional<double> remainingSeconds() const;
    const LearningReport* report() const { return m_report ? &*m_report : nullptr; }
    const LearningStock& stock() const { return m_stock; }
    /// By distance and SNR too; follows the stock when the worker is done, while somebody looks at it. Null until there are judged picks with records.
    const SetSummary* summary() const { return m_summary ? &*m_summary : nullptr; }
    void setWatched(bool watched);
    /// Corrections since the last round.
    int newCorrections() const;

    /// Learns from the labels as they are now. Does nothing unless Idle with records.
    void start(const std::vector<std::string>& weights, const std::string& device);
    void pause();
    void resume();
    /// Ends the round and forgets it; labels stay as they are.
    void cancel();
    /// Keeps the adapter in the model folder, adds it to the project's versions and makes it current.
    void adopt();
    void discard();

    /// Where rounds work; on the disk that holds the user's data.
    static std::filesystem::path workFolder();
    /// One core is left for the window.
    static int threads();

Q_SIGNALS:
    void changed();       ///< state or report
    void progressed();
    void stockChanged();
    void summaryChanged();
    void due();           ///< enough new corrections, and nobody is working on them
    void proved();        ///< a round has ended; see report()
    void adopted(const seisdesk::ModelVersion& version);
    void failed(const QString& text);
    void told(const QString& text);

private:
    /// What is kept of a round in the project.
    struct Round {
        std::string state;  ///< "running", "paused", "proof"
        std::filesystem::path folder;
        std::int64_t journal = 0;
        std::vector<std::string> weights;
        std::string device;
        LearningBudget budget;
    };
    static QByteArray stored(const Round& round);
    static std::optional<Round> roundFrom(const QByteArray& json);
    void keep(const char* state);
    void forget();
    void run(std::optional<std::vector<Label>> labels);
    void take(Result<LearningReport> report);
    void over(Job* job);
    void readProof();
    void setState(State state);
    void count();
    void deal();
    void summarise();
    void considerStart();

    JobQueue& m_jobs;
    ModelVersions& m_versions;
    QPointer<Session> m_session;
    Learn m_learn;
    AutomaticLearning m_automatic;
    LearningBudget m_budget;
    State m_state = State::Idle;
    bool m_pausing = false;
    std::optional<Round> m_round;
    std::optional<LearningReport> m_report;
    QPointer<Job> m_job;
    double m_fraction = 0.0, m_fractionAtStart = -1.0;
    QString m_text;
    QElapsedTimer m_since;
    LearningStock m_stock;
    KnownParts m_parts;
    std::optional<SetSummary> m_summary;
    bool m_watched = false;
    QPointer<Job> m_summaryJob;
    QTimer *m_countLater, *m_idle, *m_summariseLater;
};

}  // namespace seisdesk
