#include "core/store/project_file.h"

#include "tests/core/store/temporary_project.h"

#include <QTest>

#include <filesystem>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

namespace {

FileReference reference(const fs::path& path, const std::string& checksum = "c0ffee") { return {path, fs::file_size(path), checksum}; }

Event magnitudeEvent(const std::string& id, double magnitude)
{
    Event e;
    e.id = id;
    e.magnitudes.emplace_back().magnitude.value = magnitude;
    return e;
}

}  // namespace

class ProjectFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNewProjectIsEmptyAndStaysSo()
    {
        Folder folder;
        QVERIFY(ProjectFile::open(folder / "a.seisdesk").value()->isEmpty().value());
        const auto again = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY_RESULT(again);
        QVERIFY((*again)->isEmpty().value());
        QVERIFY((*again)->records().value().empty() && (*again)->events().value().empty());
    }
    void recordsAreKeptAndFoundAgainWithTheProject()
    {
        Folder folder;
        fs::create_directories(folder / "old/data");
        write(folder / "old/data/a.mseed", "aaaa");
        write(folder / "b.sac", "bb");
        {
            const auto file = ProjectFile::open(folder / "old/p.seisdesk");
            QVERIFY_RESULT(file);
            QVERIFY_RESULT((*file)->putRecords({reference(folder / "old/data/a.mseed"), reference(folder / "b.sac")}));
            QVERIFY_RESULT((*file)->putRecords({reference(folder / "b.sac", "newer")}));
            QCOMPARE((*file)->records().value().size(), std::size_t{2});
        }
        fs::rename(folder / "old", folder / "new");
        fs::remove(folder / "b.sac");
        const auto file = ProjectFile::open(folder / "new/p.seisdesk");
        QVERIFY_RESULT(file);
        auto records = (*file)->records().value();
        QCOMPARE(records.size(), std::size_t{2});
        QCOMPARE(records[0].file.checksum, std::string("newer"));
        QVERIFY(records[0].found.empty());
        QVERIFY(records[1].file.path == folder / "old/data/a.mseed");
        QVERIFY(records[1].found == folder / "new/data/a.mseed");
        QVERIFY_RESULT((*file)->moveRecord(records[1].file.path, records[1].found));
        records = (*file)->records().value();
        QVERIFY(records.size() == 2 && records[1].file.path == folder / "new/data/a.mseed" && records[1].file.checksum == "c0ffee");
    }
    void anotherFileOfTheOldNameDoesNotHideTheOneBesideTheProject()
    {
        Folder folder;
        fs::create_directories(folder / "old");
        write(folder / "old/a.mseed", "aaaa");
        {
            const auto file = ProjectFile::open(folder / "old/p.seisdesk");
            QVERIFY_RESULT((*file)->putRecords({reference(folder / "old/a.mseed")}));
        }
        fs::rename(folder / "old", folder / "new");
        fs::create_directories(folder / "old");
        write(folder / "old/a.mseed", "of another size");
        const auto file = ProjectFile::open(folder / "new/p.seisdesk");
        QVERIFY((*file)->records().value().front().found == folder / "new/a.mseed");
    }
    void eventsAreReplacedInTheirPlace()
    {
        Folder folder;
        {
            const auto file = ProjectFile::open(folder / "a.seisdesk");
            QVERIFY_RESULT((*file)->putEvents({magnitudeEvent("smi:a/1", 1.0), magnitudeEvent("smi:a/2", 2.0)}));
            QVERIFY_RESULT((*file)->putEvents({magnitudeEvent("smi:a/1", 1.5), magnitudeEvent("smi:a/3", 3.0)}));
            QVERIFY((*file)->putEvents({magnitudeEvent("smi:a/4", 4.0), magnitudeEvent("", 1.0)}).error().code == Error::Code::InvalidArgument);
        }
        const auto events = ProjectFile::open(folder / "a.seisdesk").value()->events().value();
        QVERIFY((events == std::vector{magnitudeEvent("smi:a/1", 1.5), magnitudeEvent("smi:a/2", 2.0), magnitudeEvent("smi:a/3", 3.0)}));
    }
    void settingsAreBytes()
    {
        Folder folder;
        const QByteArray bytes("\0\xFF\n'x", 5);
        {
            const auto file = ProjectFile::open(folder / "a.seisdesk");
            QVERIFY_RESULT((*file)->setSetting(QStringLiteral("view"), "old"));
            QVERIFY_RESULT((*file)->setSetting(QStringLiteral("view"), bytes));
            QVERIFY_RESULT((*file)->setSetting(QStringLiteral("empty"), QByteArray()));
        }
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        QCOMPARE((*file)->setting(QStringLiteral("view")).value(), bytes);
        QCOMPARE((*file)->setting(QStringLiteral("empty")).value(), QByteArray());
        QCOMPARE((*file)->setting(QStringLiteral("never")).value(), QByteArray());
    }
    void aProjectIsOpenInOnePlaceAtATime()
    {
        Folder folder;
        auto first = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY_RESULT(first);
        const auto second = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY(!second && second.error().code == Error::Code::Unreadable);
        QVERIFY2(second.error().message.find("a.seisdesk is open in another window") == 0, second.error().message.c_str());
        first->reset();
        QVERIFY_RESULT(ProjectFile::open(folder / "a.seisdesk"));
    }
    void aCopyIsAWholeProjectOfItsOwn()
    {
        Folder folder;
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY_RESULT((*file)->journal().commit(adding(pick("WLF", "P", 1.0)), "analyst"));
        write(folder / "b.seisdesk", "what was there before");
        QVERIFY_RESULT((*file)->copyTo(folder / "b.seisdesk"));
        QVERIFY_RESULT((*file)->journal().commit(adding(pick("WLF", "S", 2.0)), "analyst"));
        {
            const auto copy = ProjectFile::open(folder / "b.seisdesk");
            QVERIFY_RESULT(copy);
            QCOMPARE((*copy)->journal().labels().value().size(), std::size_t{1});
            QCOMPARE((*copy)->journal().undoable()->name, std::string("Pick P"));
            QVERIFY((*file)->copyTo(folder / "b.seisdesk").error().code == Error::Code::Unreadable);
        }
        QVERIFY((*file)->copyTo(folder / "nowhere/b.seisdesk").error().code == Error::Code::NotFound);
        QVERIFY(!fs::exists(folder / "b.seisdesk.part"));
    }
    void whatIsNoProjectIsRefusedAndLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("network,station,phase\nGE,WLF,P\n");
        QTest::newRow("short") << QByteArray("SQLite");
        QTest::newRow("header alone") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("noise after the header") << QByteArray("SQLite format 3\0", 16) + QByteArray(8192, '\x5a');
    }
    void whatIsNoProjectIsRefusedAndLeftAlone()
    {
        QFETCH(QByteArray, content);
        Folder folder;
        write(folder / "a.seisdesk", content.toStdString());
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY(!file);
        QCOMPARE(file.error().code, Error::Code::Malformed);
        QVERIFY2(file.error().message.find("a.seisdesk") != std::string::npos, file.error().message.c_str());
        QCOMPARE(contentOf(folder / "a.seisdesk"), content.toStdString());
        QVERIFY(!fs::exists(folder / "a.seisdesk.lock"));
    }
    void placesThatCannotBeWrittenAreNamed()
    {
        Folder folder;
        fs::create_directories(folder / "dir.seisdesk");
        QVERIFY(ProjectFile::open(folder / "dir.seisdesk").error().code == Error::Code::Unreadable);
        QVERIFY(ProjectFile::open(folder / "nowhere/a.seisdesk").error().code == Error::Code::NotFound);
        const auto readOnly = ProjectFile::open("/proc/a.seisdesk");  // a folder in which not even root can make files
        QVERIFY(!readOnly && readOnly.error().code == Error::Code::Unreadable);
        QVERIFY2(readOnly.error().message.find("/proc cannot be written") != std::string::npos, readOnly.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(ProjectFileTest)
#include "project_file_test.moc"
