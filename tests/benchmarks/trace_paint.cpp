// How long the trace view takes to repaint after a pan or zoom: bench_trace_paint [DISTINCT] [HOURS] [TRACES] [--json].
// DISTINCT sets of samples (12) are shared by all traces; run with QT_QPA_PLATFORM=offscreen.

#include "tests/ui/trace/scene.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <vector>

using namespace seisdesk;

namespace {

struct Timing {
    double best = 0.0, median = 0.0, worst = 0.0;
    double processor = 0.0;  ///< of all threads, per repaint: what it costs on a machine that is busy otherwise
};

double processorMs()
{
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

/// `all` collects every repaint.
Timing panned(TraceView& view, const TimeSpan& span, std::vector<double>& all)
{
    std::vector<double> times;
    const double before = processorMs();
    for (int i = 0; i < 15; ++i) {
        const Duration by = span.length() / 50 * (i - 7);
        QElapsedTimer timer;
        timer.start();
        view.setSpan({span.begin + by, span.end + by});
        view.repaint();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
    }
    all.insert(all.end(), times.begin(), times.end());
    std::sort(times.begin(), times.end());
    return {times.front(), times[times.size() / 2], times.back(), (processorMs() - before) / static_cast<double>(times.size())};
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const int distinct = argc > 1 ? std::max(1, std::atoi(argv[1])) : 12;
    const bool json = argc > 4 && std::string_view(argv[4]) == "--json";
    const double hours = argc > 2 ? std::atof(argv[2]) : 24.0;
    for (const int traces : {1, 12, 100, 300}) {
        if (argc > 3 && std::atoi(argv[3]) != traces) continue;
        test::Scene scene;
        test::Scene source;
        source.addNoise(std::min(traces, distinct), hours * 3600.0, 100.0, test::Scene::start);
        std::vector<Trace> copies;
        for (int t = 0; t < traces; ++t) {
            Trace copy = *source.session().traces()[static_cast<std::size_t>(t) % source.session().traces().size()]->trace;
            copy.id.station = "B" + std::to_string(1000 + t / 3);
            copy.id.channel = std::string("HH") + "ZNE"[t % 3];
            copies.push_back(std::move(copy));
        }
        scene.add(std::move(copies));
        TraceView view(scene.session());
        view.resize(1600, 900);
        view.show();
        ViewOptions options = view.options();
        view.perform(QStringLiteral("rows.fit"));
        QTest::qWait(static_cast<int>(500 + traces * hours * 2));  // other work of the view is over
        const TimeSpan all = scene.session().span();
        const Time middle = all.begin + all.length() / 2;
        std::vector<double> every;
        if (!json) std::printf("%d traces of %.0f h at 100 Hz, rows of %d px: best, median, worst, processor time in ms\n", traces, hours, view.options().rowHeight);
        for (const double seconds : {hours * 3600.0, 6 * 3600.0, 3600.0, 600.0, 60.0, 10.0, 1.0}) {
            if (seconds > hours * 3600.0) continue;
            const Duration half = fromSeconds(seconds / 2);
            const Timing t = panned(view, {middle - half, middle + half}, every);
            if (!json) std::printf("  %8.0f s  %6.2f %6.2f %6.2f  %6.2f\n", seconds, t.best, t.median, t.worst, t.processor);
        }
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i) view.repaint();
        std::sort(every.begin(), every.end());
        if (json) std::printf("{\"p99_ms\": %.3f}\n", every[std::min(every.size() - 1, every.size() * 99 / 100)]);
        else std::printf("  cursor only %5.2f\n", static_cast<double>(timer.nsecsElapsed()) * 1e-6 / 20);
        std::fflush(stdout);
    }
    return 0;
}
