#include "core/io/quakeml_links.h"

#include <QTest>

using namespace seisdesk;

class QuakeMlLinksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void preferredOnesAreLeftOutAndOthersAreNot()
    {
        const std::string text = "<quakeml><eventParameters><event publicID='smi:local/e'><preferredOriginID>smi:local/x</preferredOriginID>"
                                 "<magnitude publicID='smi:local/m'><originID>smi:local/y</originID></magnitude></event></eventParameters></quakeml>";
        pugi::xml_document document;
        QVERIFY(document.load_buffer(text.data(), text.size()));
        std::vector<LintFinding> findings;
        quakeml::Linter linter(text, true, findings);
        quakeml::checkLinks(document.document_element(), linter);
        quakeml::checkSense(document.document_element(), linter);
        linter.removeDoomed();
        QCOMPARE(findings.size(), std::size_t{2});
        QVERIFY(findings[0].repaired && !findings[1].repaired);
        const auto event = document.document_element().first_child().first_child();
        QVERIFY(!event.child("preferredOriginID") && event.child("magnitude").child("originID"));
    }
};

QTEST_APPLESS_MAIN(QuakeMlLinksTest)
#include "quakeml_links_test.moc"
