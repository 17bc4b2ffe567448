// Seconds to take the response out of every trace of miniSEED files: bench_response_removal STATIONXML FOLDER OUT
// Writes ground velocity of each stream, every thousandth sample, to OUT/<stream>.txt, and prints the seconds without reading.

#include "core/io/records.h"
#include "core/signal/response.h"

#include <chrono>
#include <cstdio>
#include <fstream>

int main(int argc, char** argv)
{
    using namespace seisdesk;
    if (argc != 4) return std::fputs("bench_response_removal STATIONXML FOLDER OUT\n", stderr), 2;
    const auto records = readRecords({argv[1], argv[2]}, {}, {});
    if (!records) return std::fputs(records.error().message.c_str(), stderr), 1;
    std::vector<RecordedCounts> all;
    for (const Trace& trace : records->traces) {
        const Channel* channel = records->inventory.channel(trace.id, trace.span().begin);
        all.push_back({trace.segments.front(), channel ? channel->response : nullptr});
    }
    const auto began = std::chrono::steady_clock::now();
    const auto ground = responsesRemoved(all);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    for (std::size_t i = 0; i < ground.size(); ++i) {
        if (!ground[i]) return std::fputs(ground[i].error().message.c_str(), stderr), 1;
        std::ofstream out(std::string(argv[3]) + '/' + records->traces[i].id.text() + ".txt");
        out.precision(9);
        for (std::size_t k = 0; k < ground[i]->size(); k += 1000) out << (*ground[i]->samples)[k] << '\n';
    }
    std::printf("%.3f\n", seconds);
}
