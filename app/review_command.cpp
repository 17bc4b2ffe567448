#include "app/review_command.h"

#include "app/pick_command.h"
#ifdef SEISDESK_GUI
#include "app/review_window.h"
#endif

#include <filesystem>
#include <iostream>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;

/// Without a window the picks are all there is to review.
[[maybe_unused]] int pickOnly(const ReviewArguments& arguments)
{
    int worst = 0;
    for (const char* name : {"picks.xml", "picks.csv"}) {
        PickArguments pick;
        pick.inputs = arguments.inputs;
        pick.models = arguments.models;
        pick.output = (fs::path(arguments.folder) / name).string();
        worst = std::max(worst, runPick(pick));
        if (worst == 0 || worst == 3) std::cout << pick.output.string() << '\n';
    }
    std::cout << "This build has no window, so there is no screenshot.\n";
    return worst;
}

}  // namespace

std::shared_ptr<ReviewArguments> addReviewCommand(CLI::App& app)
{
    auto arguments = std::make_shared<ReviewArguments>();
    auto* command = app.add_subcommand("review", "Open, predict, export and take a picture, without a display");
    command->add_option("INPUT", arguments->inputs, "Records, folders, StationXML, QuakeML")->required();
    command->add_option("--model", arguments->models, "Weights file or name; 'classical' for the picker without weights. Without it the network that comes with SeisDesk");
    command->add_option("-o,--output", arguments->folder, "Folder for project, QuakeML, CSV and screenshot")->required();
    command->add_option("--width", arguments->width, "Width of the screenshot")->check(CLI::Range(640, 7680))->capture_default_str();
    command->add_option("--height", arguments->height, "Height of the screenshot")->check(CLI::Range(480, 4320))->capture_default_str();
    command->add_flag("--dark", arguments->dark, "Dark theme");
    return arguments;
}

int runReview([[maybe_unused]] int& argc, [[maybe_unused]] char** argv, const ReviewArguments& arguments)
{
    std::error_code failed;
    fs::create_directories(arguments.folder, failed);
    if (failed) {
        std::cerr << arguments.folder << " cannot be made: " << failed.message() << ".\n";
        return 1;
    }
#ifdef SEISDESK_GUI
    return reviewInWindow(argc, argv, arguments);
#else
    return pickOnly(arguments);
#endif
}

}  // namespace seisdesk
