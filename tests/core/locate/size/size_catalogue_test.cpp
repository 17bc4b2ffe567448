#include "core/catalog/resource_id.h"
#include "core/locate/size/size_catalogue.h"
#include "core/locate/size/size_settings.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

namespace {

StationSize local(const std::string& station, double magnitude)
{
    StationSize out;
    out.station = station;
    out.type = "ML";
    out.measured = out.used = true;
    out.uncorrected = out.magnitude = magnitude;
    for (const char* channel : {"HHN", "HHE"}) {
        MeasuredAmplitude swing;
        swing.stream = {station.substr(0, 2), station.substr(3), "", channel};
        swing.metres = channel[2] == 'N' ? 2e-3 : 1e-3;
        swing.periodSeconds = 0.5;
        swing.snr = 12.0;
        swing.time = Time{} + std::chrono::seconds(100);
        swing.window.signal = {swing.time - std::chrono::seconds(4), swing.time + std::chrono::seconds(9)};
        out.amplitudes.push_back(swing);
    }
    return out;
}

EventSize size()
{
    EventSize out;
    out.stations = {local("CI.CCC", 2.1), local("CI.SLA", 2.5), local("CI.CLC", 2.2)};
    StationSize silent;
    silent.station = "CI.WNM";
    silent.type = "ML";
    silent.why = "clipped";
    out.stations.push_back(silent);
    SizeOptions options;
    options.types = {"ML"};
    return averaged(out, options);
}

Event madeUpEvent()
{
    Event out;
    out.id = "quakeml:us.anss.org/event/38443095";
    Origin origin;
    origin.id = "smi:local.seisdesk/origin/1";
    out.origins = {origin};
    Magnitude theirs;
    theirs.id = "quakeml:us.anss.org/magnitude/1";
    theirs.type = "Mw";
    out.magnitudes = {theirs};
    return out;
}

}  // namespace

