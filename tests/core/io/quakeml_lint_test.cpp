#include "core/io/quakeml.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class QuakeMlLintTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;
    std::string lint(const std::string& event)
    {
        std::string all;
        for (const std::string& finding : lintQuakeMl(m_folder.write("a.xml", R"(<q:quakeml xmlns="http://quakeml.org/xmlns/bed/1.2" xmlns:q="http://quakeml.org/xmlns/quakeml/1.2" xmlns:x="http://x.example">)"
            R"(<eventParameters publicID="smi:local/c"><description>text</description><event publicID="smi:local/e">)" + event + "</event></eventParameters></q:quakeml>")))
            all += finding + '\n';
        return all;
    }

private Q_SLOTS:
    void whatTheSchemaCannotSeeIsFound_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char* name, const char* event, const char* finding) { QTest::newRow(name) << QString::fromUtf8(event) << QString::fromUtf8(finding); };
        row("no time", "<pick publicID='smi:local/p'><waveformID networkCode='A' stationCode='B'/></pick>", "<pick> of smi:local/p has no <time>");
        row("no value", "<pick publicID='smi:local/p'><time/><waveformID networkCode='A' stationCode='B'/></pick>", "has no <value>");
        row("no network", "<pick publicID='smi:local/p'><time><value>1</value></time><waveformID stationCode='B'/></pick>", "has no networkCode");
        row("no phase", "<origin publicID='smi:local/o'><arrival publicID='smi:local/a'><pickID>smi:local/e</pickID></arrival></origin>", "has no <phase>");
        row("symbols in an id", "<type/><comment id='smi:local/a&gt;&gt;b'><text>t</text></comment>", "illegal comment id");
        row("filter text", "<pick publicID='smi:local/p'><filterID>BP 1-20</filterID></pick>", "illegal reference 'BP 1-20'");
        row("id twice", "<magnitude publicID='smi:local/e'><mag><value>1</value></mag></magnitude>", "used before");
        row("dangling", "<preferredOriginID>smi:local/none</preferredOriginID>", "not in the file");
        row("foreign first", "<x:y/><type>earthquake</type>", "foreign elements come last");
        row("both uncertainties", "<magnitude publicID='smi:local/m'><mag><value>1</value><uncertainty>1</uncertainty><lowerUncertainty>1</lowerUncertainty></mag></magnitude>", "one-sided");
    }
    void whatTheSchemaCannotSeeIsFound()
    {
        QFETCH(QString, event);
        QFETCH(QString, finding);
        const std::string found = lint(event.toStdString());
        QVERIFY2(found.find(finding.toStdString()) != std::string::npos, found.c_str());
    }
    void aGoodFileHasNoFindings() { QCOMPARE(lint("<type>earthquake</type><x:y/>"), std::string()); }
    void filesThatCannotBeReadAreAFinding()
    {
        QCOMPARE(lintQuakeMl(m_folder.path("none")).size(), std::size_t(1));
        QVERIFY(!lintQuakeMl(m_folder.write("b.xml", "<a/>")).empty());
        QVERIFY(!lintQuakeMl(m_folder.write("c.xml", "<q:quakeml><eventParameters publicID='smi:local/c'>")).empty());
    }
};

QTEST_APPLESS_MAIN(QuakeMlLintTest)
#include "quakeml_lint_test.moc"
