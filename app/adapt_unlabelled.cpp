#include "app/adapt_unlabelled.h"

#include "app/outcome.h"
#include "core/locate/associate/associator.h"
#include "core/locate/travel/velocity_file.h"

#include <nlohmann/json.hpp>

#include <set>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

Json jsonOf(const Proxies& p)
{
    return {{"picks", p.picks}, {"pairs", p.pairs}, {"paired_share", p.pairedShare()}, {"quiet_picks_per_hour", p.quietPicksPerHour()}, {"confidence_at_known_onsets", p.medianConfidence}};
}

Json jsonOf(const HarvestCounts& c)
{
    return {{"hours", c.hours}, {"picks", c.picks}, {"confident", c.confident}, {"steady", c.steady}, {"pairs", c.pairs}, {"loud", c.loud}, {"undisturbed", c.undisturbed},
            {"associated", c.associated}, {"examples", c.examples}, {"quiet_windows", c.quietWindows}};
}

}  // namespace

std::vector<bool> associatedPairs(const std::vector<PickPair>& pairs, const Inventory& inventory)
{
    const AssociateOptions options;
    std::vector<LoosePick> picks;  // two for each pair that has a place, P first
    std::vector<std::size_t> owners;
    std::set<std::string> stations;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const StreamId& id = pairs[i].instrument;
        const Station* const station = inventory.station(id.network, id.station, pairs[i].p.time);
        if (!station) continue;
        const std::string name = id.network + '.' + id.station;
        stations.insert(name);
        owners.push_back(i);
        for (const auto& [label, wave] : {std::pair(&pairs[i].p, WaveType::P), std::pair(&pairs[i].s, WaveType::S)})
            picks.push_back({label->id.text(), name, {station->latitudeDegrees, station->longitudeDegrees}, 1e-3 * station->elevationMetres, wave, label->time, wave == WaveType::P ? 0.1 : 0.2});
    }
    std::vector<bool> all(pairs.size(), true);
    if (stations.size() < static_cast<std::size_t>(options.fewestStations)) return all;
    const auto model = velocityModel("iasp91");
    const auto times = model ? TravelTimes::of(*model) : Result<std::shared_ptr<const TravelTimes>>(model.error());
    if (!times) return all;
    const auto found = associate(**times, picks, options);
    if (!found) return all;
    std::vector<bool> alone(picks.size(), false), keep(pairs.size(), false);
    for (const std::size_t pick : found->alone) alone[pick] = true;
    for (std::size_t k = 0; k < owners.size(); ++k) keep[owners[k]] = !alone[2 * k] && !alone[2 * k + 1];
    return keep;
}

Result<SelfTraining> adaptUnlabelled(const AdaptArguments& arguments, std::vector<ReadIssue>& issues, const Progress& progress)
{
    auto parent = parentOf(arguments);
    if (!parent) return parent.error();
    const auto engine = engineOf(arguments);
    if (!engine) return engine.error();
    auto records = readRecords(arguments.unlabelled, {}, progress.part(0.0, 0.05));
    if (!records) return records.error();
    issues = std::move(records->issues);
    if (records->traces.empty()) return nothingFound("records", arguments.unlabelled, issues, "Give miniSEED or SAC files, or folders of them.");
    std::vector<TracePtr> traces;
    for (Trace& t : records->traces) traces.push_back(std::make_shared<const Trace>(std::move(t)));
    const Inventory inventory = std::move(records->inventory);

    SelfTrainingJob job;
    job.fineTune = fineTuneJobOf(arguments, *parent);
    job.harvest.associated = [&](const std::vector<PickPair>& pairs) { return associatedPairs(pairs, inventory); };
    job.harvest.seed = arguments.seed;
    job.reference.windows = arguments.synthetic;
    if (arguments.synthetic == 0) job.guard.windows = 0;
    job.learn = [&](const FineTuneJob& lesson, const Progress& part) { return (*engine)->fineTune(lesson, part); };
    job.load = [&](const fs::path& file) { return loadModels({file.string()}, arguments.device); };
    std::error_code failed;
    fs::create_directories(job.fineTune.folder, failed);
    auto out = selfTrain(job, traces, inventory, progress.part(0.05, 1.0));
    if (!out) return out.error();
    if (!out->learned()) {
        fs::remove_all(job.fineTune.folder, failed);
        return out;
    }
    if (const auto done = settle(out->adapter, arguments); !done) return done.error();
    out->adapter = arguments.out;
    return out;
}

std::string toJson(const SelfTraining& training, double seconds)
{
    Json rounds = Json::array();
    for (const HarvestCounts& c : training.rounds) rounds.push_back(jsonOf(c));
    const Json json = {{"unlabelled", {{"adopt", training.learned()}, {"reasons", training.sentences}, {"before", jsonOf(training.before)}, {"after", jsonOf(training.after)}, {"rounds", rounds}}},
                       {"seconds", seconds}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace seisdesk
