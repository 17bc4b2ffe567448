#include "core/review/review_records.h"

#include "core/catalog/compile.h"
#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "core/locate/associate/regather.h"
#include "core/locate/mechanism/mechanism_catalogue.h"
#include "core/locate/relocate_event.h"
#include "core/locate/size/size_catalogue.h"
#include "core/locate/size/station_recording.h"
#include "core/locate/travel/velocity_file.h"
#include "core/review/double_picks.h"
#include "core/review/station_delays.h"
#include "core/review/velocity_choice.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <set>

namespace seisdesk {

namespace {

using Clock = std::chrono::steady_clock;

/// Less sure picks are hardly more than noise.
constexpr double weakestPick = 0.05;

/// Where models are compared, the ordinary crust first.
std::vector<std::string> candidates()
{
    std::vector<std::string> out{"continental"};
    for (const std::string& name : shippedVelocityModels())
        if (name != out.front()) out.push_back(name);
    return out;
}

class Chain {
public:
    Chain(PicksToReview picks, const std::vector<TracePtr>& traces, const Inventory& inventory, const ReviewOptions& options, ReviewedRecords& out)
        : m_traces(traces), m_inventory(inventory), m_options(options), m_out(out), m_created(now())
    {
        m_out.picks = withoutDoubles(std::move(picks.sure));
        m_sure = m_out.picks.size();
        if (m_options.lookAgain) addWeak(std::move(picks.weak));
    }

    Result<void> run(const Progress& progress)
    {
        collect();
        if (!m_loose.empty()) {
            if (auto done = chooseTimes(progress.part(0.0, 0.3)); !done) return done;
            if (auto done = associateAll(progress.part(0.3, 0.8)); !done) return done;
        }
        compileEvents();
        m_out.delays = stationDelays(m_out.events);
        return m_options.check ? judge(progress.part(0.8, 1.0)) : Result<void>{};
    }

private:
    void stage(const char* name)
    {
        const auto at = Clock::now();
        m_out.stages.push_back({name, std::chrono::duration<double>(at - m_began).count()});
        m_began = at;
    }

    void collect()
    {
        std::set<std::string> missing;
        for (std::size_t i = 0; i < m_out.picks.size(); ++i) {
            const Label& label = m_out.picks[i];
            if (label.end || label.review == Review::Rejected || !(label.phase.empty() || phaseFrom(label.phase))) continue;
            Label asked = label;
            if (label.phase.empty()) asked.phase = "S";  // the wider sigma
            const auto pick = phasePickOf(asked, m_inventory);
            if (!pick) {
                missing.insert(label.stream.network + '.' + label.stream.station);
                continue;
            }
            const auto wave = label.phase.empty() ? std::nullopt : std::optional(arrivesAs(pick->phase));
            m_loose.push_back({pick->id, pick->station, pick->place, pick->elevationKm, wave, pick->time, pick->sigmaSeconds, label.confidence.value_or(1.0)});
            m_labels.push_back(i);
            if (i < m_sure) m_looseSure = m_loose.size();
        }
        if (missing.empty()) return;
        std::string names;
        for (const std::string& name : missing) names += (names.empty() ? "" : ", ") + name;
        m_out.notes.push_back("Not in the inventory, so their picks stay alone: " + names + ". Give their StationXML.");
    }

    Result<void> chooseTimes(const Progress& progress)
    {
        const bool chosen = !m_options.velocity.empty();
        auto choice = chooseVelocity(sure(), chosen ? std::vector<std::string>{m_options.velocity} : candidates(), m_options.associate, progress);
        if (!choice) return choice.error();
        m_times = choice->times;
        m_out.velocity = m_times->model().name;
        if (!chosen) {
            std::string text = "Velocity model " + m_out.velocity;
            text += choice->events == 0 ? ", for want of clear events to compare models with" : ", which fits " + std::to_string(choice->events) + " clear events best (";
            for (std::size_t i = 0; i < choice->scores.size(); ++i) {
                char score[64];
                std::snprintf(score, sizeof score, "%s%s %.2f", i ? ", " : "", choice->scores[i].model.c_str(), choice->scores[i].misfit);
                text += score;
            }
            m_out.notes.push_back(text + (choice->events ? ")." : "."));
        }
        stage("velocity");
        return {};
    }

