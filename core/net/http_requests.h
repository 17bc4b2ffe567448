#pragma once
// httpRequests: several HTTP requests side by side, each tried again where that may help.

#include "core/base/progress.h"
#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace seisdesk {

struct HttpRequest {
    std::string address;             ///< http or https
    std::string body;                ///< a POST where there is one
    std::string user, password;      ///< for a server that asks (basic or digest)
};

/// What the server answered in the end. Redirections are followed.
struct HttpReply {
    int status = 0;
    std::string body;
};

struct HttpOptions {
    int parallel = 3;                          ///< requests under way at once
    int attempts = 4;                          ///< of one request
    std::chrono::milliseconds pause{1000};     ///< before a second attempt, doubled each time; a server's Retry-After counts more
    std::chrono::milliseconds longestPause{60000};
    std::chrono::milliseconds patience{60000}; ///< without a byte
    std::uintmax_t mostBytes = std::uintmax_t{1} << 30;  ///< of one reply
};

/// Blocks; needs a QCoreApplication; one result for each request, in their order. Broken and silent connections, 429 and 500 to 504 are tried
/// again; any other status is a reply. Errors: Unreadable (no connection, or still refused after the last attempt), OutOfSpace (a reply
/// of more than mostBytes), InvalidArgument (no address), Cancelled.
std::vector<Result<HttpReply>> httpRequests(const std::vector<HttpRequest>& requests, const HttpOptions& options, const Progress& progress);

}  // namespace seisdesk
