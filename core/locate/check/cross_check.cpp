#include "core/locate/check/cross_check.h"

#include "core/base/median.h"
#include "core/locate/check/leave_out.h"
#include "core/locate/mechanism/polarity_chance.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace seisdesk {

namespace {

constexpr int mostRounds = 5;
/// How many picks the stated sigmas are worth against the scatter of the event, as in Location.
constexpr double priorPicks = 8.0;

std::string text(const char* format, double a) { char out[128]; std::snprintf(out, sizeof out, format, a); return out; }
std::string signedLate(double seconds) { return text("%.2f s ", std::abs(seconds)) + (seconds > 0.0 ? "late" : "early"); }

/// What the z of an event are divided by: their robust scatter, drawn towards one where there are few.
double scatter(std::vector<double> z, double least)
{
    if (z.empty()) return 1.0;
    for (double& one : z) one = std::abs(one);
    const double mad = 1.4826 * median(z).value_or(1.0), n = static_cast<double>(z.size());
    return std::clamp(std::sqrt((priorPicks + n * mad * mad) / (priorPicks + n)), least, 3.0);
}

/// Picks that are not believed, and why.
struct Verdict {
    std::vector<std::size_t> wrong;
    FlagKind doubt = FlagKind::Time;
    double z = 0.0, shiftSeconds = 0.0;
};

/// P and S of one station.
struct Pair {
    std::optional<std::size_t> p, s;
};

class Checker {
public:
    Checker(const TravelTimes& times, const std::vector<CheckedPick>& picks, const CrossCheckOptions& options) : m_times(times), m_picks(picks), m_options(options)
    {
        for (std::size_t i = 0; i < picks.size(); ++i) {
            m_bare.push_back(picks[i].pick);
            m_out.picks.push_back({picks[i].pick.id, picks[i].pick.station, {}, {}, {}, {}, {}, {}, {}, {}});
            auto& pair = m_pairs[picks[i].pick.station];
            auto& slot = arrivesAs(picks[i].pick.phase) == WaveType::P ? pair.p : pair.s;
            if (!slot || picks[i].pick.time < picks[*slot].pick.time) slot = i;
        }
    }

    Result<CrossCheck> run(const Progress& progress)
    {
        auto location = locate(m_times, m_bare, m_options.locate);
        if (!location) return location.error();
        if (location->usedStations < 4 || location->usedPicks < 5)
            return Error{Error::Code::InvalidArgument, "A cross-check needs 5 picks at 4 stations, so that each can be left out."};
        std::vector<bool> doubted(m_picks.size(), false);
        for (int round = 0; round < mostRounds; ++round) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            progress.report(static_cast<double>(round) / mostRounds);
            look(*location, doubted);
            // The worst first: what they pulled may be right.
            double worst = 0.0;
            for (const Verdict& verdict : m_verdicts) worst = std::max(worst, std::abs(verdict.z));
            std::vector<bool> next(m_picks.size(), false);
            for (const Verdict& verdict : m_verdicts)
                for (const std::size_t i : verdict.wrong)
                    if (std::abs(verdict.z) > 0.6 * worst || doubted[i]) next[i] = true;
            if (next == doubted) break;
            std::vector<PhasePick> rest = m_bare;
            for (std::size_t i = 0; i < rest.size(); ++i)
                if (next[i]) rest[i].enabled = false;
            auto again = locate(m_times, rest, m_options.locate);
            if (!again) break;
            location = std::move(again);
            doubted = std::move(next);
        }
        judgeTimes();
        judgeSources(*location);
        judgePolarities(*location);
        std::stable_sort(m_out.flags.begin(), m_out.flags.end(), [](const Flag& a, const Flag& b) { return severity(a) > severity(b); });
        return std::move(m_out);
    }

private:
    static double severity(const Flag& flag) { return flag.doubt == FlagKind::Polarity ? 3.5 : std::abs(flag.z); }

    void look(const Location& location, const std::vector<bool>& doubted)
    {
        m_left = leaveOut(m_times, m_bare, doubted, {location.epicentre, location.depthKm, {}}, m_options.locate);
        std::vector<double> z;
        for (const auto& one : m_left)
            if (one) z.push_back(one->residualSeconds / one->sigmaSeconds());
        m_scatter = scatter(z, 0.5);
        m_verdicts.clear();
        for (std::size_t i = 0; i < m_picks.size(); ++i) {
            PickCheck& check = m_out.picks[i];
            check.residualSeconds.reset(), check.timeZ.reset(), check.sMinusPZ.reset(), check.clockZ.reset();
            if (!m_left[i]) continue;
            check.residualSeconds = m_left[i]->residualSeconds;
            check.timeZ = m_left[i]->residualSeconds / (m_scatter * m_left[i]->sigmaSeconds());
            const Pair& pair = m_pairs[check.station];
            const bool paired = pair.p && pair.s && m_left[*pair.p] && m_left[*pair.s] && (i == *pair.p || i == *pair.s);
            if (!paired && std::abs(*check.timeZ) > m_options.timeZ) m_verdicts.push_back({{i}, FlagKind::Time, *check.timeZ});
        }
        for (const auto& [station, pair] : m_pairs)
            if (pair.p && pair.s && m_left[*pair.p] && m_left[*pair.s]) judgePair(*pair.p, *pair.s);
    }

