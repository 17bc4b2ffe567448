#include "app/train_command.h"

#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/io/atomic_write.h"
#include "core/io/noise_examples.h"
#include "core/io/set_examples.h"
#include "core/io/text_file.h"
#include "core/model/device_choice.h"
#include "core/model/engine.h"
#include "core/model/training/training_data.h"

#include <algorithm>
#include <iostream>
#include <limits>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace seisdesk {

namespace {

/// Batches take and free the same large blocks again and again: giving them back to the system each time costs a tenth of a run.
void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    mallopt(M_TOP_PAD, 1 << 28);
#endif
}

int processors() { return static_cast<int>(std::max(1u, std::thread::hardware_concurrency())); }

constexpr double noiseSeconds = 90.0;  ///< of a piece of noise that is learned at a time

/// Takes away what is not to be learned.
void forget(Example& example, const RecipeData& data)
{
    const auto omitted = [&](const char* what) { return std::find(data.omit.begin(), data.omit.end(), what) != data.omit.end(); };
    for (ExampleEvent& e : example.events) {
        if (e.pSample) *e.pSample += data.lateSeconds * example.sampleRateHz;
        if (e.sSample) *e.sSample += data.lateSeconds * example.sampleRateHz;
        if (omitted("P")) e.pSample.reset();
        if (omitted("S")) e.sSample.reset();
        if (omitted("polarity")) e.polarity = Polarity::Unset;
        if (omitted("magnitude")) e.magnitude.reset();
        if (omitted("distance")) e.distanceKm.reset();
        if (omitted("back-azimuth")) e.backAzimuthDeg.reset();
    }
}

}  // namespace

Result<Recipe> recipeOf(const TrainArguments& arguments)
{
    const auto text = readTextFile(arguments.recipe);
    if (!text) return text.error();
    auto recipe = recipeFromJson(*text);
    if (!recipe) return Error{recipe.error().code, arguments.recipe.string() + ": " + recipe.error().message};
    if (!arguments.start.empty()) recipe->start = arguments.start;
    if (arguments.minutes > 0.0) recipe->minutes = arguments.minutes;
    if (arguments.seed > 0) recipe->seed = arguments.seed;
    std::erase_if(recipe->data, [&](const RecipeData& d) {
        return std::find(arguments.leaveOut.begin(), arguments.leaveOut.end(), std::filesystem::path(d.set).stem().string()) != arguments.leaveOut.end();
    });
    if (recipe->data.empty()) return Error{Error::Code::InvalidArgument, "--leave-out leaves no data to learn from."};
    return recipe;
}

Result<TrainingOutcome> train(const TrainArguments& arguments, const Progress& progress)
{
    auto recipe = recipeOf(arguments);
    if (!recipe) return recipe.error();
    Contract contract = multiTaskContract(recipe->network);
    contract.name = recipe->name;
    contract.windowSamples = recipe->windowSamples;
    const auto read = [&](const RecipeData& data, double rate, const Progress& part) -> Result<std::vector<Example>> {
        auto examples = data.noise ? noiseExamples(arguments.data / data.set, *data.noise, noiseSeconds, rate, part) : setExamples(arguments.data / data.set, rate, part);
        if (!examples) return examples;
        for (Example& e : *examples) forget(e, data);
        return examples;
    };
    const auto data = TrainingData::open(*recipe, contract, read, progress.quiet());
    if (!data) return data.error();
    for (const std::string& line : data->summary()) std::cerr << line << '\n';
    auto engine = loadEngine(arguments.device);
    if (!engine) return engine.error();
    const bool cpu = arguments.device == "cpu";
    (*engine)->setThreads(arguments.threads > 0 ? arguments.threads : processors());
    TrainingJob job;
    job.recipe = std::move(*recipe);
    job.contract = contract;
    job.window = [&data](std::uint64_t number) { return data->window(number); };
    job.validation = &data->validation();
    job.folder = arguments.folder;
    job.device = arguments.device;
    job.loaders = arguments.loaders > 0 ? arguments.loaders : cpu ? 1 : std::max(1, processors() - 2);
    job.resume = !arguments.fresh;
    std::error_code failed;
    std::filesystem::create_directories(job.folder, failed);
    if (const auto written = writeAtomically(job.folder / "recipe.json", toJson(job.recipe)); !written) return written.error();
    return (*engine)->train(job, progress);
}

std::shared_ptr<TrainArguments> addTrainCommand(CLI::App& app)
{
    auto arguments = std::make_shared<TrainArguments>();
    auto* command = app.add_subcommand("train", "Train a network from a recipe; goes on where an earlier call was stopped");
    command->add_option("--recipe", arguments->recipe, "Recipe (JSON), see models/recipes")->required();
    command->add_option("-o,--output", arguments->folder, "Folder for weights, checkpoint and logs")->required();
    command->add_option("--data", arguments->data, "Folder that the recipe's sets are in")->capture_default_str();
    command->add_option("--device", arguments->device, deviceHelp)->capture_default_str();
    command->add_option("--threads", arguments->threads, "Processors to use (default: all)")->check(CLI::NonNegativeNumber);
    command->add_option("--loaders", arguments->loaders, "Threads that prepare windows")->check(CLI::NonNegativeNumber);
    command->add_option("--start", arguments->start, "Weights to go on from");
    command->add_option("--leave-out", arguments->leaveOut, "Sets of the recipe not to learn from, by name");
    command->add_option("--minutes", arguments->minutes, "Stop after so much time, the schedule shortened to it")->check(CLI::NonNegativeNumber);
    command->add_option("--seed", arguments->seed, "Another seed than the recipe's");
    command->add_flag("--fresh", arguments->fresh, "Begin anew even where there is a checkpoint");
    return arguments;
}

int runTrain(const TrainArguments& arguments)
{
    keepFreedMemory();
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto outcome = train(arguments, progress);
    endTerminalProgress();
    if (!outcome) return failed(outcome.error(), {});  // the message says that the same command goes on
    if (outcome->resumedAt > 0) std::cout << "Went on from step " << outcome->resumedAt << ".\n";
    std::cout << outcome->steps << " steps, loss " << outcome->loss << ", " << outcome->seconds << " s. Wrote " << outcome->weights.string() << '\n';
    return 0;
}

}  // namespace seisdesk
