#include "app/associate_command.h"
#include "app/synth_command.h"
#include "core/io/label_csv.h"
#include "core/io/quakeml.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

class AssociateCommandTest : public QObject {
    Q_OBJECT
    static std::vector<Event> read(const std::filesystem::path& path)
    {
        std::vector<ReadIssue> issues;
        return readQuakeMl(path, issues).value();
    }
private Q_SLOTS:
    // The demonstration's picks become an event; run again, those left out at first join it and it alone moves.
    void picksJoinWhatIsThere()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QVERIFY(writeDemo(path, {}));
        std::vector<ReadIssue> issues;
        auto labels = readLabelCsv(path + "/labels.csv", issues).value();
        for (Label& label : labels) label.event.clear();
        std::erase_if(labels, [](const Label& label) { return label.end.has_value(); });
        const std::vector<Label> some(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(labels.size() - 4));
        const std::vector<Label> rest(labels.end() - 4, labels.end());
        QVERIFY(writeLabelCsv(path + "/some.csv", some) && writeLabelCsv(path + "/rest.csv", rest));

        CLI::App app;
        const auto arguments = addAssociateCommand(app);
        app.parse("associate " + path + "/some.csv --inventory " + path + "/stations.xml -o " + path + "/first.xml --alone " + path + "/alone.csv");
        QVERIFY(!arguments->relocate);
        QCOMPARE(runAssociate(*arguments), 0);
        const auto first = read(path + "/first.xml");
        QVERIFY(first.front().origin());
        std::size_t alone = 0;
        for (const Event& event : first)
            if (event.origins.empty()) alone += event.picks.size();
        QCOMPARE(readLabelCsv(path + "/alone.csv", issues).value().size(), alone);

        LocateArguments again = *arguments;
        again.inputs = {path + "/first.xml", path + "/rest.csv"};
        again.output = path + "/second.xml";
        const auto summary = locateFiles(again, {});
        QVERIFY2(summary.has_value(), summary ? "" : summary.error().message.c_str());
        QVERIFY2(summary->result.joined >= 3, std::to_string(summary->result.joined).c_str());
        QCOMPARE(summary->result.associated, std::size_t{0});
        QVERIFY(read(path + "/second.xml").front().picks.size() >= first.front().picks.size() + 3);

        again.inputs = {path + "/second.xml"};
        again.output = path + "/third.xml";
        const auto idle = locateFiles(again, {});
        QCOMPARE(idle->result.located, std::size_t{0});
        QVERIFY(read(path + "/third.xml").front().origins == read(path + "/second.xml").front().origins);
    }
};

QTEST_APPLESS_MAIN(AssociateCommandTest)
#include "associate_command_test.moc"
