// Writes day files to read: bench_day_files FOLDER [TRACES] [HOURS] [RATE_HZ]. One miniSEED file of noise per trace (300 of 24 h at 100 Hz, about 3.5 GB).
// Twelve sets of samples serve all traces; only the names in the headers differ.

#include "core/io/mseed_write.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

using namespace seisdesk;

namespace {

constexpr std::size_t recordBytes = 4096;

/// Noise of a few hundred counts, with an earthquake's worth of larger samples now and then.
std::vector<float> noise(std::size_t count, double rateHz, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<float> out(count);
    double low = 0.0, size = 1.0;
    for (float& x : out) {
        const double white = static_cast<double>(random()) / 2147483648.0 - 1.0;
        low = 0.95 * low + white;
        if (random() % static_cast<unsigned>(7200.0 * rateHz) == 0) size = 50.0;
        size += (1.0 - size) / (20.0 * rateHz);
        x = static_cast<float>(std::round(60.0 * size * low));
    }
    return out;
}

/// Names in the fixed header: station (5 characters) at 8, location at 13, channel at 15, network at 18.
void rename(std::string& records, const std::string& station, const std::string& channel)
{
    std::string name = station;
    name.resize(5, ' ');
    name += "  " + channel + "XX";
    for (std::size_t at = 0; at < records.size(); at += recordBytes) records.replace(at + 8, 12, name);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) return std::fputs("bench_day_files FOLDER [TRACES] [HOURS] [RATE_HZ]\n", stderr), 2;
    const std::filesystem::path folder = argv[1];
    const int traces = argc > 2 ? std::atoi(argv[2]) : 300;
    const double hours = argc > 3 ? std::atof(argv[3]) : 24.0, rateHz = argc > 4 ? std::atof(argv[4]) : 100.0;
    std::filesystem::create_directories(folder);
    const auto count = static_cast<std::size_t>(hours * 3600.0 * rateHz);
    for (int set = 0; set < std::min(traces, 12); ++set) {
        const Time start = parseTime("2024-03-01T00:00:00Z").value();
        auto bytes = miniSeedBytes({{{"XX", "B", "", "HHZ"}, {makeSegment(start, rateHz, noise(count, rateHz, static_cast<unsigned>(set + 1)))}}});
        if (!bytes) return std::cerr << bytes.error().message << '\n', 1;
        for (int t = set; t < traces; t += 12) {
            const std::string station = "B" + std::to_string(1000 + t / 3), channel = std::string("HH") + "ZNE"[t % 3];
            rename(*bytes, station, channel);
            std::ofstream(folder / ("XX." + station + ".." + channel + ".mseed"), std::ios::binary) << *bytes;
        }
    }
    return 0;
}
