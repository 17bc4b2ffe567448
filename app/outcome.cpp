#include "app/outcome.h"

#include <iostream>

#include <unistd.h>

namespace seisdesk {

int failed(const Error& error, const std::string& interrupted)
{
    const bool cancelled = error.code == Error::Code::Cancelled;
    std::cerr << (cancelled && !interrupted.empty() ? interrupted : error.message) << '\n';
    return cancelled ? 130 : error.code == Error::Code::InvalidArgument ? 2 : 1;
}

Error nothingFound(const std::string& what, const std::vector<std::string>& inputs, const std::vector<ReadIssue>& issues, const std::string& remedy)
{
    std::string message = "No " + what + " in " + (inputs.empty() ? std::string("nothing") : inputs.front());
    if (inputs.size() > 1) message += " and " + std::to_string(inputs.size() - 1) + " more";
    return {Error::Code::NotFound, message + (issues.empty() ? ". " + remedy : ": " + issues.front().message)};
}

Result<void> canBeWritten(const std::filesystem::path& file)
{
    std::error_code error;
    const auto folder = std::filesystem::absolute(file, error).parent_path();
    if (!std::filesystem::is_directory(folder, error)) return Error{Error::Code::NotFound, "The folder " + folder.string() + " is not there: make it, or write elsewhere."};
    if (std::filesystem::is_directory(file, error)) return Error{Error::Code::Unreadable, file.string() + " is a folder: name a file in it."};
    if (::access(folder.c_str(), W_OK) != 0) return Error{Error::Code::Unreadable, "The folder " + folder.string() + " may not be written to: change its rights, or write elsewhere."};
    return {};
}

void print(const std::vector<ReadIssue>& issues)
{
    for (const ReadIssue& issue : issues) std::cerr << issue.file.string() << ": " << issue.message << '\n';
}

}  // namespace seisdesk
