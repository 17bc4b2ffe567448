#pragma once
// A reader of small text files for tests: "trace STATION START_S RATE VALUE...", "label STATION PHASE TIME_S ID",
// "event ID", "station STATION"; anything else is an issue.

#include "core/io/records.h"
#include "tests/core/store/temporary_project.h"

#include <functional>
#include <sstream>

namespace seisdesk::test {

inline Time at(double seconds) { return Time(Duration(1'562'259'775'000'000'000)) + fromSeconds(seconds); }

inline Result<Records> readNotebooks(const std::vector<std::string>& inputs, const ReadOptions&, const Progress& progress)
{
    Records records;
    for (const std::string& input : inputs) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Stopped."};
        const std::string content = contentOf(input);
        records.files.push_back({input, content.size(), "h" + std::to_string(std::hash<std::string>{}(content))});
        std::istringstream lines(content);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string kind, name;
            words >> kind >> name;
            if (kind == "trace") {
                double start = 0.0, rate = 0.0;
                words >> start >> rate;
                std::vector<float> samples;
                for (float v; words >> v;) samples.push_back(v);
                records.traces.push_back({{"GE", name, "", "HHZ"}, {makeSegment(at(start), rate, samples)}});
            } else if (kind == "label") {
                double seconds = 0.0;
                std::string phase, id;
                words >> phase >> seconds >> id;
                Label label = pick(name, phase, seconds);
                label.id = id.empty() ? Id{} : Id::parse(id).value();
                label.author = "catalogue";
                records.labels.push_back(label);
            } else if (kind == "event") {
                records.events.emplace_back().id = name;
            } else if (kind == "station") {
                records.inventory.stations.push_back({"GE", name, {}, {}, 50.0, 6.0, 100.0, {}});
            } else {
                records.issues.push_back({input, "has the line '" + line + "', which means nothing."});
            }
        }
    }
    return records;
}

}  // namespace seisdesk::test
