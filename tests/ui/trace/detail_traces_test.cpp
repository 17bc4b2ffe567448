// Outlined traces look as decoded ones do, from all of a record down to two seconds of it.

#include "ui/trace/detail_traces.h"
#include "ui/trace/trace_view.h"

#include "tests/core/session/outlined_files.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace seisdesk;
using namespace seisdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t threeHours = 1'080'000;

/// Two stations, one of them with a gap.
std::vector<std::string> records(const OutlinedFiles& files)
{
    Trace gappy = files.trace("BBB", 0, threeHours / 3, 2);
    gappy.segments.push_back(files.trace("BBB", 5000, threeHours / 3, 3).segments[0]);
    return {files.write("a", {files.trace("AAA", 0, threeHours, 1)}), files.write("b", {gappy})};
}

/// A view of them whose session keeps `mostSamples`.
struct Desk {
    Desk(const OutlinedFiles& files, const std::string& project, const std::vector<std::string>& inputs, std::size_t mostSamples)
        : session(std::move(*Session::open(files.path(project), jobs))), view(std::make_unique<TraceView>(*session))
    {
        session->setCache(files.cache);
        session->setMostSamples(mostSamples);
        view->resize(1000, 300);
        view->show();
        session->addFiles(inputs);
        if (!QTest::qWaitFor([this] { return !jobs.busy() && session->traces().size() == 2; }, 20'000)) qFatal("not read");
        view->showAll();
    }
    QImage picture() const { return view->grab().toImage(); }

    JobQueue jobs;
    std::unique_ptr<Session> session;
    std::unique_ptr<TraceView> view;
};

}  // namespace

class DetailTracesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outlinesLookAsSamplesDo()
    {
        const OutlinedFiles files;
        const auto inputs = records(files);
        const Desk whole(files, "whole.seisdesk", inputs, std::size_t(-1)), outlined(files, "outlined.seisdesk", inputs, 1000);
        for (const TraceItemPtr& item : whole.session->traces()) QVERIFY(item->isWhole());
        for (const TraceItemPtr& item : outlined.session->traces()) QVERIFY(!item->isWhole() && item->trace->segments.empty());
        QVERIFY(whole.view->timeAxis().secondsPerPixel() * 100.0 > 512.0);
        QVERIFY(whole.picture() == outlined.picture());
        const Time begin = whole.view->timeAxis().span.begin;
        // Closer, samples are fetched for what is visible, and the picture becomes that of the samples.
        for (const double seconds : {600.0, 60.0, 2.0}) {
            const TimeSpan span{begin + 3590s, begin + 3590s + fromSeconds(seconds)};
            for (const Desk* desk : {&whole, &outlined}) desk->view->setSpan(span);
            const QImage wanted = whole.picture();
            QTRY_VERIFY2(outlined.picture() == wanted, qPrintable(QString::number(seconds)));
        }
        for (const TraceItemPtr& item : outlined.session->traces()) QVERIFY(item->trace->segments.empty());
        // And back.
        for (const Desk* desk : {&whole, &outlined}) desk->view->showAll();
        QVERIFY(whole.picture() == outlined.picture());
    }
    void filteredTracesAreThoseOfTheSamples()
    {
        const OutlinedFiles files;
        const auto inputs = records(files);
        const Desk whole(files, "whole.seisdesk", inputs, std::size_t(-1)), outlined(files, "outlined.seisdesk", inputs, 1000);
        const QImage raw = outlined.picture();
        for (const Desk* desk : {&whole, &outlined}) {
            ViewOptions options = desk->view->options();
            options.filterOn = true;
            options.filter = QStringLiteral("BP 1-5");
            desk->view->setOptions(options);
        }
        QTRY_VERIFY(whole.picture() == outlined.picture() && whole.picture() != raw);
    }
    void samplesAreReadAroundWhatIsVisibleAndLetGo()
    {
        const OutlinedFiles files;
        const std::string file = files.write("a", {files.trace("AAA", 0, threeHours)});
        const Trace trace = readRecords({file}, {}, {})->traces[0];
        const TraceItemPtr raw = withOutlines(nullptr, trace.id, {{file, outlineOf(trace).segments[0]}});
        QThreadPool pool;
        DetailTraces details(pool);
        QSignalSpy changed(&details, &DetailTraces::changed);
        const Time begin = trace.segments[0].start;
        const auto shownIn = [&](const TimeSpan& span, double secondsPerColumn) {
            TraceItemPtr shown = raw;
            details.show({{&shown, span}}, secondsPerColumn);
            return shown;
        };
        const TimeSpan minute{begin + 600s, begin + 660s};
        QVERIFY(shownIn({begin, begin + 10'000s}, 10.0) == raw);
        QVERIFY(!changed.wait(50));
        QVERIFY(!details.nearby(raw, begin + 630s));
        QVERIFY(shownIn(minute, 0.06) == raw);
        QVERIFY(changed.wait(5000));
        const TraceItemPtr shown = shownIn(minute, 0.06);
        QVERIFY(shown != raw && shown->isWhole() && shown->trace->sampleCount() < 30'000);
        QVERIFY(shown->trace->span().begin <= minute.begin && shown->trace->span().end >= minute.end);
        QVERIFY(details.nearby(raw, begin + 630s) == shown && !details.nearby(raw, begin + 6300s));
        // A little further along they do still; far away they are read anew.
        QVERIFY(shownIn({begin + 605s, begin + 665s}, 0.06) == shown);
        QVERIFY(shownIn({begin + 6000s, begin + 6060s}, 0.06) == raw);
        QVERIFY(changed.wait(5000));
        QVERIFY(shownIn({begin + 6000s, begin + 6060s}, 0.06) != raw);
        details.keepOnly({});
        QVERIFY(!details.nearby(raw, begin + 6030s));
    }
};

QTEST_MAIN(DetailTracesTest)
#include "detail_traces_test.moc"
