// What becomes of damaged projects, and of the copies that stand by for them.
#include "core/store/project_file.h"

#include "tests/core/store/temporary_project.h"

#include <QTest>

#include <filesystem>
#include <random>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

namespace {

/// A project of `count` picks, closed properly `closes` times, one third of the picks before each close.
void makeProject(const fs::path& path, int count, int closes = 1)
{
    for (int close = 0; close < closes; ++close) {
        auto file = std::move(*ProjectFile::open(path));
        for (int i = 0; i < count; ++i) static_cast<void>(file->journal().commit(adding(pick("WLF", "P", 100.0 * close + i)), "analyst"));
    }
}

std::size_t labelCount(const fs::path& path) { return ProjectFile::open(path).value()->journal().labels().value().size(); }

}  // namespace

class ProjectCopiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void closingAfterAChangeKeepsTheNewestTwo()
    {
        Folder folder;
        const fs::path path = folder / "a.seisdesk";
        makeProject(path, 10, 4);
        const auto copies = ProjectFile::copies(path);
        QCOMPARE(copies.size(), std::size_t{2});
        const auto before = fs::last_write_time(copies[0]);
        QCOMPARE(labelCount(path), std::size_t{40});  // opened and closed without a change
        QVERIFY(fs::last_write_time(ProjectFile::copies(path)[0]) == before);
        QCOMPARE(labelCount(copies[0]), std::size_t{40});
        QCOMPARE(labelCount(copies[1]), std::size_t{30});
    }
    void aDamagedProjectNamesItsCopyAndIsRestored()
    {
        Folder folder;
        const fs::path path = folder / "a.seisdesk";
        makeProject(path, 30, 2);
        const std::string whole = contentOf(path);
        for (const std::size_t size : {whole.size() / 2, std::size_t{4096}, std::size_t{100}, std::size_t{3}, std::size_t{0}}) {
            write(path, whole.substr(0, size));
            const auto damaged = ProjectFile::open(path);
            QVERIFY2(!damaged, std::to_string(size).c_str());
            QCOMPARE(damaged.error().code, Error::Code::Malformed);
            QVERIFY2(damaged.error().message.find("a.seisdesk.backup-1") != std::string::npos, damaged.error().message.c_str());
        }
        QVERIFY_RESULT(ProjectFile::restore(path));
        QCOMPARE(labelCount(path), std::size_t{60});
        QVERIFY(fs::exists(folder / "a.seisdesk.damaged"));
    }
    void aDamagedCopyIsPassedOver()
    {
        Folder folder;
        const fs::path path = folder / "a.seisdesk";
        makeProject(path, 30, 2);
        fs::resize_file(ProjectFile::copies(path)[0], 5000);
        QVERIFY(ProjectFile::newestCopy(path) == folder / "a.seisdesk.backup-2");
        fs::remove(folder / "a.seisdesk.backup-2");
        QVERIFY(!ProjectFile::newestCopy(path));
        write(path, "gone");
        QVERIFY(ProjectFile::open(path).error().message.find("backup") == std::string::npos);
        QVERIFY(ProjectFile::restore(path).error().code == Error::Code::NotFound);
        QCOMPARE(contentOf(path), std::string("gone"));
    }
    void flippedBitsNeverCrashAndNeverGoUnnoticedInTheStructure()
    {
        Folder folder;
        const fs::path path = folder / "a.seisdesk";
        makeProject(path, 60);
        const std::string whole = contentOf(path);
        std::mt19937 random(5);
        int refused = 0;
        for (int round = 0; round < 120; ++round) {
            std::string damaged = whole;
            for (int flips = 0; flips < 40; ++flips) damaged[random() % damaged.size()] ^= static_cast<char>(1 << (random() % 8));
            const fs::path victim = folder / "v.seisdesk";
            ProjectFile::remove(victim);
            write(victim, damaged);
            auto file = ProjectFile::open(victim);
            if (!file) {
                ++refused;
                QVERIFY2(file.error().message.find("v.seisdesk") != std::string::npos, file.error().message.c_str());
                continue;
            }
            // Text that changed inside a label is no structure; reading it must still end well.
            const auto labels = (*file)->journal().labels();
            if (labels) QVERIFY(labels->size() <= 60);
            static_cast<void>((*file)->journal().replayed());
        }
        QVERIFY2(refused > 60, std::to_string(refused).c_str());
    }
    void removingTakesTheCopiesAlong()
    {
        Folder folder;
        makeProject(folder / "a.seisdesk", 2, 3);
        ProjectFile::remove(folder / "a.seisdesk");
        QVERIFY(fs::is_empty(folder / ""));
    }
};

QTEST_GUILESS_MAIN(ProjectCopiesTest)
#include "project_copies_test.moc"
