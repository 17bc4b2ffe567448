#include "core/io/event_csv.h"

#include "core/io/csv_table.h"
#include "core/io/label_csv.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/temporary_files.h"

#include <QTest>

using namespace seisdesk;

class EventCsvTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsHaveARowEach()
    {
        const test::Folder folder;
        Event bare;
        bare.id = "smi:local/bare, \"quoted\"";
        const auto table = CsvTable::read(folder.write("a.csv", eventCsv({test::exampleEvent(), bare})));
        QVERIFY(table && table->size() == 2);
        const auto cell = [&](std::size_t row, const char* column) { return table->row(row)[table->column({column}).value()]; };
        QCOMPARE(cell(0, "time"), std::string("2020-01-01T00:00:00.500000Z"));
        QCOMPARE(cell(0, "latitude"), std::string("35.7"));
        QCOMPARE(cell(0, "depth_km"), std::string("8"));
        QCOMPARE(cell(0, "magnitude"), std::string("3.1"));
        QCOMPARE(cell(0, "region"), std::string("Ridgecrest"));
        QCOMPARE(cell(0, "horizontal_uncertainty_km"), std::string("0.6"));
        QCOMPARE(cell(0, "status"), std::string("reviewed"));
        QCOMPARE(cell(0, "picks"), std::string("1"));
        QCOMPARE(cell(1, "event_id"), bare.id);
        QCOMPARE(cell(1, "time"), std::string());
    }
    void picksComeBackAsLabels()
    {
        const test::Folder folder;
        const Event e = test::exampleEvent();
        std::vector<ReadIssue> issues;
        const auto labels = readLabelCsv(folder.write("a.csv", pickCsv({e})), issues);
        QVERIFY(labels && labels->size() == 1);
        QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].message.c_str());
        const Label& l = labels->front();
        QVERIFY(l.time == e.picks[0].time && l.stream == e.picks[0].waveform && l.phase == "Pg" && l.onset == OnsetQuality::Emergent && l.polarity == Polarity::Undecidable);
        QVERIFY(l.lowerUncertaintySeconds == 0.045 && l.upperUncertaintySeconds == 0.045 && l.event == e.id);
    }
};

QTEST_APPLESS_MAIN(EventCsvTest)
#include "event_csv_test.moc"
