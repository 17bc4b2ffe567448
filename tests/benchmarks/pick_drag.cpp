// Milliseconds from a dragged pick to its ghost, as the window sees them: bench_pick_drag [PICKS] [STEPS]. Through the event loop and the worker.

#include "core/session/event_review.h"
#include "core/session/session.h"
#include "tests/core/session/review_scene.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace seisdesk;

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const int picks = argc > 1 ? std::atoi(argv[1]) : 200, steps = argc > 2 ? std::atoi(argv[2]) : 200;
    const test::ReviewScene scene(picks / 2);
    QTemporaryDir folder;
    JobQueue jobs;
    auto session = Session::open(folder.filePath(QStringLiteral("drag.seisdesk")).toStdString(), jobs);
    if (!session) return 1;
    scene.addTo(**session);
    EventReview review;
    review.setSession(session->get());
    review.setTravelTimes(test::reviewTimes());
    const auto until = [](EventReview& what, auto signal, const auto& ask) {
        QEventLoop loop;
        const auto connection = QObject::connect(&what, signal, &loop, [&] {
            if (!what.locating()) loop.quit();
        });
        QElapsedTimer clock;
        clock.start();
        ask();
        loop.exec();
        QObject::disconnect(connection);
        return 1e-6 * static_cast<double>(clock.nsecsElapsed());
    };
    std::printf("located from scratch and kept: %.1f ms\n", until(review, &EventReview::located, [&] { review.setEvent(scene.event.id); }));
    std::vector<double> ms;
    const std::clock_t began = std::clock();
    const Label& pick = scene.labels[10];
    for (int i = 0; i < steps; ++i) ms.push_back(until(review, &EventReview::ghostMoved, [&] { review.drag(pick.id, pick.time + std::chrono::milliseconds(10 * (i + 1))); }));
    const double processor = 1e3 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC / steps;
    review.endDrag();
    std::sort(ms.begin(), ms.end());
    std::printf("%zu picks, a drag and its ghost: median %.1f ms, 95 %% %.1f ms, longest %.1f ms; processor time %.1f ms\n", review.picks().size(), ms[ms.size() / 2], ms[ms.size() * 95 / 100], ms.back(),
                processor);
    return 0;
}
