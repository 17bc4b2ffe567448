#include "core/io/label_csv.h"
#include "tests/core/catalog/example_label.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class LabelCsvWriteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFieldComesBack()
    {
        const test::Folder folder;
        Label full = test::exampleLabel(), bare, span = test::exampleLabel("noise");
        full.replaces = Id::random();
        full.comment = "a \"b\", c;\r\nd ";
        bare.id = Id::random();
        bare.stream = {"", "A", "", ""};
        span.end = span.time + std::chrono::seconds(9);
        const std::vector<Label> labels = {full, bare, span};
        QVERIFY(writeLabelCsv(folder.path("a.csv"), labels));
        std::vector<ReadIssue> issues;
        const auto back = readLabelCsv(folder.path("a.csv"), issues);
        QVERIFY(back && issues.empty());
        QCOMPARE(back->size(), labels.size());
        for (std::size_t i = 0; i < labels.size(); ++i) QVERIFY2((*back)[i] == labels[i], labels[i].phase.c_str());
    }
    void noLabelsIsAHeaderOnly()
    {
        const test::Folder folder;
        QVERIFY(writeLabelCsv(folder.path("a.csv"), {}));
        std::vector<ReadIssue> issues;
        const auto back = readLabelCsv(folder.path("a.csv"), issues);
        QVERIFY(back && back->empty());
    }
};

QTEST_APPLESS_MAIN(LabelCsvWriteTest)
#include "label_csv_write_test.moc"
