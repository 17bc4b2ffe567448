// Stands in for core/io while it is not there: reads nothing and says so.
#include "core/io/records.h"

namespace seisdesk {

Result<Records> readRecords(const std::vector<std::string>& inputs, const ReadOptions&, const Progress& progress)
{
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Reading was cancelled."};
    Records records;
    for (const std::string& input : inputs) records.issues.push_back({input, "cannot be read by a program built without core/io."});
    return records;
}

}  // namespace seisdesk
