// An archive of two stations and a day and a half, picked without weights.

#include "app/archive_picking.h"

#include "core/io/label_csv.h"
#include "core/io/mseed_write.h"
#include "core/io/quakeml.h"
#include "core/model/classical.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <random>

#include <sys/wait.h>
#include <unistd.h>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

const Time midnight = *parseTime("2021-05-06T00:00:00Z");
constexpr double rate = 20.0;
constexpr int hours = 36;

/// Noise with an arrival every half an hour, and one just at each border of blocks.
Trace archiveTrace(const std::string& id, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0.0F, 20.0F);
    std::vector<float> x(static_cast<std::size_t>(hours * 3600 * rate));
    for (float& v : x) v = std::round(normal(random));
    for (int onset = 900; onset < hours * 3600; onset += 1800) {
        const auto first = static_cast<std::size_t>(rate * (onset % 21600 == 20700 ? onset + 899.5 : onset));
        for (std::size_t i = first; i < std::min(x.size(), first + 200); ++i) {
            const double t = static_cast<double>(i - first) / rate;
            x[i] += static_cast<float>(std::round(3000.0 * std::sin(12.0 * t) * std::exp(-t)));
        }
    }
    Trace trace;
    trace.id = *StreamId::parse(id);
    trace.segments = {makeSegment(midnight, rate, std::move(x))};
    return trace;
}

/// Everything but ids and dates of making.
std::vector<std::string> picksIn(const fs::path& file)
{
    std::vector<ReadIssue> issues;
    std::vector<std::string> out;
    const auto labels = readLabelCsv(file, issues);
    if (labels)
        for (const Label& l : *labels) out.push_back(l.stream.text() + ' ' + l.phase + ' ' + formatTime(l.time, 3) + ' ' + std::to_string(l.confidence.value_or(0.0)));
    return out;
}

}  // namespace

class ArchivePickingTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path folder() const { return m_folder.path().toStdString(); }
    std::shared_ptr<const Annotator> m_annotator = classicalAnnotator();
    PickArguments arguments(const std::string& output) const
    {
        PickArguments a;
        a.inputs = {(folder() / "archive").string()};
        a.models = {"classical"};
        a.output = folder() / output;
        a.archive = true;
        return a;
    }
    Result<PickSummary> pick(const PickArguments& a, const Progress& progress = {}) const 
    {
        std::vector<ReadIssue> missing;
        const auto files = expandPaths(a.inputs, missing);
        return pickArchive(a, files, missing, *m_annotator, nullptr, progress);
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char* station : {"A", "B"})
            for (int day = 0; day < 2; ++day) {
                const fs::path file = folder() / "archive/2021/XX" / station / "HHZ.D" / ("XX." + std::string(station) + "..HHZ.D.2021.12" + std::to_string(6 + day));
                fs::create_directories(file.parent_path());
                Trace trace = archiveTrace("XX." + std::string(station) + "..HHZ", *station);
                for (Segment& s : trace.segments) s = cut(s, {midnight + std::chrono::hours(24 * day), midnight + std::chrono::hours(24 * (day + 1))});
                QVERIFY(writeMiniSeed(file, {trace}));
            }
        const auto summary = pick(arguments("whole.csv"));
        QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
        QCOMPARE(summary->stations, std::size_t{2});
        QVERIFY(std::abs(summary->stationDays - 3.0) < 0.01);
        QVERIFY(summary->p >= 140);
    }

    void findsWhatPickingInOneGoFinds()
    {
        PickArguments a = arguments("once.csv");
        a.archive = false;
        QVERIFY(pickFiles(a, {}));
        std::vector<ReadIssue> issues;
        const auto once = readLabelCsv(folder() / "once.csv", issues), blocks = readLabelCsv(folder() / "whole.csv", issues);
        std::size_t same = 0;
        for (const Label& x : *once)
            same += std::any_of(blocks->begin(), blocks->end(), [&](const Label& y) { return x.stream == y.stream && x.phase == y.phase && std::abs(toSeconds(x.time - y.time)) < 0.05; });
        QVERIFY2(same + 2 >= once->size(), qPrintable(QStringLiteral("%1 of %2").arg(same).arg(once->size())));
        QVERIFY(blocks->size() <= once->size() + 2);
    }

    void isInTheOrderOfInstrumentsAndTimesWithNothingTwice()
    {
        std::vector<ReadIssue> issues;
        const auto labels = *readLabelCsv(folder() / "whole.csv", issues);
        for (std::size_t i = 1; i < labels.size(); ++i) {
            const bool ordered = std::tie(labels[i - 1].stream, labels[i - 1].time) <= std::tie(labels[i].stream, labels[i].time);
            QVERIFY(ordered);
            QVERIFY(labels[i - 1].stream != labels[i].stream || labels[i - 1].phase != labels[i].phase || labels[i].time - labels[i - 1].time > std::chrono::milliseconds(500));
        }
    }

    void goesOnAfterACancelWithoutDoingAnythingTwice()
    {
        const Progress progress = [] {
            auto steps = std::make_shared<int>(0);
            auto self = std::make_shared<std::optional<Progress>>();
            Progress p([steps, self](double, const std::string& text) {
                if (text.find("blocks") != std::string::npos && ++*steps == 4) (*self)->cancel();
            });
            *self = p;
            return p;
        }();
        const auto stopped = pick(arguments("again.csv"), progress);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, Error::Code::Cancelled);
        QVERIFY(!fs::exists(folder() / "again.csv"));
        const auto rest = pick(arguments("again.csv"));
        QVERIFY(rest);
        QVERIFY(rest->stationDays < 2.3);
        QVERIFY(picksIn(folder() / "again.csv") == picksIn(folder() / "whole.csv"));
        QVERIFY(!fs::exists(stateFile(folder() / "again.csv")));
    }

    void goesOnAfterAKill()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            static_cast<void>(pick(arguments("killed.csv"), Progress([](double, const std::string& text) {
                                       if (text.starts_with("5 of")) ::kill(::getpid(), SIGKILL);
                                   })));
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(!fs::exists(folder() / "killed.csv"));
        const auto rest = pick(arguments("killed.csv"));
        QVERIFY(rest);
        QVERIFY(rest->stationDays > 1.0 && rest->stationDays < 2.3);
        QVERIFY(picksIn(folder() / "killed.csv") == picksIn(folder() / "whole.csv"));
    }

    void shardsTogetherFindTheSame()
    {
        std::vector<std::string> all;
        for (unsigned shard = 1; shard <= 3; ++shard) {
            PickArguments a = arguments("part" + std::to_string(shard) + ".csv");
            a.shard = shard;
            a.shards = 3;
            QVERIFY(pick(a));
            const auto own = picksIn(a.output);
            all.insert(all.end(), own.begin(), own.end());
        }
        auto whole = picksIn(folder() / "whole.csv");
        std::sort(all.begin(), all.end());
        std::sort(whole.begin(), whole.end());
        QVERIFY(all == whole);
    }

    void otherSettingsDoNotMix()
    {
        std::ofstream(stateFile(folder() / "mixed.csv")) << "SeisDesk archive state 1: model another, thresholds default default, shard 1/1\n";
        const auto refused = pick(arguments("mixed.csv"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::InvalidArgument);
    }

    void writesQuakeMlToo()
    {
        QVERIFY(pick(arguments("whole.xml")));
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(folder() / "whole.xml", issues);
        QVERIFY(events && events->size() == 1);
        QCOMPARE(events->front().picks.size(), picksIn(folder() / "whole.csv").size());
        QVERIFY(!fs::exists(folder() / "whole.xml.csv.part"));
    }

    void anEmptyArchiveIsSaidAndLeavesNothing()
    {
        PickArguments a = arguments("none.csv");
        a.inputs = {(folder() / "nowhere").string()};
        const auto none = pick(a);
        QVERIFY(!none);
        QCOMPARE(none.error().code, Error::Code::NotFound);
        QVERIFY(!fs::exists(stateFile(a.output)));
    }
};

QTEST_GUILESS_MAIN(ArchivePickingTest)
#include "archive_picking_test.moc"
