// The window with a real network: picks are corrected, the network learns in the background while the traces move, and the way back is exact.

#include "ui/adapt/learning_panel.h"
#include "ui/adapt/proof_view.h"
#include "ui/shell/docks.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/predictor.h"
#include "ui/trace/trace_view.h"

#include "core/label/edits.h"
#include "core/model/engine.h"
#include "core/synth/demo.h"
#include "tests/support/test_data.h"

#include <QDir>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

constexpr int earthquakes = 16;

/// Several earthquakes, an hour apart, at the same five stations.
Records records(std::vector<Label>& truth)
{
    Records out;
    for (int i = 0; i < earthquakes; ++i) {
        synth::DemoOptions options;
        options.stations = 5;
        options.seed = static_cast<std::uint64_t>(i) + 1;
        options.lengthSeconds = 90.0;
        options.magnitude = 2.0 + 0.1 * i;
        synth::Demo demo = synth::demo(options);
        const Duration later = std::chrono::hours(i);
        const std::string event = "earthquake " + std::to_string(i);
        for (Trace& trace : demo.traces) {
            for (Segment& segment : trace.segments) segment.start += later;
            const auto same = std::find_if(out.traces.begin(), out.traces.end(), [&](const Trace& t) { return t.id == trace.id; });
            if (same == out.traces.end()) out.traces.push_back(trace);
            else same->segments.insert(same->segments.end(), trace.segments.begin(), trace.segments.end());
        }
        for (Label& label : demo.picks) {
            label.time += later;
            label.event = event;
            truth.push_back(label);
        }
        if (i == 0) out.inventory = demo.inventory;
        demo.event.id = event;
        for (Origin& origin : demo.event.origins) origin.time += later;
        out.events.push_back(demo.event);
    }
    return out;
}

struct Frames {
    std::vector<double> milliseconds;
    double share(double q)
    {
        std::sort(milliseconds.begin(), milliseconds.end());
        return milliseconds.empty() ? 0.0 : milliseconds[static_cast<std::size_t>(q * static_cast<double>(milliseconds.size() - 1))];
    }
};

std::vector<std::tuple<std::string, std::string, Time, std::optional<double>, Polarity>> outputs(const Session& session)
{
    std::vector<std::tuple<std::string, std::string, Time, std::optional<double>, Polarity>> out;
    for (const StationPrediction& station : session.prediction()->stations)
        for (const Label& label : station.labels) out.emplace_back(label.stream.text(), label.phase, label.time, label.confidence, label.polarity);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a)) < std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(b)); });
    return out;
}

}  // namespace

class RealLearningTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    void predict()
    {
        QSignalSpy predicted(&m_window->predictor(), &Predictor::predicted);
        m_window->predictor().predict(m_window->session()->tracePtrs(), std::nullopt);
        QVERIFY2(predicted.wait(300000), qPrintable(m_window->messages().text()));
        QTRY_VERIFY(!m_window->jobs().busy());
    }
    /// One edit for every pick that the model got right, late, or invented, as an analyst would leave them.
    void correct(const std::vector<Label>& truth)
    {
        const Signature ann{"ann", now()};
        std::vector<Edit> edits;
        std::vector<Label> proposals = m_window->session()->labels().values();
        for (Label label : truth) {
            const auto near = std::find_if(proposals.begin(), proposals.end(), [&](const Label& p) { return p.stream.sameStation(label.stream) && p.phase == label.phase && std::chrono::abs(p.time - label.time) < 1s; });
            if (near == proposals.end()) {
                Label made = newPick(label.stream, label.phase, label.time, ann);
                made.event = label.event;
                edits.push_back(addLabel(made));
                continue;
            }
            edits.push_back(std::chrono::abs(near->time - label.time) < 50ms ? confirmLabel(*near, ann) : moveLabel(*near, label.time, ann));
            for (Label& added : edits.back().added)
                if (added.review != Review::Rejected) added.event = label.event;
            proposals.erase(near);
        }
        for (const Label& wrong : proposals)
            if (awaitsJudgement(wrong)) edits.push_back(rejectLabel(wrong));
        const auto applied = m_window->session()->apply(together("Review", edits));
        QVERIFY2(applied.has_value(), applied ? "" : applied.error().message.c_str());
    }
    Frames frames(int count)
    {
        Frames out;
        TraceView& view = *m_window->traces();
        for (int i = 0; i < count; ++i) {
            QElapsedTimer one;
            one.start();
            view.perform((i / 10) % 2 ? QStringLiteral("scroll.left") : QStringLiteral("scroll.right"));
            view.repaint();
            QCoreApplication::processEvents();
            out.milliseconds.push_back(static_cast<double>(one.nsecsElapsed()) / 1e6);
            QTest::qSleep(10);
        }
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_folder.filePath(QStringLiteral("models")).toLocal8Bit());
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("seisdesk.ini")), QSettings::IniFormat);
    }
    void learnsInTheBackgroundAndGoesBackExactly()
    {
        const auto weights = test::sourceFile("../models/seismollm-desk/1.0/weights.safetensors");
        if (const auto engine = loadEngine(); !engine) QSKIP(engine.error().message.c_str());
        m_window = std::make_unique<MainWindow>(*m_settings, false);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->predictor().choose({{weights.string()}, "cpu"});
        QVERIFY(m_window->openProject(m_folder.filePath(QStringLiteral("real.seisdesk"))));
        std::vector<Label> truth;
        m_window->session()->addRecords(records(truth));
        QTRY_VERIFY(m_window->traces()->isVisible() && !m_window->jobs().busy());
        predict();
        const auto before = outputs(*m_window->session());
        correct(truth);
        Learner& learner = m_window->learning().learner();
        QTRY_VERIFY(learner.stock().corrections.all() >= truth.size());
        m_window->traces()->setSpan({truth.front().time - 10s, truth.front().time + 30s});
        QTest::qWait(300);
        Frames idle = frames(100);

        QElapsedTimer round;
        round.start();
        m_window->docks().raise(QStringLiteral("adapt"));
        QTest::mouseClick(m_window->docks().adapt()->learnButton(), Qt::LeftButton);
        QVERIFY(learner.state() == Learner::State::Running);
        Frames busy;
        while (learner.state() == Learner::State::Running && round.elapsed() < 500000) {
            const Frames some = frames(20);
            busy.milliseconds.insert(busy.milliseconds.end(), some.milliseconds.begin(), some.milliseconds.end());
        }
        QVERIFY2(learner.state() == Learner::State::Proof, qPrintable(m_window->messages().text()));
        qInfo("learned from %zu events in %.1f s; frames: idle median %.1f ms, 95 %% %.1f ms; learning median %.1f ms, 95 %% %.1f ms, slowest %.1f ms of %zu", learner.report()->events,
              static_cast<double>(round.elapsed()) / 1e3, idle.share(0.5), idle.share(0.95), busy.share(0.5), busy.share(0.95), busy.share(1.0), busy.milliseconds.size());
        for (const std::string& reason : learner.report()->reasons) qInfo("%s", reason.c_str());
        m_window->docks().raise(QStringLiteral("proof"));
        QTest::qWait(200);
        QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
        m_window->grab().save(QStringLiteral(SEISDESK_PICTURES "/learning_real.png"));
        learner.adopt();
        QTRY_VERIFY_WITH_TIMEOUT(learner.state() == Learner::State::Idle, 30000);
        QVERIFY2(m_window->learning().versions().current(), qPrintable(m_window->messages().text()));
        predict();
        QVERIFY(outputs(*m_window->session()) != before);
        QVERIFY(m_window->learning().run(QStringLiteral("learn.rollBack")));
        predict();
        QVERIFY(outputs(*m_window->session()) == before);
        QVERIFY2(busy.share(0.95) < 100.0, "the window stays fluid");
    }
};

QTEST_MAIN(RealLearningTest)
#include "real_learning_test.moc"
