#include "core/net/fdsn_query.h"

#include <QTest>

using namespace seisdesk;

class FdsnQueryTest : public QObject {
    Q_OBJECT

    const FdsnServer m_server{"Test", "https://example.org/", {}, {}};
    const TimeSpan m_day{*parseTime("2019-07-04T00:00:00Z"), *parseTime("2019-07-05T00:00:00Z")};

private Q_SLOTS:
    void spellsQuestionsAsTheServicesWantThem()
    {
        EventQuery events;
        events.span = m_day;
        events.circle = CircleArea{35.5, -117.5, 0.0, 2.5};
        events.smallestMagnitude = 3.0;
        QCOMPARE(eventAddress(m_server, events),
                 std::string("https://example.org/fdsnws/event/1/query?format=xml&nodata=204&includearrivals=true&starttime=2019-07-04T00%3A00%3A00.000000&endtime="
                             "2019-07-05T00%3A00%3A00.000000&latitude=35.50000&longitude=-117.50000&maxradius=2.50000&minmagnitude=3.00000"));
        const StationQuery stations{"CI", "*", "", "HH?", {}, std::nullopt, true};
        QCOMPARE(stationAddress(m_server, stations),
                 std::string("https://example.org/fdsnws/station/1/query?format=xml&nodata=204&level=response&network=CI&station=%2A&location=--&channel=HH%3F"));
        QCOMPARE(recordsBody({{{"CI", "CLC", "", "HHZ"}, {m_day.begin, m_day.begin + std::chrono::minutes(1)}}}),
                 std::string("nodata=204\nCI CLC -- HHZ 2019-07-04T00:00:00.000000 2019-07-04T00:01:00.000000\n"));
    }

    void idsOfCataloguesSurvive()
    {
        EventQuery query;
        query.eventId = "quakeml:example.org/query?eventid=a&b=1 2";
        query.arrivals = false;
        QCOMPARE(eventAddress(m_server, query),
                 std::string("https://example.org/fdsnws/event/1/query?format=xml&nodata=204&eventid=quakeml%3Aexample.org%2Fquery%3Feventid%3Da%26b%3D1%202"));
    }

    void whoHasAUserAsksWhereUsersAre()
    {
        FdsnServer own = m_server;
        own.user = "ann";
        QCOMPARE(recordsAddress(own), std::string("https://example.org/fdsnws/dataselect/1/queryauth"));
        QCOMPARE(recordsAddress(m_server), std::string("https://example.org/fdsnws/dataselect/1/query"));
    }

    void serversAreFoundByNameOrAddress()
    {
        QVERIFY(fdsnServer("scedc"));
        QCOMPARE(fdsnServer("http://127.0.0.1:8080")->address, std::string("http://127.0.0.1:8080"));
        QVERIFY(!fdsnServer("nowhere"));
    }

    void halvesMeetAndEnd()
    {
        const RecordQuery query{{"CI", "CLC", "", "HHZ"}, m_day};
        const auto parts = halves(query, std::chrono::minutes(1));
        QCOMPARE(parts->size(), std::size_t{2});
        QCOMPARE((*parts)[0].span.begin, m_day.begin);
        QCOMPARE((*parts)[0].span.end, (*parts)[1].span.begin);
        QCOMPARE((*parts)[1].span.end, m_day.end);
        QVERIFY(!halves(query, std::chrono::hours(13)));
    }

    void batchesKeepBothLimitsAndLoseNothing()
    {
        std::vector<RecordQuery> queries;
        for (int i = 0; i < 25; ++i) queries.push_back({{"CI", "S" + std::to_string(i), "", "HHZ"}, {m_day.begin, m_day.begin + std::chrono::minutes(i == 7 ? 600 : 10)}});
        std::vector<RecordQuery> all;
        for (const auto& batch : batches(queries, 3600.0, 4)) {
            QVERIFY(batch.size() <= 4);
            double seconds = 0.0;
            for (const auto& query : batch) seconds += toSeconds(query.span.length());
            QVERIFY(seconds <= 3600.0 || batch.size() == 1);
            all.insert(all.end(), batch.begin(), batch.end());
        }
        QVERIFY(all == queries);
    }
};

QTEST_GUILESS_MAIN(FdsnQueryTest)
#include "fdsn_query_test.moc"
