#include "app/adapt_command.h"

#include "app/adapt_unlabelled.h"
#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/io/atomic_write.h"
#include "core/io/labelled_records.h"
#include "core/model/adapt/adaptation_json.h"
#include "core/model/device_choice.h"
#include "core/model/model_folder.h"
#include "core/model/shipped_models.h"

#include <algorithm>
#include <iostream>
#include <thread>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr const char* description =
    "Let a network learn from a few labelled events on a copy, and prove on held-out events and on reference records whether it became better. Exit codes: 0 the gate lets "
    "the adapter pass, 3 the same but some files had problems, 4 the gate refuses it (adapter and report are written all the same)";

}  // namespace

Result<fs::path> parentOf(const AdaptArguments& arguments)
{
    if (!arguments.model.empty()) {
        const auto named = weightsNamed(arguments.model, ModelFolder(defaultModelFolder()));
        return named ? Result<fs::path>(fs::absolute(*named)) : named;
    }
    const ShippedModels shipped = shippedModels();
    if (const ShippedModel* const standard = shipped.standard()) return standard->weights();
    return Error{Error::Code::NotFound, "This SeisDesk came without a network. Name the one to adapt with --model."};
}

namespace {

Result<ReferenceWindows> referenceNamed(const std::string& data, const Contract& contract, std::vector<ReadIssue>& issues, const Progress& progress)
{
    auto set = readExampleSet({data}, contract, {}, issues, progress);
    if (!set) return set.error();
    ReferenceWindows out{set->name, {}, true};
    for (LocalExample& e : set->examples) {
        out.exhaustive = out.exhaustive && e.exhaustive;
        out.windows.push_back(std::move(e.window));
    }
    return out;
}

Result<std::vector<Example>> rehearsed(const std::vector<std::string>& sets, const Contract& contract, std::vector<ReadIssue>& issues, const Progress& progress)
{
    std::vector<Example> out;
    for (const std::string& data : sets) {
        const auto set = readExampleSet({data}, contract, {}, issues, progress);
        if (!set) return set.error();
        for (const LocalExample& e : set->examples)
            if (auto example = trainingExample(e, contract.sampleRateHz)) out.push_back(std::move(*example));
    }
    return out;
}

}  // namespace

