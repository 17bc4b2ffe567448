// Station-days per minute from records in memory to picks: bench_station_days [--device cpu] [--stations 1] [--hours 24] [--runs 5] FILE...
// Prints one JSON array: model, device, station-days per minute of each run, picks, and what the network says of how it ran.

#include "core/model/load_models.h"
#include "core/synth/random.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace seisdesk;

/// Noise with an earthquake every ten minutes, S seven seconds behind P.
TracePtr channel(int station, char letter, double hours)
{
    synth::FastRandom random(static_cast<std::uint64_t>(station * 3 + letter));
    std::vector<float> x(static_cast<std::size_t>(hours * 360000.0));
    const auto noise = [&] { return static_cast<double>(random.next() >> 40) / 8388608.0 - 1.0; };
    for (float& v : x) v = static_cast<float>(50.0 * noise());
    for (std::size_t p = 6000 + static_cast<std::size_t>(station) * 100; p + 3000 < x.size(); p += 60000)
        for (const auto& [delay, size] : {std::pair<std::size_t, double>{0, letter == 'Z' ? 1000.0 : 400.0}, {700, letter == 'Z' ? 600.0 : 1500.0}})
            for (std::size_t i = 0; i < 2000; ++i) x[p + delay + i] += static_cast<float>(size * noise() * std::exp(-static_cast<double>(i) / 400.0));
    Trace t;
    t.id = *StreamId::parse("XX.S" + std::to_string(station) + "..HH" + letter);
    t.segments = {makeSegment(*parseTime("2020-01-01T00:00:00Z"), 100.0, std::move(x))};
    return std::make_shared<const Trace>(std::move(t));
}

}  // namespace

int main(int argc, char** argv)
{
    std::string device = "cpu";
    int stations = 1, runs = 5;
    double hours = 24.0;
    std::vector<std::string> files;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--device" && i + 1 < argc) device = argv[++i];
        else if (word == "--stations" && i + 1 < argc) stations = std::max(1, std::atoi(argv[++i]));
        else if (word == "--hours" && i + 1 < argc) hours = std::atof(argv[++i]);
        else if (word == "--runs" && i + 1 < argc) runs = std::max(1, std::atoi(argv[++i]));
        else files.push_back(word);
    }
    std::vector<TracePtr> traces;
    for (int s = 0; s < stations; ++s)
        for (const char letter : {'Z', 'N', 'E'}) traces.push_back(channel(s, letter, hours));
    AnnotateOptions options;
    options.keepCurves = false;
    std::printf("[");
    for (std::size_t f = 0; f < files.size(); ++f) {
        const auto models = loadModels({files[f]}, device);
        if (!models || !models->picker) {
            std::fprintf(stderr, "%s\n", models ? "This network does not pick phases." : models.error().message.c_str());
            return 1;
        }
        std::printf("%s{\"model\": \"%s\", \"rates\": [", f ? ", " : "", models->versions().c_str());
        std::size_t picks = 0;
        for (int run = 0; run <= runs; ++run) {  // the first one warms up
            const auto began = std::chrono::steady_clock::now();
            const auto prediction = models->annotator()->annotate(traces, {}, options, Progress());
            if (!prediction) {
                std::fprintf(stderr, "%s\n", prediction.error().message.c_str());
                return 1;
            }
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            if (run > 0) std::printf("%s%.6g", run > 1 ? ", " : "", 60.0 / seconds * stations * hours / 24.0);
            picks = 0;
            for (const StationPrediction& s : prediction->stations) picks += s.labels.size();
        }
        std::printf("], \"picks\": %zu, \"device\": \"%s\", \"told\": \"%s\"}", picks, models->picker->device().c_str(), models->told().c_str());
    }
    std::printf("]\n");
    return 0;
}