class SizeCatalogueTest : public QObject {
    Q_OBJECT
    static void put(Event& into, const EventSize& what) { putSize(into, what, {}, Time{} + std::chrono::hours(1)); }
private Q_SLOTS:
    void everythingHangsTogether()
    {
        Event e = madeUpEvent();
        put(e, size());
        QCOMPARE(e.magnitudes.size(), std::size_t{2});
        const Magnitude& ours = e.magnitudes.back();
        QVERIFY(ours.type == "ML" && ours.magnitude.value == 2.2 && ours.stationCount == 3 && ours.originId == e.origins.front().id && isLegalId(ours.id));
        QVERIFY(ours.mode == Mode::Automatic && e.preferredMagnitudeId == ours.id);
        QCOMPARE(e.stationMagnitudes.size(), std::size_t{3});
        QCOMPARE(e.amplitudes.size(), std::size_t{6});
        for (const StationMagnitude& one : e.stationMagnitudes) {
            const auto amplitude = std::find_if(e.amplitudes.begin(), e.amplitudes.end(), [&](const Amplitude& a) { return a.id == one.amplitudeId; });
            QVERIFY(amplitude != e.amplitudes.end());
            QVERIFY(amplitude->genericAmplitude.value == 2e-3 && amplitude->unit == "m" && amplitude->type == "AML" && amplitude->period->value == 0.5);
            QVERIFY(amplitude->snr == 12.0 && amplitude->window->beginSeconds == 4.0 && amplitude->window->endSeconds == 9.0 && amplitude->scalingTime->value == amplitude->window->reference);
            QVERIFY(std::any_of(ours.contributions.begin(), ours.contributions.end(), [&](const MagnitudeContribution& c) { return c.stationMagnitudeId == one.id && c.weight == 1.0; }));
        }
    }
    // Again gives the same objects, whatever stood there; other people's stay, also as the preferred one.
    void putTwiceIsPutOnce()
    {
        Event e = madeUpEvent();
        put(e, size());
        const Event once = e;
        put(e, size());
        QVERIFY(e == once);
        e.magnitudes.back().status = Review::Reviewed;
        put(e, size());
        QCOMPARE(*e.magnitudes.back().status, Review::Reviewed);
        Event chosen = madeUpEvent();
        chosen.preferredMagnitudeId = chosen.magnitudes.front().id;
        put(chosen, size());
        QCOMPARE(chosen.preferredMagnitudeId, chosen.magnitudes.front().id);
        put(e, {});
        QVERIFY(e.amplitudes.empty() && e.stationMagnitudes.empty() && e.magnitudes.size() == 1 && e.preferredMagnitudeId.empty());
    }
    void switchesAreRemembered()
    {
        SizeOptions options;
        options.types = {"ML"};
        options.switchedOff = {{"CI.SLA", "ML"}};
        Event e = madeUpEvent();
        put(e, averaged(size(), options));
        QVERIFY(switchedOff(e) == options.switchedOff);
        QCOMPARE(e.magnitudes.back().stationCount, 2);
        QCOMPARE(std::count_if(e.magnitudes.back().contributions.begin(), e.magnitudes.back().contributions.end(), [](const MagnitudeContribution& c) { return c.weight == 0.0; }), 1);
        QCOMPARE(e.stationMagnitudes.size(), std::size_t{3});
    }
    // A window that a person set makes the amplitude manual and comes back from the event, with the first author and to the millisecond.
    void handWindowsAreKept()
    {
        EventSize by = size();
        StationSize& one = by.stations.front();
        const TimeSpan window{Time{} + std::chrono::milliseconds(97'123), Time{} + std::chrono::milliseconds(104'456)};
        for (MeasuredAmplitude& swing : one.amplitudes) swing.byHand = true, swing.window.signal = window;
        // Nothing could be measured in this one's.
        StationSize& silent = by.stations.back();
        MeasuredAmplitude lost;
        lost.stream = {"CI", "WNM", "", "HHN"};
        lost.byHand = true;
        lost.why = "no more than noise";
        lost.window.signal = {window.begin + std::chrono::seconds(20), window.end + std::chrono::seconds(20)};
        silent.amplitudes = {lost};
        Event e = madeUpEvent();
        putSize(e, by, {}, Time{} + std::chrono::hours(1), "Ana");
        QVERIFY((handWindows(e) == std::map<std::string, TimeSpan>{{"CI.CCC", window}, {"CI.WNM", lost.window.signal}}));
        QCOMPARE(e.amplitudes.size(), std::size_t{7});
        QCOMPARE(e.stationMagnitudes.size(), std::size_t{3});
        for (const Amplitude& a : e.amplitudes) {
            const bool manual = a.waveform.station == "CCC" || a.waveform.station == "WNM";
            QVERIFY(a.mode == (manual ? Mode::Manual : Mode::Automatic) && a.creation.author == (manual ? "Ana" : ""));
            QCOMPARE(a.status == Review::Rejected, a.waveform.station == "WNM");
        }
        Event again = e;
        putSize(again, by, {}, Time{} + std::chrono::hours(2), "Ben");
        for (const Amplitude& a : again.amplitudes)
            if (a.mode == Mode::Manual) QCOMPARE(a.creation.author, std::string("Ana"));
        for (MeasuredAmplitude& swing : one.amplitudes) swing.window.signal.end += std::chrono::milliseconds(500);
        putSize(again, by, {}, Time{} + std::chrono::hours(3), "Ben");
        QCOMPARE(again.amplitudes.front().creation.author, std::string("Ben"));
        QVERIFY(handWindows(again).at("CI.CCC").end == window.end + std::chrono::milliseconds(500));
    }
    void settingsAndCorrectionsAreTold()
    {
        SizeOptions options;
        options.types = {"ML"};
        options.average = NetworkAverage::TrimmedMean;
        options.corrections[{"CI.SLA", "ML"}] = -0.125;
        Event e = madeUpEvent();
        QVERIFY(settingsIn(e).empty() && correctionsIn(e).empty());
        put(e, averaged(size(), options));
        QCOMPARE(settingsIn(e), settingsText(options));
        QVERIFY((correctionsIn(e) == MagnitudeCorrections{{{"CI.CCC", "ML"}, 0.0}, {{"CI.CLC", "ML"}, 0.0}, {{"CI.SLA", "ML"}, -0.125}}));
    }
};

QTEST_APPLESS_MAIN(SizeCatalogueTest)
#include "size_catalogue_test.moc"
