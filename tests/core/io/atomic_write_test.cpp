#include "core/io/atomic_write.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace seisdesk;
namespace fs = std::filesystem;

class AtomicWriteTest : public QObject {
    Q_OBJECT
private:
    static std::size_t filesIn(const fs::path& folder) { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator())); }

private Q_SLOTS:
    void newAndOldFilesGetTheContent()
    {
        const test::Folder folder;
        QVERIFY(writeAtomically(folder.path("a.txt"), "one"));
        QCOMPARE(folder.read("a.txt"), std::string("one"));
        fs::permissions(folder.path("a.txt"), fs::perms::owner_read | fs::perms::owner_write);
        QVERIFY(writeAtomically(folder.path("a.txt"), "two"));
        QCOMPARE(folder.read("a.txt"), std::string("two"));
        QCOMPARE(static_cast<int>(fs::status(folder.path("a.txt")).permissions()), 0600);
        QCOMPARE(filesIn(folder.root()), std::size_t(1));
    }
    void piecesAppearTogetherOrNotAtAll()
    {
        const test::Folder folder;
        folder.write("a.txt", "old");
        {
            auto file = AtomicFile::open(folder.path("a.txt"));
            QVERIFY(file && file->append("one "));
        }
        QCOMPARE(folder.read("a.txt"), std::string("old"));
        auto file = AtomicFile::open(folder.path("a.txt"));
        QVERIFY(file && file->append("one ") && file->append("two"));
        QCOMPARE(folder.read("a.txt"), std::string("old"));
        QVERIFY(file->finish());
        QCOMPARE(folder.read("a.txt"), std::string("one two"));
        QCOMPARE(filesIn(folder.root()), std::size_t(1));
        QVERIFY(AtomicFile::open(folder.path("none/a.txt")).error().code == Error::Code::NotFound);
    }
    void aDiskThatIsFullLeavesTheOldFile()
    {
        const test::Folder folder;
        folder.write("a.txt", "old");
        // A limit on the size of files fails as a full disk does.
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit small{1000, limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const auto result = writeAtomically(folder.path("a.txt"), std::string(5000, 'x'));
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, before);
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::OutOfSpace);
        QCOMPARE(folder.read("a.txt"), std::string("old"));
        QCOMPARE(filesIn(folder.root()), std::size_t(1));
    }
    void devicesAreWrittenToDirectly()
    {
        QVERIFY(writeAtomically("/dev/null", "text"));
        const auto full = writeAtomically("/dev/full", "text");
        QVERIFY(!full);
        QCOMPARE(full.error().code, Error::Code::OutOfSpace);
    }
    void linksStayLinks()
    {
        const test::Folder folder;
        folder.write("real/a.txt", "old");
        fs::create_symlink(folder.path("real/a.txt"), folder.path("link.txt"));
        QVERIFY(writeAtomically(folder.path("link.txt"), "new"));
        QVERIFY(fs::is_symlink(folder.path("link.txt")));
        QCOMPARE(folder.read("real/a.txt"), std::string("new"));
    }
    void foldersThatAreMissingOrAFileAreErrors()
    {
        const test::Folder folder;
        const auto missing = writeAtomically(folder.path("no/such/a.txt"), "x");
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Error::Code::NotFound);
        QVERIFY(!writeAtomically(folder.root(), "x"));
    }
};

QTEST_APPLESS_MAIN(AtomicWriteTest)
#include "atomic_write_test.moc"
