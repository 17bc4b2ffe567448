#include "core/catalog/event_set.h"

#include <QTest>

using namespace seisdesk;

namespace {

Event named(const std::string& id, const std::string& type = {})
{
    Event event;
    event.id = id;
    event.type = type;
    return event;
}

std::string ids(const EventSet& events)
{
    std::string out;
    for (const Event& event : events.values()) out += event.id + event.type + ' ';
    return out;
}

}  // namespace

class EventSetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEditDeletesReplacesAndAdds()
    {
        EventSet events({named("a"), named("b"), named("c")});
        const EventEdit edit{{named("a"), named("c")}, {named("c", "+"), named("d")}};
        QVERIFY(events.apply(edit));
        QCOMPARE(ids(events), std::string("b c+ d "));
        for (const Event& event : events.values()) QVERIFY(events.find(event.id) == &event);
        QVERIFY(!events.find("a"));
        QVERIFY(events.apply(inverse(edit)));
        QCOMPARE(ids(events), std::string("b c a "));
    }
    void putReplacesInPlaceOrAdds()
    {
        EventSet events({named("a"), named("b")});
        events.put(named("a", "+"));
        events.put(named("c"));
        QCOMPARE(ids(events), std::string("a+ b c "));
    }
    void theStateBeforeNeedNotBeTheLastOne()
    {
        EventSet events({named("a", "relocated since")});
        QVERIFY(events.apply({{named("a", " then")}, {named("a", " now")}}));
        QCOMPARE(ids(events), std::string("a now "));
    }
    void whatDoesNotFitChangesNothing()
    {
        EventSet events({named("a"), named("b")});
        const auto refuses = [&](const EventEdit& edit) {
            const auto done = events.apply(edit);
            return !done && done.error().code == Error::Code::InvalidArgument && ids(events) == "a b ";
        };
        QVERIFY(refuses({{named("a"), named("x")}, {}}));
        QVERIFY(refuses({{named("a")}, {named("b")}}));
        QVERIFY(refuses({{}, {named("x"), named("x")}}));
        QVERIFY(refuses({{named("a"), named("a")}, {}}));
        QVERIFY(refuses({{}, {named("")}}));
    }
};

QTEST_APPLESS_MAIN(EventSetTest)
#include "event_set_test.moc"
