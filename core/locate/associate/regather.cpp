#include "core/locate/associate/regather.h"

#include "core/locate/associate/arrival_spread.h"
#include "core/locate/associate/assignment.h"
#include "core/locate/associate/evidence.h"
#include "core/locate/associate/pick_cells.h"
#include "core/locate/refinement.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace seisdesk {

namespace {

constexpr double blockSeconds = 120.0;
constexpr double leastReachKm = 30.0;
/// Just beyond the farthest station a wave is seen as often as not.
constexpr double edge = 1.3, seenAtEdge = 0.35;

struct Source {
    TrialSource trial;
    double origin = 0.0;
    std::vector<Member> members;  ///< by onset
    bool gone = false;
};

bool same(const std::vector<Member>& a, const std::vector<Member>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Member& x, const Member& y) { return x.onset == y.onset && x.phase == y.phase; });
}

class Look {
public:
    Look(const TravelTimes& times, const std::vector<LoosePick>& picks, const RegatherOptions& options)
        : m_times(times), m_picks(picks), m_options(options), m_field(times, picks, options.associate), m_evidence(times, m_field, options.associate, blockSeconds),
          m_places(picks.size())
    {
        for (std::uint32_t i = 0; i < m_field.onsets.size(); ++i) m_places[m_field.onsets[i].index] = i;
    }

    Result<Association> run(const Association& first, const Progress& progress)
    {
        for (const AssociatedEvent& event : first.events) add(event);
        for (int round = 0; round < m_options.rounds; ++round) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            progress.report(0.8 * round / m_options.rounds, "Looking again");
            if (!assign()) break;
        }
        Association out;
        for (const Source& source : m_sources) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            if (source.gone) continue;
            if (auto event = located(m_times, source.trial, source.members, m_field, m_picks, settings())) out.events.push_back(std::move(*event));
        }
        std::vector<bool> in(m_picks.size());
        for (const AssociatedEvent& event : out.events)
            for (const std::size_t pick : event.picks) in[pick] = true;
        for (std::size_t i = 0; i < in.size(); ++i)
            if (!in[i]) out.alone.push_back(i);
        std::sort(out.events.begin(), out.events.end(), [](const auto& a, const auto& b) { return a.location.time < b.location.time; });
        return out;
    }

