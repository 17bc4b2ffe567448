#include "app/review_command.h"
#include "app/synth_command.h"
#include "core/io/label_csv.h"
#include "core/io/quakeml.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace seisdesk;

class ReviewCommandTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    ReviewArguments m_arguments;
private Q_SLOTS:
    void init()
    {
        const std::string path = m_folder.path().toStdString();
        QVERIFY(writeDemo(path, {}));
        m_arguments = {};
        m_arguments.inputs = {path + "/records"};
        m_arguments.inventories = {path + "/stations.xml"};
        m_arguments.models = {"classical"};
        m_arguments.folder = path + "/out";
        m_arguments.window = false;
        std::filesystem::create_directories(m_arguments.folder);
    }
    void recordsLeaveAsEventsPicksAndReport()
    {
        const auto reviewed = reviewFiles(m_arguments, {});
        QVERIFY2(reviewed.has_value(), reviewed ? "" : reviewed.error().message.c_str());
        const std::filesystem::path folder = m_arguments.folder;
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(folder / "events.xml", issues).value();
        QVERIFY(issues.empty() && lintQuakeMl(folder / "events.xml").empty());
        QVERIFY(events.front().origin() && events.front().magnitude());
        const synth::Demo demo = synth::demo({});
        const Origin &found = *events.front().origin(), &truth = *demo.event.origin();
        QVERIFY(kmPerDegree * distanceDegrees(GeoPoint(found.latitude.value, found.longitude.value), GeoPoint(truth.latitude.value, truth.longitude.value)) < 8.0);
        const auto picks = readLabelCsv(folder / "picks.csv", issues).value();
        QCOMPARE(picks.size(), reviewed->result.picks.size());
        QVERIFY(std::any_of(picks.begin(), picks.end(), [&](const Label& pick) { return pick.event == events.front().id; }));
        QVERIFY(std::filesystem::exists(folder / "report" / "index.html"));
    }
    /// As before there was an inventory: picks alone.
    void withoutStationsThereArePicks()
    {
        m_arguments.inventories.clear();
        const auto reviewed = reviewFiles(m_arguments, {});
        QVERIFY2(reviewed.has_value(), reviewed ? "" : reviewed.error().message.c_str());
        QVERIFY(reviewed->result.events.empty() && !reviewed->result.notes.empty());
        QVERIFY(std::filesystem::exists(std::filesystem::path(m_arguments.folder) / "events.xml"));
    }
    void oneOptionHasThreeNames()
    {
        for (const char* option : {"-o", "--out", "--output"}) {
            CLI::App app;
            const auto arguments = addReviewCommand(app);
            app.parse(std::string("review a b ") + option + " dir --velocity iasp91");
            QVERIFY(arguments->folder == "dir" && arguments->inputs.size() == 2 && arguments->velocity == "iasp91" && arguments->window);
        }
    }
    void errors()
    {
        m_arguments.inputs = {m_arguments.inventories.front()};
        QCOMPARE(reviewFiles(m_arguments, {}).error().code, Error::Code::NotFound);
        const Progress progress;
        progress.cancel();
        QCOMPARE(reviewFiles(m_arguments, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(ReviewCommandTest)
#include "review_command_test.moc"
