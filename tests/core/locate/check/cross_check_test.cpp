#include "core/locate/check/cross_check.h"
#include "core/locate/mechanism/mechanism.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace seisdesk;

namespace {

/// One made-up event as an analyst and a network would have picked it: onsets off by errors that grow with distance, delays under the stations,
/// polarities that are sometimes wrong near the nodal planes, and what a network says of magnitude, distance and back-azimuth.
struct MadeEvent {
    std::vector<CheckedPick> picks;
    FaultPlane plane;
    GeoPoint place;
    double depthKm = 8.0, magnitude = 2.0;
};

class Maker {
public:
    Maker(const TravelTimes& times, unsigned seed) : m_times(times), m_random(seed) {}
    double uniform(double a, double b) { return std::uniform_real_distribution<double>(a, b)(m_random); }
    double normal(double sigma) { return std::normal_distribution<double>(0.0, sigma)(m_random); }
    std::size_t index(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(m_random); }

    MadeEvent event()
    {
        const test::Network network(m_random, static_cast<int>(uniform(8.0, 20.99)), 50.0);
        MadeEvent out;
        out.plane = {uniform(0, 360), std::acos(uniform(0, 1)) * degreesPerRadian, uniform(-180, 180)};
        out.place = GeoPoint(35.7, -117.5).moved(uniform(-25, 25), uniform(-25, 25));
        out.depthKm = uniform(3, 15);
        out.magnitude = uniform(1, 4);
        for (const auto& station : network.stations) {
            const double delay = normal(0.04), slow = uniform(0.99, 1.01);  // the ground beneath, and the way there
            for (const Phase phase : {Phase::P, Phase::S}) {
                if (uniform(0, 1) < 0.1) continue;
                const auto theory = m_times.arrival(phase, out.place, out.depthKm, station.place, station.elevationKm);
                const double sigma = (phase == Phase::P ? 0.04 : 0.07) + 0.001 * theory->distanceDegrees * kmPerDegree;
                CheckedPick one;
                one.pick = {station.name + name(phase), station.name, station.place, station.elevationKm, phase,
                            Time{} + fromSeconds(1e9 + slow * theory->seconds + delay * (phase == Phase::P ? 1.0 : 1.7) + normal(sigma)), sigma, 1.0, true};
                if (phase == Phase::P) describe(one, out, *theory);
                out.picks.push_back(one);
            }
        }
        return out;
    }

    CrossCheckOptions options(const MadeEvent& event) const
    {
        CrossCheckOptions out;
        out.locate.start = Hypocentre{event.place.latitudeDegrees + 0.02, event.place.longitudeDegrees - 0.02, 10.0};
        return out;
    }

private:
    void describe(CheckedPick& one, const MadeEvent& event, const TheoreticalArrival& theory)
    {
        const double amplitude = radiationOfP(event.plane, theory.azimuthDegrees, theory.takeoffDegrees) + normal(0.04);
        if (std::abs(amplitude) > 0.12) one.polarity = amplitude > 0.0 ? Polarity::Positive : Polarity::Negative;
        one.source.magnitude = Estimate{event.magnitude + normal(0.3), 0.3};
        const double km = theory.distanceDegrees * kmPerDegree;
        one.source.distanceKm = Estimate{km * std::exp(normal(0.2)) + 1.0, 0.2 * km + 1.0};
        one.source.backAzimuthDeg = Estimate{std::fmod(theory.backAzimuthDegrees + normal(25.0) + 360.0, 360.0), 25.0};
    }
    const TravelTimes& m_times;
    std::mt19937 m_random;
};

struct Count {
    int wrong = 0, flagged = 0;
    double share() const { return wrong ? 100.0 * flagged / wrong : 0.0; }
};

std::set<std::string> flagged(const CrossCheck& check)
{
    std::set<std::string> out;
    for (const Flag& flag : check.flags) out.insert(flag.pick);
    return out;
}

}  // namespace

