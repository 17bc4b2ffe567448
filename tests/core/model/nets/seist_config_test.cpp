#include "core/model/nets/seist_config.h"

#include <QTest>

using namespace seisdesk;
using Lengths = std::vector<std::int64_t>;

class SeisTConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dividesChannelsAsPublished()
    {
        QCOMPARE(makeDivisible(12, 8), std::int64_t{16});
        QCOMPARE(makeDivisible(9, 8), std::int64_t{16});  // 8 would be more than a tenth below
        QCOMPARE(makeDivisible(38, 16), std::int64_t{48});
        QCOMPARE(mixedWidths(24, 2, 8), (Lengths{16, 8}));
        QCOMPARE(mixedWidths(128, 4, 32), (Lengths{32, 32, 32, 32}));
        QCOMPARE(attentionWidth(16, 8), std::int64_t{16});
        QCOMPARE(attentionWidth(64, 16), std::int64_t{48});
        QCOMPARE(attentionWidth(128, 32), std::int64_t{96});
    }
    void upsamplesInEqualRatios()
    {
        QCOMPARE(upsampledLengths(128, 8192, 6), (Lengths{256, 512, 1024, 2048, 4096, 8192}));
        // SeisMoLLM's four steps: the table of its paper's code.
        QCOMPARE(upsampledLengths(744, 6000, 4), (Lengths{1253, 2112, 3560, 6000}));
        QCOMPARE(upsampledLengths(368, 3000, 4), (Lengths{621, 1050, 1775, 3000}));
    }
    void padsForCeilOfLengthOverStride()
    {
        const auto pair = [](Padding p) { return std::pair(p.left, p.right); };
        QCOMPARE(pair(samePadding(8192, 11, 2)), std::pair(std::int64_t{4}, std::int64_t{5}));
        QCOMPARE(pair(samePadding(8193, 11, 2)), std::pair(std::int64_t{5}, std::int64_t{5}));
        QCOMPARE(pair(samePadding(100, 6, 1)), std::pair(std::int64_t{2}, std::int64_t{3}));
        QCOMPARE(pair(samePadding(100, 1, 4)), std::pair(std::int64_t{0}, std::int64_t{0}));
        QCOMPARE(pair(samePadding(3001, 7, 4)), std::pair(std::int64_t{3}, std::int64_t{3}));
    }
};

QTEST_APPLESS_MAIN(SeisTConfigTest)
#include "seist_config_test.moc"
