#include "app/pick_command.h"

#include "app/archive_picking.h"
#include "app/event_inputs.h"
#include "app/interrupt.h"
#include "app/outcome.h"
#include "app/pick_output.h"
#include "core/model/device_choice.h"
#include "core/model/load_models.h"
#include "core/model/timed_network.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <iostream>

namespace seisdesk {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

std::string toJson(const PickSummary& summary, const std::filesystem::path& output)
{
    nlohmann::ordered_json json{{"output", output.string()}, {"model", summary.model},       {"files", summary.files}, {"traces", summary.traces},
                                {"stations", summary.stations}, {"P", summary.p}, {"S", summary.s}, {"seconds", summary.seconds}, {"station_days", summary.stationDays},
                                {"issues", nlohmann::ordered_json::array()}, {"note", summary.note}, {"notes", summary.notes}};
    for (const ReadIssue& issue : summary.issues) json["issues"].push_back({{"file", issue.file.string()}, {"message", issue.message}});
    const PickTiming& t = summary.timing;
    json["timing"] = {{"loading", t.loading}, {"reading", t.reading}, {"preparing", t.preparing}, {"network", t.network}, {"writing", t.writing}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void printTiming(const PickSummary& summary)
{
    const PickTiming& t = summary.timing;
    for (const auto& [what, seconds] : {std::pair{"loading", t.loading}, {"reading", t.reading}, {"preparing", t.preparing}, {"network", t.network},
                                        {"writing", t.writing}})
        std::fprintf(stderr, "%-10s %9.3f s %5.1f %%\n", what, seconds, 100.0 * seconds / std::max(summary.seconds, 1e-9));
}

}  // namespace

Result<PickSummary> pickFiles(const PickArguments& arguments, const Progress& progress)
{
    const auto started = Clock::now();
    if (const auto format = outputFormat(arguments.output); !format) return format.error();
    if (const auto can = canBeWritten(arguments.output); !can) return can.error();
    auto models = loadModels(arguments.models, arguments.device);
    if (!models) return models.error();
    if (!models->picker && !models->sources.empty())
        return Error{Error::Code::InvalidArgument, models->versions() + " does not pick phases: name a picking model beside it."};

    PickSummary out;
    out.timing.loading = secondsSince(started);
    const auto inNetwork = std::make_shared<std::atomic<std::int64_t>>(0);
    if (models->picker) models->picker = std::make_shared<TimedNetwork>(models->picker, inNetwork);
    for (auto& network : models->sources) network = std::make_shared<TimedNetwork>(network, inNetwork);

    std::vector<ReadIssue> missing;
    const std::vector<std::filesystem::path> files = expandPaths(arguments.inputs, missing);
    if (isArchive(arguments, files)) {
        auto picked = pickArchive(arguments, files, std::move(missing), *models->annotator(), models->picker ? &models->picker->contract() : nullptr, progress);
        if (!picked) return picked;
        picked->model = models->versions();
        picked->note = models->told();
        picked->timing.loading = out.timing.loading;
        picked->timing.network = static_cast<double>(*inNetwork) * 1e-9;
        picked->timing.preparing -= picked->timing.network;
        return picked;
    }
    const auto readingBegan = Clock::now();
    const auto records = readEventInputs(arguments.inputs, arguments.inventories, progress.part(0.0, 0.2));
    if (!records) return records.error();
    if (records->traces.empty())
        return nothingFound("records", arguments.inputs, records->issues, "Give miniSEED or SAC files, or folders of them.");
    out.timing.reading = secondsSince(readingBegan);
    std::vector<TracePtr> traces;
    for (const Trace& t : records->traces) traces.push_back(std::make_shared<const Trace>(t));

    AnnotateOptions options;
    options.thresholdP = arguments.thresholdP;
    options.thresholdS = arguments.thresholdS;
    options.keepCurves = false;
    const auto annotatingBegan = Clock::now();
    auto prediction = models->annotator()->annotate(traces, records->inventory, options, progress.part(0.2, 0.98));
    if (!prediction) return prediction.error();

    out.timing.network = static_cast<double>(*inNetwork) * 1e-9;
    out.timing.preparing = secondsSince(annotatingBegan) - out.timing.network;
    out.model = models->versions();
    out.note = models->told();
    out.files = records->files.size();
    out.traces = traces.size();
    out.stations = prediction->stations.size();
    out.issues = records->issues;
    std::vector<Label> labels;
    for (const StationPrediction& station : prediction->stations) {
        for (const std::string& note : station.notes) out.notes.push_back(station.instrument.text() + ": " + note);
        labels.insert(labels.end(), station.labels.begin(), station.labels.end());
    }
    std::stable_sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.time < b.time; });
    for (const Label& l : labels) ++(l.phase == "P" ? out.p : out.s);
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
    const auto writingBegan = Clock::now();
    if (const auto written = writePicks(arguments.output, labels, {*prediction}); !written) return written.error();
    progress.report(1.0);
    out.timing.writing = secondsSince(writingBegan);
    out.seconds = secondsSince(started);
    return out;
}

