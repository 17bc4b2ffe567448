#include "core/signal/response.h"
#include "tests/core/signal/responses.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {
Response seismometer()
{
    Response r;
    r.sensitivity = 1e9;
    r.sensitivityFrequencyHz = 1.0;
    r.inputUnits = "M/S";
    ResponseStage paz;
    paz.filter = PolesZeros{PolesZeros::Kind::LaplaceRadians, 1.0, 1.0, {0.0, 0.0}, {{-3.0, 3.0}, {-3.0, -3.0}}};
    paz.gain = 1000.0;
    paz.gainFrequencyHz = 1.0;
    ResponseStage digitiser;
    digitiser.gain = 1e6;
    r.stages = {paz, digitiser};
    return r;
}
Error::Code codeOf(const Response& r) { return responseAt(r, std::vector<double>{1.0}, GroundMotion::Velocity).error().code; }
}  // namespace

class ResponseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesEvalresp_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [name, unused] : responseCases()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void matchesEvalresp()
    {
        QFETCH(QString, name);
        const auto cases = responseCases();
        QVERIFY(cases.size() >= 5);
        const ResponseCase& one = cases.at(name.toStdString());
        for (const auto& [output, motion] : {std::pair{"DISP", GroundMotion::Displacement}, {"VEL", GroundMotion::Velocity}, {"ACC", GroundMotion::Acceleration}}) {
            const auto& v = one.expected.at(output);
            std::vector<double> frequencies;
            for (std::size_t i = 0; i < v.size(); i += 3) frequencies.push_back(v[i]);
            const auto result = responseAt(one.response, frequencies, motion);
            QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
            double worst = 0.0, largest = 0.0;
            for (std::size_t i = 0; i < frequencies.size(); ++i) {
                worst = std::max(worst, std::abs((*result)[i] - std::complex<double>(v[3 * i + 1], v[3 * i + 2])));
                largest = std::max(largest, std::hypot(v[3 * i + 1], v[3 * i + 2]));
            }
            VERIFY_WITHIN(worst / largest, 1e-6);
        }
    }
    void gainIsReachedAtItsFrequency()
    {
        const auto h = responseAt(seismometer(), std::vector<double>{1.0, 30.0}, GroundMotion::Velocity).value();
        QVERIFY(std::abs(h[0]) > 0.9e9 && std::abs(h[1]) > 0.9e9);
        // 1 m/s at f is 2 pi f times more displacement per metre.
        const auto d = responseAt(seismometer(), std::vector<double>{1.0}, GroundMotion::Displacement).value();
        QVERIFY(std::abs(d[0] / h[0] - std::complex<double>(0.0, 2 * std::numbers::pi)) < 1e-9);
    }
    void unitsAreConverted()
    {
        const std::vector<double> f{2.0};
        auto r = seismometer();
        const auto metres = std::abs(responseAt(r, f, GroundMotion::Velocity).value()[0]);
        for (const auto& [text, factor] : {std::pair{"nm/s", 1e9}, {"MM/SEC", 1e3}, {"cm/s", 1e2}, {"m/s", 1.0}, {" M / S ", 1.0}}) {
            r.inputUnits = text;
            QVERIFY2(std::abs(std::abs(responseAt(r, f, GroundMotion::Velocity).value()[0]) / metres / factor - 1.0) < 1e-12, text);
        }
        for (const char* text : {"M/S**2", "m/s/s", "M/(SEC**2)", "m/s^2"}) {
            r.inputUnits = text;
            QVERIFY2(std::abs(std::abs(responseAt(r, f, GroundMotion::Acceleration).value()[0]) / metres - 1.0) < 1e-12, text);
        }
        r.inputUnits = "PA";
        QCOMPARE(codeOf(r), Error::Code::Unsupported);
    }
    void onlyASensitivityIsFlat()
    {
        Response r;
        r.sensitivity = 5e8;
        r.inputUnits = "M/S";
        const auto flat = responseAt(r, std::vector<double>{0.01, 1.0, 40.0}, GroundMotion::Velocity).value();
        for (const auto& h : flat) QVERIFY(std::abs(h - 5e8) < 1.0);
        r.sensitivity.reset();
        QCOMPARE(codeOf(r), Error::Code::Malformed);
    }
    void whatCannotBeEvaluatedIsRefused()
    {
        auto r = seismometer();
        r.polynomial = true;
        QCOMPARE(codeOf(r), Error::Code::Unsupported);
        r = seismometer();
        r.stages[0].filter = Polynomial{{0.0, 1.0}};
        QCOMPARE(codeOf(r), Error::Code::Unsupported);
        r = seismometer();
        r.stages[1].filter = Coefficients{Coefficients::Kind::AnalogRadians, {1.0, 2.0}, {1.0, 3.0}};
        QCOMPARE(codeOf(r), Error::Code::Unsupported);
        r = seismometer();
        r.stages[1].filter = Fir{{0.25, 0.5, 0.25}};  // nowhere a sample rate
        QCOMPARE(codeOf(r), Error::Code::Malformed);
        r.stages[1].inputSampleRateHz = 200.0;
        QVERIFY(responseAt(r, std::vector<double>{1.0}, GroundMotion::Velocity).has_value());
        r.stages[1].gain = 0.0;
        QCOMPARE(codeOf(r), Error::Code::Malformed);
        r = seismometer();
        r.stages[1].filter = ResponseList{{{1.0, 1.0, 0.0}, {1.0, 2.0, 0.0}}};
        QCOMPARE(codeOf(r), Error::Code::Malformed);
    }
    void missingRatesComeFromNeighbours()
    {
        auto r = seismometer();
        ResponseStage fir;
        fir.filter = Fir{{0.2, 0.5, 0.2, 0.1}};
        fir.gain = 1.0;
        r.stages.push_back(fir);
        r.stages[1].inputSampleRateHz = 400.0;
        r.stages[1].decimationFactor = 4;
        const auto derived = responseAt(r, std::vector<double>{7.0}, GroundMotion::Velocity).value()[0];
        r.stages[2].inputSampleRateHz = 100.0;
        QVERIFY(std::abs(derived - responseAt(r, std::vector<double>{7.0}, GroundMotion::Velocity).value()[0]) < 1e-3);
    }
};

QTEST_APPLESS_MAIN(ResponseTest)
#include "response_test.moc"
