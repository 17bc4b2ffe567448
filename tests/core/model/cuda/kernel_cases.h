#pragma once
// Random records, outputs and curves for the kernels, each compared with what Window, Stack and Peaks make of the same.

#include "core/model/cuda/kernels.h"
#include "core/model/peaks.h"
#include "core/model/stack.h"
#include "core/model/window.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>
#include <random>
#include <vector>

namespace seisdesk::test {

/// Who runs the kernels. Pointers in the jobs are the processor's; results must be there when it returns.
struct KernelRunner {
    std::function<void(const kernels::WindowCut&)> cut;
    std::function<void(const kernels::WindowStack&)> stack;
    /// Counts, then fills; `room` peaks fit into the arrays. Returns how many there are.
    std::function<int(const kernels::CurvePeaks&, int room)> peaks;
};

using Engine64 = std::mt19937_64;
inline int between(Engine64& random, int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); }
inline double unit(Engine64& random) { return std::uniform_real_distribution<double>(0.0, 1.0)(random); }
inline const float missing = std::numeric_limits<float>::quiet_NaN();

/// Three rows of noise about an offset, some with gaps, infinite values, constant or absent.
inline std::vector<float> randomRecord(Engine64& random, std::int64_t stride)
{
    std::normal_distribution<double> normal;
    std::vector<float> rows(static_cast<std::size_t>(3 * stride));
    for (int axis = 0; axis < 3; ++axis) {
        const double offset = 1000.0 * normal(random), size = std::pow(10.0, 6.0 * unit(random) - 3.0);
        const int kind = between(random, 0, 5);
        float* const row = rows.data() + axis * stride;
        for (std::int64_t i = 0; i < stride; ++i) row[i] = kind == 0 ? static_cast<float>(offset) : kind == 1 ? missing : static_cast<float>(offset + size * normal(random));
        for (int gap = between(random, 0, 4); gap > 0; --gap) {
            const auto from = static_cast<std::int64_t>(unit(random) * static_cast<double>(stride));
            const std::int64_t to = std::min(stride, from + between(random, 1, 200));
            std::fill(row + from, row + to, gap == 1 ? std::numeric_limits<float>::infinity() : missing);
        }
    }
    return rows;
}

/// Ascending, the last ones short.
inline void randomStarts(Engine64& random, int length, std::int64_t size, int count, std::vector<std::int64_t>& starts, std::vector<std::int64_t>& available)
{
    starts.resize(static_cast<std::size_t>(count));
    for (auto& s : starts) s = static_cast<std::int64_t>(unit(random) * static_cast<double>(size));
    std::sort(starts.begin(), starts.end());
    available.clear();
    for (const auto s : starts) available.push_back(std::min<std::int64_t>(length, size - s));
}

inline void compareCuts(const KernelRunner& runner, unsigned seeds)
{
    for (unsigned seed = 0; seed < seeds; ++seed) {
        Engine64 random(seed);
        Contract contract;
        contract.windowSamples = static_cast<std::size_t>(between(random, 1, 700));
        contract.componentOrder = std::vector<std::string>{"ZNE", "ENZ", "Z", "ZN"}[seed % 4];
        contract.normalisation = static_cast<Normalisation>(between(random, 0, 5));
        contract.detrend = between(random, 0, 2) == 0;
        contract.sampleDeviation = between(random, 0, 1) == 0;
        contract.taperSamples = static_cast<std::size_t>(between(random, 0, 1) * between(random, 0, 30));
        const std::int64_t stride = between(random, 1, 3000);
        const std::vector<float> rows = randomRecord(random, stride);
        const int length = static_cast<int>(contract.windowSamples), components = static_cast<int>(contract.componentOrder.size());
        std::vector<std::int64_t> starts, available;
        randomStarts(random, length, stride, between(random, 1, 9), starts, available);
        const std::size_t each = static_cast<std::size_t>(components) * contract.windowSamples;
        std::vector<float> out(starts.size() * each), wanted(each);
        kernels::WindowCut job{rows.data(), stride, starts.data(), available.data(), out.data(), static_cast<int>(starts.size()), components, length, {},
                               contract.normalisation, contract.detrend, contract.sampleDeviation, static_cast<int>(contract.taperSamples)};
        for (int c = 0; c < components; ++c) job.axis[c] = contract.componentOrder[static_cast<std::size_t>(c)] == 'N' ? 1 : contract.componentOrder[static_cast<std::size_t>(c)] == 'E' ? 2 : 0;
        runner.cut(job);
        for (std::size_t w = 0; w < starts.size(); ++w) {
            prepareWindow(rows, static_cast<std::size_t>(stride), static_cast<std::size_t>(starts[w]), static_cast<std::size_t>(available[w]), contract, wanted);
            for (std::size_t i = 0; i < each; ++i) {
                const double got = static_cast<double>(out[w * each + i]), want = static_cast<double>(wanted[i]);
                if (std::abs(got - want) > 2e-6 * std::max(1.0, std::abs(want)))
                    QFAIL(qPrintable(QStringLiteral("seed %1, window %2, value %3: %4 instead of %5").arg(seed).arg(w).arg(i).arg(got).arg(want)));
            }
        }
    }
}

