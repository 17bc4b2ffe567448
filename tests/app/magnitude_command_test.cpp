#include "app/magnitude_command.h"
#include "app/locate_command.h"
#include "app/mechanism_command.h"
#include "app/synth_command.h"
#include "core/io/quakeml.h"
#include "core/locate/mechanism/mechanism_catalogue.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace seisdesk;

class MagnitudeCommandTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::string m_path = m_folder.path().toStdString();
private Q_SLOTS:
    void initTestCase()
    {
        synth::DemoOptions options;
        options.noiseMetresPerSecond = 3e-8;
        options.stations = 16;
        QVERIFY(writeDemo(m_path, options));
        LocateArguments arguments;
        arguments.inputs = {m_path + "/labels.csv"};
        arguments.inventories = {m_path + "/stations.xml"};
        arguments.output = m_path + "/located.xml";
        QVERIFY(locateFiles(arguments, {}));
    }
    // Locate, size, mechanism: each by the one before, through files.
    void theDemonstrationEventHasItsSize()
    {
        MagnitudeArguments arguments;
        arguments.inputs = {m_path + "/located.xml", m_path + "/records"};
        arguments.inventories = {m_path + "/stations.xml"};
        arguments.output = m_path + "/sized.xml";
        const auto summary = sizeFiles(arguments, {});
        QVERIFY2(summary.has_value(), summary ? "" : summary.error().message.c_str());
        QVERIFY(lintQuakeMl(arguments.output).empty());
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(arguments.output, issues).value();
        const Magnitude* found = events.front().magnitude();
        QVERIFY(found && found->type == "Mw");
        QVERIFY2(std::abs(found->magnitude.value - 3.1) < 0.3, qPrintable(QString::number(found->magnitude.value)));
        QVERIFY(events.front().stationMagnitudes.size() > 12 && events.front().amplitudes.size() > 20);

        MechanismArguments searching;
        searching.inputs = {arguments.output.string()};
        searching.output = m_path + "/mechanism.xml";
        const auto mechanisms = mechanismFiles(searching, {});
        QVERIFY2(mechanisms.has_value(), mechanisms ? "" : mechanisms.error().message.c_str());
        QCOMPARE(mechanisms->mechanisms.size(), std::size_t{1});
        const Mechanism& mechanism = mechanisms->mechanisms.front().second;
        qInfo("%g degrees from the truth, %d polarities, %d ratios", kaganAngle(mechanism.best.plane, {55.0, 70.0, -20.0}), mechanism.motions, mechanism.ratios);
        QVERIFY(kaganAngle(mechanism.best.plane, {55.0, 70.0, -20.0}) < 35.0);
        QVERIFY(lintQuakeMl(searching.output).empty());
        const auto again = readQuakeMl(searching.output, issues).value();
        QVERIFY(ownMechanism(again.front()) && ownMechanism(again.front())->mode == Mode::Automatic);
    }
    void errorsSayWhatIsMissing()
    {
        MagnitudeArguments arguments;
        arguments.inputs = {m_path + "/located.xml"};
        arguments.output = m_path + "/never.xml";
        QVERIFY(sizeFiles(arguments, {}).error().message.find("No records") == 0);
        arguments.attenuation = "nowhere";
        QCOMPARE(sizeFiles(arguments, {}).error().code, Error::Code::InvalidArgument);
        QVERIFY(!std::filesystem::exists(arguments.output));
    }
};

QTEST_APPLESS_MAIN(MagnitudeCommandTest)
#include "magnitude_command_test.moc"
