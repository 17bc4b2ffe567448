#include "app/review_command.h"

#include "app/event_inputs.h"
#include "app/interrupt.h"
#include "app/outcome.h"
#include "app/report_command.h"
#include "core/io/atomic_write.h"
#include "core/io/label_csv.h"
#include "core/io/quakeml.h"
#include "core/io/station_corrections_file.h"
#include "core/locate/travel/velocity_file.h"
#include "core/model/device_choice.h"
#include "core/model/load_models.h"
#ifdef SEISDESK_GUI
#include "app/review_window.h"
#endif

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;

Result<void> write(const fs::path& folder, const ReviewedRecords& result, const std::vector<TracePtr>& traces, const Inventory& inventory)
{
    std::vector<Event> events = result.events;
    events.insert(events.end(), result.alone.begin(), result.alone.end());
    if (auto written = writeQuakeMl(folder / "events.xml", events); !written) return written;
    if (auto written = writeLabelCsv(folder / "picks.csv", result.picks); !written) return written;
    if (!result.corrections.empty())
        if (auto written = writeAtomically(folder / "corrections.csv", stationCorrectionsCsv(result.corrections)); !written) return written;
    ReportInput report{result.events, inventory, traces, "Events of " + fs::absolute(folder).lexically_normal().filename().string()};
    report.created = now();
    if (auto written = writeReport(std::move(report), folder / "report"); !written) return written.error();
    return {};
}

std::size_t flags(const Event& event) { return keptFlags(*event.origin()).size(); }

void print(const Reviewed& reviewed)
{
    const ReviewedRecords& result = reviewed.result;
    for (const Event& event : result.events) {
        const Origin& origin = *event.origin();
        const Magnitude* magnitude = event.magnitude();
        char size[32] = "        ";
        if (magnitude) std::snprintf(size, sizeof size, "%-3.3s %4.1f", magnitude->type.c_str(), magnitude->magnitude.value);
        std::printf("%s %9.4f %10.4f %6.1f km  %s  %3d picks  rms %.2f s  gap %3.0f  %2zu flags\n", formatTime(origin.time, 2).c_str(), origin.latitude.value, origin.longitude.value,
                    origin.depthMetres ? 1e-3 * origin.depthMetres->value : 0.0, size, origin.quality.usedPhaseCount.value_or(0), origin.quality.standardErrorSeconds.value_or(0.0),
                    origin.quality.azimuthalGapDegrees.value_or(360.0), flags(event));
    }
    std::size_t alone = 0;
    for (const Event& event : result.alone) alone += event.picks.size();
    std::string stages;
    for (const StageSeconds& stage : result.stages) {
        char one[64];
        std::snprintf(one, sizeof one, "%s%s %.1f", stages.empty() ? "" : ", ", stage.stage.c_str(), stage.seconds);
        stages += one;
    }
    for (const std::string& note : result.notes) std::cerr << note << '\n';
    std::cerr << reviewed.traces << " traces, " << result.picks.size() << " picks by " << reviewed.model << ", " << result.events.size() << " events, " << alone << " picks alone, "
              << result.flagged << " picks flagged; " << static_cast<int>(reviewed.seconds * 10.0) / 10.0 << " s (" << stages << ")\n";
}

}  // namespace

Result<Reviewed> reviewFiles(const ReviewArguments& arguments, const Progress& progress)
{
    const auto began = std::chrono::steady_clock::now();
    auto records = readEventInputs(arguments.inputs, arguments.inventories, progress.part(0.0, 0.1));
    if (!records) return records.error();
    if (records->traces.empty())
        return nothingFound("records", arguments.inputs, records->issues, "Give miniSEED or SAC files, or folders of them.");
    auto models = loadModels(arguments.models, arguments.device);
    if (!models) return models.error();
    if (!models->picker && !models->sources.empty())
        return Error{Error::Code::InvalidArgument, models->versions() + " does not pick phases: name a picking model beside it."};

    std::vector<TracePtr> traces;
    for (Trace& trace : records->traces) traces.push_back(std::make_shared<const Trace>(std::move(trace)));
    ReviewOptions options;
    options.velocity = arguments.velocity;
    options.signature.agencyId = arguments.agency;
    options.correctStations = arguments.correctStations;
    options.annotate.keepCurves = arguments.window;
    auto result = reviewRecords(*models->annotator(), traces, records->inventory, options, progress.part(0.1, 0.95));
    if (!result) return result.error();
    if (const auto written = write(arguments.folder, *result, traces, records->inventory); !written) return written.error();
    progress.report(1.0);
    return Reviewed{std::move(*result), models->versions(), models->told(), std::move(records->issues), traces.size(),
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()};
}

std::shared_ptr<ReviewArguments> addReviewCommand(CLI::App& app)
{
    auto arguments = std::make_shared<ReviewArguments>();
    auto* command = app.add_subcommand("review", "Pick, associate, locate and check records, and write events, picks and a report, without a display");
    command->add_option("INPUT", arguments->inputs, "Records, folders, StationXML, QuakeML")->required();
    command->add_option("--inventory", arguments->inventories, "StationXML files or folders");
    command->add_option("--model", arguments->models, "Weights file or name; 'classical' for the picker without weights. Without it the network that comes with SeisDesk");
    command->add_option("--device", arguments->device, deviceHelp)->capture_default_str();
    command->add_option("--velocity", arguments->velocity, "Velocity model: " + velocityModelNames() + ", or a file. Without it the one of these that fits the picks best");
    command->add_flag("!--no-station-corrections", arguments->correctStations, "Locate without the delay that each station has in all events");
    command->add_option("--agency", arguments->agency, "Agency id that signs");
    command->add_option("-o,--out,--output", arguments->folder, "Folder for events.xml, picks.csv, the report, project and screenshot")->required();
    command->add_flag("!--no-window", arguments->window, "Without project and screenshot");
    command->add_option("--width", arguments->width, "Width of the screenshot")->check(CLI::Range(640, 7680))->capture_default_str();
    command->add_option("--height", arguments->height, "Height of the screenshot")->check(CLI::Range(480, 4320))->capture_default_str();
    command->add_flag("--dark", arguments->dark, "Dark theme");
    return arguments;
}

int runReview([[maybe_unused]] int& argc, [[maybe_unused]] char** argv, const ReviewArguments& arguments)
{
    std::error_code error;
    const bool made = fs::create_directories(arguments.folder, error);
    if (error) {
        std::cerr << arguments.folder << " cannot be made: " << error.message() << ". Write elsewhere.\n";
        return 1;
    }
    ReviewArguments asked = arguments;
#ifndef SEISDESK_GUI
    asked.window = false;
#endif
    std::optional<Result<Reviewed>> reviewed;
    {
        const Progress progress = terminalProgress();
        const Interrupt interrupt(progress);
        reviewed = reviewFiles(asked, progress);
        endTerminalProgress();
    }
    if (!*reviewed) {
        if (made) fs::remove(arguments.folder, error);  // where nothing is in it
        return failed(reviewed->error(), "Interrupted; nothing was written.");
    }
    print((*reviewed)->issues);
    if (!(*reviewed)->note.empty()) std::cerr << (*reviewed)->note << '\n';
    print(**reviewed);
    for (const char* name : {"events.xml", "picks.csv", "report/index.html"}) std::cout << (fs::path(arguments.folder) / name).string() << '\n';
    const int code = (*reviewed)->issues.empty() ? 0 : 3;
#ifdef SEISDESK_GUI
    if (asked.window) return std::max(code, reviewInWindow(argc, argv, asked, (*reviewed)->result));
#endif
    return code;
}

}  // namespace seisdesk
