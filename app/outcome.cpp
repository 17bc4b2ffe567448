#include "app/outcome.h"

#include <iostream>

namespace seisdesk {

int failed(const Error& error, const std::string& interrupted)
{
    const bool cancelled = error.code == Error::Code::Cancelled;
    std::cerr << (cancelled && !interrupted.empty() ? interrupted : error.message) << '\n';
    return cancelled ? 130 : error.code == Error::Code::InvalidArgument ? 2 : 1;
}

void print(const std::vector<ReadIssue>& issues)
{
    for (const ReadIssue& issue : issues) std::cerr << issue.file.string() << ": " << issue.message << '\n';
}

}  // namespace seisdesk
