#pragma once
// How commands end: what they say of failures and of damaged files, and their exit codes.

#include "core/base/result.h"
#include "core/io/records.h"

#include <string>
#include <vector>

namespace seisdesk {

/// Says why on standard error: `interrupted` where somebody stopped it, otherwise (or when that is empty) the error's message. Gives the exit
/// code: 130 interrupted, 2 wrong arguments, 1 everything else.
int failed(const Error& error, const std::string& interrupted);

/// A line each on standard error.
void print(const std::vector<ReadIssue>& issues);

}  // namespace seisdesk
