// Each set of kernels against sums written out in double precision.

#include "core/model/nets/cpu_kernels.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace seisdesk::nets;

namespace {

constexpr int length = 47, stride = 80;

std::vector<float> random(int rows, double size)
{
    std::mt19937 generator(static_cast<unsigned>(rows));
    std::uniform_real_distribution<double> uniform(-size, size);
    std::vector<float> out(static_cast<std::size_t>(rows * stride));
    for (int r = 0; r < rows; ++r)
        for (int t = 0; t < length; ++t) out[static_cast<std::size_t>(r * stride + t)] = static_cast<float>(uniform(generator));
    return out;
}

double at(const std::vector<float>& rows, int r, int t) { return static_cast<double>(rows[static_cast<std::size_t>(r * stride + t)]); }

}  // namespace

class SequenceKernelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QByteArray>("isa");
        for (const char* isa : {"generic", "avx2", "avx512"})
            if (cpuKernelsNamed(isa)) QTest::newRow(isa) << QByteArray(isa);
    }
    void lstmFollowsItsEquations()
    {
        QFETCH_GLOBAL(QByteArray, isa);
        const auto gates = random(4 * lstmUnits, 3.0);
        std::vector<float> recurrent = random(lstmUnits, 0.4);
        recurrent.resize(static_cast<std::size_t>(4 * lstmUnits * lstmUnits), 0.1F);
        for (const bool hard : {false, true}) {
            for (const bool backwards : {false, true}) {
                std::vector<float> y(lstmUnits * stride);
                cpuKernelsNamed(isa)->sequence->lstm({gates.data(), stride, recurrent.data(), length, backwards, hard, y.data(), stride});
                const auto gate = [&](double x) { return hard ? std::clamp(0.2 * x + 0.5, 0.0, 1.0) : 1.0 / (1.0 + std::exp(-x)); };
                std::vector<double> h(lstmUnits), c(lstmUnits);
                for (int i = 0; i < length; ++i) {
                    const int t = backwards ? length - 1 - i : i;
                    std::vector<double> z(4 * lstmUnits);
                    for (int g = 0; g < 4 * lstmUnits; ++g) {
                        z[static_cast<std::size_t>(g)] = at(gates, g, t);
                        for (int j = 0; j < lstmUnits; ++j)
                            z[static_cast<std::size_t>(g)] += h[static_cast<std::size_t>(j)] * static_cast<double>(recurrent[static_cast<std::size_t>(j * 4 * lstmUnits + g)]);
                    }
                    for (std::size_t u = 0; u < lstmUnits; ++u) {
                        c[u] = gate(z[lstmUnits + u]) * c[u] + gate(z[u]) * std::tanh(z[2 * lstmUnits + u]);
                        h[u] = gate(z[3 * lstmUnits + u]) * std::tanh(c[u]);
                        QVERIFY(std::abs(at(y, static_cast<int>(u), t) - h[u]) < 1e-5);
                    }
                }
                QCOMPARE(y[length], 0.0F);  // nothing past the end
            }
        }
    }
    void attentionFollowsItsEquations()
    {
        QFETCH_GLOBAL(QByteArray, isa);
        const int units = 32, rows = 16;
        const auto q = random(units, 2.0), k = random(units + 1, 2.0), x = random(rows, 1.0);
        std::vector<float> weights;
        for (int u = 0; u < units; ++u) weights.push_back(static_cast<float>(std::sin(u)));
        for (const int reach : {0, 3, 7}) {
            std::vector<float> y(rows * stride), scratch(length + 32);
            cpuKernelsNamed(isa)->sequence->additiveAttention({q.data(), k.data(), x.data(), stride, stride, stride, weights.data(), units, rows, length, reach, 1e-5F,
                                                               scratch.data(), y.data(), stride});
            for (int t = 0; t < length; ++t) {
                std::vector<double> e(length);
                double most = -1e9, sum = 1e-5;
                for (int s = 0; s < length; ++s) {
                    for (int u = 0; u < units; ++u)
                        e[static_cast<std::size_t>(s)] += static_cast<double>(weights[static_cast<std::size_t>(u)]) / (1.0 + std::exp(at(q, u, t) + at(k, u, s)));
                    most = std::max(most, e[static_cast<std::size_t>(s)]);
                }
                for (int s = 0; s < length; ++s) {
                    double& p = e[static_cast<std::size_t>(s)];
                    p = reach > 0 && std::abs(t - s) > reach / 2 ? 0.0 : std::exp(p - most);
                    sum += p;
                }
                for (int r = 0; r < rows; ++r) {
                    double value = 0.0;
                    for (int s = 0; s < length; ++s) value += e[static_cast<std::size_t>(s)] / sum * at(x, r, s);
                    QVERIFY(std::abs(at(y, r, t) - value) < 1e-5);
                }
            }
            QCOMPARE(y[length], 0.0F);
        }
    }
    void poolsTakeTheLarger()
    {
        QFETCH_GLOBAL(QByteArray, isa);
        std::vector<float> x = random(2, 1.0), y(2 * stride);
        for (float& v : x) v = std::max(v, 0.0F);
        cpuKernelsNamed(isa)->sequence->maxPool(x.data(), stride, 2, length, y.data(), stride);
        for (int r = 0; r < 2; ++r)
            for (int t = 0; t < 24; ++t) QCOMPARE(at(y, r, t), std::max(at(x, r, 2 * t), at(x, r, 2 * t + 1)));
        QCOMPARE(y[24], 0.0F);
    }
};

QTEST_APPLESS_MAIN(SequenceKernelsTest)
#include "sequence_kernels_test.moc"
