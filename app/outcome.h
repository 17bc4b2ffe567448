#pragma once
// How commands end: what they say of failures and of damaged files, and their exit codes.

#include "core/base/result.h"
#include "core/io/records.h"

#include <filesystem>
#include <string>
#include <vector>

namespace seisdesk {

/// Says why on standard error: `interrupted` where somebody stopped it, otherwise (or when that is empty) the error's message. Gives the exit
/// code: 130 interrupted, 2 wrong arguments, 1 everything else.
int failed(const Error& error, const std::string& interrupted);

/// NotFound: "No picks in FILE: what was wrong with it", or `remedy` where nothing was wrong.
Error nothingFound(const std::string& what, const std::vector<std::string>& inputs, const std::vector<ReadIssue>& issues, const std::string& remedy);

/// Whether the folder of a file that is to be written is there and may be written to: asked before hours of work. Errors: NotFound, Unreadable.
Result<void> canBeWritten(const std::filesystem::path& file);

/// A line each on standard error.
void print(const std::vector<ReadIssue>& issues);

}  // namespace seisdesk
