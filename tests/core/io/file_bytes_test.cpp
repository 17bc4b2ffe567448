#include "core/io/file_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

using namespace seisdesk;

class FileBytesTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
private Q_SLOTS:
    void readsWholeAndHead()
    {
        std::ofstream(path("a"), std::ios::binary) << "0123456789";
        const auto all = FileBytes::open(path("a"));
        QCOMPARE(all->size(), std::size_t{10});
        QVERIFY(all->bytes()[9] == std::byte{'9'});
        QCOMPARE(FileBytes::head(path("a"), 4)->size(), std::size_t{4});
        QCOMPARE(FileBytes::head(path("a"), 400)->size(), std::size_t{10});
        std::ofstream(path("empty"), std::ios::binary);
        QCOMPARE(FileBytes::open(path("empty"))->size(), std::size_t{0});
    }
    void largeFilesAreMappedAndMovable()
    {
        std::ofstream(path("large"), std::ios::binary) << "start";
        std::filesystem::resize_file(path("large"), FileBytes::mapAbove + 4096);  // sparse: takes no space
        auto file = FileBytes::open(path("large"));
        QVERIFY(file);
        FileBytes moved = std::move(*file);
        QCOMPARE(moved.size(), FileBytes::mapAbove + 4096);
        QVERIFY(moved.bytes()[0] == std::byte{'s'} && moved.bytes().back() == std::byte{0});
    }
    void whatIsNoFileIsAnError()
    {
        QVERIFY(FileBytes::open(path("missing")).error().code == Error::Code::NotFound);
        QVERIFY(FileBytes::open("/tmp").error().code == Error::Code::Unreadable);
        QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
        QVERIFY(FileBytes::open(path("pipe")).error().code == Error::Code::Unreadable);  // and does not wait for a writer
        if (::geteuid() == 0) return;
        std::ofstream(path("secret")) << "x";
        ::chmod(path("secret").c_str(), 0);
        QVERIFY(FileBytes::open(path("secret")).error().code == Error::Code::Unreadable);
    }
};

QTEST_APPLESS_MAIN(FileBytesTest)
#include "file_bytes_test.moc"
