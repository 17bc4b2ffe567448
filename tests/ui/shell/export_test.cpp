// What the desk writes can be read back.

#include "ui/shell/exporter.h"

#include "core/catalog/compile.h"
#include "core/io/label_csv.h"
#include "core/io/quakeml.h"
#include "core/label/edits.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

namespace {

Label pick(const char* phase, double seconds)
{
    const Time t0 = parseTime("2020-01-01T00:00:00Z").value();
    Label label = newPick(StreamId::parse("GE.WLF..HHZ").value(), phase, t0 + fromSeconds(seconds), {"ann", t0});
    label.lowerUncertaintySeconds = label.upperUncertaintySeconds = 0.05;
    label.polarity = phase[0] == 'P' ? Polarity::Positive : Polarity::Unset;
    return label;
}

}  // namespace

class ExportTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::filesystem::path file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }

private Q_SLOTS:
    void quakeMlKeepsPicks()
    {
        const std::vector<Label> labels{pick("P", 10.0), pick("S", 17.25)};
        const auto written = exportEvents(labels, {}, file("picks.xml"));
        QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
        QCOMPARE(written->picks, std::size_t{2});
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(file("picks.xml"), issues);
        QVERIFY(events && issues.empty());
        QVERIFY(lintQuakeMl(file("picks.xml")).empty());
        const std::vector<Label> back = labelsFromEvents(*events);
        QCOMPARE(back.size(), std::size_t{2});
        for (const Label& label : labels)
            QVERIFY(std::any_of(back.begin(), back.end(), [&](const Label& b) { return b.time == label.time && b.phase == label.phase && b.stream == label.stream && b.polarity == label.polarity; }));
    }
    void otherFormatsSayWhatTheyCannot()
    {
        Label p = pick("P", 10.0);
        p.stream.station = "LONGNAME";
        const auto written = exportEvents({p}, {}, file("picks.pha"), EventFormat::Hypo71);
        QVERIFY(written && written->picks == 1 && written->notes.size() == 1);
    }
    void csvKeepsPicks()
    {
        const std::vector<Label> labels{pick("P", 10.0), pick("S", 17.25)};
        QCOMPARE(exportCsv(labels, file("picks.csv")).value().picks, std::size_t{2});
        std::vector<ReadIssue> issues;
        QVERIFY(readLabelCsv(file("picks.csv"), issues).value() == labels);
    }
    void aFolderThatIsNotThereIsSaid()
    {
        const auto written = exportEvents({pick("P", 1.0)}, {}, file("none/picks.xml"));
        QVERIFY(!written);
        QVERIFY(written.error().message.find("none") != std::string::npos);
    }
};

QTEST_MAIN(ExportTest)
#include "export_test.moc"
