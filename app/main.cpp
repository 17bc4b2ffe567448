// The one program: files or nothing open the window, subcommands work without one.

#include "app/adapt_command.h"
#include "app/associate_command.h"
#include "app/convert_command.h"
#include "app/doctor_command.h"
#include "app/evaluate_command.h"
#include "app/lint_command.h"
#include "app/locate_command.h"
#include "app/magnitude_command.h"
#include "app/mechanism_command.h"
#include "app/models_command.h"
#include "app/pick_command.h"
#include "app/report_command.h"
#include "app/review_command.h"
#include "app/synth_command.h"
#include "app/train_command.h"
#ifdef SEISDESK_GUI
#include "app/gui.h"
#endif

#include "core/model/engine_environment.h"

#ifdef SEISDESK_QT
#include <QCoreApplication>
#endif

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>

#ifdef __linux__
#include <unistd.h>
#endif

namespace {

constexpr const char* exitCodes =
    "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but some files had problems, 4 not proved to be better (adapt), 130 interrupted.";

#ifdef SEISDESK_QT
void nameProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("seisdesk"));
    QCoreApplication::setApplicationName(QStringLiteral("seisdesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEISDESK_VERSION));
}
#endif

int openWindow([[maybe_unused]] int& argc, [[maybe_unused]] char** argv, [[maybe_unused]] const std::vector<std::string>& files,
               [[maybe_unused]] const std::string& theme, [[maybe_unused]] bool watchStart, [[maybe_unused]] bool watchRows, [[maybe_unused]] bool watchJobs)
{
#ifdef SEISDESK_GUI
    seisdesk::WindowOptions options;
    for (const std::string& file : files) options.inputs.append(QString::fromStdString(file));
    options.theme = QString::fromStdString(theme);
    options.watchStart = watchStart;
    options.watchRows = watchRows;
    options.watchJobs = watchJobs;
    return seisdesk::runWindow(argc, argv, options);
#else
    std::cerr << "This build has no window. Use a subcommand, see seisdesk --help.\n";
    return 2;
#endif
}

/// OpenMP reads its settings when it is loaded, which is before main(): the program starts itself once more with them. Without, threads that wait
/// for each other keep the processors from those that work, and learning beside anything else stands still.
void startWithEngineEnvironment([[maybe_unused]] char** argv)
{
    const bool again = !std::getenv("OMP_WAIT_POLICY");
    seisdesk::prepareEngineEnvironment();
#ifdef __linux__
    if (again) execv("/proc/self/exe", argv);  // goes on here where that fails
#endif
}

}  // namespace

int main(int argc, char** argv)
{
    using namespace seisdesk;
#ifdef SEISDESK_QT
    nameProgram();
#endif
    CLI::App app{"SeisDesk, the seismic analyst's desk. Without a subcommand the window opens on FILES."};
    app.footer(exitCodes);
    app.set_version_flag("--version", SEISDESK_VERSION);
    std::vector<std::string> files;
    app.add_option("FILES", files, "Records, folders, StationXML, QuakeML or a .seisdesk project");
    std::string theme;
    app.add_option("--theme", theme, "Look of the window, for this time")->check(CLI::IsMember({"light", "dark", "system"}));
    bool watchStart = false, watchRows = false, watchJobs = false;
    app.add_flag("--watch-rows", watchRows)->group("");
    app.add_flag("--watch-jobs", watchJobs)->group("");
    app.add_flag("--watch-start", watchStart)->group("");  // for tests/benchmarks/run
    app.require_subcommand(0, 1);
    const auto pick = addPickCommand(app);
    const auto evaluate = addEvaluateCommand(app);
    const auto review = addReviewCommand(app);
    const auto associate = addAssociateCommand(app);
    const auto locate = addLocateCommand(app);
    const auto magnitude = addMagnitudeCommand(app);
    const auto mechanism = addMechanismCommand(app);
    const auto report = addReportCommand(app);
    const auto convert = addConvertCommand(app);
    const auto lint = addLintCommand(app);
    const auto synth = addSynthCommand(app);
    const auto train = addTrainCommand(app);
    const auto adapt = addAdaptCommand(app);
    const auto models = addModelsCommand(app);
    const auto doctor = addDoctorCommand(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    startWithEngineEnvironment(argv);
    if (app.got_subcommand("review")) return runReview(argc, argv, *review);
    if (app.get_subcommands().empty()) return openWindow(argc, argv, files, theme, watchStart, watchRows, watchJobs);

#ifdef SEISDESK_QT
    QCoreApplication application(argc, argv);
#endif
    if (app.got_subcommand("pick")) return runPick(*pick);
    if (app.got_subcommand("evaluate")) return runEvaluate(*evaluate);
    if (app.got_subcommand("associate")) return runAssociate(*associate);
    if (app.got_subcommand("locate")) return runLocate(*locate);
    if (app.got_subcommand("magnitude")) return runMagnitude(*magnitude);
    if (app.got_subcommand("mechanism")) return runMechanism(*mechanism);
    if (app.got_subcommand("report")) return runReport(*report);
    if (app.got_subcommand("convert")) return runConvert(*convert);
    if (app.got_subcommand("lint")) return runLint(*lint);
    if (app.got_subcommand("synth")) return runSynth(*synth);
    if (app.got_subcommand("train")) return runTrain(*train);
    if (app.got_subcommand("adapt")) return runAdapt(*adapt);
    if (app.got_subcommand("models")) return runModels(*models);
    return runDoctor(*doctor);
}
