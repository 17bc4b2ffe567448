#include "core/model/adapt/reference_set.h"

#include "core/synth/station_record.h"

#include <QtTest>

using namespace seisdesk;

class reference_set_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isTheSameOnEveryCall()
    {
        const auto a = referenceSet({.windows = 12}), b = referenceSet({.windows = 12});
        QCOMPARE(a.size(), std::size_t{12});
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].labels, b[i].labels);
            QCOMPARE(a[i].traces.size(), b[i].traces.size());
            for (std::size_t c = 0; c < a[i].traces.size(); ++c)
                for (std::size_t s = 0; s < a[i].traces[c].segments.size(); ++s) QCOMPARE(*a[i].traces[c].segments[s].samples, *b[i].traces[c].segments[s].samples);
        }
    }
    void holdsWhatTheSimulationSays()
    {
        const auto set = referenceSet({.windows = 40});
        std::size_t p = 0, s = 0, noise = 0;
        for (const LabelledWindow& w : set) {
            QVERIFY(!w.traces.empty() && w.name.starts_with("synthetic "));
            for (const Trace& t : w.traces) QVERIFY(t.span().length() <= fromSeconds(60.0));
            for (const Label& l : w.labels) {
                p += l.phase == "P", s += l.phase == "S";
                QVERIFY(l.time >= Time{} && l.time < Time{} + fromSeconds(60.0));
            }
            noise += w.eventId.empty();
            QCOMPARE(w.eventId.empty(), !w.truth.magnitude && w.labels.empty());
        }
        QVERIFY(p > 15 && s > 10 && noise > 0 && noise < 20);
        synth::RecordOptions options;
        options.samples = 6000;
        const synth::StationRecord first = synth::stationRecord(ReferenceOptions{}.seed, options);
        std::size_t labels = 0;
        for (const auto& e : first.events) labels += e.pSample.has_value() + e.sSample.has_value();
        QCOMPARE(set.front().labels.size(), labels);
    }
};

QTEST_APPLESS_MAIN(reference_set_test)
#include "reference_set_test.moc"
