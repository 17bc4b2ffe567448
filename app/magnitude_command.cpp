#include "app/magnitude_command.h"

#include "app/event_inputs.h"
#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/catalog/compile.h"
#include "core/io/quakeml.h"
#include "core/locate/size/size_catalogue.h"

#include <chrono>
#include <cstdio>
#include <iostream>

namespace seisdesk {

namespace {

Result<SizeOptions> optionsOf(const MagnitudeArguments& arguments)
{
    SizeOptions out;
    out.types = arguments.types;
    const auto attenuation = attenuationFunction(arguments.attenuation);
    if (!attenuation) return Error{Error::Code::InvalidArgument, "No attenuation function is called " + arguments.attenuation + "."};
    out.attenuation = *attenuation;
    out.average = arguments.average == "trimmed" ? NetworkAverage::TrimmedMean : NetworkAverage::Median;
    out.spectrum.wave = arguments.wave == "P" ? WaveType::P : WaveType::S;
    if (arguments.corrections.empty()) return out;
    auto corrections = readMagnitudeCorrections(arguments.corrections);
    if (!corrections) return corrections.error();
    out.corrections = std::move(*corrections);
    return out;
}

void print(const ResourceId& id, const EventSize& size)
{
    std::printf("%s", id.c_str());
    for (const NetworkSize& one : size.networks) {
        std::printf("  %s %.2f +-%.2f (%d)", one.type.c_str(), one.magnitude, one.sigma, one.stations);
        if (one.cornerHz) std::printf(" fc %.2f Hz", *one.cornerHz);
        if (one.stressDropPa) std::printf(" %.2g MPa", 1e-6 * *one.stressDropPa);
    }
    std::printf(size.networks.empty() ? "  no magnitude\n" : "\n");
}

}  // namespace

Result<MagnitudeSummary> sizeFiles(const MagnitudeArguments& arguments, const Progress& progress)
{
    const auto began = std::chrono::steady_clock::now();
    const auto options = optionsOf(arguments);
    if (!options) return options.error();
    if (const auto can = canBeWritten(arguments.output); !can) return can.error();
    const auto times = travelTimesOf(arguments.model, progress.part(0.0, 0.05));
    if (!times) return times.error();
    auto records = readEventInputs(arguments.inputs, arguments.inventories, progress.part(0.05, 0.3));
    if (!records) return records.error();
    if (records->events.empty()) return nothingFound("events", arguments.inputs, records->issues, "Give QuakeML with located events.");
    if (records->traces.empty()) return nothingFound("records", arguments.inputs, {}, "Give miniSEED files or folders behind the events.");
    if (records->inventory.empty()) return nothingFound("stations", arguments.inputs, {}, "Give StationXML with --inventory.");
    std::vector<TracePtr> traces;
    for (Trace& trace : records->traces) traces.push_back(std::make_shared<const Trace>(std::move(trace)));

    MagnitudeSummary out;
    CompileOptions signing;
    OriginSignature signature;
    signature.agencyId = signing.agencyId = arguments.agency;
    std::vector<Event> events = compile(records->labels, records->events, signing);
    const Time created = now();
    for (std::size_t i = 0; i < events.size(); ++i) {
        Event& event = events[i];
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(0.3 + 0.65 * static_cast<double>(i) / static_cast<double>(events.size()), "Measuring");
        const Origin* origin = event.origin();
        if (!origin) {
            ++out.withoutOrigin;
            continue;
        }
        RecordingOptions reach;
        reach.farthestKm = std::find(arguments.types.begin(), arguments.types.end(), "mb") == arguments.types.end() ? arguments.farthestKm : 12000.0;
        reach.windows = handWindows(event);
        reach.after = eventsAfter(event, events);
        const auto recordings = stationRecordings(event, traces, records->inventory, **times, reach);
        if (recordings.empty()) {
            ++out.withoutRecords;
            continue;
        }
        SizeOptions here = *options;
        here.switchedOff = switchedOff(event);
        here.windows = reach.windows;
        auto size = sizeOf(recordings, origin->depthMetres ? 1e-3 * origin->depthMetres->value : 0.0, (*times)->model(), here, progress.quiet());
        if (!size) return size.error();
        putSize(event, *size, signature, created);
        out.sizes.emplace_back(event.id, std::move(*size));
    }
    if (const auto written = writeQuakeMl(arguments.output, events); !written) return written.error();
    progress.report(1.0);
    out.issues = std::move(records->issues);
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return out;
}

std::shared_ptr<MagnitudeArguments> addMagnitudeCommand(CLI::App& app)
{
    auto arguments = std::make_shared<MagnitudeArguments>();
    auto* command = app.add_subcommand("magnitude", "Measure amplitudes and spectra of located events: ML, mb, Mw");
    command->add_option("INPUTS", arguments->inputs, "Events (QuakeML) and their records: files or folders")->required();
    command->add_option("--inventory", arguments->inventories, "StationXML files or folders");
    command->add_option("-o,--output", arguments->output, "QuakeML to write")->required();
    command->add_option("--type", arguments->types, "Types of magnitude, with commas")->delimiter(',')->check(CLI::IsMember(magnitudeTypes()))->capture_default_str();
    command->add_option("--attenuation", arguments->attenuation, "Attenuation function of ML")->check(CLI::IsMember(attenuationFunctions()))->capture_default_str();
    command->add_option("--average", arguments->average, "Of the network")->check(CLI::IsMember({"median", "trimmed"}))->capture_default_str();
    command->add_option("--corrections", arguments->corrections, "Station corrections, lines such as CI.CCC,ML,0.12")->check(CLI::ExistingFile);
    command->add_option("--wave", arguments->wave, "Whose spectrum makes Mw")->check(CLI::IsMember({"P", "S"}))->capture_default_str();
    command->add_option("--farthest", arguments->farthestKm, "Stations are not farther, km (mb looks to 100 degrees)")->check(CLI::Range(1.0, 20000.0))->capture_default_str();
    command->add_option("--model", arguments->model, "Velocity model: " + velocityModelNames() + ", or a file")->capture_default_str();
    command->add_option("--agency", arguments->agency, "Agency id that signs");
    return arguments;
}

int runMagnitude(const MagnitudeArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto summary = sizeFiles(arguments, progress);
    endTerminalProgress();
    if (!summary) return failed(summary.error(), "Interrupted; nothing was written.");
    print(summary->issues);
    for (const auto& [id, size] : summary->sizes) print(id, size);
    std::cerr << arguments.output.string() << ": " << summary->sizes.size() << " events measured, " << summary->withoutOrigin << " without origin, " << summary->withoutRecords
              << " without records, " << static_cast<int>(summary->seconds * 10.0) / 10.0 << " s\n";
    return summary->issues.empty() ? 0 : 3;
}

}  // namespace seisdesk
