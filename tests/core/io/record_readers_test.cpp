#include "core/io/record_readers.h"

#include "core/io/sac.h"
#include "tests/core/io/mseed_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;

class RecordReadersTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
private Q_SLOTS:
    void kindsWithoutRecordsHaveNoReader()
    {
        for (const FileKind kind : {FileKind::Unknown, FileKind::Project, FileKind::Checkpoint}) QVERIFY(readerFor(kind) == nullptr);
        for (const FileKind kind : {FileKind::MiniSeed2, FileKind::MiniSeed3, FileKind::Sac, FileKind::StationXml, FileKind::QuakeMl, FileKind::Csv,
                                    FileKind::LabelledHdf5, FileKind::EventText, FileKind::NonLinLoc})
            QVERIFY(readerFor(kind) != nullptr);
    }
    void sacBringsAllThatItsHeaderKnows()
    {
        SacFile file;
        file.id = {"GE", "WLF", "", "HHZ"};
        file.segment = makeSegment(parseTime("2020-01-01T00:00:00Z").value(), 100.0, std::vector<float>(1000, 1.0F));
        Label label;
        label.phase = "P";
        label.time = file.segment.start + std::chrono::seconds(5);
        file.labels = {label};
        Channel channel;
        channel.latitudeDegrees = 49.0;
        file.channel = channel;
        Event event;
        event.origins.push_back({});
        event.origins[0].time = file.segment.start;
        file.event = event;
        QVERIFY(writeSac(path("a.sac"), file));
        std::vector<ReadIssue> issues;
        const auto content = readerFor(FileKind::Sac)(path("a.sac"), {}, {}, issues);
        QVERIFY(content && issues.empty());
        QCOMPARE(content->traces.at(0).sampleCount(), std::size_t{1000});
        QCOMPARE(content->labels.size(), std::size_t{1});
        QCOMPARE(content->inventory.stations.at(0).code, std::string("WLF"));
        QCOMPARE(content->events.size(), std::size_t{1});
        QVERIFY(content->checksum.starts_with("xxh3:"));
        const TimeSpan span{file.segment.start + std::chrono::seconds(2), file.segment.start + std::chrono::seconds(3)};
        QCOMPARE(readerFor(FileKind::Sac)(path("a.sac"), {.span = span, .threads = 0}, {}, issues)->traces.at(0).sampleCount(), std::size_t{100});
    }
    void errorsComeThrough()
    {
        std::vector<ReadIssue> issues;
        for (const FileKind kind : {FileKind::MiniSeed2, FileKind::Sac, FileKind::StationXml})
            QVERIFY(readerFor(kind)("/no/such/file", {}, {}, issues).error().code == Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(RecordReadersTest)
#include "record_readers_test.moc"
