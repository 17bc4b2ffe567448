// The kernels' bodies on the processor, by one thread and by teams of threads that must wait for each other as a block's do, against Window, Stack and Peaks.

#include "tests/core/model/cuda/kernel_cases.h"

#include <QtTest>

#include <barrier>
#include <thread>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// One of several threads that work as a block does.
class ThreadTeam {
public:
    struct Meeting {
        explicit Meeting(int threads) : barrier(threads), values(static_cast<std::size_t>(threads)) {}
        std::barrier<> barrier;
        std::vector<double> values;
    };
    ThreadTeam(Meeting& meeting, int rank) : m_meeting(&meeting), m_rank(rank) {}
    int rank() const { return m_rank; }
    int size() const { return static_cast<int>(m_meeting->values.size()); }
    void meet() { m_meeting->barrier.arrive_and_wait(); }
    template <int N>
    void sum(double (&out)[N])
    {
        for (double& value : out) value = joined(value, [](double a, double b) { return a + b; }, size());
    }
    double largest(double value) { return joined(value, [](double a, double b) { return std::max(a, b); }, size()); }
    int before(int value, int& total)
    {
        total = static_cast<int>(joined(value, [](double a, double b) { return a + b; }, size()));
        return m_rank == 0 ? (joined(value, [](double, double) { return 0.0; }, 1), 0) : static_cast<int>(joined(value, [](double a, double b) { return a + b; }, m_rank));
    }

private:
    template <class Join>
    double joined(double value, const Join& join, int count)
    {
        m_meeting->values[static_cast<std::size_t>(m_rank)] = value;
        meet();
        double out = m_meeting->values[0];
        for (int i = 1; i < count; ++i) out = join(out, m_meeting->values[static_cast<std::size_t>(i)]);
        meet();
        return out;
    }

    Meeting* m_meeting;
    int m_rank;
};

/// Calls work(team) on each of a block's threads.
template <class Work>
void asBlock(int threads, const Work& work)
{
    ThreadTeam::Meeting meeting(threads);
    std::vector<std::thread> all;
    for (int rank = 0; rank < threads; ++rank)
        all.emplace_back([&, rank] {
            ThreadTeam team(meeting, rank);
            work(team);
        });
    for (std::thread& t : all) t.join();
}

int peaksOnHost(const kernels::CurvePeaks& job, int)
{
    kernels::countPeaksOnHost(job);
    const int count = job.counts[kernels::tilesOf(job)];
    kernels::fillPeaksOnHost(job, count);
    return count;
}

KernelRunner alone() { return {kernels::cutOnHost, kernels::stackOnHost, peaksOnHost}; }

KernelRunner inTeams(int threads)
{
    KernelRunner out;
    out.cut = [threads](const kernels::WindowCut& job) {
        std::vector<float> tile(static_cast<std::size_t>(job.components * job.length));  // as a block's shared memory
        asBlock(threads, [&](ThreadTeam& team) {
            for (int w = 0; w < job.windows; ++w) kernels::cutWindow(job, w, tile.data(), team);
        });
    };
    out.stack = kernels::stackOnHost;
    out.peaks = [threads](const kernels::CurvePeaks& job, int) {
        const int tiles = kernels::tilesOf(job);
        asBlock(threads, [&](ThreadTeam& team) {
            for (int tile = 0; tile < tiles; ++tile) kernels::countTile(job, tile, team);
            team.meet();
            kernels::addUpTiles(job, tiles, team);
            team.meet();
            for (int tile = 0; tile < tiles; ++tile) kernels::fillTile(job, tile, team);
            team.meet();
            if (!job.triggers) kernels::suppress(job, job.counts[tiles], team);
        });
        return static_cast<int>(job.counts[tiles]);
    };
    return out;
}

}  // namespace

class kernels_on_host_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsAreThoseOfPrepareWindow() { compareCuts(alone(), 400); }
    void stacksAreThoseOfStack() { compareStacks(alone(), 300); }
    void peaksAreThoseOfFindPeaks() { comparePeaks(alone(), 300); }
    void teamsCutTheSameWindows()
    {
        compareCuts(inTeams(3), 40);
        compareCuts(inTeams(7), 40);
    }
    void teamsFindTheSamePeaks()
    {
        // A team meets for every strip of samples, so that few cases are enough.
        comparePeaks(inTeams(5), 12);
    }
    /// A row of peaks, each a little higher than the last and nearer than the separation: every decision hangs on the next.
    void chainsAreSettledLikeByHeight()
    {
        std::vector<float> curve(4001);
        for (std::size_t i = 1; i < curve.size(); i += 2) curve[i] = static_cast<float>(0.3 + 1e-4 * static_cast<double>(i));
        const std::int64_t first = 0, last = static_cast<std::int64_t>(curve.size());
        const double separation = 3.0;
        kernels::CurvePeaks job;
        job.curves = curve.data();
        job.size = last;
        job.curveCount = 1;
        job.pieceFirsts = &first;
        job.pieceLasts = &last;
        job.separations = &separation;
        job.pieces = 1;
        job.threshold = 0.3;
        std::vector<std::int32_t> counts(static_cast<std::size_t>(kernels::tilesOf(job) + 1)), states(curve.size()), next(curve.size());
        std::vector<kernels::CurvePeak> peaks(curve.size());
        job.counts = counts.data();
        job.peaks = peaks.data();
        job.states = states.data();
        job.next = next.data();
        const int count = peaksOnHost(job, static_cast<int>(curve.size()));
        QCOMPARE(count, 2000);
        const auto wanted = findPeaks(curve, 0.3, separation);
        QCOMPARE(std::count(states.begin(), states.begin() + count, kernels::Kept), std::ssize(wanted));
        QCOMPARE(std::ssize(wanted), std::ptrdiff_t(1000));
    }
};

QTEST_APPLESS_MAIN(kernels_on_host_test)
#include "kernels_on_host_test.moc"
