#include "core/signal/polarisation.h"
#include "tests/core/signal/golden.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {
double apart(double a, double b, double period) { return std::abs(std::remainder(a - b, period)); }
}  // namespace

class PolarisationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesObsPyAndTheTruth()
    {
        const auto expected = golden("polarisation.txt");
        QCOMPARE(expected.size(), std::size_t{4});
        for (std::uint32_t k = 0; k < 4; ++k) {
            const auto& row = expected.at("flinn" + std::to_string(k));
            const double inc = row[1] * std::numbers::pi / 180, away = (row[0] + 180) * std::numbers::pi / 180;
            const auto p = synthetic(400, 10 + k);
            const auto component = [&](double share, std::uint32_t seed) {
                auto other = synthetic(400, seed);
                for (std::size_t i = 0; i < 400; ++i) other[i] = static_cast<float>(p[i] * share + 0.1 * other[i]);
                return other;
            };
            const auto result = polarisation(component(std::cos(inc), 20 + k), component(std::sin(inc) * std::cos(away), 30 + k), component(std::sin(inc) * std::sin(away), 40 + k)).value();
            QVERIFY(apart(result.azimuthDegrees, row[2], 180.0) < 1e-4);
            QVERIFY(std::abs(result.incidenceDegrees - row[3]) < 1e-4);
            QVERIFY(std::abs(result.rectilinearity - row[4]) < 1e-6);
            QVERIFY(std::abs(result.planarity - row[5]) < 1e-6);
            if (k != 2) QVERIFY(apart(result.backAzimuthDegrees, row[0], 360.0) < 15.0);  // nearly vertical: no azimuth to find
        }
    }
    void senseOfTheFirstMotionDoesNotMatter()
    {
        std::vector<float> z, n, e, minus;
        for (int i = 0; i < 100; ++i) {
            const float s = std::sin(0.3f * static_cast<float>(i)) * static_cast<float>(i);
            z.push_back(s);
            n.push_back(-0.5f * s);  // source to the north: up and southwards
            e.push_back(0.0f);
        }
        const auto down = [](std::vector<float> x) {
            for (float& v : x) v = -v;
            return x;
        };
        for (const auto& result : {polarisation(z, n, e).value(), polarisation(down(z), down(n), e).value()}) {
            QVERIFY(apart(result.backAzimuthDegrees, 0.0, 360.0) < 1e-6);
            QVERIFY(std::abs(result.incidenceDegrees - std::atan(0.5) * 180 / std::numbers::pi) < 1e-4);
            QVERIFY(std::abs(result.rectilinearity - 1.0) < 1e-3);
        }
    }
    void badInputIsRefused()
    {
        const std::vector<float> x{1, 2, 3}, two{1, 2}, level{1, 1, 1}, broken{1, std::nanf(""), 3};
        QVERIFY(!polarisation(x, x, two) && !polarisation(two, two, two) && !polarisation(level, level, level) && !polarisation(x, broken, x) && !polarisation({}, {}, {}));
    }
};

QTEST_APPLESS_MAIN(PolarisationTest)
#include "polarisation_test.moc"