    Result<void> associateAll(const Progress& progress)
    {
        auto found = associate(*m_times, sure(), m_options.associate, progress.part(0.0, m_options.lookAgain ? 0.5 : 1.0));
        if (!found) return found.error();
        stage("events");
        if (m_options.lookAgain) found = lookAgain(std::move(*found), progress.part(0.5, 1.0));
        if (!found) return found.error();
        OriginSignature signature = m_options.signature;
        signature.earthModel = m_out.velocity;
        for (const AssociatedEvent& one : found->events) {
            Event event;
            event.id = makeId(signature.authority, "event/" + std::string(lastPart(originOf(one.location, signature, m_created).id)));
            event.type = "earthquake";
            event.typeCertainty = "suspected";
            putOwnOrigin(event, one.location, signature, m_created);
            event.creation = event.origins.front().creation;
            for (std::size_t i = 0; i < one.picks.size(); ++i) {
                Label& label = m_out.picks[m_labels[one.picks[i]]];
                label.event = event.id;
                if (label.phase.empty()) label.phase = name(one.phases[i]);
            }
            m_out.events.push_back(std::move(event));
        }
        dropLonelyWeak();
        stage("second look");
        return {};
    }

    std::vector<LoosePick> sure() const { return {m_loose.begin(), m_loose.begin() + static_cast<std::ptrdiff_t>(m_looseSure)}; }

    /// Behind the sure ones, without what the station was sure of already.
    void addWeak(std::vector<Label> weak)
    {
        std::set<Id> known;
        for (const Label& label : m_out.picks) known.insert(label.id);
        std::vector<Label> all = m_out.picks;
        std::move(weak.begin(), weak.end(), std::back_inserter(all));
        for (Label& label : withoutDoubles(std::move(all)))
            if (!known.contains(label.id)) m_out.picks.push_back(std::move(label));
    }

    void dropLonelyWeak()
    {
        std::size_t i = 0;
        std::erase_if(m_out.picks, [&](const Label& label) { return i++ >= m_sure && label.event.empty(); });
        std::stable_sort(m_out.picks.begin(), m_out.picks.end(), [](const Label& a, const Label& b) { return a.time < b.time; });
    }

    /// With weak picks, and with the delays of the stations that follow from the events so far.
    Result<Association> lookAgain(Association found, const Progress& progress)
    {
        RegatherOptions looking;
        looking.associate = m_options.associate;
        looking.leastGain = m_options.leastGain;
        for (int pass = 0; pass < 3; ++pass) {
            auto next = regather(*m_times, m_loose, std::move(found), looking, progress.part(0.3 * pass, 0.3 * (pass + 1)));
            if (!next) return next;
            found = std::move(*next);
            if (m_options.correctStations) looking.associate.locate.corrections = stationDelays(found);
            if (pass == 0 && !addLost(found, looking.associate, progress)) return Error{Error::Code::Cancelled, "Cancelled."};
        }
        m_out.corrections = looking.associate.locate.corrections;
        return found;
    }

    /// Events that only weak picks make rich enough.
    bool addLost(Association& found, const AssociateOptions& options, const Progress& progress)
    {
        std::vector<LoosePick> rest;
        Time first = Time::max(), last = Time::min();
        for (const std::size_t i : found.alone) rest.push_back(m_loose[i]), first = std::min(first, rest.back().time), last = std::max(last, rest.back().time);
        if (rest.empty()) return true;
        // So many onsets fit any place and time by chance; what is hardly more is not looked at, of which there is much.
        const double window = 2.0 * options.toleranceSeconds + 0.6, chance = static_cast<double>(rest.size()) * window / std::max(60.0, toSeconds(last - first));
        AssociateOptions richer = options;
        richer.fewestPicks = std::max(options.fewestPicks, static_cast<int>(std::ceil(chance + 3.0 * std::sqrt(chance))));
        auto lost = associate(*m_times, rest, richer, progress.quiet());
        if (!lost) return false;
        for (AssociatedEvent& event : lost->events) {
            for (std::size_t& pick : event.picks) pick = found.alone[pick];
            found.events.push_back(std::move(event));
        }
        return true;
    }

    void compileEvents()
    {
        CompileOptions signing;
        signing.authority = m_options.signature.authority;
        signing.agencyId = m_options.signature.agencyId;
        m_out.events = compile(m_out.picks, m_out.events, signing);
        const auto alone = std::stable_partition(m_out.events.begin(), m_out.events.end(), [](const Event& event) { return !event.origins.empty(); });
        std::move(alone, m_out.events.end(), std::back_inserter(m_out.alone));
        m_out.events.erase(alone, m_out.events.end());
        std::stable_sort(m_out.events.begin(), m_out.events.end(), [](const Event& a, const Event& b) { return a.origin()->time < b.origin()->time; });
    }

