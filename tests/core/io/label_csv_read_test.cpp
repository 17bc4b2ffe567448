#include "core/io/label_csv.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace seisdesk;

class LabelCsvReadTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;
    std::vector<ReadIssue> m_issues;
    std::vector<Label> read(const std::string& text)
    {
        m_issues.clear();
        const auto labels = readLabelCsv(m_folder.write("a.csv", text), m_issues);
        if (!labels) qFatal("%s", labels.error().message.c_str());
        return *labels;
    }

private Q_SLOTS:
    void stationRowsGiveAPAndAnS()
    {
        const auto labels = read("event_id,magnitude,network,station,p_time,p_onset,p_polarity,p_weight,s_time,s_weight,distance_km,back_azimuth_deg\n"
                                 "38,3.98,CI,SLA,2019-07-04T17:03:00.51Z,i,U,0.0,2019-07-04T17:03:04.64Z,2.0,28.4,224.5\n"
                                 "38,3.98,CI,TOW2,2019-07-04T17:03:00.50Z, ,,1.0,,,26.1,115.1\n");
        QCOMPARE(labels.size(), std::size_t(3));
        const Label& p = labels[0];
        QVERIFY((p.stream == StreamId{"CI", "SLA", "", ""}));
        QCOMPARE(p.phase, std::string("P"));
        QVERIFY(p.polarity == Polarity::Positive && p.onset == OnsetQuality::Impulsive && p.mode == Mode::Manual);
        QCOMPARE(p.source.magnitude->value, 3.98);
        QCOMPARE(p.source.backAzimuthDeg->value, 224.5);
        QCOMPARE(p.event, std::string("38"));
        QCOMPARE(labels[1].phase, std::string("S"));
        QCOMPARE(labels[1].comment, std::string("weight 2"));
        QVERIFY(!labels[1].source.magnitude);
        QCOMPARE(labels[2].stream.station, std::string("TOW2"));
        QVERIFY(read(m_folder.read("a.csv")) == labels);
    }
    void eqTransformerRows()
    {
        const auto labels = read("file_name,network,station,instrument_type,event_start_time,detection_probability,p_arrival_time,p_probability,p_uncertainty,"
                                 "s_arrival_time,s_probability\n"
                                 "x,GS,CA06 ,HH,2020-09-01 00:00:10,1.0,2020-09-01 00:00:11.5,0.87,0.02,None,\n");
        QCOMPARE(labels.size(), std::size_t(1));
        QVERIFY((labels[0].stream == StreamId{"GS", "CA06", "", "HHZ"}));
        QCOMPARE(*labels[0].confidence, 0.87);
        QVERIFY(labels[0].mode == Mode::Automatic && !labels[0].lowerUncertaintySeconds);
    }
    void phaseNetRows()
    {
        const auto labels = read("station_id,phase_index,phase_time,phase_score,phase_type,phase_polarity\n"
                                 "CI.CCC..HH,12,2019-07-04T17:03:00.12,0.9,P,-0.8\nCI.CCC..HH,13,2019-07-04T17:03:05.12,0.4,S,0.1\n");
        QCOMPARE(labels.size(), std::size_t(2));
        QCOMPARE(labels[0].stream.text(), std::string("CI.CCC..HHZ"));
        QVERIFY(labels[0].polarity == Polarity::Negative && labels[1].polarity == Polarity::Undecidable);
    }
    void otherPickRows()
    {
        const auto labels = read("trace_id;start_time;peak_time;peak_value;phase\nGE.WLF.;2020-01-01T00:00:01Z;2020-01-01T00:00:02Z;0.7;p\n");
        QCOMPARE(labels.size(), std::size_t(1));
        QVERIFY((labels[0].stream == StreamId{"GE", "WLF", "", ""}) && labels[0].phase == "P");
        QVERIFY(labels[0].time == *parseTime("2020-01-01T00:00:02Z"));
        const auto epoch = read("station,timestamp,type,prob\nABC,1577836800.25,s,0.5\n");
        QVERIFY(epoch[0].time == *parseTime("2020-01-01T00:00:00.25Z"));
    }
    void seisBenchMetadata()
    {
        const auto labels = read("trace_name,trace_start_time,trace_sampling_rate_hz,station_network_code,station_code,trace_channel,trace_p_arrival_sample,"
                                 "trace_Sg_arrival_sample,trace_p_status\nb$0,2020-01-01T00:00:00Z,50,GE,WLF,HH,100,150.5,automatic\n");
        QCOMPARE(labels.size(), std::size_t(2));
        QCOMPARE(labels[0].stream.text(), std::string("GE.WLF..HHZ"));
        const auto sg = std::find_if(labels.begin(), labels.end(), [](const Label& l) { return l.phase == "Sg"; });
        QVERIFY(sg != labels.end() && sg->time == *parseTime("2020-01-01T00:00:03.01Z"));
    }
    void badRowsAreIssuesAndTheRestIsRead()
    {
        std::string text = "station,time,phase\n";
        for (int i = 0; i < 9; ++i) text += "A,soon,P\n";
        const auto labels = read(text + ",2020-01-01,P\nB,2020-01-01,P\nB,2020-01-01,P\n");
        QCOMPARE(labels.size(), std::size_t(2));
        QVERIFY(labels[0].id != labels[1].id);
        QCOMPARE(m_issues.size(), std::size_t(6));
        QVERIFY2(m_issues[0].message.find("Line 2") != std::string::npos, m_issues[0].message.c_str());
        QVERIFY2(m_issues.back().message.find("5 more") != std::string::npos, m_issues.back().message.c_str());
    }
    void otherTablesAreRefused()
    {
        QCOMPARE(readLabelCsv(m_folder.write("b.csv", "a,b\n1,2\n"), m_issues).error().code, Error::Code::Unsupported);
        QCOMPARE(readLabelCsv(m_folder.path("none.csv"), m_issues).error().code, Error::Code::NotFound);
    }
    void theRidgecrestCatalogueIsReadWhole()
    {
        const std::string name = "data/ridgecrest_continuous/labels.csv";
        const auto path = test::shared(name);
        if (path.empty()) QSKIP(test::needShared(name).c_str());
        std::vector<ReadIssue> issues;
        const auto labels = readLabelCsv(path, issues);
        QVERIFY(labels && issues.empty());
        const auto count = [&](const char* phase) { return std::count_if(labels->begin(), labels->end(), [&](const Label& l) { return l.phase == phase; }); };
        QCOMPARE(count("P"), 986);
        QCOMPARE(count("S"), 982);
        std::set<Id> ids;
        for (const Label& label : *labels) ids.insert(label.id);
        QCOMPARE(ids.size(), labels->size());
    }
};

QTEST_APPLESS_MAIN(LabelCsvReadTest)
#include "label_csv_read_test.moc"
