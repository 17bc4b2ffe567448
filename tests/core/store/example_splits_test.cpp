// Started with a path and a number, this program gives earthquakes their parts until it is killed.
#include "core/store/example_splits.h"

#include "core/store/project_file.h"
#include "core/store/sqlite_file.h"
#include "core/store/schema.h"
#include "tests/core/store/temporary_project.h"

#include <QProcess>
#include <QTest>

#include <cstdio>
#include <map>
#include <random>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

constexpr Duration gap = std::chrono::seconds(60);

/// Earthquake `number` at 1000 s each, seen by two stations; named when `name` says so.
std::vector<Label> earthquake(int number, const std::string& name = {})
{
    std::vector<Label> out{pick("WLF", "P", 1000.0 * number), pick("WLF", "S", 1000.0 * number + 8.0), pick("S" + std::to_string(number % 7), "P", 1000.0 * number + 3.0)};
    for (Label& l : out) l.event = name;
    return out;
}

std::vector<Label> together(std::vector<Label> a, const std::vector<Label>& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

KnownParts updated(ProjectFile& file, const std::vector<Label>& labels)
{
    auto parts = ExampleSplits(file.database()).update(labels, {}, gap, "Anna");
    if (!parts) qFatal("%s", parts.error().message.c_str());
    return *parts;
}

std::map<std::string, Part> byName(const KnownParts& parts)
{
    std::map<std::string, Part> out;
    for (const KnownEvent& e : parts.events) out[e.name] = e.part;
    return out;
}

/// Prints "name part" as soon as they are on the disk.
int deal(const std::filesystem::path& path, int from)
{
    const auto file = ProjectFile::open(path);
    if (!file) return 1;
    for (int i = from;; ++i) {
        const auto parts = ExampleSplits((*file)->database()).update(earthquake(i, "e" + std::to_string(i)), {}, gap, "victim");
        if (!parts) return 2;
        for (const KnownEvent& e : parts->events)
            if (e.name == "e" + std::to_string(i)) std::printf("%s %s\n", e.name.c_str(), word(e.part).c_str());
        std::fflush(stdout);
    }
}

}  // namespace

class ExampleSplitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fewEventsMakeAllParts()
    {
        Folder folder;
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY_RESULT(file);
        std::vector<Label> labels;
        for (int i = 0; i < 100; ++i) {
            labels = together(labels, earthquake(i));
            const KnownParts parts = updated(**file, labels);
            QCOMPARE(parts.events.size(), static_cast<std::size_t>(i + 1));
            std::array<int, 3> counts{};
            for (const KnownEvent& e : parts.events) ++counts[static_cast<std::size_t>(e.part)];
            for (const auto& [part, share] : {std::pair{0, 0.5}, std::pair{1, 0.15}, std::pair{2, 0.35}})
                QVERIFY2(std::abs(counts[static_cast<std::size_t>(part)] - share * (i + 1)) <= 1.0, qPrintable(QString::number(i)));
        }
        QCOMPARE(updated(**file, labels).stations.size(), std::size_t{8});
    }
    void aPartNeverChanges()
    {
        Folder folder;
        std::map<std::string, Part> before;
        std::map<std::string, Part> stations;
        {
            const auto file = ProjectFile::open(folder / "a.seisdesk");
            std::vector<Label> labels;
            for (int i = 0; i < 12; ++i) labels = together(labels, earthquake(2 * i));
            before = byName(updated(**file, labels));
            stations = updated(**file, labels).stations;
            QVERIFY(byName(updated(**file, {})) == before);  // everything undone
        }
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        // Read again, with other ids; earthquakes in between, an earlier onset at another station, and other shares.
        std::vector<Label> labels;
        for (int i = 0; i < 24; ++i) labels = together(labels, earthquake(i));
        labels.push_back(pick("NEW", "P", -2.0));
        const auto after = ExampleSplits((*file)->database()).update(labels, {SplitOptions::By::Event, 0.0, 0.9, 5}, gap, "Ben");
        QVERIFY_RESULT(after);
        for (const auto& [name, part] : before) QVERIFY(byName(*after).at(name) == part);
        for (const auto& [name, part] : stations) QVERIFY(after->stations.at(name) == part);
        QCOMPARE(after->events.size(), std::size_t{24});
    }
    void anEventKeepsItsPartUnderItsNewName()
    {
        Folder folder;
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        std::vector<Label> labels, associated;
        for (int i = 0; i < 6; ++i) labels = together(labels, earthquake(i)), associated = together(associated, earthquake(i, "smi:local/" + std::to_string(i)));
        std::vector<Part> before;
        for (const KnownEvent& e : updated(**file, labels).events) before.push_back(e.part);
        const auto after = byName(updated(**file, associated));
        QCOMPARE(after.size(), std::size_t{12});
        for (int i = 0; i < 6; ++i) QVERIFY(after.at("smi:local/" + std::to_string(i)) == before[static_cast<std::size_t>(i)]);
    }
    void aProjectOfTheFirstFormatIsBroughtUpToDate()
    {
        Folder folder;
        {
            const auto database = openSqlite(folder / "a.seisdesk").value();
            QVERIFY_RESULT(migrate(*database, {schemaSteps().front()}));
            QCOMPARE(schemaVersion(*database).value(), 1);
        }
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY_RESULT(file);
        QCOMPARE(updated(**file, earthquake(1)).events.size(), std::size_t{1});
    }
    void damageIsSaid()
    {
        Folder folder;
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        updated(**file, earthquake(1));
        QVERIFY_RESULT((*file)->database().run(QStringLiteral("UPDATE example_events SET part = 'mine'")));
        QVERIFY(ExampleSplits((*file)->database()).parts().error().code == Error::Code::Malformed);
    }
    void whatWasDealtSurvivesAKill()
    {
        Folder folder;
        std::map<std::string, std::string> dealt;
        std::mt19937 random(std::random_device{}());
        for (int round = 0; round < 8; ++round) {
            QProcess victim;
            victim.start(QCoreApplication::applicationFilePath(), {QString::fromStdString((folder / "a.seisdesk").string()), QString::number(dealt.size() / 2)});
            QVERIFY(victim.waitForStarted() && victim.waitForReadyRead());
            QTest::qSleep(static_cast<int>(random() % 60));
            victim.kill();
            QVERIFY(victim.waitForFinished());
            QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
            for (const QByteArray& line : victim.readAllStandardOutput().split('\n')) {
                const auto space = line.indexOf(' ');
                if (space < 0 || !partFrom(line.mid(space + 1).toStdString())) continue;  // the last line may be half
                const auto [entry, fresh] = dealt.try_emplace(line.left(space).toStdString(), line.mid(space + 1).toStdString());
                QCOMPARE(line.mid(space + 1).toStdString(), entry->second);
            }
            const auto file = ProjectFile::open(folder / "a.seisdesk");
            QVERIFY_RESULT(file);
            const auto stored = byName(ExampleSplits((*file)->database()).parts().value());
            for (const auto& [name, part] : dealt) QCOMPARE(word(stored.at(name)), part);
        }
        QVERIFY2(dealt.size() > 8, std::to_string(dealt.size()).c_str());
    }
};

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && argv[1][0] == '/') return deal(argv[1], std::atoi(argv[2]));
    ExampleSplitsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "example_splits_test.moc"
