// bench_miniseed RUNS INPUT...: median seconds of reading records into memory, checksums included, as the window and `seisdesk pick` do.

#include "core/io/records.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace seisdesk;

int main(int argc, char** argv)
{
    if (argc < 3) return std::fprintf(stderr, "bench_miniseed RUNS INPUT...\n"), 2;
    const std::vector<std::string> inputs(argv + 2, argv + argc);
    std::vector<double> seconds;
    std::size_t samples = 0;
    for (int i = 0; i < std::max(1, std::atoi(argv[1])); ++i) {
        const auto began = std::chrono::steady_clock::now();
        const auto records = readRecords(inputs, {}, {});
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        samples = 0;
        if (records)
            for (const Trace& trace : records->traces) samples += trace.sampleCount();
    }
    std::sort(seconds.begin(), seconds.end());
    std::printf("{\"seconds\": %.5f, \"samples\": %zu}\n", seconds[seconds.size() / 2], samples);
    return samples > 0 ? 0 : 1;
}
