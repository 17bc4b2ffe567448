#include "app/locate_command.h"

#include "app/event_inputs.h"
#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/catalog/compile.h"
#include "core/io/label_csv.h"
#include "core/io/quakeml.h"
#include "core/io/station_corrections_file.h"

#include <chrono>
#include <cstdio>
#include <iostream>

namespace seisdesk {

namespace {

void print(const Event& event)
{
    const Origin* origin = event.origin();
    if (!origin) return;
    const auto value = [](const std::optional<double>& number) { return number.value_or(0.0); };
    std::printf("%s %9.4f %10.4f %6.1f km  %2d picks  rms %.2f s  gap %3.0f  +-%.1f km\n", formatTime(origin->time, 2).c_str(), origin->latitude.value,
                origin->longitude.value, origin->depthMetres ? 1e-3 * origin->depthMetres->value : 0.0, origin->quality.usedPhaseCount.value_or(0),
                value(origin->quality.standardErrorSeconds), value(origin->quality.azimuthalGapDegrees), 1e-3 * value(origin->horizontalUncertaintyMetres));
}

/// Picks of the event that has no origin.
std::vector<Label> aloneIn(const std::vector<Event>& events)
{
    std::vector<Event> rest;
    for (const Event& event : events)
        if (event.origins.empty()) rest.push_back(event);
    return labelsFromEvents(rest);
}

}  // namespace

Result<LocateSummary> locateFiles(const LocateArguments& arguments, const Progress& progress)
{
    const auto began = std::chrono::steady_clock::now();
    for (const std::filesystem::path& file : {arguments.output, arguments.alone})
        if (const auto can = file.empty() ? Result<void>{} : canBeWritten(file); !can) return can.error();
    // A model that is not there is told before files are read.
    const auto times = travelTimesOf(arguments.model, progress.part(0.0, 0.05));
    if (!times) return times.error();
    const auto records = readEventInputs(arguments.inputs, arguments.inventories, progress.part(0.05, 0.2));
    if (!records) return records.error();
    if (records->events.empty() && records->labels.empty()) return nothingFound("picks", arguments.inputs, records->issues, "Give QuakeML, Nordic or a table of picks; `seisdesk pick` makes them of records.");
    if (records->inventory.empty()) return nothingFound("stations", arguments.inputs, {}, "Give StationXML with --inventory.");

    CompileOptions signing;
    LocateEventsOptions options;
    options.associate = arguments.associate;
    options.relocate = arguments.relocate;
    options.locate.fixedDepthKm = arguments.fixedDepthKm;
    if (!arguments.corrections.empty()) {
        const auto read = readStationCorrections(arguments.corrections);
        if (!read) return read.error();
        std::vector<std::string> stations;
        for (const Station& station : records->inventory.stations) stations.push_back(station.network + '.' + station.code);
        options.locate.corrections = withNetworks(*read, stations);
    }
    options.signature.agencyId = signing.agencyId = arguments.agency;
    auto located = locateEvents(compile(records->labels, records->events, signing), records->inventory, **times, options, progress.part(0.2, 0.95));
    if (!located) return located.error();
    if (const auto written = writeQuakeMl(arguments.output, located->events); !written) return written.error();
    if (!arguments.alone.empty())
        if (const auto written = writeLabelCsv(arguments.alone, aloneIn(located->events)); !written) return written.error();
    progress.report(1.0);
    return LocateSummary{std::move(*located), records->issues, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()};
}

void addLocateOptions(CLI::App& app, LocateArguments& given)
{
    CLI::App* command = &app;
    LocateArguments* arguments = &given;
    command->add_option("PICKS", arguments->inputs, "Picks: QuakeML, Nordic or label CSV; located events may be among them")->required();
    command->add_option("--inventory", arguments->inventories, "StationXML files or folders");
    command->add_option("--model", arguments->model, "Velocity model: " + velocityModelNames() + ", or a file")->capture_default_str();
    command->add_option("-o,--output", arguments->output, "QuakeML to write")->required();
    command->add_option("--depth", arguments->fixedDepthKm, "Fix the depth, km")->check(CLI::Range(0.0, TravelTimes::deepestKm));
    command->add_option("--corrections", arguments->corrections, "Stations' corrections: a table (station,phase,seconds) or NonLinLoc's LOCDELAY lines")->check(CLI::ExistingFile);
    command->add_option("--picks", arguments->associate.fewestPicks, "Fewest picks of a new event")->check(CLI::Range(4, 1000))->capture_default_str();
    command->add_option("--stations", arguments->associate.fewestStations, "Fewest stations of a new event")->check(CLI::Range(3, 1000))->capture_default_str();
    command->add_option("--deepest", arguments->associate.deepestKm, "New events are not deeper, km")->check(CLI::Range(1.0, TravelTimes::deepestKm))->capture_default_str();
    command->add_option("--alone", arguments->alone, "Write the picks that belong to no event, as CSV");
    command->add_option("--agency", arguments->agency, "Agency id that signs");
}

std::shared_ptr<LocateArguments> addLocateCommand(CLI::App& app)
{
    auto arguments = std::make_shared<LocateArguments>();
    addLocateOptions(*app.add_subcommand("locate", "Associate picks into events and locate them, those that are there anew"), *arguments);
    return arguments;
}

int runLocating(const LocateArguments& arguments, const std::function<std::string(const LocatedEvents&)>& said)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto summary = locateFiles(arguments, progress);
    endTerminalProgress();
    if (!summary) return failed(summary.error(), "Interrupted; nothing was written.");
    print(summary->issues);
    for (const std::string& note : summary->result.notes) std::cerr << note << '\n';
    for (const Event& event : summary->result.events) print(event);
    std::cerr << arguments.output.string() << ": " << said(summary->result) << ", " << static_cast<int>(summary->seconds * 10.0) / 10.0 << " s\n";
    return summary->issues.empty() ? 0 : 3;
}

int runLocate(const LocateArguments& arguments)
{
    return runLocating(arguments, [](const LocatedEvents& result) {
        return std::to_string(result.located) + " events located again, " + std::to_string(result.associated) + " new, " + std::to_string(result.joined) +
               " picks joined located events, " + std::to_string(result.alone) + " picks alone";
    });
}

}  // namespace seisdesk
