#include "core/locate/associate/pick_cells.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <numeric>

using namespace seisdesk;

class PickCellsTest : public QObject {
    Q_OBJECT
    const TravelTimes& m_times = test::travelTimes("southern-california");
    std::vector<LoosePick> m_picks;
    const GeoPoint m_source{35.75, -117.45};

    static std::vector<std::uint32_t> all(const PickField& field)
    {
        std::vector<std::uint32_t> out(field.onsets.size());
        std::iota(out.begin(), out.end(), 0u);
        return out;
    }
private Q_SLOTS:
    void initTestCase()
    {
        std::mt19937 random(2);
        for (const PhasePick& pick : test::Network(random, 10, 50.0).picks(m_times, m_source, 8.0, random, 0.02))
            m_picks.push_back({pick.id, pick.station, pick.place, pick.elevationKm, arrivesAs(pick.phase), pick.time, 0.02});
    }
    void stationsAndOnsetsAreOrdered()
    {
        const PickField field(m_times, m_picks, {});
        QCOMPARE(field.stations.size(), std::size_t{10});
        for (std::size_t i = 1; i < field.onsets.size(); ++i)
            QVERIFY(std::pair(field.onsets[i - 1].station, field.onsets[i - 1].seconds) <= std::pair(field.onsets[i].station, field.onsets[i].seconds));
        for (const auto& station : field.stations) {
            const Course there = course(field.centre, station.place);
            QVERIFY(there.distanceKm() <= std::hypot(field.reachNorthKm, field.reachEastKm));
        }
    }
    // Down every split there is a half that holds the source, and it never loses a pick of it.
    void noPickIsLostOnTheWayDown()
    {
        const AssociateOptions options;
        const PickField field(m_times, m_picks, options);
        const Course there = course(field.centre, m_source);
        const double azimuth = there.azimuthDegrees / degreesPerRadian, north = there.distanceKm() * std::cos(azimuth), east = there.distanceKm() * std::sin(azimuth);
        const double time = test::Network::originSeconds - toSeconds(field.reference - Time{});
        PickCell cell{0.0, 0.0, field.reachNorthKm, field.reachEastKm, 17.5, 17.5, time, 60.0, {}, 0, 0.0, false};
        fill(cell, all(field), m_times, field, options);
        while (!cell.small()) {
            QCOMPARE(cell.picks.size(), m_picks.size());
            QCOMPARE(cell.worth, 20.0);
            auto [a, b] = halves(cell);
            const auto holds = [&](const PickCell& c) {
                return std::abs(c.north - north) <= c.half + 0.3 && std::abs(c.east - east) <= c.halfEast + 0.3 && std::abs(c.depth - 8.0) <= c.halfDepth + 1e-9 &&
                       std::abs(c.time - time) <= c.halfTime + 1e-9;
            };
            QVERIFY(holds(a) || holds(b));
            PickCell next = holds(a) ? a : b;
            fill(next, cell.picks, m_times, field, options);
            cell = next;
        }
    }
    // An onset without a name is worth what it may be here: two that could both be nothing but P count once.
    void onsetsWithoutNamesCountByTheWavesTheyMayBe()
    {
        std::vector<LoosePick> loose = m_picks;
        for (LoosePick& pick : loose) pick.wave.reset();
        const AssociateOptions options;
        const PickField field(m_times, loose, options);
        const Course there = course(field.centre, m_source);
        const double azimuth = there.azimuthDegrees / degreesPerRadian;
        PickCell cell{there.distanceKm() * std::cos(azimuth), there.distanceKm() * std::sin(azimuth), 3.0, 3.0, 8.0, 4.0,
                      test::Network::originSeconds - toSeconds(field.reference - Time{}), 0.5, {}, 0, 0.0, false};
        fill(cell, all(field), m_times, field, options);
        QCOMPARE(cell.worth, 20.0);
        QCOMPARE(cell.waves.size(), cell.picks.size());
        std::vector<LoosePick> doubled;
        for (std::size_t i = 0; i < loose.size(); i += 2) doubled.push_back(loose[i]), doubled.push_back(loose[i]);  // P alone, twice
        const PickField twice(m_times, doubled, options);
        cell.time = test::Network::originSeconds - toSeconds(twice.reference - Time{});
        fill(cell, all(twice), m_times, twice, options);
        std::size_t onlyP = 0;
        for (const std::uint8_t wave : cell.waves) onlyP += wave == 1;
        QVERIFY(onlyP > 10);
        QCOMPARE(cell.worth, 10.0 + 0.5 * static_cast<double>(cell.picks.size() - onlyP));
    }
    void takenPicksNoLongerCount()
    {
        PickField field(m_times, m_picks, {});
        PickCell cell;
        cell.picks = all(field);
        QVERIFY(!recount(cell, field));
        for (auto& onset : field.onsets) onset.taken = onset.station == 0;
        QVERIFY(recount(cell, field));
        QCOMPARE(cell.stations, 9);
        QCOMPARE(cell.worth, 18.0);
    }
};

QTEST_APPLESS_MAIN(PickCellsTest)
#include "pick_cells_test.moc"
