#include "core/model/instruments.h"

#include "tests/core/model/records.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-01T00:00:00Z");

TracePtr constant(const std::string& id, float value, std::size_t n = 100)
{
    return trace(id, {makeSegment(origin, 100.0, std::vector<float>(n, value))});
}

Inventory turnedBy(double azimuth1, double azimuth2)
{
    Station s{.network = "PB", .code = "B921", .siteName = {}, .channels = {}};
    for (const auto& [letter, azimuth] : {std::pair{'1', azimuth1}, std::pair{'2', azimuth2}}) {
        Channel c;
        c.id = *StreamId::parse("PB.B921..EH");
        c.id.channel += letter;
        c.azimuthDegrees = azimuth;
        c.dipDegrees = 0.0;
        s.channels.push_back(c);
    }
    return {{s}};
}

float valueOf(const std::vector<Segment>& segments) { return segments.empty() ? NAN : segments.front().samples->at(50); }

}  // namespace

class instruments_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsByStreamWithoutComponent()
    {
        const auto groups = groupedByInstrument({constant("XX.A..HHZ", 1), constant("XX.A.10.HHZ", 1), constant("XX.A..HHN", 1), nullptr,
                                                 constant("XX.A..HNZ", 1), constant("XX.A..HHE", 1), constant("XX.B..HHZ", 1, 0)});
        QCOMPARE(groups.size(), std::size_t(3));
        QCOMPARE(groups[0].size(), std::size_t(3));
        QCOMPARE(groups[0][0]->id.channel, std::string("HHE"));
    }

    void lettersGoToTheirPlaces()
    {
        const Instrument i = orientedInstrument({constant("XX.A..HHE", 3), constant("XX.A..HHZ", 1), constant("XX.A..HHN", 2)}, {});
        QCOMPARE(valueOf(i.axes[0]), 1.0f);
        QCOMPARE(valueOf(i.axes[1]), 2.0f);
        QCOMPARE(valueOf(i.axes[2]), 3.0f);
        QCOMPARE(i.anchor.channel, std::string("HHZ"));
        QVERIFY(i.notes.empty());
    }

    void numbersAreTurnedByMetadata()
    {
        // Component 1 points east and 2 points south: north is minus 2, east is 1.
        const Instrument i = orientedInstrument({constant("PB.B921..EH1", 3), constant("PB.B921..EH2", -2), constant("PB.B921..EHZ", 1)}, turnedBy(90.0, 180.0));
        QVERIFY(std::abs(valueOf(i.axes[1]) - 2.0f) < 1e-5f);
        QVERIFY(std::abs(valueOf(i.axes[2]) - 3.0f) < 1e-5f);
        QCOMPARE(valueOf(i.axes[0]), 1.0f);
        QVERIFY(!i.notes.empty());
    }

    void numbersWithoutMetadataAreTakenAsTheyAre()
    {
        const Instrument i = orientedInstrument({constant("PB.B921..EH1", 3), constant("PB.B921..EH2", 4), constant("PB.B921..EHZ", 1)}, {});
        QCOMPARE(valueOf(i.axes[1]), 3.0f);
        QCOMPARE(valueOf(i.axes[2]), 4.0f);
        QCOMPARE(i.notes.size(), std::size_t(2));
        const Instrument three = orientedInstrument({constant("XX.A..HH1", 3), constant("XX.A..HH2", 4), constant("XX.A..HH3", 5)}, {});
        QCOMPARE(valueOf(three.axes[0]), 5.0f);
        QCOMPARE(three.anchor.channel, std::string("HH3"));
    }

    void whatIsMissingIsSaid()
    {
        const Instrument i = orientedInstrument({constant("XX.A..HHN", 2)}, {});
        QVERIFY(i.axes[0].empty() && i.axes[2].empty());
        QCOMPARE(i.anchor.channel, std::string("HHN"));
        QCOMPARE(i.notes.size(), std::size_t(2));
    }

    void oddLetters()
    {
        const Instrument alone = orientedInstrument({constant("XX.A..HDF", 7)}, {});
        QCOMPARE(valueOf(alone.axes[0]), 7.0f);
        QVERIFY(alone.notes.front().find("vertical") != std::string::npos);
        const Instrument beside = orientedInstrument({constant("XX.A..HHR", 7), constant("XX.A..HHZ", 1)}, {});
        QCOMPARE(valueOf(beside.axes[0]), 1.0f);
        const Instrument nameless = orientedInstrument({trace("XX.A", {makeSegment(origin, 100.0, {1, 2, 3})})}, {});
        QCOMPARE(nameless.axes[0].size(), std::size_t(1));
        const Instrument both = orientedInstrument({constant("XX.A..HH1", 7), constant("XX.A..HHN", 1)}, {});
        QCOMPARE(valueOf(both.axes[1]), 1.0f);
        QVERIFY(orientedInstrument({}, {}).notes.empty());
    }
};

QTEST_APPLESS_MAIN(instruments_test)
#include "instruments_test.moc"
