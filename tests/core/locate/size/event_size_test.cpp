#include "core/base/median.h"
#include "core/io/records.h"
#include "core/locate/size/event_size.h"
#include "core/synth/demo.h"
#include "tests/core/locate/network.h"
#include "tests/core/locate/ridgecrest_event.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

std::vector<TracePtr> shared(std::vector<Trace> traces)
{
    std::vector<TracePtr> out;
    for (Trace& trace : traces) out.push_back(std::make_shared<const Trace>(std::move(trace)));
    return out;
}

/// The demonstration's truth as picks of its event.
Event picked(const synth::Demo& demo)
{
    Event event = demo.event;
    for (const Label& label : demo.picks) {
        Pick pick;
        pick.id = "smi:local.seisdesk/pick/" + label.id.text();
        pick.time = label.time;
        pick.waveform = label.stream;
        pick.phaseHint = label.phase;
        Arrival arrival;
        arrival.pickId = pick.id;
        arrival.phase = label.phase;
        event.picks.push_back(pick);
        event.origins.front().arrivals.push_back(arrival);
    }
    return event;
}

}  // namespace

class EventSizeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The size that synthetic ground motion was made with comes back out of counts.
    void momentOfMadeUpEarthquakes()
    {
        for (const double magnitude : {2.2, 3.1, 4.0}) {
            synth::DemoOptions making;
            making.magnitude = magnitude;
            making.stations = 14;
            making.noiseMetresPerSecond = 3e-8;
            const synth::Demo demo = synth::demo(making);
            const auto recordings = stationRecordings(picked(demo), shared(demo.traces), demo.inventory, test::travelTimes("iasp91"));
            QVERIFY(recordings.size() >= 12);
            SizeOptions options;
            options.types = {"Mw", "ML"};
            options.spectrum.q = 400.0;
            options.spectrum.qExponent = 0.0;
            const EventSize size = sizeOf(recordings, making.depthKm, test::travelTimes("iasp91").model(), options).value();
            const NetworkSize* found = size.network("Mw");
            QVERIFY(found && size.network("ML"));
            qInfo("Mw %.1f: %.2f from %d stations, spread %.2f, stress drop %.1f MPa, ML %.2f, corner %.1f Hz", magnitude, found->magnitude, found->stations, found->sigma,
                  1e-6 * found->stressDropPa.value_or(0.0), size.network("ML")->magnitude, found->cornerHz.value_or(0.0));
            QVERIFY(std::abs(found->magnitude - magnitude) < 0.2);
        }
    }
    // A window set by hand is where the swing is looked for, at that station alone; taken away, everything is as before.
    void windowsByHand()
    {
        synth::DemoOptions making;
        making.stations = 6;
        making.noiseMetresPerSecond = 3e-8;
        const synth::Demo demo = synth::demo(making);
        SizeOptions options;
        options.types = {"ML"};
        options.amplitude.keepSimulated = true;
        const auto recordings = stationRecordings(picked(demo), shared(demo.traces), demo.inventory, test::travelTimes("iasp91"));
        const EventSize automatic = sizeOf(recordings, making.depthKm, test::travelTimes("iasp91").model(), options).value();
        const StationRecording& recording = recordings.front();
        const auto sizeAt = [&](const EventSize& size) { return *std::find_if(size.stations.begin(), size.stations.end(), [&](const StationSize& one) { return one.station == recording.station; }); };
        const StationSize before = sizeAt(automatic);
        QVERIFY(before.measured && !before.amplitudes.front().byHand);
        // The simulated record holds the swing where it was measured.
        for (const MeasuredAmplitude& swing : before.amplitudes) {
            double most = 0.0;
            for (std::size_t i = 0; i < swing.simulated.size(); ++i) most = std::max(most, std::abs(swing.simulated.valueAt(i)));
            QVERIFY(std::abs(1e-3 * most / swing.metres - 1.0) < 1e-5 && swing.window.signal.contains(swing.time));
        }
        // Behind the peak there is less.
        const TimeSpan window{before.amplitudes.front().time + std::chrono::milliseconds(1500), before.amplitudes.front().window.signal.end};
        options.windows[recording.station] = window;
        const EventSize byHand = remeasured(automatic, recording, options);
        const StationSize after = sizeAt(byHand);
        QVERIFY(after.amplitudes.front().byHand && after.amplitudes.front().window.signal == window);
        QVERIFY(after.amplitudes.front().metres < before.amplitudes.front().metres && after.amplitudes.front().time >= window.begin);
        for (std::size_t i = 0; i < automatic.stations.size(); ++i)
            if (automatic.stations[i].station != recording.station) QCOMPARE(byHand.stations[i].uncorrected, automatic.stations[i].uncorrected);
        options.windows.clear();
        QCOMPARE(sizeAt(remeasured(byHand, recording, options)).uncorrected, before.uncorrected);
    }
    void switchesAndCorrectionsNeedNoSignal()
    {
        EventSize size;
        for (int i = 0; i < 5; ++i) {
            StationSize one;
            one.station = "XX.S" + std::to_string(i);
            one.type = "ML";
            one.measured = true;
            one.uncorrected = 2.0 + 0.1 * i;
            size.stations.push_back(one);
        }
        SizeOptions options;
        options.types = {"ML"};
        QVERIFY(std::abs(averaged(size, options).network("ML")->magnitude - 2.2) < 1e-12);
        options.switchedOff = {{"XX.S0", "ML"}, {"XX.S1", "ML"}};
        options.corrections[{"XX.S3", "ML"}] = 1.0;
        const EventSize off = averaged(size, options);
        QVERIFY(std::abs(off.network("ML")->magnitude - 2.4) < 1e-12);
        QCOMPARE(off.network("ML")->stations, 3);
        QVERIFY(!off.stations[0].used && off.stations[0].why == "switched off" && std::abs(off.stations[3].residual - 0.9) < 1e-12);
        QVERIFY(!off.network("Mw"));
    }
    // Against the catalogue of the southern California network, on raw counts of stations in the middle of the sequence.
    void ridgecrest()
    {
        if (test::shared("data/ridgecrest_continuous").empty()) QSKIP(test::needShared("data/ridgecrest_continuous").c_str());
        auto records = readRecords({test::shared("data/ridgecrest_continuous").string(), test::shared("data/ridgecrest_stationxml").string()}, {}, {}).value();
        const auto traces = shared(std::move(records.traces));
        const TravelTimes& times = test::travelTimes("southern-california");
        std::vector<double> localOff, localAway, momentOff, momentAway, largeLocal, largeMoment;
        std::vector<Event> all;
        for (const test::CataloguedEvent& event : test::ridgecrest()) {
            all.push_back(test::eventOf(event));
            Magnitude catalogued;
            catalogued.magnitude.value = event.magnitude;
            all.back().magnitudes.push_back(catalogued);
        }
        std::size_t events = 0;
        for (const test::CataloguedEvent& event : test::ridgecrest()) {
            ++events;
            RecordingOptions reach;
            reach.after = eventsAfter(all[events - 1], all);
            const auto recordings = stationRecordings(all[events - 1], traces, records.inventory, times, reach);
            const EventSize size = sizeOf(recordings, event.depthKm, times.model(), {}).value();
            const NetworkSize *ml = size.network("ML"), *mw = size.network("Mw");
            if (ml && ml->stations >= 3) localOff.push_back(ml->magnitude - event.magnitude);
            if (mw && mw->stations >= 3) momentOff.push_back(mw->magnitude - event.magnitude);
            if (ml && mw && ml->stations >= 3 && mw->stations >= 3 && event.magnitude >= 3.5) {
                largeLocal.push_back(localOff.back());
                largeMoment.push_back(momentOff.back());
            }
            if (qEnvironmentVariableIsSet("SEISDESK_LIST"))
                qInfo("%s M %.2f: ML %5.2f (%2d, %.2f)  Mw %5.2f (%2d, %.2f) fc %.1f  %.1f MPa", event.id.c_str(), event.magnitude, ml ? ml->magnitude : 0.0, ml ? ml->stations : 0,
                      ml ? ml->sigma : 0.0, mw ? mw->magnitude : 0.0, mw ? mw->stations : 0, mw ? mw->sigma : 0.0, mw ? mw->cornerHz.value_or(0.0) : 0.0,
                      mw ? 1e-6 * mw->stressDropPa.value_or(0.0) : 0.0);
        }
        const double localBias = *median(localOff), momentBias = *median(momentOff);
        for (const double off : localOff) localAway.push_back(std::abs(off - localBias));
        for (const double off : momentOff) momentAway.push_back(std::abs(off - momentBias));
        qInfo("ML of %zu of %zu events against the catalogue: bias %+.2f, median absolute deviation %.2f", localOff.size(), events, localBias, *median(localAway));
        qInfo("Mw of %zu: bias %+.2f, median absolute deviation %.2f", momentOff.size(), momentBias, *median(momentAway));
        qInfo("of %zu with both and M 3.5 or more: ML %+.2f, Mw %+.2f (medians)", largeLocal.size(), median(largeLocal).value_or(0.0), median(largeMoment).value_or(0.0));
        QVERIFY(localOff.size() > 50 && std::abs(localBias) < 0.25 && *median(localAway) < 0.2);
        QVERIFY(momentOff.size() > 40 && *median(momentAway) < 0.25);
    }
};

QTEST_APPLESS_MAIN(EventSizeTest)
#include "event_size_test.moc"
