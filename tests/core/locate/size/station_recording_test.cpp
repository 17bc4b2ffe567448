#include "core/locate/size/station_recording.h"
#include "core/synth/demo.h"
#include "tests/core/locate/network.h"

#include <QTest>

using namespace seisdesk;

class StationRecordingTest : public QObject {
    Q_OBJECT
    const TravelTimes& m_times = test::travelTimes("iasp91");
    static std::vector<TracePtr> pointers(const std::vector<Trace>& traces)
    {
        std::vector<TracePtr> out;
        for (const Trace& trace : traces) out.push_back(std::make_shared<const Trace>(trace));
        return out;
    }
private Q_SLOTS:
    void stationsByDistanceWithTheirComponents()
    {
        const synth::Demo demo = synth::demo({});
        const auto found = stationRecordings(demo.event, pointers(demo.traces), demo.inventory, m_times);
        QCOMPARE(found.size(), demo.inventory.stations.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY(i == 0 || found[i].distanceKm >= found[i - 1].distanceKm);
            QVERIFY(found[i].p < found[i].s && found[i].pPick.empty() && found[i].hypocentralKm > found[i].distanceKm);
            for (const auto& component : found[i].components) {
                QVERIFY(component.response && !component.clipped);
                QVERIFY(component.segment.span().begin < found[i].p - std::chrono::seconds(10) && component.segment.span().end > found[i].s + std::chrono::seconds(5));
            }
        }
        QVERIFY(stationRecordings(demo.event, pointers(demo.traces), demo.inventory, m_times, {.farthestKm = 50.0}).size() < found.size());
        QVERIFY(stationRecordings(Event{}, pointers(demo.traces), demo.inventory, m_times).empty());
        QVERIFY(stationRecordings(demo.event, pointers(demo.traces), {}, m_times).empty());
    }
    // Another event that follows is known by its P at each station, unless it is known to be much smaller.
    void theNextEventsPIsKnown()
    {
        const synth::Demo demo = synth::demo({});
        Event next = demo.event, first = demo.event;
        next.id += ".next";
        next.origins.front().time += std::chrono::seconds(6);
        const std::vector<Event> all{first, next};
        RecordingOptions options;
        options.after = eventsAfter(first, all);
        QCOMPARE(options.after.size(), std::size_t{1});
        QVERIFY(eventsAfter(next, all).empty());
        for (const StationRecording& one : stationRecordings(first, pointers(demo.traces), demo.inventory, m_times, options))
            QVERIFY(one.nextP && std::abs(toSeconds(*one.nextP - one.p) - 6.0) < 0.01);
        for (const double theirs : {2.6, 2.4}) {
            Event large = first, small = next;
            large.magnitudes = small.magnitudes = {Magnitude{}};
            large.magnitudes.front().magnitude.value = 3.0;
            small.magnitudes.front().magnitude.value = theirs;
            QCOMPARE(eventsAfter(large, {large, small}).size(), std::size_t{theirs > 2.5});
        }
        next.origins.front().time += std::chrono::minutes(3);
        QVERIFY(eventsAfter(first, {first, next}).empty());
    }
    // A window that was set by hand has its samples.
    void windowsByHandAreCovered()
    {
        const synth::Demo demo = synth::demo({});
        const auto before = stationRecordings(demo.event, pointers(demo.traces), demo.inventory, m_times).front();
        const TimeSpan there = before.components.front().segment.span();
        RecordingOptions options;
        options.windows[before.station] = {there.begin + std::chrono::seconds(5), there.begin + std::chrono::seconds(9)};
        QVERIFY(stationRecordings(demo.event, pointers(demo.traces), demo.inventory, m_times, options).front().components.front().segment.span() == there);
        options.windows[before.station].begin = there.begin - std::chrono::seconds(1);
        QVERIFY(stationRecordings(demo.event, pointers(demo.traces), demo.inventory, m_times, options).front().components.front().segment.span().begin < there.begin);
    }
    // A pick counts before the model, unless it is rejected or switched off.
    void picksComeFirst()
    {
        const synth::Demo demo = synth::demo({});
        Event event = demo.event;
        const Label& label = demo.picks.front();
        Pick pick;
        pick.id = "smi:local.seisdesk/pick/1";
        pick.time = label.time + fromSeconds(0.5);
        pick.waveform = label.stream;
        event.picks.push_back(pick);
        Arrival arrival;
        arrival.pickId = pick.id;
        arrival.phase = "Pg";
        event.origins.front().arrivals.push_back(arrival);
        const auto at = [&](const Event& one) {
            for (const auto& station : stationRecordings(one, pointers(demo.traces), demo.inventory, m_times))
                if (station.station == label.stream.network + '.' + label.stream.station) return station;
            return StationRecording{};
        };
        QVERIFY(at(event).p == pick.time && at(event).pPick == pick.id);
        event.origins.front().arrivals.front().timeWeight = 0.0;
        QVERIFY(at(event).p != pick.time && at(event).pPick.empty());
    }
    // A seismometer that clipped gives way to the accelerometer beside it.
    void unclippedInstrumentsAreTaken()
    {
        synth::Demo demo = synth::demo({});
        const std::string code = demo.inventory.stations.front().code;
        std::vector<Trace> strong;
        for (Trace& trace : demo.traces) {
            if (trace.id.station != code) continue;
            Trace copy = trace;
            copy.id.channel[1] = 'N';
            strong.push_back(copy);
            std::vector<float> flat = *trace.segments.front().samples;
            for (float& x : flat) x = std::clamp(x * 1e4f, -8388607.0f, 8388607.0f);
            trace.segments.front() = makeSegment(trace.segments.front().start, trace.segments.front().sampleRateHz, flat);
        }
        const auto first = [&](const std::vector<Trace>& traces) {
            for (const auto& station : stationRecordings(demo.event, pointers(traces), demo.inventory, m_times))
                if (station.components.front().stream.station == code) return station.components.front();
            return ComponentRecording{};
        };
        QVERIFY(first(demo.traces).clipped);
        demo.traces.insert(demo.traces.end(), strong.begin(), strong.end());
        QVERIFY(!first(demo.traces).clipped && first(demo.traces).stream.channel[1] == 'N');
    }
};

QTEST_APPLESS_MAIN(StationRecordingTest)
#include "station_recording_test.moc"
