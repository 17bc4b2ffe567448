#include "core/io/labelled_layouts.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class SteadFolderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chunksFollowEachOther()
    {
        const test::Folder folder;
        for (const std::string chunk : {"chunk1", "chunk2"}) {
            test::Hdf5Writer writer(folder.path(chunk + ".hdf5"));
            writer.group("/data");
            for (const char* name : {"a", "b"}) writer.dataset("/data/" + chunk + name, {60, 3}, test::ramp(3, 60, true), H5T_NATIVE_FLOAT, {{"p_arrival_sample", 7.0}});
        }
        const auto set = openSteadFolder(folder.root());
        QVERIFY(set);
        QCOMPARE((*set)->size(), std::size_t(4));
        QCOMPARE((*set)->format(), std::string("STEAD"));
        QCOMPARE((*set)->read(2)->name, std::string("chunk2a"));
        QVERIFY((*set)->read(3)->labels.at(0).time == Time{} + std::chrono::milliseconds(70));
    }
    void tablesMayNameTheirParts()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("part_3.hdf5"));
            writer.group("/data");
            writer.dataset("/data/x.TA_2006", {60, 3}, test::ramp(3, 60, true), H5T_NATIVE_FLOAT);
        }
        folder.write("eq.csv", "file_idx,trace_name,trace_category,source_id,source_magnitude,p_arrival_sample,s_arrival_sample,reciever_code,source_distance_km,back_azimuth_deg,snr_db\n"
                               "3,x.TA_2006,earthquake_local,e1,2.5,10.0,20.0,ABC,30,40,[10. 20. 30.]\n4,y,earthquake_local,e1,2.5,10.0,20.0,ABC,30,40,nan\n");
        const auto set = openSteadFolder(folder.root());
        QVERIFY(set);
        QCOMPARE((*set)->size(), std::size_t(2));
        const auto w = (*set)->read(0);
        QVERIFY2(w, w ? "" : w.error().message.c_str());
        QCOMPARE(w->traces.at(2).id.text(), std::string("XX.ABC..Z"));
        QCOMPARE(w->labels.size(), std::size_t(2));
        QCOMPARE(*w->snrDb, 20.0);
        QCOMPARE(w->eventId, std::string("e1"));
        QCOMPARE((*set)->read(1).error().code, Error::Code::NotFound);
    }
    void otherFoldersAreRefused()
    {
        const test::Folder folder;
        QCOMPARE(openSteadFolder(folder.root()).error().code, Error::Code::Unsupported);
    }
};

QTEST_APPLESS_MAIN(SteadFolderTest)
#include "stead_folder_test.moc"
