#include "core/model/nets/folded_conv.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

/// Output o at one time from the inputs at the kernel's taps, [in][kernel].
double apply(const FoldedConv& conv, std::int64_t o, const std::vector<double>& x)
{
    double sum = conv.bias[static_cast<std::size_t>(o)];
    for (std::int64_t i = 0; i < conv.in; ++i) {
        for (std::int64_t t = 0; t < conv.kernel; ++t) sum += conv.at(o, i, t) * x[static_cast<std::size_t>(i * conv.kernel + t)];
    }
    return sum;
}

FoldedConv pointwise(std::int64_t out, std::int64_t in, double seed)
{
    FoldedConv conv{out, in, 1, 1, {}, {}};
    for (std::int64_t i = 0; i < out * in; ++i) conv.weights.push_back(std::sin(seed + static_cast<double>(i)));
    for (std::int64_t i = 0; i < out; ++i) conv.bias.push_back(std::cos(seed * static_cast<double>(i + 1)));
    return conv;
}

}  // namespace

class FoldedConvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsConvolutionsAndNorms()
    {
        StateDict dict;
        dict.add("c.weight", Tensor::ofFloats({2, 1, 3}, std::array{1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F}));
        dict.add("n.weight", Tensor::ofFloats({1}, std::array{2.0F}));
        dict.add("n.bias", Tensor::ofFloats({1}, std::array{1.0F}));
        dict.add("n.running_mean", Tensor::ofFloats({1}, std::array{3.0F}));
        dict.add("n.running_var", Tensor::ofFloats({1}, std::array{3.0F}));
        const FoldedConv conv = convOf(dict, "c", 2);
        QCOMPARE(conv.in, std::int64_t{2});
        QCOMPARE(conv.at(1, 0, 2), 6.0);
        QCOMPARE(conv.bias, (std::vector<double>{0.0, 0.0}));
        const Affine norm = normOf(dict, "n", 1.0);  // 2 (x - 3) / sqrt(3 + 1) + 1
        QCOMPARE(norm.scale.front(), 1.0);
        QCOMPARE(norm.shift.front(), -2.0);
        QVERIFY_EXCEPTION_THROWN(convOf(dict, "absent"), MissingWeight);
        QVERIFY_EXCEPTION_THROWN(normOf(dict, "c", 1.0), MissingWeight);
    }
    void foldsWhatIsAround()
    {
        const FoldedConv a = pointwise(3, 2, 0.3), b = pointwise(2, 3, 0.7);
        const Affine norm{{2.0, -1.0, 0.5}, {0.1, 0.2, 0.3}};
        const std::vector<double> x{0.4, -0.9};
        std::vector<double> middle, normed;
        for (std::int64_t o = 0; o < 3; ++o) {
            middle.push_back(apply(a, o, x));
            const auto c = static_cast<std::size_t>(o);
            normed.push_back(norm.scale[c] * middle.back() + norm.shift[c]);
            QVERIFY(std::abs(apply(then(a, norm), o, x) - normed.back()) < 1e-12);
        }
        for (std::int64_t o = 0; o < 2; ++o) {
            QVERIFY(std::abs(apply(after(norm, b), o, middle) - apply(b, o, normed)) < 1e-12);
            QVERIFY(std::abs(apply(chained(a, b), o, x) - apply(b, o, middle)) < 1e-12);
        }
        // A longer second: two outputs of one middle channel over three samples, on a first without bias.
        FoldedConv thin = pointwise(1, 2, 0.4);
        thin.bias.assign(1, 0.0);
        const FoldedConv longer{2, 1, 3, 1, {0.3, -0.2, 0.9, 1.1, 0.5, -0.7}, {0.1, 0.2}};
        const FoldedConv whole = chained(thin, longer);
        for (std::int64_t o = 0; o < 2; ++o) {
            QCOMPARE(whole.bias[static_cast<std::size_t>(o)], longer.bias[static_cast<std::size_t>(o)]);
            for (std::int64_t t = 0; t < 3; ++t)
                for (std::int64_t i = 0; i < 2; ++i) QVERIFY(std::abs(whole.at(o, i, t) - longer.at(o, 0, t) * thin.at(0, i, 0)) < 1e-12);
        }
        const FoldedConv both = stacked({a, pointwise(2, 2, 1.1)});
        QCOMPARE(both.out, std::int64_t{5});
        QVERIFY(std::abs(apply(both, 4, x) - apply(pointwise(2, 2, 1.1), 1, x)) < 1e-12);
    }
    void makesSeparableConvolutionsDense()
    {
        FoldedConv in = pointwise(2, 2, 0.2);
        in.bias.assign(2, 0.0);
        const FoldedConv depth{2, 2, 3, 2, {1.0, -2.0, 0.5, 0.3, 0.7, -0.4}, {0.0, 0.0}};
        const FoldedConv point = pointwise(3, 2, 0.9);
        const std::vector<double> x{0.1, 0.5, -0.3, 0.8, -0.6, 0.2};  // two inputs at three times
        std::vector<double> middle(2, 0.0);
        for (std::int64_t m = 0; m < 2; ++m) {
            for (std::int64_t t = 0; t < 3; ++t) {
                const auto at = static_cast<std::size_t>(t);
                middle[static_cast<std::size_t>(m)] += depth.at(m, 0, t) * apply(in, m, {x[at], x[3 + at]});
            }
        }
        for (std::int64_t o = 0; o < 3; ++o) QVERIFY(std::abs(apply(separable(in, depth, point), o, x) - apply(point, o, middle)) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(FoldedConvTest)
#include "folded_conv_test.moc"
