#include "core/model/nets/cpu_kernels.h"
#include "core/model/nets/cpu_program.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace seisdesk::nets;

namespace {

/// Rows as the kernels want them: 16 zeros before each and behind the last.
struct Plane {
    Plane(int rows, int length) : count(rows), length(length), stride((length + 15) / 16 * 16 + 16), memory(static_cast<std::size_t>(rows * stride + 1024), 0.0F) {}
    float* data() { return memory.data() + 16; }
    float& at(int row, int t) { return memory[static_cast<std::size_t>(16 + row * stride + t)]; }
    void fill(unsigned int seed)
    {
        std::mt19937 random(seed);
        std::normal_distribution<float> normal;
        for (int r = 0; r < count; ++r) {
            for (int t = 0; t < length; ++t) at(r, t) = normal(random);
        }
    }
    /// Nothing was written outside the samples.
    bool clean()
    {
        for (int r = 0; r < count; ++r) {
            for (int t = length; t < stride; ++t) {
                if (at(r, t) != 0.0F) return false;
            }
        }
        return true;
    }
    int count, length, stride;
    std::vector<float> memory;
};

double gelu(double x) { return 0.5 * x * (1.0 + std::erf(x / std::sqrt(2.0))); }

/// One dense convolution, kernel 5, in the kernels' layout.
struct SmallConv {
    SmallConv(int in, int out, int stride, unsigned int seed) : in(in), out(out)
    {
        std::mt19937 random(seed);
        std::normal_distribution<float> normal(0.0F, 0.2F);
        for (int first = 0; first < out; first += 8) {
            const int count = std::min(8, out - first);
            blocks.push_back({first, count, in * 5, static_cast<std::int32_t>(offsets.size()), static_cast<std::int32_t>(weights.size())});
            for (int i = 0; i < in; ++i) {
                for (int k = 0; k < 5; ++k) {
                    offsets.push_back(i * stride + k - 2);
                    for (int o = 0; o < 8; ++o) weights.push_back(o < count ? normal(random) : 0.0F);
                }
            }
            for (int o = 0; o < 8; ++o) bias.push_back(o < count ? normal(random) : 0.0F);
        }
    }
    ConvView view() const { return {blocks.data(), static_cast<std::int32_t>(blocks.size()), offsets.data(), weights.data(), bias.data()}; }
    double value(Plane& x, int row, int t) const
    {
        const ConvBlock& block = blocks[static_cast<std::size_t>(row / 8)];
        double sum = static_cast<double>(bias[static_cast<std::size_t>(row)]);
        for (int j = 0; j < block.taps; ++j) {
            const int at = t + j % 5 - 2;
            if (at < 0 || at >= x.length) continue;
            sum += static_cast<double>(weights[static_cast<std::size_t>(block.weight + 8 * j + row % 8)]) * static_cast<double>(x.at(j / 5, at));
        }
        return sum;
    }
    int in, out;
    std::vector<ConvBlock> blocks;
    std::vector<std::int32_t> offsets;
    std::vector<float> weights, bias;
};

}  // namespace

class CpuKernelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void convolves_data() { sets(); }
    void convolves()
    {
        for (const int length : {1, 7, 31, 32, 100, 257, 513}) {
            for (const int out : {1, 3, 6, 8, 19}) {
                Plane x(3, length), y(out, length), a(out, length), b(out, length);
                x.fill(1);
                a.fill(2);
                b.fill(3);
                const SmallConv conv(3, out, x.stride, 4);
                const std::vector<float> scale(static_cast<std::size_t>(out), 0.5F);
                const Addend both{a.data(), b.data(), scale.data(), a.stride, b.stride};
                for (const auto activation : {Activation::None, Activation::Gelu, Activation::Relu, Activation::Sigmoid}) {
                    kernels().conv(conv.view(), x.data(), length, y.data(), y.stride, activation, both);
                    for (int row = 0; row < out; ++row) {
                        for (int t = 0; t < length; ++t) {
                            const double v = conv.value(x, row, t);
                            const double active = activation == Activation::Gelu ? gelu(v) : activation == Activation::Relu ? std::max(0.0, v)
                                                  : activation == Activation::Sigmoid ? 1.0 / (1.0 + std::exp(-v)) : v;
                            near(y.at(row, t), active + 0.5 * static_cast<double>(a.at(row, t) + b.at(row, t)));
                        }
                    }
                    QVERIFY(y.clean());
                }
            }
        }
    }
    void fusesTwoConvolutions_data() { sets(); }
    void fusesTwoConvolutions()
    {
        for (const int length : {5, 128, 300}) {
            Plane x(4, length), y(5, length);
            x.fill(5);
            const SmallConv first(4, 12, x.stride, 6);
            ProgramPoint second(12, 5);
            std::vector<float> hidden(12 * fusedStride + 64);
            kernels().convGeluConv(first.view(), second.view(), x.data(), length, hidden.data(), y.data(), y.stride, {x.data(), nullptr, nullptr, 0, 0});
            for (int row = 0; row < 5; ++row) {
                for (int t = 0; t < length; ++t) {
                    double sum = static_cast<double>(x.at(0, t));  // a stride of 0 adds row 0 to every output
                    for (int h = 0; h < 12; ++h) sum += static_cast<double>(second.weights[static_cast<std::size_t>(8 * h + row)]) * gelu(first.value(x, h, t));
                    near(y.at(row, t), sum);
                }
            }
            QVERIFY(y.clean());
        }
    }
    void pools_data() { sets(); }
    void pools()
    {
        for (const int ratio : {2, 3, 4, 8}) {
            for (const int length : {16, 31, 100}) {
                Plane x(2, length), y(2, (length + ratio - 1) / ratio);
                x.fill(7);
                kernels().pool(x.data(), x.stride, 2, length, ratio, y.data(), y.stride);
                for (int row = 0; row < 2; ++row) {
                    for (int t = 0; t < y.length; ++t) {
                        double sum = 0.0, most = -1e9;
                        const int end = std::min(length, (t + 1) * ratio);
                        for (int i = t * ratio; i < end; ++i) {
                            sum += static_cast<double>(x.at(row, i));
                            most = std::max(most, static_cast<double>(x.at(row, i)));
                        }
                        near(y.at(row, t), sum / (end - t * ratio) + most);
                    }
                }
                QVERIFY(y.clean());
            }
        }
    }
    void upsamples_data() { sets(); }
    void upsamples()
    {
        for (const auto& [from, to] : {std::pair{16, 32}, {17, 34}, {1, 2}, {94, 188}, {47, 93}, {10, 33}}) {
            Plane x(1, from), y(1, to);
            x.fill(8);
            kernels().upsample(x.data(), x.stride, 1, from, to, y.data(), y.stride);
            for (int t = 0; t < to; ++t) {
                const double at = std::max(0.0, (t + 0.5) * from / to - 0.5);
                const int left = std::min(static_cast<int>(at), from - 1), right = std::min(left + 1, from - 1);
                near(y.at(0, t), (1 - (at - left)) * static_cast<double>(x.at(0, left)) + (at - left) * static_cast<double>(x.at(0, right)));
            }
            QVERIFY(y.clean());
        }
    }
    void attends_data() { sets(); }
    void attends()
    {
        for (const auto& [queries, keys] : {std::pair{128, 16}, {50, 13}, {33, 33}}) {
            Plane q(16, queries), k(16, keys), v(16, keys), y(16, queries);
            q.fill(9);
            k.fill(10);
            v.fill(11);
            std::vector<std::int32_t> rows, scores;
            for (int i = 0; i < 8; ++i) rows.push_back(i * q.stride);
            for (int i = 0; i < keys; ++i) scores.push_back(i * attentionTile);
            std::vector<float> scratch(static_cast<std::size_t>(keys * (attentionTile + 8) + 64));
            kernels().attention({q.data(), k.data(), v.data(), q.stride, k.stride, 2, 8, queries, keys, rows.data(), scores.data(), scratch.data(),
                                 y.data(), y.stride});
            for (int head = 0; head < 2; ++head) {
                for (int t = 0; t < queries; ++t) {
                    std::vector<double> weight;
                    double total = 0.0;
                    for (int key = 0; key < keys; ++key) {
                        double score = 0.0;
                        for (int i = 0; i < 8; ++i) score += static_cast<double>(q.at(8 * head + i, t)) * static_cast<double>(k.at(8 * head + i, key));
                        weight.push_back(std::exp(score));
                        total += weight.back();
                    }
                    for (int i = 0; i < 8; ++i) {
                        double sum = 0.0;
                        for (int key = 0; key < keys; ++key) sum += weight[static_cast<std::size_t>(key)] / total * static_cast<double>(v.at(8 * head + i, key));
                        near(y.at(8 * head + i, t), sum);
                    }
                }
            }
            QVERIFY(y.clean());
        }
    }
    void normalisesOverRows_data() { sets(); }
    void normalisesOverRows()
    {
        for (const int length : {1, 15, 16, 33, 96}) {
            Plane x(24, length), y(24, length);
            x.fill(12);
            for (int t = 0; t < length; ++t) x.at(5, t) += 7.0F;
            const std::vector<float> scale(24, 1.5F), shift(24, -0.25F);
            for (const bool affine : {false, true}) {
                kernels().layerNorm(x.data(), x.stride, 24, length, 0.01F, affine ? scale.data() : nullptr, shift.data(), y.data(), y.stride);
                for (int t = 0; t < length; ++t) {
                    double mean = 0.0, variance = 0.0;
                    for (int r = 0; r < 24; ++r) mean += static_cast<double>(x.at(r, t)) / 24.0;
                    for (int r = 0; r < 24; ++r) variance += std::pow(static_cast<double>(x.at(r, t)) - mean, 2) / 24.0;
                    for (int r = 0; r < 24; ++r) {
                        const double v = (static_cast<double>(x.at(r, t)) - mean) / std::sqrt(variance + 0.01);
                        near(y.at(r, t), affine ? 1.5 * v - 0.25 : v);
                    }
                }
                QVERIFY(y.clean());
            }
        }
    }
    void softmaxesOverRows_data() { sets(); }
    void softmaxesOverRows()
    {
        for (const int length : {1, 16, 77}) {
            Plane x(3, length), y(3, length);
            x.fill(13);
            for (int t = 0; t < length; ++t) x.at(1, t) += 60.0F * static_cast<float>(t % 3 - 1);
            y.memory = x.memory;
            kernels().softmax(y.data(), y.stride, 3, length);
            for (int t = 0; t < length; ++t) {
                double total = 0.0;
                for (int r = 0; r < 3; ++r) total += std::exp(static_cast<double>(x.at(r, t)));
                for (int r = 0; r < 3; ++r) near(y.at(r, t), std::exp(static_cast<double>(x.at(r, t))) / total);
            }
            QVERIFY(y.clean());
        }
    }
    void compressesLargeValues_data() { sets(); }
    void compressesLargeValues()
    {
        Plane x(2, 301), y(2, 301);
        for (int t = 0; t < 301; ++t) {
            x.at(0, t) = static_cast<float>(t - 150) / 100.0F;
            x.at(1, t) = static_cast<float>((t % 2 ? 1.0 : -1.0) * std::exp(t / 15.0 - 12.0));
        }
        kernels().asinh(x.data(), x.stride, 2, 301, 20.0F, 0.5F, y.data(), y.stride);
        for (int r = 0; r < 2; ++r)
            for (int t = 0; t < 301; ++t) QVERIFY(std::abs(static_cast<double>(y.at(r, t)) - 0.5 * std::asinh(20.0 * static_cast<double>(x.at(r, t)))) < 2e-6);
        QVERIFY(y.clean());
    }
    void geluTanhIsGpt2s_data() { sets(); }
    void geluTanhIsGpt2s()
    {
        Plane x(1, 401), y(1, 401);
        for (int t = 0; t < 401; ++t) x.at(0, t) = static_cast<float>(t - 200) / 10.0F;
        ProgramPoint identity(1, 1);
        identity.weights.assign(8, 0.0F);
        identity.weights[0] = 1.0F;
        kernels().conv(identity.view(), x.data(), 401, y.data(), y.stride, Activation::GeluTanh, {});
        for (int t = 0; t < 401; ++t) {
            const auto v = static_cast<double>(x.at(0, t));
            QVERIFY(std::abs(static_cast<double>(y.at(0, t)) - 0.5 * v * (1.0 + std::tanh(0.7978845608 * (v + 0.044715 * v * v * v)))) < 4e-6);
        }
    }
    void geluHoldsForLargeValues_data() { sets(); }
    void geluHoldsForLargeValues()
    {
        Plane x(1, 401), y(1, 401);
        for (int t = 0; t < 401; ++t) x.at(0, t) = static_cast<float>(t - 200) / 10.0F;
        ProgramPoint identity(1, 1);
        identity.weights.assign(8, 0.0F);
        identity.weights[0] = 1.0F;
        kernels().conv(identity.view(), x.data(), 401, y.data(), y.stride, Activation::Gelu, {});
        for (int t = 0; t < 401; ++t) QVERIFY(std::abs(static_cast<double>(y.at(0, t)) - gelu(static_cast<double>(x.at(0, t)))) < 4e-6);
    }

