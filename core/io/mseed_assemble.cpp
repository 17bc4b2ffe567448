#include "core/io/mseed_assemble.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace seisdesk {

namespace {

using Bytes = std::span<const std::byte>;

bool repeats(Bytes file, const MiniSeedRecord& a, const MiniSeedRecord& b)
{
    if (a.start != b.start || a.samples != b.samples || a.rateHz != b.rateHz || a.encoding != b.encoding || a.bigEndian != b.bigEndian) return false;
    const std::uint64_t bytes = std::min(a.dataBytes, b.dataBytes);
    return sampleCapacity(a.encoding, bytes) >= a.samples && std::ranges::equal(file.subspan(a.dataOffset, bytes), file.subspan(b.dataOffset, bytes));
}

/// Runs of one stream that may still grow.
class OpenRuns {
public:
    explicit OpenRuns(std::vector<MiniSeedRun>& runs) : m_runs(runs) {}

    void closeAll() { m_byEnd.clear(); }

    void add(std::uint32_t index, const MiniSeedRecord& record)
    {
        auto entry = best(record);
        if (entry == m_byEnd.end()) {
            entry = m_byEnd.emplace(record.start, m_runs.size());
            m_runs.push_back({record.stream, record.start, record.rateHz, 0, {}});
        }
        MiniSeedRun& run = m_runs[entry->second];
        run.pieces.push_back({index, run.samples});
        run.samples += record.samples;
        auto node = m_byEnd.extract(entry);
        node.key() = run.end();
        m_byEnd.insert(std::move(node));
    }

private:
    using ByEnd = std::multimap<Time, std::size_t>;

    /// The run whose end is nearest to the record's start, within half a sample. Looks at a few neighbours only, so that a
    /// file made of overlaps costs no more than any other.
    ByEnd::iterator best(const MiniSeedRecord& record)
    {
        const auto from = m_byEnd.lower_bound(record.start);
        auto found = m_byEnd.end();
        Duration nearest = fromSeconds(0.5 / record.rateHz) + Duration(1);
        const auto look = [&](ByEnd::iterator it) {
            const Duration off = std::chrono::abs(it->first - record.start);
            if (off < nearest && std::abs(1.0 - m_runs[it->second].rateHz / record.rateHz) < 1e-4) {
                nearest = off;
                found = it;
            }
        };
        auto it = from;
        for (int i = 0; i < neighbours && it != m_byEnd.end(); ++i, ++it) look(it);
        it = from;
        for (int i = 0; i < neighbours && it != m_byEnd.begin(); ++i) look(--it);
        return found;
    }

    static constexpr int neighbours = 8;
    std::vector<MiniSeedRun>& m_runs;
    ByEnd m_byEnd;
};

}  // namespace

std::vector<MiniSeedRun> assemble(Bytes file, const MiniSeedScan& scan)
{
    std::vector<std::uint32_t> order(scan.records.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
        const MiniSeedRecord &x = scan.records[a], &y = scan.records[b];
        return x.stream != y.stream ? x.stream < y.stream : x.start < y.start;
    };
    if (!std::ranges::is_sorted(order, earlier)) std::ranges::stable_sort(order, earlier);
    std::vector<MiniSeedRun> runs;
    OpenRuns open(runs);
    const MiniSeedRecord* last = nullptr;
    for (const std::uint32_t index : order) {
        const MiniSeedRecord& record = scan.records[index];
        const bool sameStream = last != nullptr && last->stream == record.stream;
        if (!sameStream) open.closeAll();
        if (sameStream && repeats(file, *last, record)) continue;
        open.add(index, record);
        last = &record;
    }
    return runs;
}

}  // namespace seisdesk
