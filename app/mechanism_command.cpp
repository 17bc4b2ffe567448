#include "app/mechanism_command.h"

#include "app/event_inputs.h"
#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/catalog/compile.h"
#include "core/io/quakeml.h"
#include "core/locate/locate_events.h"
#include "core/locate/mechanism/mechanism_catalogue.h"

#include <chrono>
#include <cstdio>
#include <iostream>

namespace seisdesk {

namespace {

/// Angles of arrivals that have none, by the model.
void addRays(Event& event, const Inventory& inventory, const TravelTimes& times)
{
    const Origin* preferred = event.origin();
    if (!preferred) return;
    Origin& origin = event.origins[static_cast<std::size_t>(preferred - event.origins.data())];
    const GeoPoint source(origin.latitude.value, origin.longitude.value);
    for (Arrival& arrival : origin.arrivals) {
        const auto pick = std::find_if(event.picks.begin(), event.picks.end(), [&](const Pick& p) { return p.id == arrival.pickId; });
        if ((arrival.takeoffAngleDegrees && arrival.azimuthDegrees) || pick == event.picks.end()) continue;
        const auto at = phasePickOf(*pick, arrival.phase.empty() ? pick->phaseHint : arrival.phase, inventory);
        if (!at) continue;
        const auto theory = times.arrival(at->phase, source, origin.depthMetres ? 1e-3 * origin.depthMetres->value : 0.0, at->place, at->elevationKm);
        if (!theory) continue;
        arrival.azimuthDegrees = theory->azimuthDegrees;
        arrival.distanceDegrees = theory->distanceDegrees;
        arrival.takeoffAngleDegrees = theory->takeoffDegrees;
    }
}

void print(const ResourceId& id, const Mechanism& m)
{
    const FaultPlane &one = m.best.plane, other = auxiliary(one);
    std::printf("%s  %3.0f/%2.0f/%4.0f  %3.0f/%2.0f/%4.0f  %c +-%.0f  %d of %d wrong  %d ratios  gap %.0f  %zu alternatives\n", id.c_str(), one.strike, one.dip, one.rake,
                other.strike, other.dip, other.rake, m.quality, m.uncertaintyDegrees, m.best.misfits, m.motions, m.ratios, m.azimuthalGapDegrees, m.alternatives.size());
}

}  // namespace

Result<MechanismSummary> mechanismFiles(const MechanismArguments& arguments, const Progress& progress)
{
    const auto began = std::chrono::steady_clock::now();
    if (const auto can = canBeWritten(arguments.output); !can) return can.error();
    auto records = readEventInputs(arguments.inputs, arguments.inventories, progress.part(0.0, 0.1));
    if (!records) return records.error();
    if (records->events.empty()) return nothingFound("events", arguments.inputs, records->issues, "Give QuakeML with located events and polarities.");
    MechanismSummary out;
    CompileOptions signing;
    OriginSignature signature;
    signature.agencyId = signing.agencyId = arguments.agency;
    std::vector<Event> events = compile(records->labels, records->events, signing);
    if (!records->inventory.empty()) {
        const auto times = travelTimesOf(arguments.model, progress.part(0.1, 0.2));
        if (!times) return times.error();
        for (Event& event : events) addRays(event, records->inventory, **times);
    }
    const Time created = now();
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(0.2 + 0.75 * static_cast<double>(i) / static_cast<double>(events.size()), "Searching mechanisms");
        MechanismData data = mechanismData(events[i]);
        if (arguments.polaritiesOnly) data.ratios.clear();
        if (static_cast<int>(data.motions.size()) < arguments.fewest) {
            ++out.tooFew;
            continue;
        }
        const auto found = mechanism(data.motions, data.ratios, {}, progress.quiet());
        if (!found && found.error().code == Error::Code::Cancelled) return found.error();
        if (!found) {
            ++out.tooFew;
            continue;
        }
        putMechanism(events[i], *found, signature, created);
        out.mechanisms.emplace_back(events[i].id, *found);
    }
    if (const auto written = writeQuakeMl(arguments.output, events); !written) return written.error();
    progress.report(1.0);
    out.issues = std::move(records->issues);
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return out;
}

std::shared_ptr<MechanismArguments> addMechanismCommand(CLI::App& app)
{
    auto arguments = std::make_shared<MechanismArguments>();
    auto* command = app.add_subcommand("mechanism", "Find first-motion mechanisms of located events");
    command->add_option("EVENTS", arguments->inputs, "Events with picks and polarities: QuakeML; amplitudes from `magnitude` add ratios of S to P")->required();
    command->add_option("--inventory", arguments->inventories, "StationXML, for arrivals without take-off angles");
    command->add_option("--model", arguments->model, "Velocity model of those: " + velocityModelNames() + ", or a file")->capture_default_str();
    command->add_option("-o,--output", arguments->output, "QuakeML to write")->required();
    command->add_option("--fewest", arguments->fewest, "Fewest first motions of an event")->check(CLI::Range(4, 1000))->capture_default_str();
    command->add_flag("--polarities-only", arguments->polaritiesOnly, "Leave ratios of S to P out");
    command->add_option("--agency", arguments->agency, "Agency id that signs");
    return arguments;
}

int runMechanism(const MechanismArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto summary = mechanismFiles(arguments, progress);
    endTerminalProgress();
    if (!summary) return failed(summary.error(), "Interrupted; nothing was written.");
    print(summary->issues);
    for (const auto& [id, mechanism] : summary->mechanisms) print(id, mechanism);
    std::cerr << arguments.output.string() << ": " << summary->mechanisms.size() << " mechanisms, " << summary->tooFew << " events with too few first motions, "
              << static_cast<int>(summary->seconds * 10.0) / 10.0 << " s\n";
    return summary->issues.empty() ? 0 : 3;
}

}  // namespace seisdesk
