#include "core/store/stored_event.h"
#include "tests/core/io/example_event.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

/// Gives every member of everything a value of its own, so that a member that is forgotten or mixed up shows.
class Filler {
public:
    std::string text() { return "t" + std::to_string(++m_next) + " ü\xFF"; }
    double number() { return ++m_next + 1.0 / 3.0; }
    int count() { return ++m_next; }
    Time time() { return Time(Duration(1'562'259'775'123'456'000 + ++m_next)); }
    StreamId stream() { return {text(), text(), text(), text()}; }
    Uncertainty uncertainty() { return {number(), number(), number(), number()}; }
    RealQuantity quantity() { return {number(), uncertainty()}; }
    CreationInfo creation() { return {text(), text(), time(), text()}; }
    std::vector<Comment> comments() { return {{text(), text()}, {"", text()}}; }

    Event event()
    {
        Event e{text(), text(), text(), text(), text(), text(), {}, {}, {}, {}, {}, {}, {}, comments(), creation()};
        e.descriptions = {{text(), text()}};
        e.picks = {{text(), time(), uncertainty(), stream(), text(), text(), quantity(), quantity(), OnsetQuality::Emergent, text(), Polarity::Negative,
                    Mode::Manual, Review::Final, comments(), creation()},
                   Pick{}};
        e.amplitudes = {{text(), quantity(), text(), text(), text(), text(), quantity(), stream(), text(), Mode::Automatic, creation()}};
        Origin o{text(), time(), uncertainty(), quantity(), quantity(), quantity(), text(), true, false, text(), text(),
                 {count(), count(), count(), count(), number(), number(), number(), number(), number(), number()},
                 number(), UncertaintyEllipse{number(), number(), number(), number()}, Mode::Automatic, Review::Rejected, text(), text(), {}, comments(),
                 creation()};
        o.arrivals = {{text(), text(), text(), number(), number(), number(), number(), number(), number(), text(), comments(), creation()}, Arrival{}};
        e.origins = {o, Origin{}};
        e.magnitudes = {{text(), text(), quantity(), text(), count(), text(), Mode::Manual, Review::Confirmed, comments(), creation()}};
        e.stationMagnitudes = {{text(), text(), text(), quantity(), text(), stream(), text(), comments(), creation()}};
        e.focalMechanisms = {{text(), text(), text(), NodalPlane{quantity(), quantity(), quantity()}, NodalPlane{quantity(), quantity(), quantity()}, count(),
                              number(), number(), Mode::Automatic, Review::Preliminary, comments(), creation()}};
        return e;
    }

private:
    int m_next = 0;
};

}  // namespace

class StoredEventTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyMemberComesBack()
    {
        const Event event = Filler().event();
        const auto back = eventFromStored(storedText(event));
        QVERIFY2(back, back ? "" : back.error().message.c_str());
        QVERIFY(back->picks == event.picks);
        QVERIFY(back->origins == event.origins);
        QVERIFY(*back == event);
        QVERIFY(eventFromStored(storedText(test::exampleEvent())).value() == test::exampleEvent());
    }
    void anEmptyEventComesBack() { QVERIFY(eventFromStored(storedText(Event{})).value() == Event{}); }
    void aListOfEventsComesBack()
    {
        Filler filler;
        const std::vector<Event> events{filler.event(), Event{}, filler.event()};
        QVERIFY(eventsFromStored(storedText(events)).value() == events);
        QVERIFY(eventsFromStored(storedText(std::vector<Event>{})).value().empty());
        QVERIFY(!eventsFromStored(storedText(events).substr(1)));
    }
    void zerosInOptionalsStayPresent()
    {
        Event event;
        event.origins.emplace_back().depthMetres = RealQuantity{};
        event.origins.front().timeFixed = false;
        event.origins.front().quality.usedPhaseCount = 0;
        event.origins.front().horizontalUncertaintyMetres = 0.0;
        QVERIFY(eventFromStored(storedText(event)).value() == event);
    }
    void numbersThatAreNotFiniteStaySo()
    {
        Event event;
        event.origins.emplace_back().latitude.value = std::nan("");
        event.origins.front().quality.standardErrorSeconds = HUGE_VAL;
        const auto back = eventFromStored(storedText(event));
        QVERIFY(std::isnan(back->origins.front().latitude.value));
        QCOMPARE(back->origins.front().quality.standardErrorSeconds, std::optional(HUGE_VAL));
    }
    void damagedTextIsAnError()
    {
        const std::string text = storedText(Filler().event());
        for (std::size_t cut = 0; cut < text.size(); cut += 7) QVERIFY(!eventFromStored(text.substr(0, cut)));
        for (const char* bad : {"7", R"({"origins":[{"time":"noon"}]})", R"({"picks":[{"waveform":[]}]})"}) QVERIFY2(!eventFromStored(bad), bad);
    }
};

QTEST_APPLESS_MAIN(StoredEventTest)
#include "stored_event_test.moc"
