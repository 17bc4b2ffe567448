#include "core/waveform/inventory.h"

#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {
const Time t0 = parseTime("2020-01-01").value();

Channel channel(const std::string& code, TimeSpan epoch, double azimuth = 0.0)
{
    Channel c;
    c.id = {"GE", "WLF", "", code};
    c.epoch = epoch;
    c.azimuthDegrees = azimuth;
    return c;
}
Station station(const std::string& code, TimeSpan epoch, std::vector<Channel> channels = {}, const std::string& site = {})
{
    Station s;
    s.network = "GE";
    s.code = code;
    s.epoch = epoch;
    s.siteName = site;
    s.channels = std::move(channels);
    return s;
}
const TimeSpan always{Time::min(), Time::max()};
}  // namespace

class InventoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void channelsAreFoundByEpoch()
    {
        Inventory inv{{station("WLF", always, {channel("HHZ", {t0, t0 + 10s}, 1), channel("HHZ", {t0 + 10s, Time::max()}, 2), channel("HHN", always, 3)})}};
        const StreamId id{"GE", "WLF", "", "HHZ"};
        QCOMPARE(*inv.channel(id, t0)->azimuthDegrees, 1.0);
        QCOMPARE(*inv.channel(id, t0 + 10s)->azimuthDegrees, 2.0);
        QVERIFY(!inv.channel(id, t0 - 1ns));
        QVERIFY(!inv.channel({"GE", "WLF", "00", "HHZ"}, t0) && !inv.channel({"GE", "WLE", "", "HHZ"}, t0) && !inv.channel({"IU", "WLF", "", "HHZ"}, t0));
    }
    void newestEpochWinsWhereTheyOverlap()
    {
        const Inventory inv{{station("WLF", always, {channel("HHZ", {t0 + 5s, Time::max()}, 2)}), station("WLF", always, {channel("HHZ", {t0, Time::max()}, 1)})}};
        QCOMPARE(*inv.channel({"GE", "WLF", "", "HHZ"}, t0 + 7s)->azimuthDegrees, 2.0);
        QCOMPARE(*inv.channel({"GE", "WLF", "", "HHZ"}, t0 + 2s)->azimuthDegrees, 1.0);
    }
    void stationsFallBackToTheNewest()
    {
        const Inventory inv{{station("WLF", {t0, t0 + 10s}, {}, "old"), station("WLF", {t0 + 10s, t0 + 20s}, {}, "new")}};
        QCOMPARE(inv.station("GE", "WLF", t0 + 3s)->siteName, std::string("old"));
        QCOMPARE(inv.station("GE", "WLF", t0 + 13s)->siteName, std::string("new"));
        QCOMPARE(inv.station("GE", "WLF", t0 + 99s)->siteName, std::string("new"));
        QVERIFY(!inv.station("GE", "XXX", t0) && !inv.station("IU", "WLF", t0));
        QVERIFY(Inventory{}.empty() && !inv.empty());
    }
    void mergingReplacesTheSameEpochsAndKeepsOthers()
    {
        Inventory inv{{station("WLF", {t0, Time::max()}, {channel("HHZ", {t0, t0 + 9s}, 1), channel("HHN", {t0, t0 + 9s}, 2)}, "old")}};
        inv.merge({{station("WLF", {t0, Time::max()}, {channel("HHZ", {t0, Time::max()}, 7), channel("HHZ", {t0 - 50s, t0}, 8)}, "new"), station("APE", always)}});
        QCOMPARE(inv.stations.size(), std::size_t{2});
        QCOMPARE(inv.stations[0].siteName, std::string("new"));
        QCOMPARE(inv.stations[0].channels.size(), std::size_t{3});
        QCOMPARE(*inv.channel({"GE", "WLF", "", "HHZ"}, t0 + 5s)->azimuthDegrees, 7.0);
        QCOMPARE(*inv.channel({"GE", "WLF", "", "HHN"}, t0 + 5s)->azimuthDegrees, 2.0);
        QCOMPARE(*inv.channel({"GE", "WLF", "", "HHZ"}, t0 - 5s)->azimuthDegrees, 8.0);
        QVERIFY(inv.station("GE", "APE", t0));
    }
};

QTEST_APPLESS_MAIN(InventoryTest)
#include "inventory_test.moc"