Result<std::shared_ptr<Engine>> engineOf(const AdaptArguments& arguments)
{
    auto engine = loadEngine(arguments.device);
    if (engine) (*engine)->setThreads(arguments.threads > 0 ? arguments.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
    return engine;
}

FineTuneJob fineTuneJobOf(const AdaptArguments& arguments, const fs::path& parent)
{
    FineTuneJob job;
    job.parent = parent;
    job.device = arguments.device;
    job.rehearsalShare = arguments.rehearsalShare;
    job.scope = scopeFrom(arguments.scope).value_or(Scope::Automatic);
    job.learningRate = arguments.learningRate;
    job.steps = arguments.steps;
    job.minutes = arguments.minutes;
    job.seed = arguments.seed;
    job.folder = arguments.out.string() + ".learning";
    job.name = arguments.out.stem().string();
    job.author = arguments.author;
    job.notes = arguments.notes;
    return job;
}

Result<void> settle(const fs::path& adapter, const AdaptArguments& arguments)
{
    std::error_code failed;
    fs::rename(adapter, arguments.out, failed);
    if (failed) return Error{Error::Code::Unreadable, "Cannot write " + arguments.out.string() + ": " + failed.message() + '.'};
    fs::remove_all(arguments.out.string() + ".learning", failed);
    return {};
}

Result<AdaptationReport> adapt(const AdaptArguments& arguments, std::vector<ReadIssue>& issues, const Progress& progress)
{
    const auto parent = parentOf(arguments);
    if (!parent) return parent.error();
    const auto engine = engineOf(arguments);
    if (!engine) return engine.error();
    const auto network = (*engine)->load(*parent, arguments.device);
    if (!network) return network.error();
    const Contract& contract = (*network)->contract();
    LabelledRecordsOptions read;
    read.local.split.by = arguments.splitBy == "station" ? SplitOptions::By::Station : SplitOptions::By::Event;
    read.trustAutomatic = arguments.trustAutomatic;
    const auto set = readExampleSet(arguments.data, contract, read, issues, progress.part(0.0, 0.04));
    if (!set) return set.error();
    AdaptationOptions options;
    options.job = fineTuneJobOf(arguments, *parent);
    options.shots = arguments.shots;
    options.synthetic.windows = arguments.synthetic;
    for (const std::string& data : arguments.references) {
        auto reference = referenceNamed(data, contract, issues, progress.quiet());
        if (!reference) return reference.error();
        options.references.push_back(std::move(*reference));
    }
    auto rehearsal = rehearsed(arguments.rehearsal, contract, issues, progress.quiet());
    if (!rehearsal) return rehearsal.error();
    options.job.rehearsal = std::move(*rehearsal);
    std::error_code failed;
    fs::create_directories(options.job.folder, failed);
    auto report = adapted(**engine, *set, options, progress.part(0.04, 1.0));
    if (!report) return report.error();
    if (const auto done = settle(report->adapter, arguments); !done) return done.error();
    report->adapter = arguments.out;
    return report;
}

std::shared_ptr<AdaptArguments> addAdaptCommand(CLI::App& app)
{
    auto arguments = std::make_shared<AdaptArguments>();
    auto* command = app.add_subcommand("adapt", description);
    command->add_option("--model", arguments->model, "Weights file or name of the picker that learns, or an adapter of one. Without it the network that comes with SeisDesk");
    command->add_option("--data", arguments->data, "Labelled set (HDF5, SeisBench, STEAD, DiTing), or files and folders of records with QuakeML, Nordic or CSV labels");
    command->add_option("--unlabelled", arguments->unlabelled, "Instead of labels: records to learn from without any. What the network picks alike in several views, and stations agree on, becomes its lesson");
    command->add_option("-o,--out", arguments->out, "Adapter to write (safetensors)")->required();
    command->add_option("--json", arguments->json, "Write the report as JSON to this file; - for standard output");
    command->add_option("--shots", arguments->shots, "Learn from so many events, for training and calibration together (default: all that are not held out)")->check(CLI::PositiveNumber);
    command->add_option("--split-by", arguments->splitBy, "What stays on one side: event or station")->check(CLI::IsMember({"event", "station"}))->capture_default_str();
    command->add_option("--seed", arguments->seed, "Order of the events and course of learning; the held-out part is always the same")->capture_default_str();
    command->add_option("--minutes", arguments->minutes, "Learn for so long at most")->check(CLI::PositiveNumber);
    command->add_option("--scope", arguments->scope, "What may change: automatic, lora, norms, heads or everything")
        ->check(CLI::IsMember({"automatic", "lora", "norms", "heads", "everything"}))->capture_default_str();
    command->add_option("--steps", arguments->steps, "Steps at most")->check(CLI::PositiveNumber)->capture_default_str();
    command->add_option("--learning-rate", arguments->learningRate, "Instead of the scope's own")->check(CLI::PositiveNumber);
    command->add_option("--rehearse", arguments->rehearsal, "Labelled sets that the model learned from, learned again beside the new ones; synthetic records always are");
    command->add_option("--rehearsal-share", arguments->rehearsalShare, "Of the windows learned from")->check(CLI::Range(0.0, 0.95))->capture_default_str();
    command->add_option("--reference", arguments->references, "Labelled sets that must not be forgotten, beside the synthetic records");
    command->add_option("--synthetic-reference", arguments->synthetic, "Synthetic reference records; 0 for none")->capture_default_str();
    command->add_flag("--trust-automatic", arguments->trustAutomatic, "Of records: picks that nobody reviewed are labels, too");
    command->add_option("--author", arguments->author, "Who made the labels; kept in the adapter");
    command->add_option("--notes", arguments->notes, "Kept in the adapter");
    command->add_option("--device", arguments->device, deviceHelp)->capture_default_str();
    command->add_option("--threads", arguments->threads, "Processors to use (default: all)")->check(CLI::NonNegativeNumber);
    command->add_flag("--no-keep", arguments->discard, "Do not keep an adapter that the gate refuses");
    return arguments;
}

int runAdapt(const AdaptArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    if (arguments.data.empty() == arguments.unlabelled.empty()) {
        std::cerr << "Say what to learn from: either --data with labels, or --unlabelled.\n";
        return 2;
    }
    std::vector<ReadIssue> issues;
    const auto ended = [](const Error& error) {
        endTerminalProgress();
        return failed(error, "Interrupted. The same command goes on.");
    };
    const auto told = [&](const std::string& text, const std::string& json) {
        endTerminalProgress();
        print(issues);
        const bool toStandardOutput = arguments.json == "-";
        (toStandardOutput ? std::cerr : std::cout) << text;
        if (toStandardOutput) std::cout << json;
        const auto written = toStandardOutput || arguments.json.empty() ? Result<void>() : writeAtomically(arguments.json, json);
        if (!written) std::cerr << written.error().message << '\n';
        return static_cast<bool>(written);
    };
    if (!arguments.unlabelled.empty()) {
        const Time began = now();
        const auto training = adaptUnlabelled(arguments, issues, progress);
        if (!training) return ended(training.error());
        std::string text;
        for (const std::string& sentence : training->sentences) text += sentence + '\n';
        text += training->learned() ? arguments.out.string() + " is written; look at what it picks before you use it.\n" : "Nothing was learned.\n";
        if (!told(text, toJson(*training, toSeconds(now() - began)))) return 1;
        return !training->learned() ? 4 : issues.empty() ? 0 : 3;
    }
    const auto report = adapt(arguments, issues, progress);
    if (!report) return ended(report.error());
    if (!told(toText(*report), toJson(*report))) return 1;
    if (!report->verdict.adopt && arguments.discard) {
        std::error_code failed;
        fs::remove(arguments.out, failed);
    }
    return !report->verdict.adopt ? 4 : issues.empty() ? 0 : 3;
}

}  // namespace seisdesk
