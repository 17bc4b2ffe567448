// How true what a network harvests from continuous records is, against what analysts said of them:
//   bench_harvest --data FOLDER [--model M] [--stations N] [--views N]
// The folder holds records and a labels.csv, as ridgecrest_continuous.
#include "core/io/records.h"
#include "core/model/adapt/harvest.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <set>

using namespace seisdesk;

int main(int argc, char** argv)
{
    CLI::App app("Measure what is harvested from unlabelled records");
    std::vector<std::string> names;
    std::string data;
    std::size_t stations = 1000, views = 1000;
    app.add_option("--model", names, "Weights file or name");
    app.add_option("--data", data, "Folder of records with labels.csv")->required();
    app.add_option("--stations", stations, "Use so many stations");
    app.add_option("--views", views, "Look in so many ways");
    CLI11_PARSE(app, argc, argv);
    const auto failed = [](const Error& error) {
        std::cerr << error.message << '\n';
        return 1;
    };
    const auto models = loadModels(names, "cpu");
    if (!models) return failed(models.error());
    auto records = readRecords({data}, {}, {});
    if (!records) return failed(records.error());
    std::set<std::string> used;
    std::vector<TracePtr> traces;
    for (Trace& t : records->traces)
        if (used.contains(t.id.station) || used.size() < stations) {
            used.insert(t.id.station);
            traces.push_back(std::make_shared<const Trace>(std::move(t)));
        }
    HarvestOptions options;
    options.views.views.resize(std::min(views, options.views.views.size()));
    const auto crop = harvest(*models, traces, records->inventory, options, {});
    if (!crop) return failed(crop.error());
    for (const std::string& sentence : crop->sentences) std::cout << sentence << '\n';
    std::size_t windows = 0, labelled = 0;
    for (const char phase : {'P', 'S'}) {
        std::size_t all = 0, near = 0, far = 0;
        for (const LocalExample& e : crop->set.examples)
            for (const Label& l : e.window.labels) {
                if (l.phase[0] != phase) continue;
                double best = 1e9;
                for (const Label& truth : records->labels)
                    if (truth.stream.station == l.stream.station && !truth.phase.empty() && truth.phase[0] == phase) best = std::min(best, std::abs(toSeconds(truth.time - l.time)));
                ++all;
                near += best <= 0.2;
                far += best > 0.2 && best <= 2.0;
            }
        std::printf("%c: %zu harvested, %zu within 0.2 s of an analyst's, %zu within 2 s, %zu that no analyst has\n", phase, all, near, far, all - near - far);
    }
    for (const LocalExample& e : crop->set.examples)
        for (const TimeSpan& quiet : e.quiet) {
            ++windows;
            labelled += std::any_of(records->labels.begin(), records->labels.end(), [&](const Label& l) {
                return l.stream.network + '.' + l.stream.station == e.window.stationId && quiet.contains(l.time);
            });
        }
    std::printf("%zu quiet windows, of which %zu hold an analyst's onset\n", windows, labelled);
    return 0;
}
