#pragma once
// LearningDesk: connects learner, versions and queue with the panels, the traces and the predictor.

#include "core/session/learner.h"
#include "core/session/model_versions.h"

#include <QObject>

namespace seisdesk {

class MainWindow;
class TraceView;

class LearningDesk : public QObject {
    Q_OBJECT
public:
    /// The window must have its panels, and must outlive this.
    explicit LearningDesk(MainWindow& window);

    Learner& learner() { return m_learner; }
    ModelVersions& versions() { return m_versions; }

    void setSession(Session* session);
    void setTraces(TraceView* traces);
    /// Those of the project are there: what was interrupted goes on.
    void recordsRead() { m_learner.goOn(); }
    /// The file behind "the network that comes with the program".
    void setStandardWeights(const std::string& path) { m_standard = path; }
    /// Actions "learn.*", "version.*" and "queue.*". False for others.
    bool run(const QString& id);
    void showActions();

private:
    void wireLearner();
    void wireVersions();
    void wireQueue();
    std::string otherVersion() const;
    void start();
    void adopt();
    void rollBack();
    void use(const QString& id);
    void tellSwitched(const QString& text);
    void work(const ModelVersion& version);

    MainWindow& m_window;
    ModelVersions m_versions;
    Learner m_learner;
    std::string m_standard;
};

}  // namespace seisdesk
