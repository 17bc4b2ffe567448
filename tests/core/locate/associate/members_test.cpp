#include "core/locate/associate/members.h"
#include "tests/core/locate/network.h"

#include <QTest>

using namespace seisdesk;

class MembersTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{4};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const GeoPoint m_place{35.7, -117.5};
    const test::Network m_network{m_random, 12, 50.0};
    const std::vector<PhasePick> m_true = m_network.picks(m_times, m_place, 8.0, m_random, 0.02);
    const AssociateOptions m_options;
    std::vector<LoosePick> m_picks;
    std::vector<Member> m_members;
    std::optional<PickField> m_field;
private Q_SLOTS:
    void initTestCase()
    {
        for (const PhasePick& p : m_true) m_picks.push_back({p.id, p.station, p.place, p.elevationKm, arrivesAs(p.phase), p.time, 0.05});
        m_field.emplace(m_times, m_picks, m_options);
        for (std::uint32_t i = 0; i < m_field->onsets.size(); ++i) m_members.push_back({i, m_true[m_field->onsets[i].index].phase, 0.0, 0.5});
    }
    void picksKeepWhatTheyAre()
    {
        const auto picks = phasePicks(m_members, *m_field, m_picks);
        QCOMPARE(picks.size(), m_members.size());
        for (std::size_t i = 0; i < picks.size(); ++i) {
            const PhasePick& own = m_true[m_field->onsets[i].index];
            QVERIFY(picks[i].id == own.id && picks[i].station == own.station && picks[i].phase == own.phase && picks[i].time == own.time);
        }
    }
    void fewPicksStationsOrPAreNotEnough()
    {
        QVERIFY(enough(m_members, *m_field, m_options));
        std::vector<Member> noP = m_members, oneStation;
        std::erase_if(noP, [](const Member& m) { return m.phase == Phase::P; });
        QVERIFY(!enough(noP, *m_field, m_options));
        for (const Member& m : m_members)
            if (m_field->onsets[m.onset].station == 0) oneStation.push_back(m);
        QVERIFY(!oneStation.empty() && !enough(oneStation, *m_field, m_options));
        QVERIFY(!enough({}, *m_field, m_options));
    }
    void aSourceIsLocatedFromAPoorTrial()
    {
        const auto event = located(m_times, {{35.9, -117.3}, 3.0, {}}, m_members, *m_field, m_picks, m_options);
        QVERIFY(event);
        QVERIFY(distanceDegrees(event->location.epicentre, m_place) < 0.02);
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            QCOMPARE(event->picks[i], m_field->onsets[m_members[i].onset].index);
            QVERIFY(event->phases[i] == m_members[i].phase);
        }
        QVERIFY(!located(m_times, {m_place, 8.0, {}}, {}, *m_field, m_picks, m_options));
    }
};

QTEST_APPLESS_MAIN(MembersTest)
#include "members_test.moc"
