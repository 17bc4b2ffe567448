#include "app/associate_command.h"

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
    return runLocating(arguments, [](const LocatedEvents& result) {
        return std::to_string(result.associated) + " new events, " + std::to_string(result.joined) + " picks joined events that were there, " + std::to_string(result.alone) + " picks alone";
    });
}

}  // namespace seisdesk
