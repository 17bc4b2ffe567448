#include "core/session/learning_folder.h"

#include "tests/core/session/fake_learning.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

class LearningFolderTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path folder(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
    static std::vector<Label> labels(int n)
    {
        std::vector<Label> out(static_cast<std::size_t>(n));
        for (Label& label : out) {
            label.id = Id::random();
            label.phase = "P";
            label.stream = {"GE", "WLF", "", "HHZ"};
        }
        return out;
    }
private Q_SLOTS:
    void aRoundKeepsTheLabelsItBeganWith()
    {
        const auto first = labels(3);
        QVERIFY(roundLabels(folder("a/b"), first).value() == first);
        QVERIFY(roundLabels(folder("a/b"), labels(5)).value() == first);
        writeText(folder("a/b") / "labels.json", "[{");
        QVERIFY(!roundLabels(folder("a/b"), labels(5)));
    }
    void aRoundLeavesItsReportWithTheChecksumsOfBoth()
    {
        auto fake = std::make_shared<FakeLearning>();
        fake->steps = 2;
        fake->parent = folder("weights.safetensors");
        writeWeights(fake->parent);
        LearningInput input;
        input.folder = folder("round");
        input.weights = {fake->parent.string()};
        input.author = "ann";
        const auto report = runRound(fakeLearning(fake), input, {});
        QVERIFY2(report.has_value(), report ? "" : report.error().message.c_str());
        QCOMPARE(report->parent.id, sha256OfFile(fake->parent).value());
        QCOMPARE(report->adapted.id, sha256OfFile(input.folder / "adapter.safetensors").value());
        QCOMPARE(report->adapted.parent, report->parent.id);
        QCOMPARE(report->adapted.author, std::string("ann"));
        QCOMPARE(toJson(keptReport(input.folder).value()), toJson(*report));
    }
    void withoutAReportThereIsNone()
    {
        QCOMPARE(keptReport(folder("nowhere")).error().code, Error::Code::NotFound);
    }
    void aFolderThatCannotBeMadeIsSaid()
    {
        writeText(folder("file"), "x");
        const auto done = keepReport(folder("file") / "below", fakeReport(true));
        QVERIFY(!done);
        QVERIFY(done.error().message.find("report.json") != std::string::npos);
    }
};

QTEST_MAIN(LearningFolderTest)
#include "learning_folder_test.moc"
