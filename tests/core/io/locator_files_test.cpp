#include "core/io/locator_files.h"
#include "tests/core/io/example_event.h"

#include <QTest>

using namespace seisdesk;

namespace {

Event eventWithPicks(const std::string& station = "SLA")
{
    Event e = test::exampleEvent();
    e.picks[0].waveform.station = station;
    e.picks[0].onset = OnsetQuality::Impulsive;
    e.picks[0].polarity = Polarity::Positive;
    Pick s = e.picks[0];
    s.id += "/s";
    s.time = *parseTime("2020-01-01T00:01:04.25Z");
    s.phaseHint = "Sg";
    s.onset = OnsetQuality::Emergent;
    s.polarity = Polarity::Unset;
    s.timeUncertainty = {0.15, {}, {}, {}};
    e.picks.push_back(s);
    return e;
}

}  // namespace

class LocatorFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nonLinLocLines()
    {
        const PhaseFile file = nonLinLocObservations({eventWithPicks()});
        QCOMPARE(file.text, std::string("PUBLIC_ID smi:org.example.obs/event/1\n"
                                        "SLA    ?    HHZ  i Pg     U 20200101 0000  1.1235 GAU  4.50e-02 -1.00e+00 -1.00e+00 -1.00e+00  1.00e+00\n"
                                        "SLA    ?    HHZ  e Sg     ? 20200101 0001  4.2500 GAU  1.50e-01 -1.00e+00 -1.00e+00 -1.00e+00  1.00e+00\n"));
        QVERIFY(file.notes.empty());
        Event second = eventWithPicks(), none = eventWithPicks();
        second.origins[0].arrivals[0].timeWeight = 0.0;
        none.picks.clear();
        const PhaseFile both = nonLinLocObservations({eventWithPicks(), second, none});
        QVERIFY(both.text.find("\n\nPUBLIC_ID") != std::string::npos && both.text.find(" 0.00e+00\n") != std::string::npos);
        QCOMPARE(both.notes.size(), std::size_t{1});
    }
    void hypo71Columns()
    {
        const PhaseFile file = hypo71Cards({eventWithPicks()});
        const std::string card = file.text.substr(0, file.text.find('\n'));
        QCOMPARE(card, std::string("SLA IPU0 2001010000 1.12       64.25ES 2"));
        // Columns of the manual: 1-4 station, 5-8 remark, 10-15 date, 16-19 hour and minute, 20-24 seconds of P, 32-36 of S, 37-40 remark of S.
        QVERIFY(card.substr(9, 6) == "200101" && card.substr(15, 4) == "0000" && card.substr(19, 5) == " 1.12" && card.substr(31, 5) == "64.25" && card.substr(36, 4) == "ES 2");
        QCOMPARE(file.text.substr(card.size() + 1), std::string("                 10\n"));
        QVERIFY(file.notes.empty());
    }
    void whatHypo71CannotSayIsNoted()
    {
        Event e = eventWithPicks("LONGA"), f = eventWithPicks("LONGB");
        e.picks.push_back(f.picks[0]);
        e.picks[2].id += "/b";
        e.picks[1].phaseHint = "PmS";
        const PhaseFile file = hypo71Cards({e});
        std::string notes;
        for (const std::string& note : file.notes) notes += note + '\n';
        QVERIFY2(notes.find("CI.LONGA, CI.LONGB became 'LONG'") != std::string::npos && notes.find("2 readings") != std::string::npos, notes.c_str());
        Event onlyS = eventWithPicks();
        onlyS.picks.erase(onlyS.picks.begin());
        QVERIFY2(hypo71Cards({onlyS}).text.starts_with("SLA  P 4 2001010001 0.00        4.25ES 2\n"), hypo71Cards({onlyS}).text.c_str());
    }
};

QTEST_APPLESS_MAIN(LocatorFilesTest)
#include "locator_files_test.moc"
