#include "app/convert_command.h"

#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/catalog/compile.h"

#include <iostream>

namespace seisdesk {

Result<ConvertSummary> convertFiles(const ConvertArguments& arguments, const Progress& progress)
{
    const EventFormatEntry* format = arguments.format.empty() ? eventFormatOf(arguments.output) : eventFormatNamed(arguments.format);
    if (!format) return Error{Error::Code::InvalidArgument, "'" + arguments.output.string() + "' does not end like a format that is known. Say which with --format."};
    if (const auto can = canBeWritten(arguments.output); !can) return can.error();
    auto records = readRecords(arguments.inputs, {}, progress.part(0.0, 0.7));
    if (!records) return records.error();
    if (records->events.empty() && records->labels.empty())
        return nothingFound("events and no picks", arguments.inputs, records->issues, "Give QuakeML, SeisComP XML, Nordic, NonLinLoc or tables of picks.");
    CompileOptions signing;
    signing.agencyId = arguments.agency;
    const std::vector<Event> events = compile(records->labels, records->events, signing);
    progress.report(0.8);
    auto notes = writeEvents(arguments.output, events, format->format);
    if (!notes) return notes.error();
    progress.report(1.0);
    ConvertSummary out{events.size(), 0, std::move(records->issues), std::move(*notes)};
    for (const Event& event : events) out.picks += event.picks.size();
    return out;
}

std::shared_ptr<ConvertArguments> addConvertCommand(CLI::App& app)
{
    auto arguments = std::make_shared<ConvertArguments>();
    auto* command = app.add_subcommand("convert", "Convert events and picks: QuakeML, SeisComP, Nordic, NonLinLoc, HYPO71, tables");
    command->add_option("EVENTS", arguments->inputs, "QuakeML, SeisComP XML, Nordic, NonLinLoc hypocentres, or tables of picks")->required();
    command->add_option("-o,--output", arguments->output, "File to write")->required();
    std::string names;
    std::vector<std::string> known;
    for (const EventFormatEntry& entry : eventFormats()) {
        names += (names.empty() ? "" : ", ") + std::string(entry.name) + " (." + std::string(entry.extension) + ')';
        known.emplace_back(entry.name);
    }
    command->add_option("--format", arguments->format, "Where the extension does not tell: " + names)->check(CLI::IsMember(known))->option_text("NAME");
    command->add_option("--agency", arguments->agency, "Agency id that signs picks without an event");
    return arguments;
}

int runConvert(const ConvertArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto summary = convertFiles(arguments, progress);
    endTerminalProgress();
    if (!summary) return failed(summary.error(), "Interrupted; nothing was written.");
    print(summary->issues);
    for (const std::string& note : summary->notes) std::cerr << note << '\n';
    std::cerr << arguments.output.string() << ": " << summary->events << " events, " << summary->picks << " picks\n";
    return summary->issues.empty() && summary->notes.empty() ? 0 : 3;
}

}  // namespace seisdesk
