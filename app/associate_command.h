#pragma once
// `seisdesk associate`: loose picks become events or join events that are there; those keep their origins otherwise.

#include "app/locate_command.h"

namespace seisdesk {

/// Adds the subcommand "associate", with the options of "locate"; the returned arguments are filled by app.parse().
std::shared_ptr<LocateArguments> addAssociateCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but some files had problems, 130 interrupted.
int runAssociate(const LocateArguments& arguments);

}  // namespace seisdesk
