#include "core/signal/response_curve.h"
#include "tests/core/signal/responses.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class ResponseCurveTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Every kind of stage in the golden responses: the curve is responseAt() to 1e-6 of the value, at a fraction of the evaluations.
    void isTheResponse()
    {
        int curves = 0;
        for (const auto& [name, one] : test::responseCases()) {
            const auto curve = ResponseCurve::of(one.response, 1e-4, 40.0, GroundMotion::Velocity);
            if (!curve) continue;
            ++curves;
            std::vector<double> hz{0.0};
            for (int i = 1; i < 40000; ++i) hz.push_back(1e-3 * i);
            const auto exact = responseAt(one.response, hz, GroundMotion::Velocity).value();
            double largest = 0.0;
            for (const auto& value : exact) largest = std::max(largest, std::abs(value));
            ResponseCurve::Reader reader(*curve);
            double worst = 0.0;
            for (std::size_t i = 0; i < hz.size(); ++i) worst = std::max(worst, std::abs(reader.at(hz[i]) - exact[i]) / (std::abs(exact[i]) + 1e-6 * largest));
            qInfo("%s: %zu pieces, within %.1e", name.c_str(), curve->pieces(), worst);
            QVERIFY2(worst < (name.find("list") == std::string::npos ? 1e-6 : 1e-4), name.c_str());
            QVERIFY(curve->pieces() * 17 < hz.size());
        }
        QVERIFY(curves >= 3);
    }
    void refusesWhatHasNone()
    {
        Response r;
        r.sensitivity = 1.0;
        r.inputUnits = "M/S";
        QVERIFY(ResponseCurve::of(r, 0.01, 50.0, GroundMotion::Velocity).has_value());
        QVERIFY(!ResponseCurve::of(r, 0.0, 50.0, GroundMotion::Velocity) && !ResponseCurve::of(r, 60.0, 50.0, GroundMotion::Velocity));
        r.polynomial = true;
        QCOMPARE(ResponseCurve::of(r, 0.01, 50.0, GroundMotion::Velocity).error().code, Error::Code::Unsupported);
    }
};

QTEST_APPLESS_MAIN(ResponseCurveTest)
#include "response_curve_test.moc"
