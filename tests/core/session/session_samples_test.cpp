#include "core/session/session.h"

#include "core/session/loaded_records.h"
#include "core/store/project_file.h"
#include "tests/core/session/outlined_files.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <mutex>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

namespace {

/// A session on a project in the folder, its queue, and what its reader was asked for.
struct Desk {
    explicit Desk(const OutlinedFiles& files, const std::string& project = "p.seisdesk") : session(std::move(*Session::open(files.path(project), jobs)))
    {
        session->setCache(files.cache);
        session->setReader([this](const std::vector<std::string>& inputs, const ReadOptions& options, const Progress& progress) {
            const std::lock_guard guard(lock);
            read.push_back(inputs);
            return readRecords(inputs, options, progress);
        });
        QObject::connect(session.get(), &Session::noted, session.get(), [this](const QString& text) { notes << text; });
        QObject::connect(session.get(), &Session::filesAdded, session.get(), [this](const std::vector<ReadIssue>& found) { issues.insert(issues.end(), found.begin(), found.end()); });
    }
    bool settle() const { return QTest::qWaitFor([this] { return !jobs.busy(); }, 20'000); }
    bool add(const std::vector<std::string>& inputs) const { return session->addFiles(inputs) && settle(); }
    const TraceItem& item(std::size_t index = 0) const { return *session->traces().at(index); }

    JobQueue jobs;
    std::unique_ptr<Session> session;
    std::mutex lock;
    std::vector<std::vector<std::string>> read;
    QStringList notes;
    std::vector<ReadIssue> issues;
};

bool samePicture(const Envelope& a, const Envelope& b)
{
    std::vector<MinMax> x(97), y(97);
    for (const double perColumn : {512.0, 700.0, 1030.0, 9000.0}) {
        a.overview(-1000.0, perColumn, x);
        b.overview(-1000.0, perColumn, y);
        if (!std::ranges::equal(x, y, [](MinMax m, MinMax n) { return m.valid() == n.valid() && (!m.valid() || (m.min == n.min && m.max == n.max)); })) return false;
    }
    return true;
}

}  // namespace

class SessionSamplesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFileReadOnceIsDrawnBeforeItIsDecoded()
    {
        const OutlinedFiles files;
        const Trace a = files.trace("AAA", 0, 300'000);
        const std::string file = files.write("a", {a});
        {
            Desk first(files);
            QVERIFY(first.add({file}));
            QVERIFY(first.item().isWhole());
            QCOMPARE(first.read.size(), std::size_t{1});
            QVERIFY(files.cache->find(file));
        }
        Desk second(files);
        std::vector<TraceItemPtr> seen;
        connect(second.session.get(), &Session::tracesChanged, this, [&] { seen.push_back(second.session->traces().at(0)); });
        QVERIFY(second.session->reload() && second.settle());
        QVERIFY(second.issues.empty());
        QCOMPARE(seen.size(), std::size_t{2});
        QVERIFY(!seen[0]->isWhole() && seen[0]->trace->segments.empty() && seen[0]->outlinedSamples() == 300'000);
        QVERIFY(seen[1]->isWhole() && *seen[1]->trace->segments.at(0).samples == *a.segments[0].samples);
        QVERIFY(seen[0]->span() == seen[1]->span());
        QVERIFY(samePicture(seen[0]->outlines[0].segment.envelope, seen[1]->envelopes.at(0)));
    }
    void moreThanThereIsRoomForStaysInItsFiles()
    {
        const OutlinedFiles files;
        const Trace a = files.trace("AAA", 0, 300'000, 1), b = files.trace("BBB", 0, 300'000, 2);
        const std::string one = files.write("a", {a}), two = files.write("b", {b});
        Desk desk(files);
        desk.session->setMostSamples(400'000);
        QVERIFY(desk.add({one, two}));
        QCOMPARE(desk.read.size(), std::size_t{2});
        QVERIFY(!desk.item(0).isWhole() && !desk.item(1).isWhole() && desk.session->tracePtrs()[0]->segments.empty());
        QVERIFY(files.cache->find(one) && files.cache->find(two));
        QCOMPARE(desk.session->file().records().value().size(), std::size_t{2});
        // Asked for, samples come; those of the other stream do not.
        QVERIFY(desk.session->readSamples({b.id}) && desk.settle());
        QVERIFY(!desk.item(0).isWhole() && desk.item(1).isWhole());
        QVERIFY(*desk.item(1).trace->segments.at(0).samples == *b.segments[0].samples);
        QVERIFY(!desk.session->readSamples({b.id}));
        // There is room for one of them only: the older one goes back to its file.
        QVERIFY(desk.session->readSamples({a.id}) && desk.settle());
        QVERIFY(desk.item(0).isWhole() && !desk.item(1).isWhole() && desk.item(1).trace->segments.empty());
        QVERIFY(desk.session->readSamples({b.id}) && desk.settle());
        QVERIFY(desk.item(1).isWhole() && *desk.item(1).trace->segments.at(0).samples == *b.segments[0].samples);
    }
    void whatIsVisibleIsReadFirst()
    {
        const OutlinedFiles files;
        std::vector<std::string> paths;
        for (int i = 0; i < 300; ++i) {
            const std::string path = files.path("r" + std::to_string(100 + i)).string();
            QVERIFY(writeMiniSeed(path, {files.trace("S" + std::to_string(100 + i), 0, 50)}));
            files.keep(path);
            paths.push_back(path);
        }
        Desk desk(files);
        connect(desk.session.get(), &Session::tracesChanged, this, [&] { desk.session->setVisible({{"GE", "S399", "", "HHZ"}, {"GE", "S398", "", "HHZ"}}); });
        QVERIFY(desk.add(paths));
        QCOMPARE(desk.read.size(), std::size_t{2});
        QVERIFY(desk.read[0][0] == paths[299] && desk.read[0][1] == paths[298] && desk.read[0][2] == paths[0]);
        QVERIFY(std::ranges::all_of(desk.session->traces(), [](const TraceItemPtr& item) { return item->isWhole() && item->trace->sampleCount() == 50; }));
    }
    void aFileOfAStreamThatIsNotKnownJoinsTheOthers()
    {
        const OutlinedFiles files;
        const Trace a = files.trace("AAA", 0, 1000, 1), b = files.trace("AAA", 10, 1000, 2);
        const std::string one = files.write("a", {a}), two = files.write("b", {b});
        files.keep(one);
        Desk desk(files);
        QVERIFY(desk.add({one, two}));
        QVERIFY(desk.item().isWhole());
        QCOMPARE(desk.item().trace->segments.size(), std::size_t{1});
        QCOMPARE(desk.item().trace->sampleCount(), std::size_t{2000});
        QVERIFY(files.cache->find(two));
        // Once more, now that all is in memory.
        QVERIFY(desk.add({one, two}));
        QVERIFY(desk.item().isWhole() && desk.item().trace->sampleCount() == 2000);
    }
    void aChangedFileIsReadAnewAndReported()
    {
        const OutlinedFiles files;
        const std::string file = files.write("a", {files.trace("AAA", 0, 1000, 1)});
        {
            Desk first(files);
            QVERIFY(first.add({file}));
        }
        const Trace other = files.trace("AAA", 0, 1000, 2);
        files.write("a", {other});
        Desk second(files);
        std::vector<bool> whole;
        connect(second.session.get(), &Session::tracesChanged, this, [&] { whole.push_back(second.item().isWhole()); });
        QVERIFY(second.session->reload() && second.settle());
        QVERIFY((whole == std::vector<bool>{true}));
        QVERIFY(*second.item().trace->segments.at(0).samples == *other.segments[0].samples);
        QCOMPARE(second.issues.size(), std::size_t{1});
        QVERIFY(second.issues[0].message.starts_with("has changed"));
    }
    void aFileThatGoesAwayStaysOutlined()
    {
        const OutlinedFiles files;
        const std::string file = files.write("a", {files.trace("AAA", 0, 1000)});
        files.keep(file);
        Desk desk(files);
        connect(desk.session.get(), &Session::tracesChanged, this, [&] { fs::remove(file); });
        QVERIFY(desk.add({file}));
        QVERIFY(!desk.item().isWhole() && desk.item().outlinedSamples() == 1000);
        QVERIFY(!desk.notes.isEmpty());
        QCOMPARE(desk.read.size(), std::size_t{1});
        QVERIFY(desk.settle());
    }
    void aFileWithADefectIsReadAgainEachTime()
    {
        const OutlinedFiles files;
        const std::string file = files.write("a", {files.trace("AAA", 0, 100'000)});
        fs::resize_file(file, fs::file_size(file) - 100);
        Desk desk(files);
        QVERIFY(desk.add({file}));
        QVERIFY(desk.item().isWhole() && !desk.issues.empty());
        QVERIFY(!files.cache->find(file));
    }
    void withoutAFolderForTheCacheAllElseWorks()
    {
        OutlinedFiles files;
        files.cache = std::make_shared<const EnvelopeCache>(files.writeText("occupied", "") + "/cache");
        const std::string file = files.write("a", {files.trace("AAA", 0, 1000)});
        fs::last_write_time(file, fs::file_time_type::clock::now());
        QTest::qSleep(2100);  // or it would not be kept for its age
        Desk desk(files);
        QVERIFY(desk.add({file}));
        QVERIFY(desk.item().isWhole());
        QCOMPARE(desk.notes.size(), 1);
        QVERIFY(desk.issues.empty());
    }
};

QTEST_GUILESS_MAIN(SessionSamplesTest)
#include "session_samples_test.moc"
