#include "core/review/review_records.h"

#include "core/catalog/compile.h"
#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
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
#include <cstdio>
#include <set>

namespace seisdesk {

namespace {

using Clock = std::chrono::steady_clock;

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
    Chain(std::vector<Label> picks, const std::vector<TracePtr>& traces, const Inventory& inventory, const ReviewOptions& options, ReviewedRecords& out)
        : m_traces(traces), m_inventory(inventory), m_options(options), m_out(out), m_created(now())
    {
        m_out.picks = withoutDoubles(std::move(picks));
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
        if (m_options.correctStations && !m_out.delays.empty()) relocateAll();
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
            if (label.end || label.review == Review::Rejected || !phaseFrom(label.phase)) continue;
            const auto pick = phasePickOf(label, m_inventory);
            if (!pick) {
                missing.insert(label.stream.network + '.' + label.stream.station);
                continue;
            }
            m_loose.push_back({pick->id, pick->station, pick->place, pick->elevationKm, arrivesAs(pick->phase), pick->time, pick->sigmaSeconds});
            m_labels.push_back(i);
        }
        if (missing.empty()) return;
        std::string names;
        for (const std::string& name : missing) names += (names.empty() ? "" : ", ") + name;
        m_out.notes.push_back("Not in the inventory, so their picks stay alone: " + names + ". Give their StationXML.");
    }

    Result<void> chooseTimes(const Progress& progress)
    {
        const bool chosen = !m_options.velocity.empty();
        auto choice = chooseVelocity(m_loose, chosen ? std::vector<std::string>{m_options.velocity} : candidates(), m_options.associate, progress);
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
        auto found = associate(*m_times, m_loose, m_options.associate, progress);
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
            for (const std::size_t i : one.picks) m_out.picks[m_labels[i]].event = event.id;
            m_out.events.push_back(std::move(event));
        }
        stage("events");
        return {};
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

    void relocateAll()
    {
        OriginSignature signature = m_options.signature;
        signature.earthModel = m_out.velocity;
        for (Event& event : m_out.events) {
            std::vector<Label> own;
            for (const Label& label : m_out.picks)
                if (label.event == event.id) own.push_back(label);
            LocateOptions again = m_options.associate.locate;
            again.deepestKm = std::min(again.deepestKm, m_options.associate.deepestKm);
            again.corrections = m_out.delays;
            if (auto located = relocated(event, own, m_inventory, *m_times, again, signature)) event = std::move(*located);
        }
        stage("corrections");
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
    std::shared_ptr<const TravelTimes> m_times;
};

}  // namespace

Result<ReviewedRecords> reviewPicks(std::vector<Label> picks, const std::vector<TracePtr>& traces, const Inventory& inventory, const ReviewOptions& options,
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
    auto prediction = annotator.annotate(traces, inventory, options.annotate, progress.part(0.0, 0.5));
    if (!prediction) return prediction.error();
    std::vector<Label> labels;
    for (const StationPrediction& station : prediction->stations) labels.insert(labels.end(), station.labels.begin(), station.labels.end());
    const StageSeconds picking{"picks", std::chrono::duration<double>(Clock::now() - began).count()};
    auto out = reviewPicks(std::move(labels), traces, inventory, options, progress.part(0.5, 1.0));
    if (!out) return out;
    out->stages.insert(out->stages.begin(), picking);
    out->prediction = std::make_shared<const Prediction>(std::move(*prediction));
    return out;
}

}  // namespace seisdesk
