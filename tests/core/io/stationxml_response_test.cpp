#include "core/io/stationxml_response.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

class StationXmlResponseTest : public QObject {
    Q_OBJECT
private:
    std::vector<std::string> m_complaints;
    std::shared_ptr<const Response> read(const std::string& text)
    {
        pugi::xml_document document;
        if (!document.load_string(("<Response>" + text + "</Response>").c_str())) qFatal("bad test");
        m_complaints.clear();
        return readResponse(document.document_element(), [this](const std::string& c) { m_complaints.push_back(c); });
    }
    static std::string gain(double value, double frequency = 1.0)
    {
        return "<StageGain><Value>" + std::to_string(value) + "</Value><Frequency>" + std::to_string(frequency) + "</Frequency></StageGain>";
    }
    static std::string sensitivity(double value, double frequency = 1.0)
    {
        return "<InstrumentSensitivity><Value>" + std::to_string(value) + "</Value><Frequency>" + std::to_string(frequency) +
               "</Frequency><InputUnits><Name>M/S</Name></InputUnits><OutputUnits><Name>COUNTS</Name></OutputUnits></InstrumentSensitivity>";
    }

private Q_SLOTS:
    void symmetricFilterAreExpanded_data()
    {
        QTest::addColumn<QString>("symmetry");
        QTest::addColumn<QList<double>>("all");
        QTest::newRow("none") << QStringLiteral("NONE") << QList<double>{1, 2, 3};
        QTest::newRow("odd") << QStringLiteral("ODD") << QList<double>{1, 2, 3, 2, 1};
        QTest::newRow("even") << QStringLiteral("EVEN") << QList<double>{1, 2, 3, 3, 2, 1};
    }
    void symmetricFilterAreExpanded()
    {
        QFETCH(QString, symmetry);
        QFETCH(QList<double>, all);
        const auto response = read("<Stage number=\"1\"><FIR><Symmetry>" + symmetry.toStdString() +
                                   "</Symmetry><NumeratorCoefficient i=\"1\">1</NumeratorCoefficient><NumeratorCoefficient>2</NumeratorCoefficient>"
                                   "<NumeratorCoefficient>3</NumeratorCoefficient></FIR></Stage>");
        const auto& c = std::get<Fir>(response->stages.at(0).filter).coefficients;
        QCOMPARE(QList<double>(c.begin(), c.end()), all);
    }
    void sensitivityIsCheckedAgainstTheStages()
    {
        read(sensitivity(600) + "<Stage number=\"1\">" + gain(200) + "</Stage><Stage number=\"2\">" + gain(3) + "</Stage>");
        QVERIFY(m_complaints.empty());
        read(sensitivity(700) + "<Stage number=\"1\">" + gain(200) + "</Stage><Stage number=\"2\">" + gain(3) + "</Stage>");
        QCOMPARE(m_complaints.size(), std::size_t(1));
        QVERIFY(m_complaints[0].find("700") != std::string::npos && m_complaints[0].find("600") != std::string::npos);
    }
    void gainsAtAnotherFrequencyAreCarriedOver()
    {
        // One pole at -1 rad/s: |H| falls from 1 at 0 Hz to 1 / sqrt(1 + w^2).
        const std::string pole = "<PolesZeros><PzTransferFunctionType>LAPLACE (RADIANS/SECOND)</PzTransferFunctionType><NormalizationFactor>1</NormalizationFactor>"
                                 "<NormalizationFrequency>0</NormalizationFrequency><Pole number=\"0\"><Real>-1</Real><Imaginary>0</Imaginary></Pole></PolesZeros>";
        const double w = 2.0 * 3.14159265358979;
        const auto response = read(sensitivity(100.0 / std::sqrt(1.0 + w * w)) + "<Stage number=\"1\">" + pole + gain(100, 0.0) + "</Stage>");
        QVERIFY2(m_complaints.empty(), m_complaints.empty() ? "" : m_complaints[0].c_str());
        QVERIFY(std::abs(*sensitivityFromStages(*response) - 100.0 / std::sqrt(1.0 + w * w)) < 1e-6);
    }
    void stagesAreSortedAndPolynomialsFlagged()
    {
        const auto response = read("<Stage number=\"2\">" + gain(2) + "</Stage><Stage number=\"1\"><Polynomial><Coefficient number=\"1\">1.5</Coefficient></Polynomial></Stage>");
        QVERIFY(response->polynomial);
        QCOMPARE(std::get<Polynomial>(response->stages[0].filter).coefficients, std::vector<double>{1.5});
        QCOMPARE(*response->stages[1].gain, 2.0);
        QVERIFY(!sensitivityFromStages(*response));
        QVERIFY(read("<InstrumentPolynomial><Coefficient>1</Coefficient></InstrumentPolynomial>")->polynomial);
    }
    void emptyResponsesAreUnknown() { QVERIFY(!read("")); }
    void badNumbersAreNamed()
    {
        const auto response = read("<Stage number=\"3\"><Coefficients><CfTransferFunctionType>DIGITAL</CfTransferFunctionType><Numerator>x</Numerator></Coefficients>"
                                   "<Decimation><InputSampleRate>100</InputSampleRate><Factor>-5</Factor></Decimation><StageGain/></Stage>");
        QCOMPARE(m_complaints.size(), std::size_t(3));
        for (const std::string& c : m_complaints) QVERIFY2(c.find("stage 3") != std::string::npos, c.c_str());
        QCOMPARE(response->stages[0].decimationFactor, 1);
    }
};

QTEST_APPLESS_MAIN(StationXmlResponseTest)
#include "stationxml_response_test.moc"
