#include "core/review/double_picks.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

namespace {

Label pick(const char* stream, const char* phase, double seconds, double confidence)
{
    Label out;
    out.id = Id::random();
    out.stream = StreamId::parse(stream).value();
    out.phase = phase;
    out.time = Time{} + fromSeconds(seconds);
    out.confidence = confidence;
    return out;
}

}  // namespace

class DoublePicksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSurestInstrumentSpeaks()
    {
        const auto left = withoutDoubles({pick("XX.A..HNZ", "P", 10.1, 0.5), pick("XX.A..HHZ", "P", 10.0, 0.9), pick("XX.A..HNZ", "P", 20.0, 0.5)});
        QCOMPARE(left.size(), std::size_t{2});
        QVERIFY(left[0].stream.text() == "XX.A..HHZ" && toSeconds(left[1].time - Time{}) == 20.0);
    }
    void otherStationsPhasesAndSpansStay()
    {
        Label span = pick("XX.A..HHZ", "P", 10.0, 0.4), rejected = pick("XX.A..HHZ", "P", 10.0, 0.3);
        span.end = span.time + fromSeconds(5.0);
        rejected.review = Review::Rejected;
        const auto left = withoutDoubles({pick("XX.A..HHZ", "P", 10.0, 0.9), pick("XX.A..HHZ", "S", 10.2, 0.5), pick("XX.B..HHZ", "P", 10.0, 0.4), pick("YY.A..HHZ", "P", 10.0, 0.4), span, rejected});
        QCOMPARE(left.size(), std::size_t{6});
        QVERIFY(std::is_sorted(left.begin(), left.end(), [](const Label& a, const Label& b) { return a.time < b.time; }));
    }
    void whatLeftTakesNothingAway()
    {
        const auto left = withoutDoubles({pick("XX.A..HHZ", "P", 10.0, 0.9), pick("XX.A..HHZ", "P", 10.4, 0.8), pick("XX.A..HHZ", "P", 10.8, 0.7)});
        QCOMPARE(left.size(), std::size_t{2});
        QVERIFY(toSeconds(left[1].time - Time{}) == 10.8);
    }
};

QTEST_APPLESS_MAIN(DoublePicksTest)
#include "double_picks_test.moc"
