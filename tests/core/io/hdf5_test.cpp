#include "core/io/hdf5.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

#include <thread>

using namespace seisdesk;

class Hdf5Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesAttributesAndPartsAreRead()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("a.h5"));
            writer.group("/data");
            writer.dataset("/data/b", {2, 5}, test::ramp(2, 5), H5T_NATIVE_INT, {{"n", 7L}, {"x", 1.5}, {"t", std::string("h\xc3\xa9")}, {"v", std::vector<double>{1, 2.5}}});
            writer.dataset("/data/a", {1}, {3}, H5T_NATIVE_FLOAT);
            writer.scalar("/data/s", std::string("ZNE"));
        }
        const auto file = hdf5::File::open(folder.path("a.h5"));
        QVERIFY(file);
        QCOMPARE(file->children("/data"), (std::vector<std::string>{"a", "b", "s"}));
        QVERIFY(file->children("/none").empty() && file->has("/data/b") && !file->has("/none/b") && !file->has("/data/c"));
        const auto attributes = file->attributes("/data/b");
        QCOMPARE(attributes.size(), std::size_t(4));
        QCOMPARE(*attributes.at("n").number(), 7.0);
        QCOMPARE(attributes.at("x").text, std::string("1.5"));
        QCOMPARE(attributes.at("t").text, std::string("h\xc3\xa9"));
        QCOMPARE(attributes.at("v").text, std::string("[1, 2.5]"));
        QCOMPARE(file->value("/data/s")->text, std::string("ZNE"));
        QVERIFY(!file->value("/data/none") && !file->shape("/data/s"));
        QCOMPARE(*file->shape("/data/b"), (std::vector<std::size_t>{2, 5}));
        QCOMPARE(file->read("/data/b")->values, test::ramp(2, 5));
        const auto part = file->read("/data/b", {{1, 2}, {3, 99}});
        QCOMPARE(part->shape, (std::vector<std::size_t>{1, 2}));
        QCOMPARE(part->values, (std::vector<double>{1003, 1004}));
        QVERIFY(file->read("/data/b", {{7, 9}})->values.empty());
        QCOMPARE(file->read("/data/none").error().code, Error::Code::NotFound);
        QCOMPARE(file->read("/data/s").error().code, Error::Code::Malformed);
    }
    void otherFilesAreErrors()
    {
        const test::Folder folder;
        QCOMPARE(hdf5::File::open(folder.path("none")).error().code, Error::Code::NotFound);
        QCOMPARE(hdf5::File::open(folder.write("t.h5", "text")).error().code, Error::Code::Unreadable);
        QCOMPARE(hdf5::File::open(folder.root()).error().code, Error::Code::Unreadable);
    }
    void absurdSizesAreRefusedBeforeTheyAreAllocated()
    {
        const test::Folder folder;
        {
            const hid_t file = H5Fcreate(folder.path("a.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
            const hsize_t size[] = {1ull << 40, 1ull << 20}, chunk[] = {1, 1024};
            const hid_t space = H5Screate_simple(2, size, nullptr), plan = H5Pcreate(H5P_DATASET_CREATE);
            H5Pset_chunk(plan, 2, chunk);
            H5Dclose(H5Dcreate2(file, "x", H5T_NATIVE_FLOAT, space, H5P_DEFAULT, plan, H5P_DEFAULT));
            H5Pclose(plan);
            H5Sclose(space);
            H5Fclose(file);
        }
        const auto file = hdf5::File::open(folder.path("a.h5"));
        QCOMPARE(file->read("/x").error().code, Error::Code::Malformed);
        QCOMPARE(file->read("/x", {{0, 2}, {0, 3}})->values.size(), std::size_t(6));
    }
    void threadsMayReadTogether()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("a.h5"));
            for (int i = 0; i < 20; ++i) writer.dataset("/" + std::to_string(i), {3, 1000}, std::vector<double>(3000, i), H5T_NATIVE_FLOAT, {{"n", double(i)}});
        }
        const auto file = hdf5::File::open(folder.path("a.h5"));
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, copy = *file] {
                for (int i = 0; i < 20; ++i) {
                    const auto array = copy.read("/" + std::to_string(i));
                    good += array && array->values == std::vector<double>(3000, i) && copy.attributes("/" + std::to_string(i)).at("n").number() == i;
                }
            });
        for (std::thread& t : threads) t.join();
        QCOMPARE(good.load(), 80);
    }
};

QTEST_APPLESS_MAIN(Hdf5Test)
#include "hdf5_test.moc"
