// Windows per second of each weights file given: engine_benchmark [--batch 16] [--threads 2] [--device cpu] [--output RAW] FILE...
// Goes through loadEngine(), so that the BLAS and thread settings are those of the program. Medians of at least 7 passes and 2 s.
// RAW receives the last file's outputs as float32, for comparison with the same network elsewhere.

#include "core/model/engine.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

int main(int argc, char** argv)
{
    using namespace seisdesk;
    using Clock = std::chrono::steady_clock;
    std::size_t batch = 16;
    int threads = 0;
    std::string device = "cpu", raw;
    std::vector<std::string> files;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--batch" && i + 1 < argc) batch = static_cast<std::size_t>(std::max(1, std::atoi(argv[++i])));
        else if (word == "--threads" && i + 1 < argc) threads = std::atoi(argv[++i]);
        else if (word == "--device" && i + 1 < argc) device = argv[++i];
        else if (word == "--output" && i + 1 < argc) raw = argv[++i];
        else files.push_back(word);
    }
    const auto began = Clock::now();
    const auto engine = loadEngine(device);
    if (!engine) {
        std::fprintf(stderr, "%s\n", engine.error().message.c_str());
        return 1;
    }
    if (threads > 0) (*engine)->setThreads(threads);
    std::printf("%s; loaded in %.0f ms; batch %zu\n", (*engine)->description().c_str(),
                std::chrono::duration<double, std::milli>(Clock::now() - began).count(), batch);
    for (const std::string& file : files) {
        const auto network = (*engine)->load(file, device);
        if (!network) {
            std::fprintf(stderr, "%s\n", network.error().message.c_str());
            return 1;
        }
        const Contract& contract = (*network)->contract();
        std::vector<float> input(batch * contract.componentOrder.size() * contract.windowSamples);
        for (std::size_t i = 0; i < input.size(); ++i) input[i] = static_cast<float>(static_cast<int>((i * 2654435761u) >> 22 & 1023) - 512) / 256.0F;
        std::vector<double> wall;
        double bestProcessor = 1e9;  // processor time tells more on a busy machine
        const auto until = Clock::now() + std::chrono::seconds(2);
        for (int run = 0; run < 8 || Clock::now() < until; ++run) {
            const auto from = Clock::now();
            const std::clock_t processor = std::clock();
            const auto output = (*network)->forward(input, batch);
            if (!output) {
                std::fprintf(stderr, "%s\n", output.error().message.c_str());
                return 1;
            }
            bestProcessor = std::min(bestProcessor, static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC);
            if (run > 0) wall.push_back(std::chrono::duration<double>(Clock::now() - from).count());  // the first one warms up
            if (run == 0 && !raw.empty())
                std::ofstream(raw, std::ios::binary).write(reinterpret_cast<const char*>(output->data()), static_cast<std::streamsize>(4 * output->size()));
        }
        std::nth_element(wall.begin(), wall.begin() + static_cast<std::ptrdiff_t>(wall.size() / 2), wall.end());
        const double median = wall[wall.size() / 2];
        std::printf("%-32s %8.1f ms/batch %8.0f windows/s, %7.3f ms of processor time per window\n", (*network)->version().c_str(), 1e3 * median,
                    static_cast<double>(batch) / median, 1e3 * bestProcessor / static_cast<double>(batch));
    }
    return 0;
}
