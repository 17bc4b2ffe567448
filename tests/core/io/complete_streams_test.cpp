#include "core/io/complete_streams.h"

#include "core/catalog/compile.h"

#include <QTest>

using namespace seisdesk;

namespace {

const std::vector<StreamId> streams{{"GE", "WLF", "", "BHZ"}, {"GE", "WLF", "", "HHN"}, {"GE", "WLF", "", "HHZ"}, {"GE", "WLF", "", "SHZ"},
                                    {"AA", "TWO", "", "HHZ"}, {"BB", "TWO", "", "HHZ"}};

StreamId completed(StreamId stream)
{
    std::vector<Label> labels(1);
    labels[0].stream = std::move(stream);
    Inventory inventory;
    inventory.stations.push_back({"CC", "INV", "", {}, 0.0, 0.0, 0.0, {}});
    completeStreams(labels, streams, inventory);
    return labels[0].stream;
}

}  // namespace

class CompleteStreamsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoLettersFindTheirChannel()
    {
        QCOMPARE(completed({"", "WLF", "", "SZ"}).text(), std::string("GE.WLF..SHZ"));
        QCOMPARE(completed({"", "WLF", "", "BZ"}).text(), std::string("GE.WLF..BHZ"));
        QCOMPARE(completed({"", "WLF", "", "EN"}).text(), std::string("GE.WLF..HHN"));  // no such instrument: the component decides
        QCOMPARE(completed({"", "WLF", "", "Z"}).text(), std::string("GE.WLF..BHZ"));
    }
    void theNetworkIsAddedWhereItIsCertain()
    {
        QCOMPARE(completed({"", "WLF", "", ""}).text(), std::string("GE.WLF.."));
        QCOMPARE(completed({"", "INV", "", "HHZ"}).text(), std::string("CC.INV..HHZ"));
        QCOMPARE(completed({"", "TWO", "", "HZ"}).text(), std::string(".TWO..HZ"));
        QCOMPARE(completed({"", "NONE", "", "HZ"}).text(), std::string(".NONE..HZ"));
    }
    void picksGoOnSayingWhatTheirLabelsSay()
    {
        std::vector<Event> events(1);
        events[0].id = "smi:local/nordic/1";
        events[0].picks.resize(2);
        events[0].picks[0].id = "smi:local/nordic/1/pick/x." + Id{1, 2}.text();
        events[0].picks[1].id = "smi:other/pick/7";
        for (Pick& p : events[0].picks) p.waveform = {"", "WLF", "", "SZ"}, p.phaseHint = "P";
        std::vector<Label> labels = labelsFromEvents(events);
        QCOMPARE(completeStreams(labels, streams, {}), std::size_t{2});
        QCOMPARE(completeStreams(events, streams, {}), std::size_t{1});
        const std::vector<Label> again = labelsFromEvents(events);
        QVERIFY(again[0] == labels[0] && again[0].stream.channel == "SHZ");
        QVERIFY(again[1].id == labels[1].id);
        labels.pop_back();
        QVERIFY(compile(labels, events)[0].picks == events[0].picks);  // nothing is corrected by it
    }
    void whatIsCompleteStays()
    {
        std::vector<Label> labels(1);
        labels[0].stream = {"XX", "WLF", "00", "HHZ"};
        QCOMPARE(completeStreams(labels, streams, {}), std::size_t{0});
        QCOMPARE(completed({"XX", "WLF", "", "SZ"}).text(), std::string("XX.WLF..SZ"));  // another network's
        QCOMPARE(completed({"GE", "WLF", "", "HH"}).text(), std::string("GE.WLF..HH"));  // a band and an instrument, no component
    }
};

QTEST_APPLESS_MAIN(CompleteStreamsTest)
#include "complete_streams_test.moc"
