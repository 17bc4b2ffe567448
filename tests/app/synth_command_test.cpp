#include "app/synth_command.h"

#include "core/io/records.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace seisdesk;

class SynthCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenReadsBackWhole()
    {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        const synth::Demo demo = synth::demo({});
        QVERIFY(writeDemo(path, {}));
        const auto records = readRecords({path + "/records", path + "/stations.xml", path + "/labels.csv"}, {}, {});
        QVERIFY(records);
        for (const ReadIssue& issue : records->issues) QFAIL(issue.message.c_str());
        QCOMPARE(records->traces.size(), demo.traces.size());
        QCOMPARE(records->inventory.stations.size(), demo.inventory.stations.size());
        QCOMPARE(records->labels.size(), demo.picks.size());
        for (const Trace& written : demo.traces) {
            const auto read = std::find_if(records->traces.begin(), records->traces.end(), [&](const Trace& t) { return t.id == written.id; });
            QVERIFY(read != records->traces.end());
            QCOMPARE(read->segments.size(), written.segments.size());
            for (std::size_t s = 0; s < written.segments.size(); ++s) {
                QVERIFY(*read->segments[s].samples == *written.segments[s].samples);
                QVERIFY(read->segments[s].start == written.segments[s].start);
            }
            const Channel* channel = records->inventory.channel(written.id, written.span().begin);
            QVERIFY(channel && channel->response && channel->response->sensitivity);
        }
    }
    /// A folder stands where the picks should be.
    void halfADemonstrationIsNone()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        std::filesystem::create_directories(path / "labels.csv" / "in the way");
        QVERIFY(!writeDemo(path, {}));
        QVERIFY(!std::filesystem::exists(path / "stations.xml") && !std::filesystem::exists(path / "records"));
    }
    void aFolderThatCannotBeMadeIsNamed()
    {
        const auto done = writeDemo("/dev/null/demo", {});
        QVERIFY(!done);
        QVERIFY(done.error().message.find("/dev/null/demo") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(SynthCommandTest)
#include "synth_command_test.moc"
