#include "core/io/make_window.h"

#include <QtTest>

using namespace seisdesk;

class MakeWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesTellWhoRecorded_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("stream");
        QTest::addColumn<QString>("event");
        const auto row = [](const char* name, const char* stream, const char* event) { QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(stream) << QString::fromLatin1(event); };
        row("109C.TA_20060723155859_EV", "TA.109C..", "");
        row("BG_ACR_2012082505145960", "BG.ACR..", "");
        row("37218988_CI.CCC", "CI.CCC..", "37218988");
        row("01-0411-15L.S201309_EORO", "XX.EORO..", "01-0411-15L.S201309");
        row("2007_01_01 01:42:45.08", "XX.2007_01_01 01:42:45.08..", "");
        row("", "XX...", "");
    }
    void namesTellWhoRecorded()
    {
        QFETCH(QString, name);
        QFETCH(QString, stream);
        QFETCH(QString, event);
        const NameParts parts = partsOfName(name.toStdString());
        QCOMPARE(QString::fromStdString(parts.stream.text()), stream);
        QCOMPARE(QString::fromStdString(parts.eventId), event);
    }
    void bothArrangementsGiveTheSameTraces()
    {
        TraceMetadata metadata;
        metadata.name = "w";
        metadata.stream = {"GE", "WLF", "", "HH"};
        metadata.sampleRateHz = 50.0;
        metadata.start = *parseTime("2020-01-01");
        Label label;
        label.phase = "P";
        metadata.labels = {label};
        const auto byComponent = makeWindow(metadata, {{2, 3}, {1, 2, 3, 10, 20, 30}}, {"NZ", false});
        const auto bySample = makeWindow(metadata, {{3, 2}, {1, 10, 2, 20, 3, 30}}, {"NZ", true});
        QVERIFY(byComponent && bySample);
        for (const LabelledWindow& w : {*byComponent, *bySample}) {
            QCOMPARE(w.traces.size(), std::size_t(2));
            QCOMPARE(w.traces[1].id.text(), std::string("GE.WLF..HHZ"));
            QCOMPARE(*w.traces[1].segments.at(0).samples, (std::vector<float>{10, 20, 30}));
            QVERIFY(w.traces[0].segments[0].start == *metadata.start && !w.traces[0].segments[0].exact);
            QCOMPARE(w.labels.at(0).stream.text(), std::string("GE.WLF..HHZ"));
            QCOMPARE(w.stationId, std::string("GE.WLF"));
        }
    }
    void wideSamplesStayExact()
    {
        TraceMetadata metadata;
        metadata.sampleRateHz = 1.0;
        const auto window = makeWindow(metadata, {{2}, {16777217.0, -5.0}}, {});
        QVERIFY(window && window->traces[0].segments[0].exact);
        QCOMPARE(window->traces[0].segments[0].valueAt(0), 16777217.0);
    }
    void arraysOfAnotherShapeAreRefused()
    {
        TraceMetadata metadata;
        QVERIFY(!makeWindow(metadata, {{1, 2}, {1, 2}}, {}));
        metadata.sampleRateHz = 1.0;
        QVERIFY(!makeWindow(metadata, {{}, {1}}, {}));
        QVERIFY(!makeWindow(metadata, {{1, 1, 2}, {1, 2}}, {}));
        QVERIFY(!makeWindow(metadata, {{0, 2}, {}}, {}));
        QVERIFY(!makeWindow(metadata, {{30, 1}, std::vector<double>(30)}, {}));
    }
};

QTEST_APPLESS_MAIN(MakeWindowTest)
#include "make_window_test.moc"
