#include "app/report_command.h"
#include "app/synth_command.h"
#include "core/io/quakeml.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace seisdesk;

class ReportCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDemonstrationEventOnPaper()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QVERIFY(writeDemo(path, {}));
        ReportArguments arguments;
        arguments.inputs = {path + "/truth.xml"};
        arguments.records = {path + "/records"};
        arguments.inventories = {path + "/stations.xml"};
        arguments.output = path + "/report";
        const auto summary = reportFiles(arguments, {});
        QVERIFY2(summary.has_value(), summary ? "" : summary.error().message.c_str());
        QVERIFY(summary->events == 1 && summary->pages == 2);
        QVERIFY(std::filesystem::exists(arguments.output / "index.html"));
        arguments.output = path + "/one.html";
        QCOMPARE(reportFiles(arguments, {})->pages, std::size_t{1});
        QFile file(folder.filePath(QStringLiteral("one.html")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray html = file.readAll();
        QVERIFY(html.startsWith("<!DOCTYPE html>") && html.contains("<svg") && html.contains("Origin time"));
    }
    /// What cannot be written whole is not there: a folder stands where one of the pages should be.
    void halfAReportIsNone()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        QVERIFY(writeDemo(path, {}));
        std::vector<ReadIssue> issues;
        ReportInput input;
        input.events = readQuakeMl(path / "truth.xml", issues).value();
        const auto pages = reportPages(input);
        QCOMPARE(pages.size(), std::size_t{2});
        std::filesystem::create_directories(path / "report" / "index.html" / "in the way");
        QVERIFY(!writeReport(input, path / "report"));
        QVERIFY(!std::filesystem::exists(path / "report" / pages[1].file));
    }
    void theGroundIsWhereTheShoresAre()
    {
        const MapGround ground = groundIn({33.0, 35.0, -120.0, -117.0});
        if (ground.empty()) QSKIP("gmt-gshhg-low is not installed.");
        const auto count = [&](GroundKind kind) { return std::count_if(ground.begin(), ground.end(), [&](const GroundShape& s) { return s.kind == kind; }); };
        QVERIFY(count(GroundKind::Land) > 0 && count(GroundKind::Shore) > 3 && count(GroundKind::State) > 0);
    }
    void errorsSayWhatIsMissing()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QVERIFY(writeDemo(path, {}));
        ReportArguments arguments;
        arguments.inputs = {path + "/labels.csv"};
        arguments.output = path + "/report";
        QVERIFY(reportFiles(arguments, {}).error().message.find("Locate them first") != std::string::npos);
        QVERIFY(!std::filesystem::exists(arguments.output));
        const Progress progress;
        progress.cancel();
        arguments.inputs = {path + "/truth.xml"};
        QCOMPARE(reportFiles(arguments, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(ReportCommandTest)
#include "report_command_test.moc"
