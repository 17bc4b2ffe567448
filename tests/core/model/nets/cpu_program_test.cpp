#include "core/model/nets/cpu_program.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace seisdesk::nets;

namespace {

FoldedConv identity(std::int64_t rows)
{
    FoldedConv conv{rows, rows, 1, 1, std::vector<double>(static_cast<std::size_t>(rows * rows), 0.0), std::vector<double>(static_cast<std::size_t>(rows), 0.0)};
    for (std::int64_t i = 0; i < rows; ++i) conv.at(i, i, 0) = 1.0;
    return conv;
}

std::vector<float> counting(std::size_t count)
{
    std::vector<float> x(count);
    std::iota(x.begin(), x.end(), 1.0F);
    return x;
}

std::vector<float> run(const CpuProgram& program, const std::vector<float>& window)
{
    const auto workspace = program.workspace();
    std::vector<float> first(program.outputSize()), second(program.outputSize());
    program.run(window.data(), first.data(), workspace);
    program.run(window.data(), second.data(), workspace);  // nothing of the first run may be left
    return first == second ? second : std::vector<float>();
}

}  // namespace

class CpuProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stridedConvolutionsSeeTheirNeighbours()
    {
        // Sums of five samples around every second one; 7 samples give 4 outputs with 2 zeros at each end.
        for (const bool split : {false, true}) {
            ProgramBuilder builder(bestCpuKernels());
            Rows x = builder.input(1, 7, split ? 1 : 2);
            if (split) x = builder.split(x, 2);
            const Rows y = builder.rows(1, 4);
            builder.conv(x, {FoldedConv{1, 1, 5, 1, {1, 1, 1, 1, 1}, {0.5}}}, y, Activation::None, {}, 2, 7);
            builder.output(y);
            QCOMPARE(run(std::move(builder).finish(), counting(7)), (std::vector<float>{6.5F, 15.5F, 25.5F, 18.5F}));
        }
    }
    void groupsKeepToTheirInputs()
    {
        ProgramBuilder builder(bestCpuKernels());
        const Rows x = builder.input(2, 3, 1);
        const Rows y = builder.rows(2, 3);
        builder.conv(x, {FoldedConv{2, 2, 1, 2, {2, 3}, {0, 1}}}, y, Activation::None, {&x, nullptr, {10, 100}});
        builder.output(y);
        QCOMPARE(run(std::move(builder).finish(), {1, 2, 3, 4, 5, 6}), (std::vector<float>{12, 24, 36, 413, 516, 619}));
    }
    void interleavingUndoesSplitting()
    {
        ProgramBuilder builder(bestCpuKernels());
        const Rows phases = builder.split(builder.input(2, 12, 1), 4);
        const Rows y = builder.rows(2, 9);
        builder.interleave(phases, 4, 2, y);
        builder.output(y);
        QCOMPARE(run(std::move(builder).finish(), counting(24)),
                 (std::vector<float>{3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 18, 19, 20, 21, 22, 23}));
    }
    void memoryIsUsedAgainOnceItsRowsAreGone()
    {
        ProgramBuilder builder(bestCpuKernels());
        const std::int32_t first = builder.rows(4, 100).offset;
        const Rows kept = builder.rows(4, 100);
        QCOMPARE(kept.offset, first);
        const Rows part = builder.rows(4, 100).slice(1, 2);
        QVERIFY(builder.rows(4, 100).offset != part.offset - part.stride);
    }
    void endsInProbabilitiesOrMeans()
    {
        ProgramBuilder softmax(bestCpuKernels());
        softmax.softmaxOutput(softmax.input(2, 2, 1));
        const auto p = run(std::move(softmax).finish(), {0, 100, 0, 99});
        QCOMPARE(p[0], 0.5F);
        QVERIFY(std::abs(p[1] - 0.7310586F) < 1e-6F && std::abs(p[1] + p[3] - 1.0F) < 1e-6F);

        ProgramBuilder means(bestCpuKernels());
        const Rows x = means.input(2, 4, 1);
        const Rows y = means.rows(2, 4);
        means.convGeluConv(x, {identity(2)}, identity(2), y);
        means.outputOfMeans(means.pool(means.upsample(y, 8), 2), 2, [](const std::vector<double>& m, float* out) {
            out[0] = static_cast<float>(m[0]);
            out[1] = static_cast<float>(m[1]);
        });
        const auto m = run(std::move(means).finish(), {10, 10, 10, 10, -20, -20, -20, -20});
        QVERIFY(std::abs(m[0] - 20.0F) < 1e-4F);  // mean plus maximum
        QVERIFY(std::abs(m[1]) < 1e-4F);
    }
};

QTEST_APPLESS_MAIN(CpuProgramTest)
#include "cpu_program_test.moc"
