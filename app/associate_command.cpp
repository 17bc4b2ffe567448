#include "app/associate_command.h"

#include "app/interrupt.h"
#include "app/outcome.h"

#include <iostream>

namespace seisdesk {

std::shared_ptr<LocateArguments> addAssociateCommand(CLI::App& app)
{
    auto arguments = std::make_shared<LocateArguments>();
    arguments->relocate = false;
    addLocateOptions(*app.add_subcommand("associate", "Put loose picks into events, new ones or those that are there"), *arguments);
    return arguments;
}

int runAssociate(const LocateArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto summary = locateFiles(arguments, progress);
    endTerminalProgress();
    if (!summary) return failed(summary.error(), "Interrupted; nothing was written.");
    print(summary->issues);
    const LocatedEvents& result = summary->result;
    for (const std::string& note : result.notes) std::cerr << note << '\n';
    print(result.events);
    std::cerr << arguments.output.string() << ": " << result.associated << " new events, " << result.joined << " picks joined events that were there, " << result.alone
              << " picks alone, " << static_cast<int>(summary->seconds * 10.0) / 10.0 << " s\n";
    return summary->issues.empty() ? 0 : 3;
}

}  // namespace seisdesk