inline void compareStacks(const KernelRunner& runner, unsigned seeds)
{
    for (unsigned seed = 0; seed < seeds; ++seed) {
        Engine64 random(1000 + seed);
        Contract contract;
        contract.windowSamples = static_cast<std::size_t>(between(random, 8, 300));
        contract.stacking = static_cast<Stacking>(between(random, 0, 2));
        contract.blindingSamples = static_cast<std::size_t>(between(random, 0, static_cast<int>(contract.windowSamples) / 3));
        const int length = static_cast<int>(contract.windowSamples), curves = between(random, 1, 5);
        const std::int64_t size = between(random, 1, 2000), extra = between(random, 0, 7);
        const std::vector<float> rows = randomRecord(random, size), weights = windowWeights(contract);
        std::vector<std::int64_t> starts, available;
        randomStarts(random, length, size, between(random, 1, 40), starts, available);
        const std::int64_t each = curves * static_cast<std::int64_t>(length) + extra;
        std::vector<float> output(starts.size() * static_cast<std::size_t>(each));
        for (float& v : output) v = static_cast<float>(unit(random));

        Stack wanted(static_cast<std::size_t>(curves), static_cast<std::size_t>(size), contract.stacking);
        for (std::int64_t s = 0; s < size; ++s)
            if (!std::isfinite(rows[static_cast<std::size_t>(s)]) && !std::isfinite(rows[static_cast<std::size_t>(size + s)]) && !std::isfinite(rows[static_cast<std::size_t>(2 * size + s)])) wanted.mask(static_cast<std::size_t>(s));
        for (std::size_t w = 0; w < starts.size(); ++w)
            wanted.add(static_cast<std::size_t>(starts[w]), std::span(output).subspan(w * static_cast<std::size_t>(each), static_cast<std::size_t>(curves * length)), weights);

        std::vector<float> curve(static_cast<std::size_t>(curves * size)), coverage(static_cast<std::size_t>(size));
        std::int64_t finished = 0;
        for (std::size_t first = 0; first < starts.size();) {
            const std::size_t count = std::min(starts.size() - first, static_cast<std::size_t>(between(random, 1, 12)));
            kernels::WindowStack job{output.data() + first * static_cast<std::size_t>(each), each, starts.data() + first, available.data() + first, static_cast<int>(count), curves, length,
                                     weights.data(), contract.stacking == Stacking::Maximum, curve.data(), coverage.data(), size, rows.data(), size};
            first += count;
            job.finishedFrom = finished;
            job.finishedBefore = finished = first < starts.size() ? starts[first] : size;
            job.first = std::min(job.finishedFrom, job.starts[0]);
            job.last = std::min(size, std::max(job.finishedBefore, job.starts[count - 1] + length));
            runner.stack(job);
        }
        for (int c = 0; c < curves; ++c) {
            const std::vector<float> want = wanted.curve(static_cast<std::size_t>(c), 0, static_cast<std::size_t>(size));
            for (std::int64_t s = 0; s < size; ++s) {
                const float got = curve[static_cast<std::size_t>(c * size + s)], there = want[static_cast<std::size_t>(s)];
                if (std::isnan(got) != std::isnan(there) || std::abs(got - there) > 1e-6f)
                    QFAIL(qPrintable(QStringLiteral("seed %1, curve %2, sample %3: %4 instead of %5").arg(seed).arg(c).arg(s).arg(static_cast<double>(got)).arg(static_cast<double>(there))));
            }
        }
    }
}

