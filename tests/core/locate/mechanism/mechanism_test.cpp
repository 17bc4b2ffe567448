#include "core/locate/mechanism/mechanism.h"
#include "core/synth/source.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace seisdesk;

class MechanismTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{6};

    std::vector<FirstMotion> motions(const FaultPlane& plane, int count, double wrong)
    {
        std::uniform_real_distribution<double> azimuth(0.0, 360.0), cosine(-1.0, 0.5), one(0.0, 1.0);
        std::vector<FirstMotion> out;
        for (int i = 0; i < count; ++i) {
            FirstMotion motion{"S" + std::to_string(i), azimuth(m_random), std::acos(cosine(m_random)) * 180.0 / M_PI, true, 1.0};
            motion.up = (radiationOfP(plane, motion.azimuthDegrees, motion.takeoffDegrees) > 0.0) != (one(m_random) < wrong);
            out.push_back(motion);
        }
        return out;
    }
private Q_SLOTS:
    // core/synth's radiation is Aki & Richards' formula written out; here it comes from vectors.
    void radiationAgreesWithTheFormula()
    {
        for (double strike = 0.0; strike < 360.0; strike += 50.0)
            for (const double dip : {12.0, 45.0, 90.0})
                for (double rake = -180.0; rake < 180.0; rake += 35.0)
                    for (const double takeoff : {20.0, 90.0, 140.0}) {
                        const double p = synth::radiation({strike, dip, rake, 3.0, 3.0}, 77.0, takeoff).p;
                        QVERIFY(std::abs(radiationOfP({strike, dip, rake}, 77.0, takeoff) - p) < 1e-12);
                    }
    }
    void auxiliaryPlanesRadiateAlike()
    {
        for (const FaultPlane plane : {FaultPlane{30, 50, 70}, {200, 85, -10}, {310, 20, 90}, {100, 60, -120}}) {
            const FaultPlane other = auxiliary(plane), back = auxiliary(other);
            for (const double azimuth : {10.0, 130.0, 250.0})
                QVERIFY(std::abs(radiationOfP(plane, azimuth, 60.0) - radiationOfP(other, azimuth, 60.0)) < 1e-9);
            QVERIFY(std::abs(back.strike - plane.strike) < 1e-6 && std::abs(back.dip - plane.dip) < 1e-6 && std::abs(back.rake - plane.rake) < 1e-6);
            QVERIFY(kaganAngle(plane, other) < 1e-4);
        }
    }
    // A strike-slip fault turned by 30 degrees about the vertical; a thrust against a normal fault is a quarter turn.
    void kaganAngles()
    {
        QVERIFY(std::abs(kaganAngle({10, 90, 0}, {40, 90, 0}) - 30.0) < 1e-6);
        QVERIFY(std::abs(kaganAngle({10, 90, 0}, {100, 90, 0}) - 90.0) < 1e-6);
        QVERIFY(std::abs(kaganAngle({0, 45, 90}, {0, 45, -90}) - 90.0) < 1e-6);
        QVERIFY(kaganAngle({10, 90, 0}, {100, 90, 180}) < 1e-4);
    }
    void turning()
    {
        const FaultPlane plane{30, 60, 20}, about = turned(plane, {0.0, 0.0, 2.0}, 25.0);  // about the vertical: the strike alone
        QVERIFY(std::abs(about.strike - 55.0) < 1e-6 && std::abs(about.dip - 60.0) < 1e-6 && std::abs(about.rake - 20.0) < 1e-6);
        QVERIFY(std::abs(kaganAngle(turned(plane, {0.3, -0.5, 0.2}, 40.0), plane) - 40.0) < 1e-6);
        QVERIFY(kaganAngle(turned(turned(plane, {1, 1, 0}, 33.0), {1, 1, 0}, -33.0), plane) < 1e-4);
        QVERIFY(turned(plane, {0, 0, 0}, 10.0) == plane);
    }
    void manyPolaritiesGiveTheMechanismBack()
    {
        for (const FaultPlane plane : {FaultPlane{320, 85, 175}, {20, 40, 90}, {150, 60, -80}}) {
            const auto found = mechanism(motions(plane, 60, 0.05)).value();
            QVERIFY2(kaganAngle(found.best.plane, plane) < 25.0, qPrintable(QString::number(kaganAngle(found.best.plane, plane))));
            QVERIFY(found.misfitShare < 0.2 && found.uncertaintyDegrees < 30.0 && found.quality <= 'B');
        }
    }
    void fewPolaritiesSayHowLittleTheyKnow()
    {
        const FaultPlane plane{320, 85, 175};
        const auto many = mechanism(motions(plane, 60, 0.0)).value(), few = mechanism(motions(plane, 8, 0.0)).value();
        QVERIFY(few.uncertaintyDegrees > many.uncertaintyDegrees + 10.0);
        QVERIFY(few.quality > 'A' && few.best.probability < many.best.probability);
        for (const auto& other : few.alternatives) QVERIFY(kaganAngle(other.plane, few.best.plane) >= 40.0);
        QVERIFY(mechanism(motions(plane, 5, 0.0)).error().message.find("6 first motions") != std::string::npos);
    }
    // SV and SH of the written-out formula together; a quarter wave from the node of P, S is all there is.
    void radiationOfSAgreesWithTheFormula()
    {
        for (double strike = 0.0; strike < 360.0; strike += 50.0)
            for (const double dip : {12.0, 45.0, 90.0})
                for (double rake = -180.0; rake < 180.0; rake += 35.0)
                    for (const double takeoff : {20.0, 90.0, 140.0}) {
                        const auto r = synth::radiation({strike, dip, rake, 3.0, 3.0}, 77.0, takeoff);
                        QVERIFY(std::abs(radiationOfS({strike, dip, rake}, 77.0, takeoff) - std::hypot(r.sv, r.sh)) < 1e-9);
                    }
    }
    // Ratios that scatter by a factor of two, a tenth of them wild, beside ten polarities: closer to the truth than the polarities alone.
    void ratiosSharpenFewPolarities()
    {
        double with = 0.0, without = 0.0, sureWith = 0.0, sureWithout = 0.0;
        std::normal_distribution<double> scatter(0.0, 0.3);
        int trials = 0;
        for (const FaultPlane plane : {FaultPlane{320, 85, 175}, {20, 40, 90}, {150, 60, -80}, {240, 70, 30}, {75, 55, -140}}) {
            const auto first = motions(plane, 10, 0.0);
            std::vector<AmplitudeRatio> ratios;
            for (const FirstMotion& motion : motions(plane, 25, 0.0)) {
                AmplitudeRatio ratio{motion.station, motion.azimuthDegrees, motion.takeoffDegrees, motion.takeoffDegrees, 0.0, 1.0};
                ratio.decades = ratios.size() % 10 == 9 ? 2.0 : expectedDecades(plane, ratio, 1.73) + scatter(m_random);
                ratios.push_back(ratio);
            }
            const auto both = mechanism(first, ratios).value(), alone = mechanism(first).value();
            with += kaganAngle(both.best.plane, plane), without += kaganAngle(alone.best.plane, plane);
            sureWith += both.uncertaintyDegrees, sureWithout += alone.uncertaintyDegrees;
            QCOMPARE(both.ratios, 25);
            QVERIFY(both.ratioDecades > 0.05 && both.ratioDecades < 0.5);
            ++trials;
        }
        qInfo("10 polarities: %.0f degrees from the truth (says %.0f); with 25 ratios %.0f (says %.0f)", without / trials, sureWithout / trials, with / trials, sureWith / trials);
        QVERIFY(with / trials < 20.0 && with < without && sureWith < sureWithout);
        // Fewer polarities will do with ratios.
        const auto four = motions({320, 85, 175}, 4, 0.0);
        QVERIFY(!mechanism(four));
    }
    void cancelling()
    {
        const Progress progress;
        progress.cancel();
        QCOMPARE(mechanism(motions({320, 85, 175}, 10, 0.0), {}, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(MechanismTest)
#include "mechanism_test.moc"
