#include "core/catalog/event_filter.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time t0 = parseTime("2019-07-04T17:00:00").value();

EventRow row(const std::string& id, Duration after, double latitude, double longitude, std::optional<double> magnitude = {}, std::optional<Review> review = {})
{
    EventRow out;
    out.id = id;
    out.time = t0 + after;
    out.latitudeDegrees = latitude;
    out.longitudeDegrees = longitude;
    out.magnitude = magnitude;
    out.review = review;
    return out;
}

std::string ids(const std::vector<EventRow>& rows, const EventFilter& filter, const EventOrder& order = {})
{
    std::string out;
    for (const std::size_t i : listed(rows, filter, order)) out += rows[i].id;
    return out;
}

Region region(const char* text) { return regionFrom(text).value(); }

}  // namespace

class EventFilterTest : public QObject {
    Q_OBJECT
    const std::vector<EventRow> m_rows{row("a", 0s, 35.0, -117.0, 2.0), row("b", 60s, 36.0, -118.0, 4.5, Review::Reviewed), row("c", 30s, -17.0, 179.5, 3.0, Review::Rejected),
                                       row("d", 90s, 35.5, -117.5, std::nullopt, Review::Confirmed), EventRow{}};
private Q_SLOTS:
    void timeAndMagnitude()
    {
        EventFilter filter;
        QVERIFY(filter.empty());
        QCOMPARE(ids(m_rows, filter), std::string("acbd"));  // the one without origin has no id here, and comes last
        QCOMPARE(listed(m_rows, filter, {}).back(), std::size_t{4});
        filter.from = t0 + 30s;
        filter.until = t0 + 60s;
        QCOMPARE(ids(m_rows, filter), std::string("cb"));
        filter = {};
        filter.smallest = 3.0;
        QCOMPARE(ids(m_rows, filter), std::string("cb"));
        filter.largest = 4.0;
        QCOMPARE(ids(m_rows, filter), std::string("c"));
    }
    void regions()
    {
        EventFilter filter;
        filter.region = region("34/35.6/-118/-116");
        QCOMPARE(ids(m_rows, filter), std::string("ad"));
        filter.region = region("-20/-10/170/-170");  // across the date line
        QCOMPARE(ids(m_rows, filter), std::string("c"));
        // From (35, -117) to (35.5, -117.5): 71.7 km on the sphere; to (36, -118): 143.2 km.
        filter.region = region("35/-117/72km");
        QCOMPARE(ids(m_rows, filter), std::string("ad"));
        filter.region = region("35/-117/71km");
        QCOMPARE(ids(m_rows, filter), std::string("a"));
        filter.region = region("-17/-179.5/120");
        QCOMPARE(ids(m_rows, filter), std::string("c"));
    }
    void regionsAreText()
    {
        for (const char* text : {"", "34/35.6/-118/-116", "35/-117/72km"}) QCOMPARE(regionText(region(text)), std::string(text));
        QVERIFY(region(" 35 / -117 / 72 km ") == region("35/-117/72km"));
        for (const char* bad : {"35", "35/-117", "x/1/2", "95/0/10km", "36/35/0/1", "35/-117/-1km", "35/-117/0", "1/2/3/4/5", "nan/0/1"}) {
            const auto refused = regionFrom(bad);
            QVERIFY2(!refused && refused.error().message.find("south/north") != std::string::npos, bad);
        }
    }
    void reviewStates()
    {
        EventFilter filter;
        filter.unreviewed = true;
        QCOMPARE(ids(m_rows, filter), std::string("ad"));
        filter = {};
        filter.reviews = {Review::Preliminary, Review::Rejected};
        QCOMPARE(ids(m_rows, filter), std::string("ac"));
    }
    void wordsInAnyColumn()
    {
        std::vector<EventRow> rows{row("smi:x/1", 0s, 0, 0), row("smi:x/2", 1s, 0, 0)};
        rows[0].place = "Searles Valley, California";
        rows[0].author = "Anna";
        rows[1].place = "Ridgecrest, California";
        rows[1].type = "quarry blast";
        EventFilter filter;
        filter.text = " california  SEARLES anna ";
        QCOMPARE(listed(rows, filter, {}).size(), std::size_t{1});
        filter.text = "california blast x/2";
        QCOMPARE(listed(rows, filter, {}), std::vector<std::size_t>{1});
        filter.text = {};
        filter.type = "quarry blast";
        QCOMPARE(listed(rows, filter, {}), std::vector<std::size_t>{1});
    }
    void orders()
    {
        QCOMPARE(ids(m_rows, {}, {EventColumn::Magnitude, false, false}), std::string("acbd"));
        QCOMPARE(ids(m_rows, {}, {EventColumn::Magnitude, true, false}), std::string("bcad"));
        QCOMPARE(ids(m_rows, {}, {EventColumn::Time, true, false}), std::string("dbca"));
        QCOMPARE(ids(m_rows, {}, {EventColumn::Time, false, true}), std::string("adcb"));
        QCOMPARE(ids(m_rows, {}, {EventColumn::Latitude, false, false}), std::string("cadb"));
    }
    void stepsFollowTheList()
    {
        const auto list = listed(m_rows, {}, {});  // a c b d, nameless
        const auto at = [&](std::optional<std::size_t> current, int step, bool unreviewed = false) { return stepped(m_rows, list, current, step, unreviewed); };
        QCOMPARE(at({}, 1), std::optional<std::size_t>(0));
        QCOMPARE(at({}, -1), std::optional<std::size_t>(4));
        QCOMPARE(at(0, 1), std::optional<std::size_t>(1));
        QCOMPARE(at(0, 1, true), std::optional<std::size_t>(3));  // c is rejected, b reviewed
        QCOMPARE(at(3, -1, true), std::optional<std::size_t>(0));
        QVERIFY(!at(0, -1) && !at(4, 1));
        QCOMPARE(stepped(m_rows, {1, 3}, 0, 1, false), std::optional<std::size_t>(0));
    }
    void tenThousandEventsAreListedInAMoment()
    {
        std::mt19937 random(1);
        std::vector<EventRow> rows;
        for (int i = 0; i < 10'000; ++i) {
            rows.push_back(row("smi:local/event/" + std::to_string(i), std::chrono::seconds(random() % 1'000'000), 30.0 + 1e-3 * (random() % 10'000), -120.0, 0.1 * (random() % 60)));
            rows.back().place = "Somewhere in California";
        }
        EventFilter filter;
        filter.text = "california";
        filter.region = region("35/-120/400km");
        filter.smallest = 1.0;
        QElapsedTimer timer;
        timer.start();
        const auto list = listed(rows, filter, {EventColumn::Magnitude, true, true});
        const auto ms = timer.elapsed();
        qInfo("10 000 events filtered and sorted in %lld ms, %zu shown", static_cast<long long>(ms), list.size());
        QVERIFY(list.size() > 5000 && ms < 200);
    }
};

QTEST_APPLESS_MAIN(EventFilterTest)
#include "event_filter_test.moc"
