#include "app/locate_command.h"
#include "app/synth_command.h"
#include "core/io/quakeml.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace seisdesk;

class LocateCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The demonstration event from its own picks, through files.
    void theDemonstrationEventIsFound()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        const synth::Demo demo = synth::demo({});
        QVERIFY(writeDemo(path, {}));
        LocateArguments arguments;
        arguments.inputs = {path + "/labels.csv"};
        arguments.inventories = {path + "/stations.xml"};
        arguments.output = path + "/located.xml";
        const auto summary = locateFiles(arguments, {});
        QVERIFY2(summary.has_value(), summary ? "" : summary.error().message.c_str());
        QCOMPARE(summary->result.associated, std::size_t{1});
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(arguments.output, issues).value();
        QVERIFY(issues.empty() && lintQuakeMl(arguments.output).empty());
        const Origin &found = *events.front().origin(), &truth = *demo.event.origin();
        const double km = distanceDegrees(GeoPoint(found.latitude.value, found.longitude.value), GeoPoint(truth.latitude.value, truth.longitude.value)) * kmPerDegree;
        QVERIFY2(km < 5.0, qPrintable(QString::number(km)));  // another crust than the demonstration's
        QVERIFY(std::abs(toSeconds(found.time - truth.time)) < 2.0);
        QVERIFY(found.ellipse && found.quality.usedPhaseCount.value_or(0) > 8);
    }
    void errorsSayWhatIsMissing()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QVERIFY(writeDemo(path, {}));
        LocateArguments arguments;
        arguments.inputs = {path + "/labels.csv"};
        arguments.output = path + "/located.xml";
        QVERIFY(locateFiles(arguments, {}).error().message.find("--inventory") != std::string::npos);
        arguments.inventories = {path + "/stations.xml"};
        arguments.model = "nowhere";
        QVERIFY(locateFiles(arguments, {}).error().message.find("iasp91") != std::string::npos);
        QVERIFY(!std::filesystem::exists(arguments.output));
    }
};

QTEST_APPLESS_MAIN(LocateCommandTest)
#include "locate_command_test.moc"
