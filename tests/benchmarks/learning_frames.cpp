// From input to picture while the network learns: bench_learning_frames [TRACES] [INPUTS]. TRACES channels (66) of an hour at 100 Hz in the program's
// window, INPUTS (300) turns of the wheel that scroll and zoom, sixty a second; before, during and after a round of learning with the network that
// comes with the program. Run with QT_QPA_PLATFORM=offscreen.

#include "core/label/edits.h"
#include "core/synth/demo.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/predictor.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <vector>

using namespace seisdesk;

namespace {

constexpr double hourSeconds = 3600.0;
constexpr int earthquakes = 8;
constexpr int millisecondsBetweenInputs = 16;

/// One hour of 23 stations with eight earthquakes; more traces are copies of these under other names.
Records madeUp(int traces)
{
    synth::DemoOptions options;
    options.stations = 23;
    options.lengthSeconds = hourSeconds;
    const synth::Demo hour = synth::demo(options);
    std::map<std::string, std::vector<std::vector<float>>> samples;
    for (const Trace& trace : hour.traces)
        for (const Segment& segment : trace.segments) samples[trace.id.text()].push_back(*segment.samples);
    for (int e = 1; e < earthquakes; ++e) {
        options.seed = static_cast<std::uint64_t>(e) + 1;
        options.lengthSeconds = 120.0;
        options.magnitude = 2.0 + 0.1 * e;
        for (const Trace& trace : synth::demo(options).traces) {
            std::vector<float>& all = samples[trace.id.text()].back();  // the hour has one segment, or a short one before a gap
            const std::vector<float>& more = *trace.segments.back().samples;
            for (std::size_t i = 0, at = static_cast<std::size_t>(e) * 43000; i < more.size() && at + i < all.size(); ++i) all[at + i] += more[i];
        }
    }
    Records out;
    out.inventory = hour.inventory;
    for (int i = 0; i < traces; ++i) {
        const Trace& like = hour.traces[static_cast<std::size_t>(i) % hour.traces.size()];
        Trace trace = like;
        for (std::size_t s = 0; s < trace.segments.size(); ++s)
            trace.segments[s] = makeSegment(like.segments[s].start, like.segments[s].sampleRateHz, samples[like.id.text()][s]);
        if (const auto copy = static_cast<std::size_t>(i) / hour.traces.size(); copy > 0) trace.id.network = "C" + std::to_string(copy);
        out.traces.push_back(std::move(trace));
    }
    return out;
}

/// Sees when the view has been painted.
class Watch : public QObject {
public:
    explicit Watch(QObject& on) { on.installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override
    {
        painted |= event->type() == QEvent::Paint;
        return false;
    }
    bool painted = false;
};

double processorMs()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

/// Sorted.
double share(const std::vector<double>& of, double q) { return of.empty() ? 0.0 : of[std::min(of.size() - 1, static_cast<std::size_t>(q * static_cast<double>(of.size())))]; }

struct Frames {
    std::vector<double> ms;
    std::vector<double> processorMs;  ///< of the window's thread: what others on the machine cannot lengthen
};

/// `goOn` ends it early.
template <class GoOn>
Frames scrolled(MainWindow& window, int inputs, GoOn goOn)
{
    TraceView& view = *window.traces();
    Watch watch(view);
    Frames out;
    const QPointF at(0.6 * view.width(), 0.5 * view.height());
    for (int i = 0; i < inputs && goOn(); ++i) {
        // A second of scrolling to and fro, half a second of zooming in and out.
        const int phase = i % 90, there = phase % 30 < 15 ? 120 : -120;
        const bool zooms = phase >= 60;
        QWheelEvent wheel(at, view.mapToGlobal(at), {}, zooms ? QPoint(0, there) : QPoint(there, 0), Qt::NoButton, zooms ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
        watch.painted = false;
        const double before = processorMs();
        QElapsedTimer timer;
        timer.start();
        QCoreApplication::sendEvent(&view, &wheel);
        while (!watch.painted && timer.elapsed() < 2000) QCoreApplication::processEvents();
        out.ms.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        out.processorMs.push_back(processorMs() - before);
        while (timer.elapsed() < millisecondsBetweenInputs) {
            QCoreApplication::processEvents();
            QTest::qSleep(1);
        }
    }
    std::sort(out.ms.begin(), out.ms.end());
    std::sort(out.processorMs.begin(), out.processorMs.end());
    return out;
}

void say(const char* when, const Frames& frames)
{
    if (frames.ms.empty()) return;
    double load[1] = {};
    getloadavg(load, 1);
    std::printf("%-24s %4zu frames: median %6.2f ms, 99 %% %6.2f ms, longest %6.2f ms; processor %5.2f and %5.2f ms; load %.1f\n", when, frames.ms.size(), share(frames.ms, 0.5),
                share(frames.ms, 0.99), frames.ms.back(), share(frames.processorMs, 0.5), share(frames.processorMs, 0.99), load[0]);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", folder.filePath(QStringLiteral("data")).toLocal8Bit());
    QApplication app(argc, argv);
    const int traces = argc > 1 ? std::max(6, std::atoi(argv[1])) : 66, inputs = argc > 2 ? std::max(30, std::atoi(argv[2])) : 300;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("learning/steps"), 2000);
    MainWindow window(settings, false);
    window.resize(1600, 1000);
    window.show();
    if (!window.openProject(folder.filePath(QStringLiteral("bench.seisdesk")))) return 1;
    window.session()->addRecords(madeUp(traces));
    const auto settle = [&] { return QTest::qWaitFor([&] { return !window.jobs().busy(); }, 600000); };
    QTest::qWait(1000);
    window.predictor().predict(window.session()->tracePtrs(), std::nullopt);
    if (!settle() || window.predictor().isClassical()) {
        std::fprintf(stderr, "There is no network to learn: set SEISDESK_SHIPPED_MODELS to the folder models.\n");
        return 1;
    }
    Edit confirmed{"Confirm", {}, {}};
    for (const Label& label : window.session()->labels().values())
        if (!label.end) {
            const Edit one = confirmLabel(label, {"bench", now()});
            confirmed.removed.insert(confirmed.removed.end(), one.removed.begin(), one.removed.end());
            confirmed.added.insert(confirmed.added.end(), one.added.begin(), one.added.end());
        }
    if (!window.session()->apply(confirmed)) return 1;
    TraceView& view = *window.traces();
    view.perform(QStringLiteral("rows.fit"));
    const TimeSpan all = window.session()->span();
    view.setSpan({all.begin + all.length() / 4, all.begin + all.length() / 2});
    QTest::qWait(1500);

    std::printf("%zu traces of an hour at 100 Hz, %zu picks, view of %d x %d, rows of %d px, %d threads of the machine left to learning\n", window.session()->traces().size(), confirmed.added.size(),
                view.width(), view.height(), view.options().rowHeight, Learner::threads());
    const auto always = [] { return true; };
    (void)scrolled(window, 60, always);  // first pictures
    const Frames idle = scrolled(window, inputs, always);
    say("nothing else runs", idle);
    Learner& learner = window.learning().learner();
    learner.start(window.predictor().choice().weights, "cpu");
    const auto running = [&] { return learner.state() == Learner::State::Running; };
    const auto teaching = [&] { return learner.text().startsWith(QLatin1String("Step")); };
    if (!running()) return 1;
    const Frames scoring = scrolled(window, inputs, [&] { return running() && !teaching(); });
    say("it scores the parent", scoring);
    if (!QTest::qWaitFor([&] { return !running() || teaching(); }, 600000) || !running()) return 1;
    const Frames learning = scrolled(window, inputs, running);
    say("it learns", learning);
    std::printf("%s\n", qPrintable(learner.text()));
    learner.cancel();
    (void)QTest::qWaitFor([&] { return learner.state() == Learner::State::Idle; }, 60000);
    const Frames after = scrolled(window, inputs, always);
    say("nothing else runs again", after);
    std::printf("median %.2f and 99 %% %.2f times those without learning\n", share(learning.ms, 0.5) / std::min(share(idle.ms, 0.5), share(after.ms, 0.5)),
                share(learning.ms, 0.99) / std::min(share(idle.ms, 0.99), share(after.ms, 0.99)));
    return 0;
}