class CrossCheckTest : public QObject {
    Q_OBJECT
    const TravelTimes& m_times = test::travelTimes("southern-california");
private Q_SLOTS:
    void wrongPicksAreFlagged()
    {
        enum Kind { CycleSkip, OtherEvent, Polarity, Clock, Kinds };
        const char* const names[] = {"cycle skip", "other event", "flipped polarity", "clock +1 s"};
        Maker make(m_times, 11);
        Count count[Kinds], innocent;
        int named[Kinds] = {};
        for (int trial = 0; trial < 400; ++trial) {
            MadeEvent event = make.event();
            const auto kind = static_cast<Kind>(trial % Kinds);
            std::set<std::string> wrong;
            for (int tries = 0; wrong.empty() && tries < 100; ++tries) {
                const std::size_t i = make.index(event.picks.size());
                CheckedPick& one = event.picks[i];
                const bool p = one.pick.phase == Phase::P;
                if (kind == CycleSkip) {
                    // One period too late; P swings at 2 to 4 Hz here, S at 1.2 to 2.5 Hz.
                    one.pick.time += fromSeconds(p ? make.uniform(0.25, 0.5) : make.uniform(0.4, 0.8));
                } else if (kind == OtherEvent) {
                    // An event of some seconds before or after, at another place.
                    one.pick.time += fromSeconds((make.uniform(0, 1) < 0.5 ? -1.0 : 1.0) * make.uniform(0.7, 6.0));
                    if (p) one.source.distanceKm->value *= make.uniform(0.5, 2.0), one.source.backAzimuthDeg->value = make.uniform(0, 360);
                } else if (kind == Polarity) {
                    if (one.polarity == seisdesk::Polarity::Unset) continue;
                    one.polarity = one.polarity == seisdesk::Polarity::Positive ? seisdesk::Polarity::Negative : seisdesk::Polarity::Positive;
                } else {
                    const std::string station = one.pick.station;
                    for (CheckedPick& other : event.picks)
                        if (other.pick.station == station) other.pick.time += fromSeconds(1.0), wrong.insert(other.pick.id);
                }
                wrong.insert(one.pick.id);
            }
            const auto check = crossCheck(m_times, event.picks, make.options(event));
            QVERIFY2(check.has_value(), check ? "" : check.error().message.c_str());
            const auto said = flagged(*check);
            for (const CheckedPick& one : event.picks) {
                Count& where = wrong.contains(one.pick.id) ? count[kind] : innocent;
                ++where.wrong, where.flagged += said.contains(one.pick.id);
            }
            for (const Flag& flag : check->flags) {
                QVERIFY(!flag.reason.empty() && flag.reason.find(flag.station) != std::string::npos);
                const bool right = kind == Polarity ? flag.doubt == FlagKind::Polarity : kind == Clock ? flag.doubt == FlagKind::Clock : flag.doubt == FlagKind::Time;
                named[kind] += right && wrong.contains(flag.pick);
            }
        }
        Count all;
        for (int k = 0; k < Kinds; ++k) {
            qInfo("%-16s %5.1f %% of %d flagged, %.1f %% by that name", names[k], count[k].share(), count[k].wrong, 100.0 * named[k] / count[k].wrong);
            all.wrong += count[k].wrong, all.flagged += count[k].flagged;
        }
        qInfo("all              %5.1f %% of %d flagged; false alarms %.1f %% of %d", all.share(), all.wrong, innocent.share(), innocent.wrong);
        QVERIFY(all.share() >= 90.0);
        QVERIFY(innocent.share() <= 5.0);
        QVERIFY(count[CycleSkip].share() >= 75.0 && count[Polarity].share() >= 70.0 && count[OtherEvent].share() >= 95.0 && count[Clock].share() >= 95.0);
    }
    void cleanEventsAreLeftAlone()
    {
        Maker make(m_times, 5);
        Count innocent;
        for (int trial = 0; trial < 100; ++trial) {
            const MadeEvent event = make.event();
            const auto said = flagged(crossCheck(m_times, event.picks, make.options(event)).value());
            innocent.wrong += static_cast<int>(event.picks.size()), innocent.flagged += static_cast<int>(said.size());
        }
        qInfo("clean events: %.1f %% of %d picks flagged", innocent.share(), innocent.wrong);
        QVERIFY(innocent.share() <= 5.0);
    }
    /// Three wrong picks in one event neither hide each other nor accuse the rest.
    void severalWrongPicksAreFoundTogether()
    {
        Maker make(m_times, 8);
        Count count, innocent;
        for (int trial = 0; trial < 60; ++trial) {
            MadeEvent event = make.event();
            while (event.picks.size() < 22) event = make.event();
            std::set<std::string> wrong;
            for (const std::size_t i : {1u, 8u, 15u}) event.picks[i].pick.time += fromSeconds(make.uniform(0.8, 2.0)), wrong.insert(event.picks[i].pick.id);
            const auto said = flagged(crossCheck(m_times, event.picks, make.options(event)).value());
            for (const CheckedPick& one : event.picks) {
                Count& where = wrong.contains(one.pick.id) ? count : innocent;
                ++where.wrong, where.flagged += said.contains(one.pick.id);
            }
        }
        qInfo("three at once: %.1f %% flagged, false alarms %.1f %%", count.share(), innocent.share());
        QVERIFY(count.share() >= 95.0 && innocent.share() <= 6.0);
    }
    void whatTheRecordSaysOfTheSourceIsCompared()
    {
        Maker make(m_times, 3);
        MadeEvent event = make.event();
        const auto p = std::find_if(event.picks.begin(), event.picks.end(), [](const CheckedPick& one) { return one.source.magnitude.has_value(); });
        p->source.magnitude = Estimate{event.magnitude + 3.0, 0.2};
        p->source.distanceKm = Estimate{900.0, 40.0};
        const auto check = crossCheck(m_times, event.picks, make.options(event)).value();
        const auto has = [&](FlagKind doubt) {
            return std::any_of(check.flags.begin(), check.flags.end(), [&](const Flag& flag) { return flag.doubt == doubt && flag.pick == p->pick.id; });
        };
        QVERIFY(has(FlagKind::Magnitude) && has(FlagKind::Distance));
    }
    void errors()
    {
        Maker make(m_times, 3);
        MadeEvent event = make.event();
        const Progress progress;
        progress.cancel();
        QCOMPARE(crossCheck(m_times, event.picks, make.options(event), progress).error().code, Error::Code::Cancelled);
        event.picks.resize(5);
        QVERIFY(!crossCheck(m_times, event.picks, make.options(event)));
    }
};

QTEST_APPLESS_MAIN(CrossCheckTest)
#include "cross_check_test.moc"