    /// Which explains the two residuals of a station best: nothing wrong, P wrong, S wrong, or both shifted alike. Each pick's z is given the
    /// other one, so that a prediction that is uncertain for both does not excuse either.
    void judgePair(std::size_t p, std::size_t s)
    {
        const LeftOut &a = *m_left[p], &b = *m_left[s];
        const double k = m_scatter * m_scatter, aa = k * a.sigmaSeconds() * a.sigmaSeconds(), bb = k * b.sigmaSeconds() * b.sigmaSeconds(), ab = k * a.covariance(b);
        const double det = aa * bb - ab * ab, ra = a.residualSeconds, rb = b.residualSeconds;
        const double pz = (ra - ab / bb * rb) / std::sqrt(det / bb), sz = (rb - ab / aa * ra) / std::sqrt(det / aa);
        const double precision = (aa + bb - 2.0 * ab) / det, shift = ((bb - ab) * ra + (aa - ab) * rb) / det / precision, clock = shift * std::sqrt(precision);
        const double apart = (rb - ra) / std::sqrt(aa + bb - 2.0 * ab);
        const double total = (bb * ra * ra + aa * rb * rb - 2.0 * ab * ra * rb) / det;
        for (const std::size_t i : {p, s}) m_out.picks[i].sMinusPZ = apart, m_out.picks[i].clockZ = clock;
        m_out.picks[p].timeZ = pz, m_out.picks[s].timeZ = sz;
        const double best = std::max({std::abs(pz), std::abs(sz), std::abs(clock)});
        if (std::abs(clock) == best && std::abs(clock) > m_options.clockZ && std::abs(shift) > m_options.smallestClockSeconds) {
            m_verdicts.push_back({{p, s}, FlagKind::Clock, clock, shift});
            return;
        }
        const bool pWorse = std::abs(pz) >= std::abs(sz);
        const double z = pWorse ? pz : sz;
        if (std::abs(z) <= m_options.timeZ) return;
        m_verdicts.push_back({{pWorse ? p : s}, FlagKind::Time, z});
        // What is left of the other one when the worse is not believed.
        const double rest = pWorse ? rb / std::sqrt(bb) : ra / std::sqrt(aa);
        if (total - z * z > m_options.timeZ * m_options.timeZ) m_verdicts.push_back({{pWorse ? s : p}, FlagKind::Time, rest});
    }

    void flag(std::size_t i, FlagKind doubt, double z, std::string reason) { m_out.flags.push_back({m_picks[i].pick.id, m_picks[i].pick.station, doubt, z, std::move(reason)}); }

    void judgeTimes()
    {
        for (const Verdict& verdict : m_verdicts)
            for (const std::size_t i : verdict.wrong)
                flag(i, verdict.doubt, verdict.z, verdict.doubt == FlagKind::Clock ? clockReason(i, verdict) : timeReason(i, verdict));
    }

    std::string clockReason(std::size_t i, const Verdict& verdict) const
    {
        return "P and S at " + m_bare[i].station + " are both " + signedLate(verdict.shiftSeconds) + " while S minus P fits: the station's clock, or onsets of another event.";
    }

    std::string timeReason(std::size_t i, const Verdict& verdict)
    {
        const PickCheck& check = m_out.picks[i];
        const Pair& pair = m_pairs[check.station];
        std::string why = std::string(seisdesk::name(m_bare[i].phase)) + " at " + check.station + " is " + signedLate(*check.residualSeconds) +
                          text(", %.1f sigma, against what the other picks say", std::abs(verdict.z));
        const auto other = pair.p == i ? pair.s : pair.s == i ? pair.p : std::nullopt;
        const bool otherFits = other && std::none_of(m_verdicts.begin(), m_verdicts.end(), [&](const Verdict& v) { return std::find(v.wrong.begin(), v.wrong.end(), *other) != v.wrong.end(); });
        if (std::abs(*check.residualSeconds) > 0.8) why += ": an onset of another event, or of noise.";
        else if (otherFits) why += std::string(", while ") + seisdesk::name(m_bare[*other].phase) + " fits: a skipped cycle?";
        else why += ": a skipped cycle, or another phase.";
        return why;
    }

    template <class Deviation>
    void judge(FlagKind doubt, std::optional<double> PickCheck::*slot, const Deviation& deviation)
    {
        std::vector<double> all;
        std::vector<std::size_t> said;
        std::vector<std::string> reasons;
        for (std::size_t i = 0; i < m_picks.size(); ++i)
            if (const auto [z, reason] = deviation(i); z) all.push_back(*z), said.push_back(i), reasons.push_back(reason);
        const double scale = scatter(all, 1.0);
        for (std::size_t k = 0; k < said.size(); ++k) {
            m_out.picks[said[k]].*slot = all[k] / scale;
            if (std::abs(all[k] / scale) > m_options.sourceZ) flag(said[k], doubt, all[k] / scale, reasons[k]);
        }
    }

