#include "core/waveform/envelope.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace seisdesk;

namespace {
using Samples = std::vector<float>;
const float notANumber = std::numeric_limits<float>::quiet_NaN();

Envelope envelopeOf(Samples samples) { return Envelope(std::make_shared<const Samples>(std::move(samples))); }

/// What range() must be, sample by sample.
MinMax plainRange(const Samples& x, std::size_t first, std::size_t last)
{
    MinMax out{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};
    for (std::size_t i = first; i < std::min(last, x.size()); ++i)
        if (std::isfinite(x[i])) {
            out.min = std::min(out.min, x[i]);
            out.max = std::max(out.max, x[i]);
        }
    return out;
}

bool same(MinMax a, MinMax b) { return a.valid() == b.valid() && (!a.valid() || (a.min == b.min && a.max == b.max)); }

/// Random samples with stretches of NaN and some infinities.
Samples randomSamples(std::mt19937& random, std::size_t count)
{
    Samples x(count);
    std::normal_distribution<float> value(0.0f, 1000.0f);
    for (float& v : x) v = value(random);
    std::uniform_int_distribution<std::size_t> place(0, count), length(0, count / 4 + 20);
    for (int k = 0; k < 4; ++k) {
        const std::size_t first = place(random), last = std::min(count, first + length(random));
        for (std::size_t i = first; i < last; ++i) x[i] = k == 3 ? std::numeric_limits<float>::infinity() * (i % 2 ? 1.0f : -1.0f) : notANumber;
    }
    return x;
}
}  // namespace

class EnvelopeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rangesAreThoseOfTheSamples()
    {
        std::mt19937 random(1);
        for (const std::size_t count : {1u, 15u, 16u, 17u, 127u, 128u, 129u, 1000u, 1024u, 8191u, 8192u, 20'003u}) {
            const Samples x = randomSamples(random, count);
            const Envelope envelope = envelopeOf(x);
            QCOMPARE(envelope.sampleCount(), count);
            std::uniform_int_distribution<std::size_t> at(0, count + 5);
            for (int k = 0; k < 2000; ++k) {
                const std::size_t first = at(random), last = at(random);
                QVERIFY2(same(envelope.range(first, last), plainRange(x, first, last)), qPrintable(QStringLiteral("%1 samples, [%2, %3)").arg(count).arg(first).arg(last)));
            }
            QVERIFY(same(envelope.range(0, count), plainRange(x, 0, count)));
            QVERIFY(same(envelope.range(0, std::numeric_limits<std::size_t>::max()), plainRange(x, 0, count)));
        }
    }
    void columnsCoverTheirSamples()
    {
        std::mt19937 random(2);
        for (const std::size_t count : {1u, 40u, 5000u, 30'011u}) {
            const Samples x = randomSamples(random, count);
            const Envelope envelope = envelopeOf(x);
            const double n = static_cast<double>(count);
            std::uniform_real_distribution<double> place(-0.5 * n - 3, 1.2 * n + 3), power(-2.0, 3.5);
            std::vector<MinMax> columns(200);
            for (int k = 0; k < 60; ++k) {
                const double first = place(random), perColumn = std::pow(10.0, power(random));
                envelope.columns(first, perColumn, columns);
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    const double from = first + static_cast<double>(c) * perColumn, to = from + perColumn;
                    const auto low = static_cast<std::size_t>(std::max(0.0, std::floor(from)));
                    const auto high = to <= 0.0 ? 0 : std::max(low + 1, static_cast<std::size_t>(std::ceil(to)));
                    QVERIFY(same(columns[c], plainRange(x, low, high)));
                }
            }
        }
    }
    void everySampleIsInSomeColumn()
    {
        Samples x(10'000, 0.0f);
        x[4567] = 99.0f;
        const Envelope envelope = envelopeOf(x);
        std::vector<MinMax> columns(777);
        envelope.columns(0.0, 10'000.0 / 777.0, columns);
        QVERIFY(std::any_of(columns.begin(), columns.end(), [](MinMax m) { return m.max == 99.0f; }));
    }
    /// Where an outline is fine enough, each column is to the bit what it is with the samples.
    void storedBlocksDrawTheSameAsTheSamples()
    {
        std::mt19937 random(3);
        for (const std::size_t count : {0u, 1u, 100u, 128u, 129u, 1024u, 5000u, 100'003u, 1'000'000u}) {
            const Envelope whole = envelopeOf(randomSamples(random, count));
            const Envelope stored(count, {whole.blocks().begin(), whole.blocks().end()});
            QCOMPARE(stored.sampleCount(), count);
            QVERIFY(!stored.hasSamples() && whole.hasSamples());
            const double n = static_cast<double>(count);
            std::uniform_real_distribution<double> place(-0.5 * n - 3, 1.2 * n + 3), power(std::log10(512.0), 5.0);
            std::vector<MinMax> a(150), b(150);
            for (int k = 0; k < 100; ++k) {
                const double first = place(random), perColumn = std::pow(10.0, power(random));
                QVERIFY(stored.isFineEnough(perColumn));
                whole.overview(first, perColumn, a);
                stored.overview(first, perColumn, b);
                for (std::size_t c = 0; c < a.size(); ++c) QVERIFY(same(a[c], b[c]));
            }
        }
    }
    /// Below that, columns hold what the samples have and reach at most to the ends of blocks.
    void finerColumnsOfStoredBlocksAreWidened()
    {
        std::mt19937 random(4);
        const Samples x = randomSamples(random, 20'011);
        const Envelope whole = envelopeOf(x), stored(x.size(), {whole.blocks().begin(), whole.blocks().end()});
        QVERIFY(!stored.isFineEnough(511.0) && whole.isFineEnough(1.0));
        std::uniform_int_distribution<std::size_t> at(0, x.size() + 200);
        for (int k = 0; k < 2000; ++k) {
            const std::size_t first = at(random), last = at(random);
            const std::size_t to = std::min(last, x.size());
            const MinMax wide = first < to ? plainRange(x, first / 128 * 128, (to + 127) / 128 * 128) : plainRange(x, 1, 1);
            QVERIFY(same(stored.range(first, last), wide));
        }
        std::vector<MinMax> columns(300);
        for (const double perColumn : {0.3, 1.0, 20.0, 100.0, 300.0}) {
            stored.overview(50.0, perColumn, columns);
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const double from = 50.0 + static_cast<double>(c) * perColumn;
                const MinMax exact = plainRange(x, static_cast<std::size_t>(from), static_cast<std::size_t>(std::ceil(from + perColumn)));
                if (exact.valid()) QVERIFY(columns[c].min <= exact.min && columns[c].max >= exact.max);
            }
        }
    }
    void missingBlocksAreInvalid()
    {
        const Envelope stored(1000, {{-1.0f, 1.0f}});
        QVERIFY(stored.range(0, 10).valid() && !stored.range(200, 900).valid());
        QCOMPARE(stored.blocks().size(), std::size_t{8});
    }
    void nothingIsInvalid()
    {
        QVERIFY(!envelopeOf({}).range(0, 10).valid());
        QVERIFY(!envelopeOf(Samples(100, notANumber)).range(0, 100).valid());
        QVERIFY(!envelopeOf({1, 2, 3}).range(2, 2).valid() && !envelopeOf({1, 2, 3}).range(3, 9).valid());
        std::vector<MinMax> columns(3);
        envelopeOf({}).columns(0.0, 1.0, columns);
        QVERIFY(!columns[0].valid() && !columns[2].valid());
        envelopeOf({1, 2}).columns(-1.0, 1.0, columns);
        QVERIFY(!columns[0].valid() && columns[1].valid() && columns[2].valid());
    }
};

QTEST_APPLESS_MAIN(EnvelopeTest)
#include "envelope_test.moc"
