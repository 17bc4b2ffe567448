// Sessions over files as they are, through core/io.
#include "core/io/sac.h"
#include "core/session/session.h"
#include "core/store/project_file.h"
#include "tests/core/store/temporary_project.h"
#include "tests/support/test_data.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

namespace {

/// Ten minutes at 100 Hz that go on where the part before ended.
void writePart(const fs::path& path, const std::string& station, int part)
{
    std::vector<float> samples(60'000);
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<float>(std::sin(0.01 * static_cast<double>(i)) * 1000.0 * (part + 1));
    SacFile file;
    file.id = {"GE", station, "", "HHZ"};
    file.segment = makeSegment(Time(Duration(1'562'259'775'000'000'000)) + std::chrono::minutes(10 * part), 100.0, std::move(samples));
    Label p = pick(station, "P", 600.0 * part + 12.5);
    file.labels = {p};
    const auto written = writeSac(path, file);
    if (!written) qFatal("%s", written.error().message.c_str());
}

std::vector<ReadIssue> waitFor(Session& session, Job* job)
{
    QSignalSpy added(&session, &Session::filesAdded);
    if (!job || !added.wait(120'000)) return {{{}, "filesAdded never came"}};
    return added[0][0].value<std::vector<ReadIssue>>();
}

}  // namespace

class RealFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sacFilesJoinIntoTracesAndComeBackAfterARestart()
    {
        Folder folder;
        JobQueue jobs;
        fs::create_directories(folder / "data");
        for (const char* station : {"WLF", "ABC"})
            for (int part = 0; part < 3; ++part) writePart(folder / ("data/" + std::string(station) + std::to_string(part) + ".sac"), station, part);
        write(folder / "data/notes.txt", "no record");
        {
            auto session = std::move(*Session::open(folder / "p.seisdesk", jobs));
            const auto issues = waitFor(*session, session->addFiles({(folder / "data").string()}));
            QVERIFY(issues.size() <= 1);  // the notes, if they are worth a word
            QCOMPARE(session->traces().size(), std::size_t{2});
            QCOMPARE(session->traces()[0]->trace->segments.size(), std::size_t{1});
            QCOMPARE(session->traces()[0]->trace->sampleCount(), std::size_t{180'000});
            QCOMPARE(session->traces()[0]->envelopes.size(), std::size_t{1});
            QCOMPARE(session->labels().size(), std::size_t{6});
            QCOMPARE(session->file().records().value().size(), std::size_t{6});
            // Once more: the same samples and the same picks are there already.
            waitFor(*session, session->addFiles({(folder / "data").string()}));
            QCOMPARE(session->traces()[0]->trace->segments.size(), std::size_t{1});
            QCOMPARE(session->labels().size(), std::size_t{6});
            const Label p = *session->labels().all().front();
            QVERIFY_RESULT(session->apply({"Delete P", {p}, {}}));
        }
        fs::create_directories(folder / "moved");
        fs::rename(folder / "data", folder / "moved/data");
        fs::rename(folder / "p.seisdesk", folder / "moved/p.seisdesk");
        writePart(folder / "moved/data/WLF2.sac", "WLF", 7);
        fs::remove(folder / "moved/data/ABC0.sac");
        auto session = std::move(*Session::open(folder / "moved/p.seisdesk", jobs));
        const auto issues = waitFor(*session, session->reload());
        const auto said = [&](const std::string& file, const std::string& text) {
            return std::count_if(issues.begin(), issues.end(), [&](const ReadIssue& i) { return i.file.filename() == file && i.message.find(text) != std::string::npos; });
        };
        QCOMPARE(said("ABC0.sac", "missing"), 1);
        QCOMPARE(said("WLF2.sac", "has changed"), 1);
        QCOMPARE(said("WLF1.sac", "was moved"), 1);
        QCOMPARE(said("WLF1.sac", "has changed"), 0);
        QCOMPARE(session->traces()[0]->trace->sampleCount(), std::size_t{120'000});
        QCOMPARE(session->labels().size(), std::size_t{5});
        QCOMPARE(session->undoText(), QStringLiteral("Delete P"));
    }
    void aContinuousNetworkIsReadAndReloaded()
    {
        const fs::path records = shared("data/ridgecrest_continuous");
        if (records.empty()) QSKIP(needShared("data/ridgecrest_continuous").c_str());
        Folder folder;
        JobQueue jobs;
        QElapsedTimer timer;
        std::size_t labels = 0, samples = 0;
        {
            auto session = std::move(*Session::open(folder / "p.seisdesk", jobs));
            timer.start();
            for (const ReadIssue& issue : waitFor(*session, session->addFiles({records.string()}))) qInfo("%s: %s", issue.file.c_str(), issue.message.c_str());
            qInfo("%zu traces and %zu labels in %lld ms", session->traces().size(), session->labels().size(), static_cast<long long>(timer.elapsed()));
            QVERIFY(session->traces().size() >= 60);
            QVERIFY(session->labels().size() > 0);
            labels = session->labels().size();
            for (const auto& item : session->traces()) samples += item->trace->sampleCount();
            waitFor(*session, session->addFiles({records.string()}));
            QCOMPARE(session->labels().size(), labels);
        }
        auto session = std::move(*Session::open(folder / "p.seisdesk", jobs));
        QCOMPARE(session->labels().size(), labels);
        for (const ReadIssue& issue : waitFor(*session, session->reload())) {
            QVERIFY2(issue.message.find("changed") == std::string::npos && issue.message.find("missing") == std::string::npos, issue.message.c_str());
        }
        std::size_t again = 0;
        for (const auto& item : session->traces()) again += item->trace->sampleCount();
        QCOMPARE(again, samples);
        QCOMPARE(session->labels().size(), labels);
    }
    void aCatalogueIsImportedOnce()
    {
        const fs::path file = shared("data/formats/quakeml");
        if (file.empty()) QSKIP(needShared("data/formats/quakeml").c_str());
        Folder folder;
        JobQueue jobs;
        auto session = std::move(*Session::open(folder / "p.seisdesk", jobs));
        waitFor(*session, session->addFiles({file.string()}));
        const std::size_t labels = session->labels().size(), events = session->events().size();
        qInfo("%zu labels, %zu events", labels, events);
        QVERIFY(events > 0);
        waitFor(*session, session->addFiles({file.string()}));
        QCOMPARE(session->labels().size(), labels);
        QCOMPARE(session->events().size(), events);
        if (labels > 0) QVERIFY_RESULT(session->undo());
    }
};

QTEST_GUILESS_MAIN(RealFilesTest)
#include "real_files_test.moc"
