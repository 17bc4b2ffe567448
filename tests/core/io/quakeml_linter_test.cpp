#include "core/io/quakeml_linter.h"

#include <QTest>

using namespace seisdesk;

class QuakeMlLinterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linesAndPlacesAreNamed()
    {
        const std::string text = "<quakeml>\n<eventParameters publicID='smi:local/c'>\n<event publicID='smi:local/e'>\n\n<pick publicID='smi:local/p'><time/></pick></event></eventParameters></quakeml>";
        pugi::xml_document document;
        QVERIFY(document.load_buffer(text.data(), text.size()));
        std::vector<LintFinding> findings;
        quakeml::Linter linter(text, false, findings);
        linter.walk(document.document_element());
        QCOMPARE(findings.size(), std::size_t{2});
        QVERIFY(findings[0].line == 5 && findings[0].object == "<pick> of smi:local/p" && findings[0].what == "has no <waveformID>");
        QVERIFY(findings[1].line == 5 && findings[1].object == "<time> of smi:local/p" && findings[1].what == "has no <value>");
        bool repaired = false;
        linter.fix(document.document_element(), "w", "r", [&] { repaired = true; });
        QVERIFY(!repaired && !findings.back().repaired);
    }
    void treesAreWalkedInOrder()
    {
        pugi::xml_document document;
        QVERIFY(document.load_string("<a><b><c/></b><d/></a>"));
        std::string order;
        for (auto node = document.first_child(); node; node = quakeml::following(node, document.first_child())) order += node.name();
        QCOMPARE(order, std::string("abcd"));
    }
};

QTEST_APPLESS_MAIN(QuakeMlLinterTest)
#include "quakeml_linter_test.moc"
