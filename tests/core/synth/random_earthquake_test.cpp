#include "core/synth/random_earthquake.h"

#include <QTest>

#include <vector>

using namespace seisdesk::synth;

class RandomEarthquakeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void distancesAndMagnitudesStayInTheirRange()
    {
        for (const auto& [setting, nearest, farthest] : {std::tuple{Setting::Micro, 0.0, 15.0}, {Setting::Local, 4.0, 110.0}, {Setting::Regional, 70.0, 350.0}}) {
            double below = 0.0, n = 2000.0, smallest = 9.0, largest = -9.0;
            for (std::uint64_t seed = 0; seed < 2000; ++seed) {
                FastRandom random(seed);
                const Earthquake e = randomEarthquake(setting, random);
                QVERIFY(e.distanceKm >= nearest && e.distanceKm <= farthest && e.depthKm > 0.0);
                smallest = std::min(smallest, e.source.momentMagnitude), largest = std::max(largest, e.source.momentMagnitude);
                below += e.source.dipDegrees < 60.0;
                QVERIFY(e.source.dipDegrees >= 0.0 && e.source.dipDegrees <= 90.0);
            }
            QVERIFY(smallest >= -1.0 && largest <= 7.0 && largest > smallest + 3.0);
            QVERIFY(std::abs(below / n - 0.5) < 0.04);  // planes of random orientation: half dip less than 60 degrees
        }
    }
    void neighboursAreNear()
    {
        int near = 0;
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            FastRandom random(seed);
            const Earthquake main = randomEarthquake(Setting::Local, random), other = randomNeighbour(main, 100.0, random);
            near += std::abs(other.distanceKm - main.distanceKm) < 0.25 * std::hypot(main.distanceKm, main.depthKm);
            QVERIFY(other.depthKm >= 0.9 * main.depthKm);
            QVERIFY(other.backAzimuthDeg >= 0.0 && other.backAzimuthDeg < 360.0);
            const double seconds = std::abs(other.originSample - main.originSample) / 100.0;
            QVERIFY(seconds >= 0.79 && seconds <= 60.01);
        }
        QVERIFY(near > 800);
    }
};

QTEST_APPLESS_MAIN(RandomEarthquakeTest)
#include "random_earthquake_test.moc"