    /// One thing after another for each event.
    template <class What>
    Result<void> forEach(const char* name, const Progress& progress, const What& what)
    {
        std::size_t done = 0;
        for (Event& event : m_out.events) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            if (auto one = what(event); !one) return one;
            progress.report(static_cast<double>(++done) / static_cast<double>(m_out.events.size()), name);
        }
        stage(name);
        return {};
    }

    Result<void> sizeOne(Event& event, const Progress& progress)
    {
        RecordingOptions reach;
        reach.after = eventsAfter(event, m_out.events);
        const auto recordings = stationRecordings(event, m_traces, m_inventory, *m_times, reach);
        if (recordings.empty()) return {};
        const Origin& origin = *event.origin();
        const auto size = sizeOf(recordings, origin.depthMetres ? 1e-3 * origin.depthMetres->value : 0.0, m_times->model(), m_options.size, progress.quiet());
        if (!size) return size.error();
        putSize(event, *size, m_options.signature, m_created);
        return {};
    }

    /// With fewer first motions than that a double couple always fits.
    Result<void> mechanismOne(Event& event, const Progress& progress)
    {
        const MechanismData data = mechanismData(event);
        if (data.motions.size() < m_options.fewestFirstMotions) return {};
        MechanismOptions options;
        options.stepDegrees = 7.5;
        const auto found = mechanism(data.motions, data.ratios, options, progress.quiet());
        if (!found) return found.error().code == Error::Code::Cancelled ? Result<void>(found.error()) : Result<void>{};
        putMechanism(event, *found, m_options.signature, m_created);
        return {};
    }

    void checkOne(Event& event, const Progress& progress)
    {
        CrossCheckOptions checking;
        checking.locate = m_options.associate.locate;
        checking.locate.corrections = m_out.delays;
        const auto check = crossCheck(event, m_inventory, *m_times, checking, progress.quiet());
        if (!check) return;  // too few picks to leave some out
        keepFlags(event, *check);
        std::set<std::string> picks;
        for (const Flag& flag : check->flags) picks.insert(flag.pick);
        m_out.flagged += picks.size();
    }

    Result<void> judge(const Progress& progress)
    {
        if (m_out.events.empty()) return {};
        if (auto done = forEach("sizes", progress.part(0.0, 0.5), [&](Event& event) { return sizeOne(event, progress); }); !done) return done;
        if (auto done = forEach("mechanisms", progress.part(0.5, 0.8), [&](Event& event) { return mechanismOne(event, progress); }); !done) return done;
        return forEach("cross-check", progress.part(0.8, 1.0), [&](Event& event) { return checkOne(event, progress), Result<void>{}; });
    }

    const std::vector<TracePtr>& m_traces;
    const Inventory& m_inventory;
    const ReviewOptions& m_options;
    ReviewedRecords& m_out;
    const Time m_created;
    Clock::time_point m_began = Clock::now();
    std::vector<LoosePick> m_loose;
    std::vector<std::size_t> m_labels;  ///< beside m_loose, in m_out.picks
    std::size_t m_sure = 0, m_looseSure = 0;  ///< weak ones come behind
    std::shared_ptr<const TravelTimes> m_times;
};

}  // namespace

Result<ReviewedRecords> reviewPicks(PicksToReview picks, const std::vector<TracePtr>& traces, const Inventory& inventory, const ReviewOptions& options,
                                    const Progress& progress)
{
    ReviewedRecords out;
    if (auto done = Chain(std::move(picks), traces, inventory, options, out).run(progress); !done) return done.error();
    return out;
}

Result<ReviewedRecords> reviewRecords(const Annotator& annotator, const std::vector<TracePtr>& traces, const Inventory& inventory, const ReviewOptions& options,
                                      const Progress& progress)
{
    const auto began = Clock::now();
    AnnotateOptions annotate = options.annotate;
    if (options.lookAgain && !annotate.weakest) annotate.weakest = weakestPick;
    auto prediction = annotator.annotate(traces, inventory, annotate, progress.part(0.0, 0.5));
    if (!prediction) return prediction.error();
    PicksToReview labels;
    for (const StationPrediction& station : prediction->stations) {
        labels.sure.insert(labels.sure.end(), station.labels.begin(), station.labels.end());
        labels.weak.insert(labels.weak.end(), station.candidates.begin(), station.candidates.end());
    }
    const StageSeconds picking{"picks", std::chrono::duration<double>(Clock::now() - began).count()};
    auto out = reviewPicks(std::move(labels), traces, inventory, options, progress.part(0.5, 1.0));
    if (!out) return out;
    out->stages.insert(out->stages.begin(), picking);
    out->prediction = std::make_shared<const Prediction>(std::move(*prediction));
    return out;
}

}  // namespace seisdesk
