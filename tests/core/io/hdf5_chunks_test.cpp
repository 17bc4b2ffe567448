#include "core/io/hdf5_chunks.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class Hdf5ChunksTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;
    hid_t m_file = -1, m_data = -1;

    /// Opens /x of a new file: [4, 10] floats in chunks of [2, 5].
    void make(bool deflate, bool checksum)
    {
        m_file = H5Fcreate(m_folder.path("a.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        const hsize_t shape[] = {4, 10}, chunk[] = {2, 5};
        const hid_t space = H5Screate_simple(2, shape, nullptr), plan = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_chunk(plan, 2, chunk);
        if (deflate) H5Pset_shuffle(plan), H5Pset_deflate(plan, 6);
        if (checksum) H5Pset_fletcher32(plan);
        m_data = H5Dcreate2(m_file, "x", H5T_NATIVE_FLOAT, space, H5P_DEFAULT, plan, H5P_DEFAULT);
        const std::vector<float> values(40, 1.5f);
        H5Dwrite(m_data, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
        H5Pclose(plan);
        H5Sclose(space);
    }
    void shorten(std::vector<hsize_t> offset, std::size_t bytes, std::uint32_t skippedFilters)
    {
        const std::vector<char> raw(bytes, 'x');
        QVERIFY(H5Dwrite_chunk(m_data, H5P_DEFAULT, skippedFilters, offset.data(), raw.size(), raw.data()) >= 0);
        H5Dflush(m_data);
    }

private Q_SLOTS:
    void cleanup()
    {
        H5Dclose(m_data);
        H5Fclose(m_file);
    }
    void wholeChunksPass()
    {
        make(true, true);
        QVERIFY(hdf5::chunksAreWhole(m_data, {0, 0}, {4, 10}));
        QVERIFY(hdf5::chunksAreWhole(m_data, {3, 9}, {1, 1}));
        QVERIFY(hdf5::chunksAreWhole(m_data, {0, 0}, {0, 10}));
        QVERIFY(!hdf5::chunksAreWhole(m_data, {0}, {4}));
    }
    void shortChunksAreFoundWhereTheyMatter()
    {
        make(false, true);
        QVERIFY(hdf5::chunksAreWhole(m_data, {0, 0}, {4, 10}));
        shorten({2, 5}, 43, 0);  // a checksum of four bytes leaves one too few
        QVERIFY(!hdf5::chunksAreWhole(m_data, {0, 0}, {4, 10}));
        QVERIFY(!hdf5::chunksAreWhole(m_data, {3, 6}, {1, 1}));
        QVERIFY(hdf5::chunksAreWhole(m_data, {0, 0}, {2, 10}));
    }
    void chunksThatInflateToLessAreFound()
    {
        make(true, false);
        shorten({0, 0}, 30, 0);  // no deflated stream at all
        QVERIFY(!hdf5::chunksAreWhole(m_data, {0, 0}, {1, 1}));
        shorten({0, 5}, 30, 3);  // filters skipped, and too short
        QVERIFY(!hdf5::chunksAreWhole(m_data, {0, 5}, {1, 1}));
        shorten({0, 5}, 40, 3);
        QVERIFY(hdf5::chunksAreWhole(m_data, {0, 5}, {1, 1}));
    }
};

QTEST_APPLESS_MAIN(Hdf5ChunksTest)
#include "hdf5_chunks_test.moc"
