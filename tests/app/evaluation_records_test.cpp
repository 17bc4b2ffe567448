#include "app/evaluation_records.h"

#include "tests/core/signal/alternating.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;
using test::alternating;

namespace {

Trace trace(const char* channel, Segment segment)
{
    Trace t;
    t.id = *StreamId::parse(std::string("XX.A..") + channel);
    t.segments = {std::move(segment)};
    return t;
}

}  // namespace

class evaluation_records_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void componentsAndRatesAreAsAskedFor()
    {
        EvaluateArguments arguments;
        const auto three = [] {
            return std::vector<Trace>{trace("HHZ", alternating(100.0, 3000, 1000, 1.0f)), trace("HHN", alternating(100.0, 3000, 1000, 1.0f)), trace("HHE", alternating(100.0, 3000, 1000, 1.0f))};
        };
        QCOMPARE(asAskedFor(three(), arguments)->size(), std::size_t{3});
        arguments.components = "ZE";
        arguments.simulateRateHz = 40.0;
        const auto traces = asAskedFor(three(), arguments);
        QVERIFY(traces && traces->size() == 2);
        QCOMPARE((*traces)[0].id.channel, std::string("HHZ"));
        QCOMPARE((*traces)[1].id.channel, std::string("HHE"));
        QCOMPARE((*traces)[0].segments[0].sampleRateHz, 40.0);
        QCOMPARE((*traces)[0].segments[0].size(), std::size_t{1200});
        // 50 Hz, the Nyquist frequency of the record, is gone at 40 Hz.
        const auto& samples = *(*traces)[0].segments[0].samples;
        for (std::size_t i = 100; i < 1100; ++i) QVERIFY(std::abs(samples[i] - 500.0f) < 0.01f);
    }
};

QTEST_APPLESS_MAIN(evaluation_records_test)
#include "evaluation_records_test.moc"
