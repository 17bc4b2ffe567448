#include "app/pick_command.h"

#include "core/io/label_csv.h"
#include "core/io/mseed_write.h"
#include "core/io/pick_json.h"
#include "core/io/quakeml.h"
#include "tests/core/model/records.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <random>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

const Time origin = *parseTime("2021-05-06T07:08:09.123Z");

/// Two minutes of noise with one arrival, as miniSEED.
void writeRecord(const fs::path& file, const std::string& id)
{
    std::mt19937 random(5);
    std::normal_distribution<double> normal(0.0, 20.0);
    std::vector<float> x(12000);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double t = static_cast<double>(i) / 100.0 - 60.0;
        x[i] = static_cast<float>(std::round(normal(random) + (t < 0.0 ? 0.0 : 3000.0 * std::sin(30.0 * t) * std::exp(-t))));
    }
    const auto written = writeMiniSeed(file, {*test::trace(id, {makeSegment(origin, 100.0, std::move(x))})});
    QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
}

PickArguments argumentsFor(const fs::path& folder, const std::string& output)
{
    PickArguments a;
    a.inputs = {(folder / "records").string()};
    a.output = folder / output;
    return a;
}

}  // namespace

class pick_command_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        fs::create_directories(folder() / "records");
        writeRecord(folder() / "records" / "a.mseed", "XX.A..HHZ");
    }

    void writesEveryFormat()
    {
        for (const std::string name : {"picks.xml", "picks.csv", "picks.json"}) {
            const PickArguments arguments = argumentsFor(folder(), name);
            QCOMPARE(runPick(arguments), 0);
            std::vector<ReadIssue> issues;
            std::vector<Time> times;
            if (name == "picks.xml") {
                const auto events = readQuakeMl(arguments.output, issues);
                QVERIFY(events && events->size() == 1);
                for (const Pick& p : events->front().picks) times.push_back(p.time);
            } else {
                const auto labels = name == "picks.csv" ? readLabelCsv(arguments.output, issues) : readPickJson(arguments.output);
                QVERIFY(labels.has_value());
                for (const Label& l : *labels) times.push_back(l.time);
            }
            QVERIFY(!times.empty());
            QVERIFY(std::abs(toSeconds(times.front() - origin) - 60.0) < 0.1);
        }
    }

    void damagedFilesGiveThreeAndThePicksOfTheRest()
    {
        const fs::path good = folder() / "records" / "a.mseed", bad = folder() / "records" / "b.mseed";
        fs::copy_file(good, bad);
        fs::resize_file(bad, fs::file_size(bad) - 700);
        const PickArguments arguments = argumentsFor(folder(), "picks.csv");
        QCOMPARE(runPick(arguments), 3);
        QVERIFY(fs::exists(arguments.output));
    }

    void timingAccountsForTheWholeRun()
    {
        const auto summary = pickFiles(argumentsFor(folder(), "picks.csv"), {});
        QVERIFY(summary.has_value());
        const PickTiming& t = summary->timing;
        for (const double part : {t.loading, t.reading, t.preparing, t.writing}) QVERIFY(part > 0.0);
        QCOMPARE(t.network, 0.0);  // the classical picker has none
        const double sum = t.loading + t.reading + t.preparing + t.network + t.writing;
        QVERIFY(sum <= summary->seconds && sum > 0.8 * summary->seconds);
    }

    void wrongArgumentsGiveTwo()
    {
        QCOMPARE(runPick(argumentsFor(folder(), "picks.doc")), 2);
    }

    void failuresGiveOneAndWriteNothing()
    {
        QCOMPARE(runPick(argumentsFor(folder(), "nowhere/picks.xml")), 1);
        PickArguments none = argumentsFor(folder(), "picks.xml");
        none.inputs = {(folder() / "no such file").string()};
        QCOMPARE(runPick(none), 1);
        PickArguments noModel = argumentsFor(folder(), "picks.xml");
        noModel.models = {"no such model"};
        QCOMPARE(runPick(noModel), 1);
        QVERIFY(!fs::exists(none.output));
    }

    void cancelledWritesNothing()
    {
        const Progress progress;
        progress.cancel();
        const PickArguments arguments = argumentsFor(folder(), "picks.xml");
        const auto result = pickFiles(arguments, progress);
        QVERIFY(!result && result.error().code == Error::Code::Cancelled);
        int files = 0;
        for (const auto& entry : fs::directory_iterator(folder())) files += entry.is_regular_file();
        QCOMPARE(files, 0);
    }

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(pick_command_test)
#include "pick_command_test.moc"
