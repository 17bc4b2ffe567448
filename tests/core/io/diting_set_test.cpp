#include "core/io/labelled_layouts.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

class DiTingSetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesAndPartsBelongTogether()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer zero(folder.path("DiTing330km_part_0.hdf5")), one(folder.path("DiTing330km_part_1.hdf5"));
            zero.group("/earthquake");
            one.group("/earthquake");
            zero.dataset("/earthquake/000001.0010", {9000, 3}, test::ramp(3, 9000, true), H5T_NATIVE_FLOAT);
            one.dataset("/earthquake/000012.0004", {9000, 3}, test::ramp(3, 9000, true), H5T_NATIVE_FLOAT);
        }
        // The first key went through a program that took it for a number.
        folder.write("DiTing330km_part_0.csv", ",part,key,ev_id,evmag,mag_type,p_pick,p_clarity,p_motion,s_pick,net,sta_id,dis,baz,Z_P_power_snr,P_residual\n"
                                               "0,0,1.001,1,4.0,Ms,1000,I,C ,1500, NET,S7,120.5,45,30,-\n");
        folder.write("DiTing330km_part_1.csv", ",part,key,ev_id,evmag,mag_type,p_pick,p_clarity,p_motion,s_pick,net,sta_id,dis,baz,Z_P_power_snr,P_residual\n"
                                               "1,1,000012.0004,12,3.0,ML,900,E, ,,NET,S8,,, ,-\n2,1,000099.0001,12,3.0,ML,900,E, ,,NET,S8,,, ,-\n");
        const auto set = openDiTing(folder.root());
        QVERIFY(set);
        QCOMPARE((*set)->size(), std::size_t(3));
        const auto w = (*set)->read(0);
        QVERIFY2(w, w ? "" : w.error().message.c_str());
        QCOMPARE(w->name, std::string("000001.0010"));
        QCOMPARE(w->traces.at(0).id.text(), std::string("NET.S7..Z"));
        QCOMPARE(w->traces[1].segments[0].sampleRateHz, 50.0);
        QCOMPARE(w->traces[1].segments[0].valueAt(8), 1008.0);
        QCOMPARE(w->labels.size(), std::size_t(2));
        QVERIFY(w->labels[0].time == Time{} + std::chrono::seconds(20));
        QVERIFY(w->polarity == Polarity::Positive && w->labels[0].onset == OnsetQuality::Impulsive);
        QVERIFY(std::abs(w->truth.magnitude->value - 5.08 / 1.13) < 1e-12);
        QVERIFY(w->truth.distanceKm->value == 120.5 && w->truth.backAzimuthDeg->value == 45.0 && *w->snrDb == 30.0);
        const auto second = (*set)->read(1);
        QVERIFY(second && second->labels.size() == 1 && second->polarity == Polarity::Unset && second->truth.magnitude->value == 3.0 && !second->snrDb);
        QCOMPARE((*set)->read(2).error().code, Error::Code::NotFound);
    }
    void otherFoldersAreRefused()
    {
        const test::Folder folder;
        QCOMPARE(openDiTing(folder.root()).error().code, Error::Code::Unsupported);
    }
};

QTEST_APPLESS_MAIN(DiTingSetTest)
#include "diting_set_test.moc"
