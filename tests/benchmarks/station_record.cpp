// Records per second of one core: station records of 3 x 9000 samples at 100 Hz. Usage: bench_station_record [count]

#include "core/synth/station_record.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 2000;
    const seisdesk::synth::RecordOptions options;
    std::size_t events = 0;
    const std::clock_t start = std::clock();  // processor time: other programs do not count
    for (int seed = 0; seed < count; ++seed) events += seisdesk::synth::stationRecord(static_cast<std::uint64_t>(seed), options).events.size();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%d records, %zu events: %.3f ms of one core each, %.0f per second\n", count, events, 1e3 * seconds / count, count / seconds);
}