    void judgeSources(const Location& location)
    {
        using Said = std::pair<std::optional<double>, std::string>;
        const double place = location.ellipse.semiMajorKm;
        std::vector<double> kilometres, azimuths, magnitudes;
        for (const CheckedPick& one : m_picks) {
            const Course there = course(one.pick.place, location.epicentre);
            kilometres.push_back(there.distanceKm());
            azimuths.push_back(there.azimuthDegrees);
            if (one.source.magnitude) magnitudes.push_back(one.source.magnitude->value);
        }
        judge(FlagKind::Distance, &PickCheck::distanceZ, [&](std::size_t i) -> Said {
            const auto& said = m_picks[i].source.distanceKm;
            if (!said) return {};
            const double sigma = std::hypot(said->sigma.value_or(0.3 * said->value), place, 1.0 + 0.1 * kilometres[i]);
            return {(said->value - kilometres[i]) / sigma,
                    "The record at " + m_bare[i].station + text(" looks like a source at %.0f km", said->value) + text("; the event is at %.0f km: another event?", kilometres[i])};
        });
        judge(FlagKind::BackAzimuth, &PickCheck::backAzimuthZ, [&](std::size_t i) -> Said {
            const auto& said = m_picks[i].source.backAzimuthDeg;
            if (!said) return {};
            const double off = std::remainder(said->value - azimuths[i], 360.0), pointing = std::atan2(place, std::max(kilometres[i], 1.0)) * degreesPerRadian;
            return {off / std::hypot(said->sigma.value_or(40.0), pointing, 5.0),
                    "The record at " + m_bare[i].station + text(" points to %.0f degrees", said->value) + text("; the event is at %.0f degrees: another event, or turned components?", azimuths[i])};
        });
        const bool enough = m_options.magnitude.has_value() || magnitudes.size() >= 4;
        const double size = m_options.magnitude ? *m_options.magnitude : median(magnitudes).value_or(0.0);
        judge(FlagKind::Magnitude, &PickCheck::magnitudeZ, [&](std::size_t i) -> Said {
            const auto& said = m_picks[i].source.magnitude;
            if (!said || !enough) return {};
            return {(said->value - size) / std::hypot(said->sigma.value_or(0.4), 0.2),
                    "The record at " + m_bare[i].station + text(" looks like magnitude %.1f", said->value) + text("; the event has %.1f: another event, or a wrong response?", size)};
        });
    }

    void judgePolarities(const Location& location)
    {
        std::vector<FirstMotion> motions;
        std::vector<std::size_t> who;
        for (std::size_t i = 0; i < m_picks.size(); ++i) {
            const CheckedPick& one = m_picks[i];
            if (arrivesAs(one.pick.phase) != WaveType::P || (one.polarity != Polarity::Positive && one.polarity != Polarity::Negative)) continue;
            const auto theory = m_times.arrival(one.pick.phase, location.epicentre, location.depthKm, one.pick.place, one.pick.elevationKm);
            if (!theory) continue;
            motions.push_back({one.pick.station, theory->azimuthDegrees, theory->takeoffDegrees, one.polarity == Polarity::Positive, 1.0});
            who.push_back(i);
        }
        const auto chances = polarityChances(motions);
        for (std::size_t k = 0; k < chances.size(); ++k) {
            m_out.picks[who[k]].polarityChance = chances[k];
            if (chances[k] < m_options.polarityChance)
                flag(who[k], FlagKind::Polarity, 0.0, "The first motion at " + motions[k].station + " is " + (motions[k].up ? "up" : "down") + text("; the other stations' say the opposite with %.0f %%.", 100.0 * (1.0 - chances[k])));
        }
    }

    const TravelTimes& m_times;
    const std::vector<CheckedPick>& m_picks;
    const CrossCheckOptions& m_options;
    std::vector<PhasePick> m_bare;
    std::map<std::string, Pair> m_pairs;
    std::vector<std::optional<LeftOut>> m_left;
    std::vector<Verdict> m_verdicts;
    double m_scatter = 1.0;
    CrossCheck m_out;
};

}  // namespace

const char* name(FlagKind doubt)
{
    switch (doubt) {
    case FlagKind::Time: return "time";
    case FlagKind::Clock: return "clock";
    case FlagKind::Distance: return "distance";
    case FlagKind::BackAzimuth: return "back-azimuth";
    case FlagKind::Magnitude: return "magnitude";
    case FlagKind::Polarity: break;
    }
    return "polarity";
}

Result<CrossCheck> crossCheck(const TravelTimes& times, const std::vector<CheckedPick>& picks, const CrossCheckOptions& options, const Progress& progress)
{
    return Checker(times, picks, options).run(progress);
}

}  // namespace seisdesk