private:
    /// A point-wise convolution over hidden rows.
    struct ProgramPoint {
        ProgramPoint(int in, int out) : block{0, out, in, 0, 0}, bias(8, 0.0F)
        {
            for (int i = 0; i < in; ++i) {
                offsets.push_back(i * fusedStride);
                for (int o = 0; o < 8; ++o) weights.push_back(o < out ? static_cast<float>((i * 7 + o * 3) % 11 - 5) / 10.0F : 0.0F);
            }
        }
        ConvView view() const { return {&block, 1, offsets.data(), weights.data(), bias.data()}; }
        ConvBlock block;
        std::vector<std::int32_t> offsets;
        std::vector<float> weights, bias;
    };

    static void sets()
    {
        QTest::addColumn<QByteArray>("set");
        for (const char* set : {"generic", "avx2", "avx512"}) QTest::newRow(set) << QByteArray(set);
    }
    static const CpuKernels& kernels()
    {
        QFETCH(QByteArray, set);
        const CpuKernels* found = cpuKernelsNamed(set.constData());
        return found ? *found : bestCpuKernels();  // a processor without this set tests its best one again
    }
    static void near(float got, double expected)
    {
        if (std::abs(static_cast<double>(got) - expected) > 3e-5) qFatal("got %g instead of %g", static_cast<double>(got), expected);
    }
};

QTEST_APPLESS_MAIN(CpuKernelsTest)
#include "cpu_kernels_test.moc"
