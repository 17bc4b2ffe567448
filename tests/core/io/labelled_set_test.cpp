#include "core/io/labelled_layouts.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class LabelledSetTest : public QObject {
    Q_OBJECT
private:
    static void windows(const std::filesystem::path& path, bool samplesFirst)
    {
        std::filesystem::create_directories(path.parent_path());
        test::Hdf5Writer writer(path);
        writer.group("/data");
        writer.dataset("/data/t", samplesFirst ? std::vector<hsize_t>{30, 3} : std::vector<hsize_t>{3, 30}, test::ramp(3, 30, samplesFirst), H5T_NATIVE_FLOAT, {{"sampling_rate_hz", 10.0}});
    }

private Q_SLOTS:
    void filesAndFoldersAreTold()
    {
        const test::Folder folder;
        windows(folder.path("set.h5"), false);
        windows(folder.path("stead/merge.hdf5"), true);
        windows(folder.path("bench/waveforms.hdf5"), false);
        folder.write("bench/metadata.csv", "trace_name,trace_sampling_rate_hz\nt,10\n");
        std::filesystem::create_directories(folder.path("diting"));
        {
            test::Hdf5Writer writer(folder.path("diting/part_0.hdf5"));
            writer.group("/earthquake");
            writer.dataset("/earthquake/000001.0001", {30, 3}, test::ramp(3, 30, true), H5T_NATIVE_FLOAT);
        }
        folder.write("diting/part_0.csv", "part,key,p_pick\n0,000001.0001,5\n");
        const auto format = [&](const std::string& name) {
            const auto set = LabelledSet::open(folder.path(name));
            return set ? set->format() + ' ' + set->name() + ' ' + std::to_string(set->size()) : set.error().message;
        };
        QCOMPARE(format("set.h5"), std::string("windows set 1"));
        QCOMPARE(format("stead"), std::string("STEAD stead 1"));
        QCOMPARE(format("stead/"), std::string("STEAD stead 1"));
        QCOMPARE(format("stead/merge.hdf5"), std::string("STEAD merge 1"));
        QCOMPARE(format("bench"), std::string("SeisBench bench 1"));
        QCOMPARE(format("bench/waveforms.hdf5"), std::string("SeisBench waveforms 1"));
        QCOMPARE(format("diting"), std::string("DiTing diting 1"));
        QCOMPARE(format("diting/part_0.hdf5"), std::string("DiTing part_0 1"));
        for (const char* name : {"set.h5", "stead", "bench", "diting"}) QVERIFY2(LabelledSet::open(folder.path(name))->read(0), name);
    }
    void errorsSayWhatWasLookedFor()
    {
        const test::Folder folder;
        const auto empty = LabelledSet::open(folder.root());
        QCOMPARE(empty.error().code, Error::Code::Unsupported);
        for (const char* format : {"SeisBench", "DiTing", "STEAD"}) QVERIFY(empty.error().message.find(format) != std::string::npos);
        QCOMPARE(LabelledSet::open(folder.path("none")).error().code, Error::Code::NotFound);
        QCOMPARE(LabelledSet::open(folder.write("a.h5", "text")).error().code, Error::Code::Unreadable);
        windows(folder.path("set.h5"), false);
        QCOMPARE(LabelledSet::open(folder.path("set.h5"))->read(1).error().code, Error::Code::InvalidArgument);
    }
    void foldersAreListedSorted()
    {
        const test::Folder folder;
        for (const char* name : {"b.csv", "a.csv", "c.txt"}) folder.write(name, "");
        const auto files = filesWith(folder.root(), {".csv"});
        QCOMPARE(files.size(), std::size_t(2));
        QCOMPARE(files[0].filename().string(), std::string("a.csv"));
        QVERIFY(filesWith(folder.path("none"), {".csv"}).empty());
    }
};

QTEST_APPLESS_MAIN(LabelledSetTest)
#include "labelled_set_test.moc"