private:
    const AssociateOptions& settings() const { return m_options.associate; }

    void add(const AssociatedEvent& event)
    {
        Source out{{event.location.epicentre, event.location.depthKm, {}}, toSeconds(event.location.time - m_field.reference), {}, false};
        for (std::size_t i = 0; i < event.picks.size(); ++i) out.members.push_back({m_places[event.picks[i]], event.phases[i], 0.0, 1.0});
        std::sort(out.members.begin(), out.members.end(), [](const Member& a, const Member& b) { return a.onset < b.onset; });
        for (const Member& member : out.members) m_field.onsets[member.onset].taken = true;
        m_sources.push_back(std::move(out));
    }

    /// One wave at one station of a source, as it is expected.
    struct Expected {
        double seconds = 0.0, modelSigma = 0.0, tolerance = 0.0, odds = 0.0;
        ArrivalSpread::Row row{};
    };

    Expected expected(const Source& source, const TravelTime& time, const PickField::Station& station, const Course& there, WaveType wave, double reach) const
    {
        const ModelError& model = settings().locate.modelError;
        const double travel = time.seconds + m_times.elevationSeconds(wave, time.secondsPerKm, station.elevationKm);
        const auto& corrections = settings().locate.corrections;
        const auto correction = corrections.find({station.name, wave});
        const double azimuth = there.azimuthDegrees / degreesPerRadian;
        const double share = there.distanceDegrees <= reach ? Evidence::seen : there.distanceDegrees <= edge * reach ? seenAtEdge : Evidence::seenBeyond;
        return {source.origin + travel + (correction == corrections.end() ? 0.0 : correction->second),
                std::clamp(model.fraction * travel, model.smallestSeconds, model.largestSeconds),
                settings().toleranceSeconds + settings().toleranceFraction * travel,
                std::log(share / (1.0 - share)),
                {1.0, -std::cos(azimuth) * time.secondsPerKm, -std::sin(azimuth) * time.secondsPerKm, time.secondsPerKmDepth}};
    }

    void offer(std::size_t which, std::vector<SlotOffer>& offers) const
    {
        const Source& source = m_sources[which];
        const TravelTimes::Slice slice = m_times.slice(source.trial.depthKm);
        double reach = leastReachKm / kmPerDegree;
        std::map<std::uint32_t, Phase> own;
        for (const Member& member : source.members) {
            own.emplace(member.onset, member.phase);
            reach = std::max(reach, distanceDegrees(source.trial.place, m_field.stations[m_field.onsets[member.onset].station].place));
        }
        const Misfit misfit(m_times, phasePicks(source.members, m_field, m_picks), settings().locate.modelError, settings().locate.corrections);
        const ArrivalSpread spread(misfit.rows(source.trial.place, source.trial.depthKm, source.trial.value.originSeconds));
        for (std::size_t s = 0; s < m_field.stations.size(); ++s) {
            const auto& station = m_field.stations[s];
            const Course there = course(source.trial.place, station.place);
            for (const Phase phase : {Phase::P, Phase::S}) {
                const WaveType wave = arrivesAs(phase);
                const TravelTime time = slice.at(phase, there.distanceDegrees);
                if (!time) continue;
                const Expected at = expected(source, time, station, there, wave, reach);
                auto onset = std::lower_bound(m_field.onsets.begin(), m_field.onsets.end(), std::pair(s, at.seconds - at.tolerance),
                                              [](const PickField::Onset& o, const auto& from) { return std::pair(o.station, o.seconds) < from; });
                for (; onset != m_field.onsets.end() && onset->station == s && onset->seconds <= at.seconds + at.tolerance; ++onset) {
                    if (onset->wave && *onset->wave != wave) continue;
                    const auto id = static_cast<std::uint32_t>(onset - m_field.onsets.begin());
                    const auto mine = own.find(id);
                    const bool member = mine != own.end() && mine->second == phase;
                    const double sigma = std::hypot(onset->sigma, at.modelSigma);
                    // What it would be if the event did not know it.
                    const ArrivalSpread::Seen seen = spread.seen(at.row, onset->seconds - at.seconds, sigma, member);
                    const double total = std::hypot(sigma, seen.predictionSigma);
                    if (std::abs(seen.residual) > m_options.windowSigmas * total) continue;
                    const double gain = Evidence::logDensity(seen.residual, total) - std::log(m_evidence.rate(id, wave)) + at.odds;
                    if (gain < (member ? 0.0 : m_options.leastGain)) continue;
                    offers.push_back({id, (which * m_field.stations.size() + s) * 2 + (phase == Phase::S), gain});
                }
            }
        }
    }

    /// Residuals, and where the source is now.
    void refined(Source& source) const
    {
        const Misfit misfit(m_times, phasePicks(source.members, m_field, m_picks), settings().locate.modelError, settings().locate.corrections);
        source.trial = refine(misfit, source.trial, {0.0, settings().deepestKm});
        source.origin = toSeconds(misfit.reference() - m_field.reference) + source.trial.value.originSeconds;
        const auto rows = misfit.rows(source.trial.place, source.trial.depthKm, source.trial.value.originSeconds);
        for (std::size_t i = 0; i < rows.size(); ++i) source.members[i].residual = rows[i].residualSeconds;
    }

    /// One round; false when nothing moved.
    bool assign()
    {
        for (Source& source : m_sources)
            if (!source.gone && source.trial.value.logLikelihood <= -1e299) refined(source);
        std::vector<SlotOffer> offers;
        for (std::size_t i = 0; i < m_sources.size(); ++i)
            if (!m_sources[i].gone) offer(i, offers);
        std::vector<std::vector<Member>> next(m_sources.size());
        for (const SlotOffer& given : bestAssignment(offers)) {
            const std::size_t slots = 2 * m_field.stations.size(), source = given.slot / slots;
            next[source].push_back({given.item, given.slot % 2 ? Phase::S : Phase::P, 0.0, 1.0});
        }
        for (auto& onset : m_field.onsets) onset.taken = false;
        bool moved = false;
        for (std::size_t i = 0; i < m_sources.size(); ++i) {
            Source& source = m_sources[i];
            if (source.gone) continue;
            std::sort(next[i].begin(), next[i].end(), [](const Member& a, const Member& b) { return a.onset < b.onset; });
            if (!same(next[i], source.members)) {
                moved = true;
                source.members = std::move(next[i]);
                source.gone = !enough(source.members, m_field, settings());
                if (source.gone) continue;
                refined(source);
            }
            for (const Member& member : source.members) m_field.onsets[member.onset].taken = true;
        }
        for (Source& source : m_sources)
            if (!source.gone && m_evidence.of(source.trial, source.members) < settings().leastEvidence) {
                source.gone = moved = true;
                for (const Member& member : source.members) m_field.onsets[member.onset].taken = false;
            }
        return moved;
    }

    const TravelTimes& m_times;
    const std::vector<LoosePick>& m_picks;
    const RegatherOptions& m_options;
    PickField m_field;
    Evidence m_evidence;
    std::vector<std::uint32_t> m_places;  ///< of the picks, in the field
    std::vector<Source> m_sources;
};

}  // namespace

Result<Association> regather(const TravelTimes& times, const std::vector<LoosePick>& picks, Association first, const RegatherOptions& options, const Progress& progress)
{
    if (first.events.empty()) return first;
    return Look(times, picks, options).run(first, progress);
}

}  // namespace seisdesk
