#include "core/review/station_delays.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

Event eventOf(int id, double late, int picks = 20)
{
    Event out;
    out.id = "smi:local.test/" + std::to_string(id);
    Origin origin;
    origin.quality.usedPhaseCount = picks;
    for (const char* station : {"SLOW", "SOUND"})
        for (const char* phase : {"P", "Sg"}) {
            Pick pick;
            pick.id = out.id + station + phase;
            pick.waveform = {"XX", station, "", "HHZ"};
            Arrival arrival;
            arrival.pickId = pick.id;
            arrival.phase = phase;
            arrival.timeWeight = 1.0;
            arrival.timeResidualSeconds = pick.waveform.station == "SLOW" ? (*phase == 'P' ? late : 1.7 * late) : 0.01 * (id % 3 - 1);
            out.picks.push_back(pick);
            origin.arrivals.push_back(arrival);
        }
    out.origins.push_back(origin);
    return out;
}

}  // namespace

class StationDelaysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theGroundBeneathIsFound()
    {
        std::vector<Event> events;
        for (int i = 0; i < 27; ++i) events.push_back(eventOf(i, i == 5 ? 3.0 : 0.4));  // one wild
        const auto delays = stationDelays(events);
        QVERIFY(std::abs(delays.at({"XX.SLOW", WaveType::P}) - 0.4 * 0.9) < 1e-9);
        QVERIFY(std::abs(delays.at({"XX.SLOW", WaveType::S}) - 0.68 * 0.9) < 1e-9);
        QVERIFY(std::abs(delays.at({"XX.SOUND", WaveType::P})) < 0.011);
    }
    void fewAndPoorEventsSayNothing()
    {
        std::vector<Event> events;
        for (int i = 0; i < 4; ++i) events.push_back(eventOf(i, 0.4));
        for (int i = 4; i < 20; ++i) events.push_back(eventOf(i, 0.4, 8));
        QVERIFY(stationDelays(events).empty());
        QVERIFY(stationDelays(std::vector<Event>()).empty() && stationDelays(Association()).empty());
    }
    void switchedOffArrivalsHaveNoSayAndCorrectionsAreAddedBack()
    {
        std::vector<Event> events;
        for (int i = 0; i < 9; ++i) {
            events.push_back(eventOf(i, 0.1));
            events.back().origins[0].arrivals[0].timeCorrectionSeconds = 0.3;
            events.back().origins[0].arrivals[1].timeWeight = 0.0;
        }
        const auto delays = stationDelays(events);
        QVERIFY(std::abs(delays.at({"XX.SLOW", WaveType::P}) - 0.4 * 0.75) < 1e-9);
        QVERIFY(!delays.contains({"XX.SLOW", WaveType::S}));
    }
};

QTEST_APPLESS_MAIN(StationDelaysTest)
#include "station_delays_test.moc"