/// A smooth random curve between 0 and 1, sometimes in steps, so that there are flat tops and equals, and with stretches of NaN.
inline std::vector<float> randomCurve(Engine64& random, std::int64_t size)
{
    std::vector<float> out(static_cast<std::size_t>(size));
    const double memory = unit(random), steps = between(random, 0, 2) == 0 ? 8.0 : 1e9;
    double v = 0.5;
    for (float& x : out) {
        v = memory * v + (1.0 - memory) * unit(random);
        x = static_cast<float>(std::round(v * steps) / steps);
    }
    for (int gap = between(random, 0, 5); gap > 0; --gap) {
        const auto from = static_cast<std::int64_t>(unit(random) * static_cast<double>(size));
        std::fill(out.begin() + from, out.begin() + std::min(size, from + between(random, 1, 100)), missing);
    }
    return out;
}

inline void comparePeaks(const KernelRunner& runner, unsigned seeds)
{
    std::size_t compared = 0;
    for (unsigned seed = 0; seed < seeds; ++seed) {
        Engine64 random(2000 + seed);
        const std::int64_t size = between(random, 1, seed % 10 == 0 ? 40000 : 1500);
        std::vector<float> curves;
        for (int c = 0; c < 3; ++c) {
            const std::vector<float> next = randomCurve(random, size);
            curves.insert(curves.end(), next.begin(), next.end());
        }
        std::vector<std::int64_t> firsts, lasts;
        std::vector<double> separations;
        for (std::int64_t at = between(random, 0, 3); at < size;) {
            firsts.push_back(at);
            at = std::min(size, at + between(random, 1, static_cast<int>(size)));
            lasts.push_back(at);
            separations.push_back(between(random, 0, 2) == 0 ? 0.0 : 60.0 * unit(random));
            at += between(random, 0, 20);
        }
        kernels::CurvePeaks job;
        job.curves = curves.data();
        job.size = size;
        job.curveCount = 3;
        job.curve = between(random, 0, 2);
        job.pieceFirsts = firsts.data();
        job.pieceLasts = lasts.data();
        job.separations = separations.data();
        job.pieces = static_cast<int>(firsts.size());
        job.threshold = 0.2 + 0.5 * unit(random);
        job.triggers = seed % 3 == 0;
        std::vector<std::int32_t> counts(static_cast<std::size_t>(kernels::tilesOf(job) + 1)), states(static_cast<std::size_t>(size)), next(static_cast<std::size_t>(size));
        std::vector<kernels::CurvePeak> peaks(static_cast<std::size_t>(size));
        std::vector<float> values(static_cast<std::size_t>(3 * size));
        job.counts = counts.data();
        job.peaks = peaks.data();
        job.values = values.data();
        job.states = states.data();
        job.next = next.data();
        const int count = runner.peaks(job, static_cast<int>(size));
        std::vector<std::size_t> kept;
        for (int k = 0; k < count; ++k)
            if (states[static_cast<std::size_t>(k)] == kernels::Kept) kept.push_back(static_cast<std::size_t>(k));
        std::size_t at = 0;
        for (std::size_t p = 0; p < firsts.size(); ++p) {
            const auto stretch = std::span(curves).subspan(static_cast<std::size_t>(job.curve * size + firsts[p]), static_cast<std::size_t>(lasts[p] - firsts[p]));
            const auto wanted = job.triggers ? findTriggers(stretch, job.threshold) : findPeaks(stretch, job.threshold, separations[p]);
            for (const Peak& want : wanted) {
                QVERIFY2(at < kept.size(), qPrintable(QStringLiteral("seed %1: too few").arg(seed)));
                const kernels::CurvePeak& got = peaks[kept[at]];
                if (got.piece != static_cast<int>(p) || got.height != want.height || std::abs(got.index - want.index) > 1e-9 || std::abs(got.sigmaBefore - want.sigmaBefore) > 1e-9 || std::abs(got.sigmaAfter - want.sigmaAfter) > 1e-9)
                    QFAIL(qPrintable(QStringLiteral("seed %1, peak %2: at %3 instead of %4").arg(seed).arg(at).arg(got.index).arg(want.index)));
                const auto sample = static_cast<std::size_t>(firsts[p] + std::lround(want.index));
                for (std::size_t c = 0; c < 3; ++c) {
                    const float there = curves[c * static_cast<std::size_t>(size) + sample], said = values[3 * kept[at] + c];
                    QVERIFY(there == said || (std::isnan(there) && std::isnan(said)));
                }
                ++at;
            }
        }
        QVERIFY2(at == kept.size(), qPrintable(QStringLiteral("seed %1: too many").arg(seed)));
        compared += at;
    }
    QVERIFY2(compared > 10 * seeds, qPrintable(QStringLiteral("only %1 peaks were compared").arg(compared)));
}

}  // namespace seisdesk::test
