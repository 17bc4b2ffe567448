#include "app/models_command.h"

#include "app/interrupt.h"
#include "core/model/contract_json.h"
#include "core/model/engine.h"
#include "core/model/checkpoint/sha256.h"
#include "core/model/shipped_models.h"

#ifdef SEISDESK_QT
#include "core/net/fetch_model.h"
#endif

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

int failed(const Error& error)
{
    std::cerr << "seisdesk models: " << error.message << '\n';
    return error.code == Error::Code::InvalidArgument ? 2 : 1;
}

void print(const Json& json) { std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n'; }

Json asJson(const ModelCard& card) { return Json::parse(toJson(card), nullptr, false); }

Json asJson(const CatalogueEntry& entry)
{
    return {{"name", entry.name}, {"file", entry.file}, {"task", name(entry.task)}, {"sample_rate_hz", entry.sampleRateHz},
            {"address", entry.address}, {"path", entry.path}, {"size_bytes", entry.sizeBytes}, {"sha256", entry.sha256},
            {"licence", entry.licence}, {"training_data", entry.trainingData}, {"notes", entry.notes}, {"good_for", entry.goodFor}};
}

const CatalogueEntry* catalogueEntryNamed(const std::string& wanted)
{
    for (const CatalogueEntry& entry : catalogue()) {
        if (entry.name == wanted || entry.file == wanted) return &entry;
    }
    return nullptr;
}

void printRow(const std::string& model, const std::string& task, double rate, std::uintmax_t bytes, const std::string& what)
{
    std::printf("  %-22s %-13s %6g Hz %7.1f MB  %s\n", model.c_str(), task.c_str(), rate, static_cast<double>(bytes) / 1e6, what.c_str());
}

int list(const ModelFolder& folder, bool json)
{
    const auto listing = folder.list();
    if (!listing) return failed(listing.error());
    const ShippedModels shipped = shippedModels();
    if (json) {
        Json out = {{"folder", folder.path().string()}, {"shipped", Json::array()}, {"models", Json::array()}, {"problems", listing->problems}, {"catalogue", Json::array()}};
        for (const ShippedModel& model : shipped.models) out["shipped"].push_back(asJson(model.card)), out["shipped"].back()["number"] = model.number();
        for (const std::string& problem : shipped.problems) out["problems"].push_back(problem);
        for (const ModelCard& card : listing->cards) out["models"].push_back(asJson(card));
        for (const CatalogueEntry& entry : catalogue()) out["catalogue"].push_back(asJson(entry));
        print(out);
        return 0;
    }
    std::printf("With SeisDesk come:\n");
    if (shipped.models.empty()) std::printf("  no networks; the classical picker is the default\n");
    for (const ShippedModel& model : shipped.models) {
        printRow(model.card.name + " " + model.number(), name(model.card.contract.task), model.card.contract.sampleRateHz, model.card.sizeBytes,
                 model.card.version + (&model == shipped.standard() ? ", the default" : ""));
    }
    for (const std::string& problem : shipped.problems) std::printf("  ! %s\n", problem.c_str());
    std::printf("In %s:\n", folder.path().c_str());
    if (listing->cards.empty()) std::printf("  nothing yet: seisdesk models import FILE\n");
    for (const ModelCard& card : listing->cards) printRow(card.name, name(card.contract.task), card.contract.sampleRateHz, card.sizeBytes, card.version);
    for (const std::string& problem : listing->problems) std::printf("  ! %s\n", problem.c_str());
    std::printf("Known public weights (seisdesk models fetch NAME):\n");
    for (const CatalogueEntry& entry : catalogue()) {
        printRow(entry.name, name(entry.task), entry.sampleRateHz, entry.sizeBytes, entry.licence + ", " + entry.address);
    }
    return 0;
}

int import(const ModelFolder& folder, const ModelsArguments& arguments)
{
    ModelFolder::ImportOptions options;
    options.name = arguments.name;
    options.licence = arguments.licence;
    options.source = arguments.source;
    options.trainingData = arguments.trainingData;
    options.notes = arguments.notes;
    options.replace = arguments.replace;
    if (!arguments.task.empty()) {
        options.hint.task = taskNamed(arguments.task);
        if (!options.hint.task) {
            return failed({Error::Code::InvalidArgument, "There is no task \"" + arguments.task + "\"; tasks are dpk (picking), pmp "
                           "(polarity), emg (magnitude), dis (distance) and baz (back-azimuth)."});
        }
    }
    if (arguments.sampleRateHz > 0.0) options.hint.sampleRateHz = arguments.sampleRateHz;
    const auto engine = loadEngine("cpu");
    if (!engine) return failed(engine.error());
    const auto card = folder.import(arguments.target, **engine, options);
    if (!card) return failed(card.error());
    if (arguments.json) print(asJson(*card));
    else std::printf("Imported %s (%s, %s, %g Hz) into %s\n", card->version.c_str(), card->contract.family.c_str(), name(card->contract.task),
                     card->contract.sampleRateHz, folder.path().c_str());
    return 0;
}

#ifdef SEISDESK_QT
int fetch(const ModelFolder& folder, const ModelsArguments& arguments)
{
    const CatalogueEntry* const entry = catalogueEntryNamed(arguments.target);
    if (!entry) return failed({Error::Code::NotFound, "The catalogue has no \"" + arguments.target + "\"; seisdesk models list shows what it has."});
    const auto engine = loadEngine("cpu");
    if (!engine) return failed(engine.error());
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto card = fetchModel(*entry, arguments.source.empty() ? downloadAddress(*entry) : arguments.source, folder, **engine, arguments.replace, progress);
    endTerminalProgress();
    if (!card) return failed(card.error());
    if (arguments.json) print(asJson(*card));
    else std::printf("Fetched %s (%s, licence %s) into %s\n", card->version.c_str(), name(card->contract.task), card->licence.c_str(), folder.path().c_str());
    return 0;
}
#endif

/// The card of any weights file, as models/ of the repository and shared folders of models need one.
int describe(const ModelsArguments& arguments)
{
    const auto engine = loadEngine("cpu");
    if (!engine) return failed(engine.error());
    const auto sha256 = sha256OfFile(arguments.target);
    if (!sha256) return failed(sha256.error());
    const auto network = (*engine)->load(arguments.target, "cpu");
    if (!network) return failed(network.error());
    const std::filesystem::path file(arguments.target);
    std::error_code error;
    ModelCard card;
    card.contract = (*network)->contract();
    card.name = arguments.name.empty() ? card.contract.name : arguments.name;
    card.contract.name = card.name;
    card.file = file.filename().string();
    card.sha256 = *sha256;
    card.sizeBytes = std::filesystem::file_size(file, error);
    card.version = card.name + "@" + sha256->substr(0, 8);
    card.licence = arguments.licence;
    card.source = arguments.source;
    card.trainingData = arguments.trainingData;
    card.notes = arguments.notes;
    print(asJson(card));
    return 0;
}

int show(const ModelFolder& folder, const ModelsArguments& arguments)
{
    const ShippedModels shipped = shippedModels();
    auto card = folder.find(arguments.target);
    std::filesystem::path weights = card ? folder.weightsOf(*card) : std::filesystem::path();
    if (const ShippedModel* model = card ? nullptr : shipped.find(arguments.target)) {
        card = model->card;
        weights = model->weights();
    }
    if (card) {
        if (arguments.json) {
            print(asJson(*card));
            return 0;
        }
        const Contract& c = card->contract;
        std::string outputs;
        for (const auto* named : {&c.outputs, &c.sourceOutputs})
            for (const std::string& output : *named) outputs += (outputs.empty() ? "" : ", ") + output;
        std::printf("%s\n  network    %s, %s\n  window     %zu samples of %s at %g Hz\n  outputs    %s\n  thresholds P %g, S %g\n"
                    "  file       %s (%ju bytes)\n  SHA-256    %s\n  licence    %s\n  source     %s\n  trained on %s\n  notes      %s\n",
                    card->version.c_str(), c.family.c_str(), name(c.task), c.windowSamples, c.componentOrder.c_str(), c.sampleRateHz, outputs.c_str(),
                    c.defaultThresholdP, c.defaultThresholdS, weights.c_str(), card->sizeBytes, card->sha256.c_str(),
                    card->licence.empty() ? "unknown" : card->licence.c_str(), card->source.c_str(),
                    card->trainingData.empty() ? "unknown" : card->trainingData.c_str(), card->notes.c_str());
        return 0;
    }
    const CatalogueEntry* const entry = catalogueEntryNamed(arguments.target);
    if (!entry) return failed(card.error());
    if (arguments.json) print(asJson(*entry));
    else std::printf("%s (not imported)\n  task       %s at %g Hz\n  file       %s of %s\n  size       %ju bytes\n  SHA-256    %s\n  licence    %s\n"
                     "  good for   %s\n  trained on %s\n  notes      %s\n", entry->name.c_str(), name(entry->task), entry->sampleRateHz, entry->path.c_str(),
                     entry->address.c_str(), entry->sizeBytes, entry->sha256.c_str(), entry->licence.c_str(), entry->goodFor.c_str(), entry->trainingData.c_str(),
                     entry->notes.c_str());
    return 0;
}

int removeModel(const ModelFolder& folder, const ModelsArguments& arguments)
{
    const auto card = folder.find(arguments.target);
    if (!card) return failed(card.error());
    if (const auto removed = folder.remove(*card); !removed) return failed(removed.error());
    if (arguments.json) print(asJson(*card));
    else std::printf("Removed %s from %s\n", card->version.c_str(), folder.path().c_str());
    return 0;
}

int verify(const ModelFolder& folder, const ModelsArguments& arguments)
{
    std::vector<ModelCard> cards;
    std::vector<std::string> problems;
    ShippedModels shipped = shippedModels();
    if (arguments.target.empty()) {
        auto listing = folder.list();
        if (!listing) return failed(listing.error());
        cards = std::move(listing->cards);
        problems = std::move(listing->problems);
        problems.insert(problems.end(), shipped.problems.begin(), shipped.problems.end());
    } else {
        const auto card = folder.find(arguments.target);
        const ShippedModel* const model = card ? nullptr : shipped.find(arguments.target);
        if (!card && !model) return failed(card.error());
        if (card) cards.push_back(*card);
        shipped.models = model ? std::vector<ShippedModel>{*model} : std::vector<ShippedModel>{};
    }
    bool intact = problems.empty();
    Json out = {{"models", Json::array()}, {"problems", problems}};
    const auto check = [&](const ModelFolder& where, const ModelCard& card) {
        const auto verdict = where.verify(card);
        const bool good = verdict && verdict->intact;
        const std::string message = verdict ? verdict->message : verdict.error().message;
        intact = intact && good;
        out["models"].push_back({{"name", card.name}, {"intact", good}, {"message", message}});
        if (!arguments.json) std::printf("%s\n", message.c_str());
    };
    for (const ShippedModel& model : shipped.models) check(ModelFolder(model.folder), model.card);
    for (const ModelCard& card : cards) check(folder, card);
    if (arguments.json) print(out);
    else for (const std::string& problem : problems) std::printf("! %s\n", problem.c_str());
    return intact ? 0 : 1;
}

}  // namespace

