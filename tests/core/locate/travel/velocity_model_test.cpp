#include "core/locate/travel/velocity_file.h"

#include <QTest>

using namespace seisdesk;

class VelocityModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void velocityIsLinearAndHasTwoSidesAtADiscontinuity()
    {
        const VelocityModel model{"m", {{0, 5, 3, {}}, {10, 6, 3.4, {}}, {10, 7, 4, {}}, {30, 8, 4.5, {}}}};
        QCOMPARE(model.velocity(5.0, WaveType::P), 5.5);
        QCOMPARE(model.velocity(10.0, WaveType::P), 7.0);
        QCOMPARE(model.velocity(10.0, WaveType::P, true), 6.0);
        QCOMPARE(model.velocity(99.0, WaveType::S), 4.5);
        QCOMPARE(model.velocity(-1.0, WaveType::S), 3.0);
    }
    void boundariesOfTheEarthAreFound()
    {
        const auto earth = velocityModel("iasp91").value();
        QCOMPARE(earth.mohoKm(), std::optional(35.0));
        QCOMPARE(earth.conradKm(), std::optional(20.0));
        QCOMPARE(earth.coreKm(), std::optional(2889.0));
        QVERIFY(earth.global());
        const auto crust = velocityModel("southern-california").value();
        QCOMPARE(crust.mohoKm(), std::optional(32.0));
        QCOMPARE(crust.conradKm(), std::optional(16.0));
        QVERIFY(!crust.global());
    }
    void whatIsNoModelIsRefusedWithTheReason()
    {
        const auto refused = [](std::vector<VelocityNode> nodes, const char* why) {
            const auto result = check({"bad", std::move(nodes)});
            return !result && result.error().message.find(why) != std::string::npos && result.error().message.find("bad") != std::string::npos;
        };
        QVERIFY(refused({}, "no line"));
        QVERIFY(refused({{1, 5, 3, {}}}, "depth 0"));
        QVERIFY(refused({{0, 1.5, 0, {}}}, "water"));
        QVERIFY(refused({{0, 5, 6, {}}}, "less than Vp"));
        QVERIFY(refused({{0, 5, 3, {}}, {9, 6, 3, {}}, {4, 6, 3, {}}}, "Sort"));
        QVERIFY(refused({{0, 5, 3, {}}, {0, 6, 3, {}}, {0, 7, 3, {}}}, "three times"));
        QVERIFY(check({"good", {{0, 5, 3, {}}}}).has_value());
    }
};

QTEST_APPLESS_MAIN(VelocityModelTest)
#include "velocity_model_test.moc"
