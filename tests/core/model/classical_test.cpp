#include "core/model/classical.h"

#include "tests/core/model/records.h"

#include <QtTest>

#include <random>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-01T00:00:00.5Z");

/// Noise, then from `onset` on a decaying 5 Hz oscillation that begins upwards (or downwards for a negative amplitude).
Segment arrival(double onset, double amplitude, double rate = 100.0, double seconds = 30.0, unsigned seed = 1, double offset = 0.0)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<float> x(static_cast<std::size_t>(seconds * rate));
    double coloured = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double t = static_cast<double>(i) / rate - onset;
        coloured = 0.7 * coloured + 0.7 * normal(random);
        const double wave = t < 0.0 ? 0.0 : amplitude * std::sin(10.0 * M_PI * t) * std::exp(-t);
        x[i] = static_cast<float>(offset + coloured + wave);
    }
    return makeSegment(origin, rate, std::move(x));
}

}  // namespace

class classical_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void repickFindsTheOnset_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("amplitude");
        QTest::addColumn<double>("within");
        for (const double rate : {40.0, 100.0, 250.0}) {
            QTest::addRow("clear at %g Hz", rate) << rate << 100.0 << 0.04;
            QTest::addRow("weak at %g Hz", rate) << rate << 8.0 << 0.12;
        }
    }
    void repickFindsTheOnset()
    {
        QFETCH(double, rate);
        QFETCH(double, amplitude);
        QFETCH(double, within);
        for (const double sense : {1.0, -1.0})
            for (const double miss : {-0.4, 0.0, 0.3}) {
                const TracePtr t = trace("XX.A..HHZ", {arrival(15.0, sense * amplitude, rate, 30.0, 7, 5e5)});
                const auto label = repick(*t, origin + fromSeconds(15.0 + miss), "P", fromSeconds(1.0));
                QVERIFY(label.has_value());
                const double off = toSeconds(label->time - origin) - 15.0;
                QVERIFY2(std::abs(off) < within, qPrintable(QString::number(off)));
                QVERIFY(*label->lowerUncertaintySeconds > 0.0 && *label->lowerUncertaintySeconds < 0.3);
                if (amplitude > 50.0) QVERIFY(label->polarity == (sense > 0 ? Polarity::Positive : Polarity::Negative));
                QVERIFY(label->polarity != (sense > 0 ? Polarity::Negative : Polarity::Positive));
                QCOMPARE(label->phase, std::string("P"));
            }
    }

    void repickStaysInItsWindow()
    {
        const TracePtr t = trace("XX.A..HHZ", {arrival(15.0, 100.0)});
        const auto far = repick(*t, origin + fromSeconds(8.0), "S", fromSeconds(0.8));
        if (far) {
            QVERIFY(std::abs(toSeconds(far->time - origin) - 8.0) <= 0.81);
            QVERIFY(far->polarity == Polarity::Unset && *far->confidence < 0.5);
        }
        QVERIFY(!repick(*t, origin + fromSeconds(99.0), "P", fromSeconds(1.0)));
        QVERIFY(!repick(*t, origin + fromSeconds(15.0), "P", Duration::zero()));
        QVERIFY(!repick(*trace("XX.A..HHZ", {makeSegment(origin, 100.0, std::vector<float>(3000, 5.0f))}), origin + fromSeconds(15), "P", fromSeconds(1)));
        QVERIFY(!repick(*trace("XX.A..HHZ", {makeSegment(origin, 100.0, {1.0f, 2.0f})}), origin, "P", fromSeconds(1)));
    }

    void firstMotionIsUndecidedInNoise()
    {
        int decided = 0;
        for (unsigned seed = 0; seed < 50; ++seed) {
            const Polarity p = firstMotion(*arrival(15.0, 0.0, 100.0, 30.0, seed).samples, 100.0, 1500.0);
            decided += p == Polarity::Positive || p == Polarity::Negative;
        }
        QVERIFY2(decided <= 2, qPrintable(QString::number(decided)));
        const std::vector<float> x(100, 1.0f);
        QVERIFY(firstMotion(x, 100.0, 10.0) == Polarity::Unset);
        QVERIFY(firstMotion(x, 100.0, 99.0) == Polarity::Unset);
    }

    void confidenceGrowsFromZeroToOne()
    {
        double last = 0.0;
        for (double snr = 1.0; snr < 1000.0; snr *= 1.2) {
            const double c = confidenceOf(snr);
            QVERIFY(c >= last && c < 1.0);
            last = c;
        }
        QCOMPARE(confidenceOf(3.0), 0.5);
        QCOMPARE(confidenceOf(0.3), 0.0);
        QCOMPARE(confidenceOf(std::nan("")), 0.0);
    }

    void bandFitsEveryRate()
    {
        for (const double rate : {0.1, 1.0, 20.0, 40.0, 100.0, 1000.0}) {
            const FilterSpec band = onsetBand(rate);
            QVERIFY(band.lowHz > 0.0 && band.lowHz < band.highHz && band.highHz < 0.5 * rate);
            QVERIFY(butterworth(band, rate).has_value());
        }
    }
};

QTEST_APPLESS_MAIN(classical_test)
#include "classical_test.moc"