std::shared_ptr<ModelsArguments> addModelsCommand(CLI::App& app)
{
    auto arguments = std::make_shared<ModelsArguments>();
    CLI::App* const models = app.add_subcommand("models", "List, import, show and verify network weights");
    models->require_subcommand(1);
    const auto action = [&](const std::string& word, const std::string& help) {
        CLI::App* const command = models->add_subcommand(word, help);
        command->add_option("--folder", arguments->folder, "Folder of models instead of the user's");
        command->add_flag("--json", arguments->json, "Print JSON");
        command->callback([arguments, word] { arguments->action = word; });
        return command;
    };
    action("list", "What is imported, and which public weights are known");
    CLI::App* const import = action("import", "Check a weights file strictly and copy it into the folder");
    import->add_option("FILE", arguments->target, "PyTorch zip, safetensors or Keras HDF5")->required();
    import->add_option("--name", arguments->name, "Name in the folder (default: the catalogue's or the file's)");
    import->add_option("--task", arguments->task, "Where the file does not say it: dpk, pmp, emg, dis or baz");
    import->add_option("--rate", arguments->sampleRateHz, "Where the file does not say it: samples per second")->check(CLI::PositiveNumber);
    import->add_option("--licence", arguments->licence, "For the card");
    import->add_option("--source", arguments->source, "For the card: where the weights come from");
    import->add_option("--training-data", arguments->trainingData, "For the card");
    import->add_option("--notes", arguments->notes, "For the card");
    import->add_flag("--replace", arguments->replace, "Replace a model of that name");
#ifdef SEISDESK_QT
    CLI::App* const fetch = action("fetch", "Download weights of the catalogue, check and import them; goes on where it stopped");
    fetch->add_option("NAME", arguments->target, "As seisdesk models list shows it")->required();
    fetch->add_option("--source", arguments->source, "Address of the file, if not where it was published (a mirror)");
    fetch->add_flag("--replace", arguments->replace, "Replace a model of that name");
#endif
    CLI::App* const card = action("card", "Print the card (JSON) of a weights file, as model.json of a shipped model");
    card->add_option("FILE", arguments->target, "Weights that say their contract themselves")->required();
    card->add_option("--name", arguments->name, "Name (default: the contract's)");
    card->add_option("--licence", arguments->licence, "For the card");
    card->add_option("--source", arguments->source, "For the card: where the weights come from");
    card->add_option("--training-data", arguments->trainingData, "For the card");
    card->add_option("--notes", arguments->notes, "For the card");
    action("show", "Everything known about a model, imported or public")->add_option("NAME", arguments->target, "Its name or version")->required();
    action("remove", "Delete a model from the folder")->add_option("NAME", arguments->target, "Its name or version")->required();
    action("verify", "Compare checksums with the cards")->add_option("NAME", arguments->target, "One model only");
    return arguments;
}

int runModels(const ModelsArguments& arguments)
{
    const ModelFolder folder(arguments.folder.empty() ? defaultModelFolder() : arguments.folder);
    if (arguments.action == "list") return list(folder, arguments.json);
    if (arguments.action == "import") return import(folder, arguments);
#ifdef SEISDESK_QT
    if (arguments.action == "fetch") return fetch(folder, arguments);
#endif
    if (arguments.action == "card") return describe(arguments);
    if (arguments.action == "show") return show(folder, arguments);
    if (arguments.action == "remove") return removeModel(folder, arguments);
    if (arguments.action == "verify") return verify(folder, arguments);
    return failed({Error::Code::InvalidArgument, "models needs one of list, import, fetch, card, show, remove, verify."});
}

}  // namespace seisdesk
