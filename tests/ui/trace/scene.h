#pragma once
// Scene: a session in a temporary folder with made-up records, for tests and pictures of the trace view.

#include "core/session/session.h"
#include "core/synth/demo.h"

#include <QTemporaryDir>

namespace seisdesk::test {

/// Owns the session; null session when it could not be opened (error() says why).
class Scene {
public:
    Scene();
    Session& session() { return *m_session; }
    const std::string& error() const { return m_error; }

    /// The demonstration event. `automatic` picks are those of a model, with confidences and made-up source estimates; else an analyst's.
    void addDemo(int stations, bool automatic, std::uint64_t seed = 1);
    /// Quiet records named XX.S000..HHZ ...: noise with a transient, all from `start`.
    void addNoise(int traces, double seconds, double sampleRateHz, Time start);
    void add(std::vector<Trace> traces, std::vector<Label> labels = {});
    /// P, S and detection curves that peak at the session's picks, over all traces.
    void addCurves();

    static const Time start;  ///< of the demonstration records

private:
    QTemporaryDir m_folder;
    JobQueue m_jobs;
    std::unique_ptr<Session> m_session;
    std::string m_error;
};

}  // namespace seisdesk::test
