#pragma once
// Predictor: runs the chosen model over records in the worker lane and hands what it says to the session.

#include "core/session/session.h"
#include "ui/panels/log_model.h"
#include "ui/panels/model_panel.h"
#include "ui/shell/model_loading.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QSettings;

namespace seisdesk {

class Predictor : public QObject {
    Q_OBJECT
public:
    Predictor(JobQueue& jobs, QSettings& settings, QObject* parent);

    void setSession(Session* session);
    /// What makes a model of a choice: loadModel() unless something else is set. Called on a worker thread.
    using Loader = std::function<Result<LoadedModel>(const ModelChoice&, const Progress&)>;
    void setLoader(Loader loader) { m_loader = std::move(loader); }
    const ModelChoice& choice() const { return m_choice; }
    /// Remembered for the next start. The weights are read with the first prediction.
    void choose(const ModelChoice& choice);
    const ThresholdValues& thresholds() const { return m_thresholds; }
    /// Proposes the picks of the last prediction anew from its curves, without running the network. The classical picker
    /// has none and is quick: it runs again.
    void setThresholds(const ThresholdValues& thresholds);

    /// Picks traces; `span` limits it to a part of them. Does nothing while a prediction runs.
    void predict(const std::vector<TracePtr>& traces, const std::optional<TimeSpan>& span);
    void cancel();
    bool running() const { return !m_job.isNull(); }
    /// Null until the chosen model was loaded.
    const LoadedModel* loaded() const { return m_model ? m_model.get() : nullptr; }
    /// "the classical picker", "seismollm-desk".
    QString modelName() const;
    QString description() const;
    bool isClassical() const;

Q_SIGNALS:
    void modelChanged();    ///< choice, or what is known of it
    void runningChanged();
    void told(const seisdesk::Message& message);
    void noted(const seisdesk::Message& message);  ///< for the log alone
    /// After the session has taken a prediction's picks as an edit.
    void predicted();

private:
    struct Outcome {
        std::shared_ptr<const LoadedModel> model;
        std::shared_ptr<const Prediction> prediction;
    };
    void take(Result<Outcome> outcome, int traces);
    void propose();
    AnnotateOptions options() const;
    void setJob(Job* job);

    JobQueue& m_jobs;
    QSettings& m_settings;
    QPointer<Session> m_session;
    Loader m_loader = loadModel;
    ModelChoice m_choice;
    ThresholdValues m_thresholds;
    std::shared_ptr<const LoadedModel> m_model;
    std::shared_ptr<const Prediction> m_base;  ///< as the model gave it, before any change of thresholds
    QString m_remark;                          ///< what the network said last of how it ran
    std::vector<TracePtr> m_traces;            ///< what it was made from
    std::optional<TimeSpan> m_span;
    QPointer<Job> m_job, m_proposal;
};

}  // namespace seisdesk
