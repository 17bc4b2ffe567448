#include "core/io/nordic.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/temporary_files.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

/// Before midnight, with readings behind it.
Event eventWithPicks()
{
    Event e = test::exampleEvent();
    const Duration shift = *parseTime("2020-02-28T23:59:58.96Z") - e.origins[0].time;
    e.origins[0].time += shift;
    e.picks[0].time += shift;
    e.amplitudes[0].window->reference += shift;
    e.picks[0].polarity = Polarity::Positive;
    e.picks[0].mode = Mode::Automatic;
    Pick s = e.picks[0];
    s.id += "/s";
    s.phaseHint = "S";
    s.polarity = Polarity::Unset;
    s.onset = OnsetQuality::Unset;
    s.mode = Mode::Manual;
    s.time = *parseTime("2020-02-29T00:00:12.345Z");
    e.picks.push_back(s);
    return e;
}

}  // namespace

class NordicWriteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadBack_data()
    {
        QTest::addColumn<bool>("old");
        QTest::newRow("new") << false;
        QTest::newRow("old") << true;
    }
    void whatIsWrittenIsReadBack()
    {
        QFETCH(bool, old);
        const test::Folder folder;
        const Event e = eventWithPicks();
        const PhaseFile file = nordicText({e, test::exampleEvent()}, old ? NordicFormat::Old : NordicFormat::New);
        QVERIFY(file.notes.empty() && isNordic(file.text));
        for (std::size_t at = 0; at < file.text.size(); at += 81) QCOMPARE(file.text[at + 80], '\n');
        std::vector<ReadIssue> issues;
        const auto back = readNordic(folder.write("s.out", file.text), issues);
        QVERIFY2(back && back->size() == 2, file.text.c_str());
        QVERIFY2(issues.empty(), issues.empty() ? "" : (issues[0].message + '\n' + file.text).c_str());
        const Event& b = back->front();
        const Origin &o = *b.origin(), &eo = *e.origin();
        const auto near = [](Time a, Time b, double seconds) { return std::abs(toSeconds(a - b)) <= seconds; };
        QVERIFY2(near(o.time, eo.time, 0.0006), file.text.c_str());
        QVERIFY(std::abs(o.latitude.value - eo.latitude.value) < 1e-5 && std::abs(o.longitude.value - eo.longitude.value) < 1e-5 && o.depthMetres->value == 8000.0);
        QVERIFY(o.quality.azimuthalGapDegrees == 100.0 && o.timeUncertainty.symmetric == 0.2 && o.quality.usedStationCount == 7 && o.creation.agencyId == "ORG");
        QVERIFY(b.magnitude()->magnitude.value == 3.1 && b.magnitude()->type == "ML");
        QCOMPARE(b.type, std::string("explosion"));  // the format's nearest to a quarry blast
        QCOMPARE(b.picks.size(), std::size_t{2});
        const Pick &p = b.picks[0], &s = b.picks[1];
        QVERIFY2(near(p.time, e.picks[0].time, old ? 0.006 : 0.0006) && near(s.time, e.picks[1].time, old ? 0.006 : 0.0006), file.text.c_str());
        QVERIFY(p.phaseHint == "Pg" && p.polarity == Polarity::Positive && p.onset == OnsetQuality::Emergent && p.mode == Mode::Automatic && s.phaseHint == "S" && s.mode == Mode::Manual);
        QVERIFY(p.waveform == (old ? StreamId{"", "SLA", "", "HZ"} : e.picks[0].waveform));
        const Arrival& a = o.arrivals[0];
        QVERIFY2(std::abs(*a.timeResidualSeconds + 0.12) < 1e-9 && a.timeWeight == 0.8 && a.azimuthDegrees == 40.0 && a.takeoffAngleDegrees == 95.0, file.text.c_str());
        QVERIFY(std::abs(*a.distanceDegrees - 0.5) < 0.001);
        QVERIFY(b.amplitudes.size() == 1 && std::abs(b.amplitudes[0].genericAmplitude.value - 1e-6) < 1e-10 && b.amplitudes[0].period->value == 0.4 && b.amplitudes[0].type == "AML");
    }
    void picksAloneHaveAHeaderWithoutPlace()
    {
        const test::Folder folder;
        Event e = eventWithPicks(), nothing;
        e.origins.clear();
        e.amplitudes.clear();
        nothing.id = "smi:local/nothing";
        const PhaseFile file = nordicText({e, nothing}, NordicFormat::New);
        QCOMPARE(file.notes.size(), std::size_t{1});
        std::vector<ReadIssue> issues;
        const auto back = readNordic(folder.write("s.out", file.text), issues);
        QVERIFY(back && back->size() == 1 && back->front().origins.empty() && back->front().picks.size() == 2);
    }
    void whatDoesNotFitIsNoted()
    {
        Event e = eventWithPicks();
        e.picks[0].waveform.station = "STATION";
        e.picks[1].status = Review::Rejected;
        const PhaseFile file = nordicText({e}, NordicFormat::Old);
        QVERIFY(file.notes.size() == 1 && file.notes[0].find("STATION") != std::string::npos);
        QVERIFY(file.text.find(" S  ") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(NordicWriteTest)
#include "nordic_write_test.moc"
