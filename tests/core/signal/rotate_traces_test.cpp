#include "core/signal/rotate.h"
#include "tests/core/signal/golden.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;
using namespace std::chrono_literals;

namespace {
const Time t0 = parseTime("2020-01-01T00:00:00").value();

Channel channel(const std::string& code, double azimuth, double dip, TimeSpan epoch = {Time::min(), Time::max()})
{
    Channel c;
    c.id = {"PB", "B921", "", code};
    c.epoch = epoch;
    c.azimuthDegrees = azimuth;
    c.dipDegrees = dip;
    return c;
}
Inventory inventory(std::vector<Channel> channels)
{
    Station station;
    station.network = "PB";
    station.code = "B921";
    station.channels = std::move(channels);
    return {{station}};
}
TracePtr trace(const std::string& code, std::vector<Segment> segments) { return std::make_shared<const Trace>(Trace{{"PB", "B921", "", code}, std::move(segments)}); }

/// Motion of (up, north, east) = (s, 2s, 3s) seen by a component.
Segment seen(Time start, std::size_t count, double azimuth, double dip)
{
    const double a = azimuth * std::numbers::pi / 180, d = dip * std::numbers::pi / 180;
    std::vector<float> x(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double s = std::sin(0.05 * (toSeconds(start - t0) * 100 + static_cast<double>(i)));
        x[i] = static_cast<float>(s * (-std::sin(d) + 2 * std::cos(d) * std::cos(a) + 3 * std::cos(d) * std::sin(a)));
    }
    return makeSegment(start, 100.0, x);
}
bool holds(const Trace& t, double amplitude)
{
    for (const Segment& segment : t.segments)
        for (std::size_t i = 0; i < segment.size(); ++i) {
            const double s = std::sin(0.05 * (toSeconds(segment.start - t0) * 100 + static_cast<double>(i)));
            if (!(std::abs((*segment.samples)[i] - amplitude * s) < 1e-4)) return false;
        }
    return true;
}
std::string codes(const RotatedTraces& rotated)
{
    std::string out;
    for (const TracePtr& t : rotated.traces) out += t->id.channel + ' ';
    return out;
}
}  // namespace

class RotateTracesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boreholeComponentsBecomeNorthAndEast()
    {
        const auto inv = inventory({channel("EH1", 312, 0), channel("EH2", 47, 0), channel("EHZ", 0, -90)});
        const auto out = rotatedToZne({trace("EHZ", {seen(t0, 1000, 0, -90)}), trace("EH2", {seen(t0, 1000, 47, 0)}), trace("EH1", {seen(t0, 1000, 312, 0)})}, inv);
        QCOMPARE(codes(out), std::string("EHE EHN EHZ "));
        QVERIFY(holds(*out.traces[0], 3) && holds(*out.traces[1], 2) && holds(*out.traces[2], 1));
        QCOMPARE(out.notes.size(), std::size_t{1});
        QVERIFY2(QString::fromStdString(out.notes[0]).contains(QStringLiteral("1, 2 turned to N, E")), out.notes[0].c_str());
    }
    void downwardVerticalIsTurnedUp()
    {
        const auto inv = inventory({channel("EHN", 0, 0), channel("EHE", 90, 0), channel("EHZ", 0, 90)});
        const auto out = rotatedToZne({trace("EHE", {seen(t0, 100, 90, 0)}), trace("EHN", {seen(t0, 100, 0, 0)}), trace("EHZ", {seen(t0, 100, 0, 90)})}, inv);
        QCOMPARE(codes(out), std::string("EHE EHN EHZ "));
        QVERIFY(holds(*out.traces[0], 3) && holds(*out.traces[1], 2) && holds(*out.traces[2], 1));
        QCOMPARE(out.notes.size(), std::size_t{1});
    }
    void tiltedTripletIsPutRight()
    {
        const auto inv = inventory({channel("EHU", -30, -35.3), channel("EHV", 90, -35.3), channel("EHW", 210, -35.3)});
        const auto out = rotatedToZne({trace("EHU", {seen(t0, 100, -30, -35.3)}), trace("EHV", {seen(t0, 100, 90, -35.3)}), trace("EHW", {seen(t0, 100, 210, -35.3)})}, inv);
        QCOMPARE(codes(out), std::string("EHE EHN EHZ "));
        QVERIFY(holds(*out.traces[0], 3) && holds(*out.traces[1], 2) && holds(*out.traces[2], 1));
    }
    void alignedInstrumentsAreUntouched()
    {
        const auto inv = inventory({channel("EHN", 0.02, 0), channel("EHE", 90, 0), channel("EHZ", 0, -90)});
        const std::vector<TracePtr> in{trace("EHE", {seen(t0, 100, 90, 0)}), trace("EHN", {seen(t0, 100, 0, 0)}), trace("EHZ", {seen(t0, 100, 0, -90)})};
        const auto out = rotatedToZne(in, inv);
        QVERIFY(out.traces == in && out.notes.empty());
    }
    void onlyCommonSpansAreRotatedAndTheRestIsNoted()
    {
        const auto inv = inventory({channel("EH1", 312, 0), channel("EH2", 42, 0), channel("EHZ", 0, -90)});
        const auto out = rotatedToZne({trace("EH1", {seen(t0, 400, 312, 0), seen(t0 + 6s, 400, 312, 0)}), trace("EH2", {seen(t0 + 1s + 3ms, 800, 42, 0)}), trace("EHZ", {seen(t0, 2000, 0, -90)})}, inv);
        QCOMPARE(codes(out), std::string("EHE EHN EHZ "));
        QCOMPARE(out.traces[0]->segments.size(), std::size_t{2});
        QVERIFY(out.traces[0]->segments[0].start == t0 + 1s && out.traces[0]->segments[0].size() == 300 && out.traces[0]->segments[1].size() == 300);
        QCOMPARE(out.traces[2]->sampleCount(), std::size_t{2000});  // the vertical loses nothing
        QVERIFY2(QString::fromStdString(out.notes[0]).contains(QStringLiteral("2.0 s of EH2")), out.notes[0].c_str());
    }
    void eachEpochHasItsOwnOrientation()
    {
        const Time change = t0 + 5s;
        const auto inv = inventory({channel("EH1", 312, 0, {Time::min(), change}), channel("EH1", 10, 0, {change, Time::max()}), channel("EH2", 42, 0, {Time::min(), change}),
                                    channel("EH2", 100, 0, {change, Time::max()})});
        const auto both = [&](double before, double after) {
            auto first = *seen(t0, 500, before, 0).samples, second = *seen(change, 500, after, 0).samples;
            first.insert(first.end(), second.begin(), second.end());
            return makeSegment(t0, 100.0, first);
        };
        const auto out = rotatedToZne({trace("EH1", {both(312, 10)}), trace("EH2", {both(42, 100)})}, inv);
        QCOMPARE(codes(out), std::string("EHE EHN "));
        QCOMPARE(out.traces[0]->segments.size(), std::size_t{1});
        QCOMPARE(out.traces[0]->sampleCount(), std::size_t{1000});
        QVERIFY(holds(*out.traces[0], 3) && holds(*out.traces[1], 2));
    }
    void unknownOrientationLeavesTracesAndSaysSo()
    {
        const std::vector<TracePtr> in{trace("EH1", {seen(t0, 100, 90, 0)}), trace("EH2", {seen(t0, 100, 0, 0)}), trace("EHZ", {seen(t0, 100, 0, -90)})};
        const auto out = rotatedToZne(in, Inventory{});
        QVERIFY(out.traces == in && out.notes.size() == 1);
        const auto lone = rotatedToZne({in[0]}, Inventory{});
        QVERIFY(lone.traces.size() == 1 && lone.notes.size() == 1);
        QVERIFY(rotatedToZne({in[2]}, Inventory{}).notes.empty());
        QVERIFY(rotatedToZne({}, Inventory{}).traces.empty());
        const auto parallel = rotatedToZne(in, inventory({channel("EH1", 312, 0), channel("EH2", 312, 0), channel("EHZ", 0, -90)}));
        QVERIFY(parallel.traces == in && parallel.notes.size() == 1);
    }
    void otherComponentsOfTheInstrumentStay()
    {
        const auto inv = inventory({channel("EH1", 312, 0), channel("EH2", 42, 0), channel("EHZ", 0, -90), channel("EHN", 0, 0), channel("EHE", 90, 0)});
        const auto out = rotatedToZne({trace("EH1", {seen(t0, 100, 312, 0)}), trace("EH2", {seen(t0, 100, 42, 0)}), trace("EHZ", {seen(t0, 100, 0, -90)}), trace("EHN", {seen(t0, 100, 0, 0)}),
                                       trace("EHE", {seen(t0, 100, 90, 0)})}, inv);
        QCOMPARE(out.traces.size(), std::size_t{5});
    }
    void northAndEastBecomeRadialAndTransverse()
    {
        const auto out = rotatedToRt({trace("EHN", {seen(t0, 100, 0, 0)}), trace("EHE", {seen(t0, 100, 90, 0)}), trace("EHZ", {seen(t0, 100, 0, -90)})}, 180.0 + 90.0);
        QCOMPARE(codes(out), std::string("EHR EHT EHZ "));
        QVERIFY(holds(*out.traces[0], 3) && holds(*out.traces[1], -2));  // away is east, clockwise of it is south
        const auto missing = rotatedToRt({trace("EHN", {seen(t0, 100, 0, 0)})}, 10.0);
        QVERIFY(missing.traces.size() == 1 && missing.notes.size() == 1);
    }
};

QTEST_APPLESS_MAIN(RotateTracesTest)
#include "rotate_traces_test.moc"
