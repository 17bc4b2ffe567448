#include "core/io/noise_examples.h"

#include "core/io/mseed_write.h"
#include "tests/core/io/temporary_files.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class NoiseExamplesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSpanIsCutIntoPiecesOfNothingButNoise()
    {
        const Time start = *parseTime("2020-01-02T03:00:00Z");
        const auto trace = [&](const char* channel, std::size_t samples) {
            std::vector<float> x(samples);
            for (std::size_t i = 0; i < samples; ++i) x[i] = static_cast<float>(std::lround(100.0 * std::sin(0.3 * static_cast<double>(i))));
            return Trace{{"XX", "A", "", channel}, {makeSegment(start, 50.0, std::move(x))}};
        };
        const test::Folder folder;
        QVERIFY(writeMiniSeed(folder.path("a.mseed"), {trace("HHZ", 3000), trace("HHN", 1000)}));
        const TimeSpan span{start + fromSeconds(10.0), start + fromSeconds(55.0)};
        const auto examples = noiseExamples(folder.root(), span, 20.0, 100.0, {});
        QVERIFY2(examples, examples ? "" : examples.error().message.c_str());
        QCOMPARE(examples->size(), std::size_t{3});
        for (const Example& e : *examples) QVERIFY(e.events.empty() && e.exhaustive && e.rows.size() == 3 * e.samples);
        QCOMPARE((*examples)[0].samples, std::size_t{2000});
        QVERIFY(std::abs(static_cast<double>((*examples)[0].rows[1000]) - 100.0 * std::sin(0.3 * 1000.0)) < 5.0);  // 20 s into the record
        QVERIFY(std::isfinite((*examples)[0].rows[2500]) && std::isnan((*examples)[1].rows[2500]) && std::isnan((*examples)[0].rows[4500]));
        QVERIFY(!noiseExamples(folder.root(), {start - fromSeconds(50.0), start - fromSeconds(10.0)}, 20.0, 100.0, {}));
    }
};

QTEST_APPLESS_MAIN(NoiseExamplesTest)
#include "noise_examples_test.moc"
