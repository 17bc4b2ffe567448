#include "core/io/hdf5_heaps.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

using namespace seisdesk;

class Hdf5HeapsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void soundFilesPassAndBrokenHeapsDoNot()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("a.h5"));
            writer.group("/data");
            for (const char* name : {"one", "two", "three"}) writer.attribute("/data", name, std::string(name));
        }
        const std::string file = folder.read("a.h5");
        QVERIFY(hdf5::heapsAreSound(file));
        const std::size_t heap = file.find("GCOL");
        QVERIFY(heap != std::string::npos);
        const auto broken = [&](std::size_t offset, char value) {
            std::string copy = file;
            copy[heap + offset] = value;
            return !hdf5::heapsAreSound(copy);
        };
        QVERIFY(broken(9, 0));        // size of the collection
        QVERIFY(broken(14, 1));
        QVERIFY(broken(16 + 14, 1));  // size of the first object
        QVERIFY(broken(16 + 9, 127));
        QVERIFY(!hdf5::heapsAreSound(file.substr(0, heap + 20)));
        // The free rest has size with header; zero would run in circles.
        std::string circle = file;
        circle.replace(heap + 16, 16, std::string(16, '\0'));
        QVERIFY(!hdf5::heapsAreSound(circle));
    }
    void otherBytesPass()
    {
        QVERIFY(hdf5::heapsAreSound(""));
        QVERIFY(hdf5::heapsAreSound("GCOL"));
        QVERIFY(hdf5::heapsAreSound(std::string(14, '\0') + '\x08' + "GCOL by chance in the samples"));
    }
    void realFilesPass()
    {
        const auto folder = test::shared("data");
        if (folder.empty()) QSKIP(test::needShared("data").c_str());
        int files = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".h5" || entry.path().extension() == ".hdf5") {
                QVERIFY2(hdf5::heapsAreSound(test::Folder::contentOf(entry.path())), entry.path().c_str());
                ++files;
            }
        QVERIFY(files >= 7);
    }
};

QTEST_APPLESS_MAIN(Hdf5HeapsTest)
#include "hdf5_heaps_test.moc"
