#include "core/locate/size/magnitude_corrections.h"

#include <QTest>

using namespace seisdesk;

class MagnitudeCorrectionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linesBecomeCorrections()
    {
        const auto found = magnitudeCorrectionsFrom("station,type,correction\n# measured 2024\nCI.CCC,ML,0.12\r\n\n CI.SLA , Mw , -0.3 # soft\nPB.B916,ML,+1\n").value();
        QCOMPARE(found.size(), std::size_t{3});
        QCOMPARE(found.at({"CI.CCC", "ML"}), 0.12);
        QCOMPARE(found.at({"CI.SLA", "Mw"}), -0.3);
        QCOMPARE(found.at({"PB.B916", "ML"}), 1.0);
        QVERIFY(magnitudeCorrectionsFrom("")->empty());
    }
    void brokenLinesAreNamed()
    {
        for (const char* text : {"CI.CCC,ML,0.1\nCI.SLA,ML", "CI.CCC,ML,0.1\nCCC,ML,0.1", "CI.CCC,ML,0.1\nCI.SLA,ML,0.1x", "CI.CCC,ML,0.1\nCI.SLA,ML,nan"}) {
            const auto found = magnitudeCorrectionsFrom(text);
            QVERIFY(!found && found.error().code == Error::Code::Malformed && found.error().message.find("Line 2") == 0);
        }
        QCOMPARE(readMagnitudeCorrections("nowhere/corrections.csv").error().code, Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(MagnitudeCorrectionsTest)
#include "magnitude_corrections_test.moc"
