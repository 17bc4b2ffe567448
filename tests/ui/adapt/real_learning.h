#pragma once
// A window with the network that comes with the program over a made-up swarm on disk, and an analyst's hands; each event is an earthquake of its own.

#include "tests/ui/adapt/window_test.h"

#include "core/io/mseed_write.h"
#include "core/io/stationxml.h"
#include "core/model/engine.h"
#include "core/model/shipped_models.h"
#include "tests/support/test_data.h"

#include <cstring>

namespace seisdesk::test {

/// Three stations and `events` earthquakes, five minutes apart, in one file per channel.
inline Result<void> writeSwarm(const std::filesystem::path& folder, int events)
{
    std::map<std::string, Trace> traces;
    Inventory inventory;
    for (int e = 0; e < events; ++e) {
        synth::DemoOptions options;
        options.seed = static_cast<std::uint64_t>(e) + 11;
        options.stations = 3;
        options.magnitude = 1.6 + 0.1 * (e % 7);
        options.lengthSeconds = 100.0;
        const synth::Demo demo = synth::demo(options);
        if (e == 0) inventory = demo.inventory;
        for (const Trace& trace : demo.traces)
            for (Segment segment : trace.segments) {
                segment.start += std::chrono::minutes(5 * e);
                traces.try_emplace(trace.id.text(), Trace{trace.id, {}}).first->second.segments.push_back(std::move(segment));
            }
    }
    std::filesystem::create_directories(folder);
    for (const auto& [name, trace] : traces)
        if (auto done = writeMiniSeed(folder / (name + ".mseed"), {trace}); !done) return done;
    return writeStationXml(folder / "stations.xml", inventory);
}

/// Everything that the network said, to the last bit: picks with confidences, and the curves.
struct Said {
    std::vector<std::tuple<std::string, std::string, Time, std::optional<double>>> picks;
    std::vector<std::vector<std::byte>> curves;
    bool operator==(const Said&) const = default;
};

inline Said saidIn(const Session& session)
{
    Said out;
    for (const StationPrediction& station : session.prediction()->stations) {
        for (const Label& label : station.labels) out.picks.emplace_back(label.stream.text(), label.phase, label.time, label.confidence);
        for (const Curve& curve : station.curves) {
            out.curves.emplace_back(curve.values.size() * sizeof(float));
            std::memcpy(out.curves.back().data(), curve.values.samples->data(), out.curves.back().size());
        }
    }
    return out;
}

/// The window over the project file, as the program opens it.
class RealDesk {
public:
    RealDesk(QSettings& settings, const QString& project) : m_window(settings, false)
    {
        m_window.setTheme(ThemeChoice::Light);
        m_window.resize(1280, 800);
        m_window.show();
        m_open = m_window.openProject(project) && QTest::qWaitFor([this] { return !m_window.jobs().busy() || learner().state() == Learner::State::Running; }, 60000);
    }
    bool isOpen() const { return m_open; }
    MainWindow& window() { return m_window; }
    TraceView& traces() { return *m_window.traces(); }
    Session& session() { return *m_window.session(); }
    Learner& learner() { return m_window.learning().learner(); }
    ModelVersions& versions() { return m_window.learning().versions(); }
    bool reaches(Learner::State state)
    {
        return QTest::qWaitFor([&] { return learner().state() == state; }, 240000);
    }
    bool predictAll()
    {
        m_window.activateWindow();  // after a dialog, where there is no window manager
        if (!QTest::qWaitForWindowActive(&m_window)) return false;
        traces().setFocus();
        QSignalSpy predicted(&m_window.predictor(), &Predictor::predicted);
        QTest::keyClick(&m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        return predicted.wait(120000) && QTest::qWaitFor([this] { return !m_window.jobs().busy(); }, 60000);
    }
    std::vector<Label> unjudged()
    {
        std::vector<Label> out;
        for (const Label& label : session().labels().values())
            if (awaitsJudgement(label)) out.push_back(label);
        std::sort(out.begin(), out.end(), [](const Label& a, const Label& b) { return std::tuple(a.time, a.id) < std::tuple(b.time, b.id); });
        return out;
    }
    bool confirm(const Label& label)
    {
        if (!traces().goToLabel(label.id)) return false;
        traces().setFocus();
        QTest::keyClick(&traces(), Qt::Key_Return, Qt::ShiftModifier);
        const Label* now = session().labels().find(label.id);
        return now && !awaitsJudgement(*now);
    }
    /// With the mouse; the present label is rejected and a new one replaces it.
    bool drag(const Label& label, Duration by)
    {
        if (!traces().goToLabel(label.id)) return false;
        traces().setSpan({label.time - 5s, label.time + 5s});
        traces().setFocus();
        const int y = rowOf(traces(), label.stream, traces().width() - 60);
        if (y <= 0) return false;
        const int from = pixelOf(traces(), label.time, y), to = pixelOf(traces(), label.time + by, y);
        QTest::mousePress(&traces(), Qt::LeftButton, Qt::NoModifier, QPoint(from, y));
        for (int i = 1; i <= 8; ++i) QTest::mouseMove(&traces(), QPoint(from + (to - from) * i / 8, y), 5);
        QTest::mouseRelease(&traces(), Qt::LeftButton, Qt::NoModifier, QPoint(to, y));
        return session().labels().find(label.id)->review == Review::Rejected;
    }

private:
    MainWindow m_window;
    bool m_open = false;
};

}  // namespace seisdesk::test