std::shared_ptr<PickArguments> addPickCommand(CLI::App& app)
{
    auto arguments = std::make_shared<PickArguments>();
    auto* command = app.add_subcommand("pick", "Pick P and S on records and write QuakeML, CSV or JSON");
    command->add_option("INPUT", arguments->inputs, "Records: files, folders, SDS archives, globs")->required();
    command->add_option("--inventory", arguments->inventories, "StationXML files or folders");
    command->add_option("--model", arguments->models, "Weights file or name of an imported model: a picker, and any that estimate the source. 'classical' for the picker without weights. Without it the network that comes with SeisDesk");
    command->add_option("--device", arguments->device, deviceHelp)->capture_default_str();
    command->add_option("--threshold-p", arguments->thresholdP, "Least confidence of a P (default: the model's)")->check(CLI::Range(0.0, 1.0));
    command->add_option("--threshold-s", arguments->thresholdS, "Least confidence of an S (default: the model's)")->check(CLI::Range(0.0, 1.0));
    command->add_flag("--archive", arguments->archive, "Work block by block in bounded memory, going on where an earlier run was stopped (by itself above 256 MB)");
    command->add_option_function<std::string>("--shard", [arguments](const std::string& text) {
        char end = 0;
        if (std::sscanf(text.c_str(), "%u/%u%c", &arguments->shard, &arguments->shards, &end) != 2 || arguments->shard < 1 || arguments->shard > arguments->shards)
            throw CLI::ValidationError("--shard", "\"" + text + "\" is no shard: 2/8 is the second of eight");
    }, "I/N: only the I-th of N parts of the archive, for job arrays; each with its own output")->type_name("I/N");
    command->add_option("-o,--output", arguments->output, "What to write: .xml (QuakeML 1.2), .csv or .json")->required();
    command->add_flag("--json", arguments->json, "Print a summary as JSON");
    command->add_flag("--timing", arguments->timing, "Print where the time went");
    return arguments;
}

int runPick(const PickArguments& arguments)
{
    if (const auto format = outputFormat(arguments.output); !format) {
        std::cerr << format.error().message << '\n';
        return 2;
    }
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto summary = pickFiles(arguments, progress);
    endTerminalProgress();
    std::error_code error;
    const bool goesOn = std::filesystem::exists(stateFile(arguments.output), error);
    if (!summary) return failed(summary.error(), goesOn ? "Interrupted; the same command goes on from here." : "Interrupted; nothing was written.");
    print(summary->issues);
    if (!summary->note.empty()) std::cerr << summary->note << '\n';
    std::cerr << arguments.output.string() << ": " << summary->p << " P and " << summary->s << " S by " << summary->model << " on " << summary->stations
              << " instruments (" << summary->traces << " traces), " << static_cast<int>(summary->seconds * 10.0) / 10.0 << " s\n";
    if (summary->stationDays > 0.0)
        std::fprintf(stderr, "%.2f station-days, %.1f a minute\n", summary->stationDays, 60.0 * summary->stationDays / std::max(summary->seconds, 1e-3));
    if (arguments.timing) printTiming(*summary);
    if (arguments.json) std::cout << toJson(*summary, arguments.output) << '\n';
    return summary->issues.empty() ? 0 : 3;
}

}  // namespace seisdesk
