#include "core/model/timeline.h"

#include "tests/core/model/records.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-01T00:00:00.123Z");

Instrument vertical(std::vector<Segment> segments)
{
    Instrument i;
    i.axes[0] = std::move(segments);
    return i;
}

Segment sine(Time start, double rate, std::size_t n, double hz = 3.0)
{
    std::vector<float> x(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<float>(std::sin(2 * M_PI * hz * (toSeconds(start - origin) + static_cast<double>(i) / rate)));
    return makeSegment(start, rate, std::move(x));
}

}  // namespace

class timeline_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Read in pieces or at once, the samples are the same, at any ratio of rates.
    void readingInChunksChangesNothing()
    {
        for (const double rate : {20.0, 40.0, 100.0, 99.97, 125.0, 250.0, 33.3}) {
            const auto lines = timelines(vertical({sine(origin, rate, static_cast<std::size_t>(rate * 60))}), {.sampleRateHz = 50.0, .joinSamples = 100, .span = std::nullopt});
            QCOMPARE(lines.size(), std::size_t(1));
            const std::size_t n = lines[0].size();
            const auto whole = *lines[0].read(0, n);
            float worst = 0.0f, off = 0.0f;
            for (std::size_t first = 0; first < n; first += 311) {
                const std::size_t count = std::min<std::size_t>(311, n - first);
                const auto part = *lines[0].read(first, count);
                for (std::size_t i = 0; i < count; ++i) worst = std::max(worst, std::abs(part[i] - whole[first + i]));
            }
            const GridPiece& piece = lines[0].pieces().front();
            for (std::size_t i = 150; i + 150 < n; ++i)
                off = std::max(off, std::abs(whole[i] - static_cast<float>(std::sin(6 * M_PI * toSeconds(piece.timeOf(static_cast<double>(i)) - origin)))));
            QVERIFY2(worst < 2e-6f && off < 2e-3f, qPrintable(QStringLiteral("%1 Hz: %2 %3").arg(rate).arg(worst).arg(off)));
        }
    }

    /// A component that starts between the samples of another is brought onto its grid.
    void componentsShareOneClock()
    {
        Instrument i = vertical({sine(origin, 100.0, 5000)});
        i.axes[1] = {sine(origin + fromSeconds(0.0043), 100.0, 5000)};
        i.axes[2] = {sine(origin - fromSeconds(0.5021), 100.0, 5000)};
        for (const double rate : {50.0, 100.0}) {
            const auto lines = timelines(i, {.sampleRateHz = rate, .joinSamples = 100, .span = std::nullopt});
            QCOMPARE(lines.size(), std::size_t(1));
            const std::size_t n = lines[0].size();
            const auto rows = *lines[0].read(0, n);
            QVERIFY(std::isnan(rows[0]) && std::isfinite(rows[2 * n]));
            for (std::size_t k = 200; k + 200 < n; ++k) {
                if (!std::isfinite(rows[n + k]) || !std::isfinite(rows[2 * n + k])) continue;
                QVERIFY(std::abs(rows[k] - rows[n + k]) < 4e-3f);
                QVERIFY(std::abs(rows[k] - rows[2 * n + k]) < 4e-3f);
            }
            QVERIFY(std::abs(toSeconds(lines[0].pieces()[0].start - (origin - fromSeconds(0.5)))) < 0.5 / rate + 1e-6);
        }
    }

    void longGapsPartAndShortOnesDoNot()
    {
        const Segment a = sine(origin, 100.0, 1000), b = sine(origin + fromSeconds(12.5), 100.0, 1000), c = sine(origin + fromSeconds(40), 100.0, 1000);
        const auto lines = timelines(vertical({a, b, c}), {.sampleRateHz = 100.0, .joinSamples = 500, .span = std::nullopt});
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(lines[0].pieces().size(), std::size_t(2));
        QCOMPARE(lines[0].pieces()[1].first, std::size_t(1250));
        QCOMPARE(lines[0].size(), std::size_t(2250));
        const auto rows = *lines[0].read(990, 300);
        for (std::size_t i = 0; i < 300; ++i) QCOMPARE(std::isnan(rows[i]), i >= 10 && i < 260);
        QCOMPARE(lines[0].pieceAt(1100.0).first, std::size_t(0));
        QCOMPARE(lines[0].pieceAt(1200.0).first, std::size_t(1250));
        QCOMPARE(lines[0].indexOf(origin + fromSeconds(13.0)), 1300.0);
    }

    void overlapsKeepWhatWasFirst()
    {
        const auto flat = [](Time start, float v) { return makeSegment(start, 100.0, std::vector<float>(1000, v)); };
        Segment first = flat(origin, 0.0f), second = flat(origin + fromSeconds(5), 5.0f);
        const auto lines = timelines(vertical({first, second}), {.sampleRateHz = 100.0, .joinSamples = 500, .removeOffset = false, .span = std::nullopt});
        QCOMPARE(lines[0].pieces().size(), std::size_t(1));
        const auto rows = *lines[0].read(0, lines[0].size());
        QCOMPARE(rows[999], 0.0f);
        QCOMPARE(rows[1000], 5.0f);
        QCOMPARE(rows[1499], 5.0f);
    }

    void ratesMayChangeOnTheWay()
    {
        const auto lines = timelines(vertical({sine(origin, 100.0, 2000), sine(origin + fromSeconds(20), 40.0, 800), sine(origin + fromSeconds(40), 99.95, 2000)}),
                                     {.sampleRateHz = 50.0, .joinSamples = 500, .span = std::nullopt});
        QCOMPARE(lines.size(), std::size_t(1));
        const auto rows = *lines[0].read(0, lines[0].size());
        for (std::size_t i = 100; i < 2900; ++i) {
            if (std::abs(static_cast<int>(i) - 1000) < 80 || std::abs(static_cast<int>(i) - 2000) < 80) continue;
            const double t = toSeconds(lines[0].pieceAt(static_cast<double>(i)).timeOf(static_cast<double>(i)) - origin);
            QVERIFY2(std::abs(static_cast<double>(rows[i]) - std::sin(6 * M_PI * t)) < 0.02, qPrintable(QString::number(i)));
        }
    }

    void bigOffsetsCostNoPrecision()
    {
        std::vector<float> x(5000);
        std::vector<double> exact(5000);
        for (std::size_t i = 0; i < 5000; ++i) {
            exact[i] = 1.5e9 + std::sin(0.1 * static_cast<double>(i));
            x[i] = static_cast<float>(exact[i]);
        }
        Segment s = makeSegment(origin, 100.0, x);
        s.exact = std::make_shared<const std::vector<double>>(exact);
        const auto lines = timelines(vertical({s}), {.sampleRateHz = 50.0, .joinSamples = 0, .span = std::nullopt});
        const auto rows = *lines[0].read(1000, 100);
        for (std::size_t i = 0; i < 100; ++i) QVERIFY(std::abs(rows[i] - static_cast<float>(std::sin(0.2 * static_cast<double>(1000 + i)))) < 0.02f);
    }

    void nothingGivesNothing()
    {
        QVERIFY(timelines(vertical({}), {}).empty());
        QVERIFY(timelines(vertical({makeSegment(origin, 100.0, std::vector<float>(10, std::nanf("")))}), {}).empty());
        const auto one = timelines(vertical({makeSegment(origin, 100.0, {5.0f})}), {.sampleRateHz = 50.0, .span = std::nullopt});
        QCOMPARE(one.at(0).size(), std::size_t(1));
        QVERIFY(one[0].read(0, 1).has_value());
    }
};

QTEST_APPLESS_MAIN(timeline_test)
#include "timeline_test.moc"
