#include "core/model/s_minus_p.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

Label onset(const std::string& phase, double seconds, std::optional<Estimate> distance = {})
{
    Label l;
    l.phase = phase;
    l.time = fromSeconds(seconds) + Time{};
    l.confidence = 0.8;
    l.source.distanceKm = distance;
    return l;
}

}  // namespace

class SMinusPTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// First P and S of iasp91 at 8 km depth, from ObsPy's TauP: kilometres and seconds between them.
    void agreesWithTauPWithinItsSigma_data()
    {
        QTest::addColumn<double>("km");
        QTest::addColumn<double>("seconds");
        for (const auto& [km, seconds] : {std::pair{10.0, 1.60}, {30.0, 3.89}, {60.0, 7.57}, {100.0, 12.55}, {150.0, 18.94}, {250.0, 28.81}, {400.0, 43.62}})
            QTest::addRow("%g km", km) << km << seconds;
    }
    void agreesWithTauPWithinItsSigma()
    {
        QFETCH(double, km);
        QFETCH(double, seconds);
        const Estimate said = distanceOfSMinusP(seconds);
        QVERIFY2(std::abs(said.value - km) < *said.sigma, qPrintable(QStringLiteral("%1 +- %2").arg(said.value).arg(*said.sigma)));
        QVERIFY(*said.sigma < 0.2 * km + 4.0);
    }
    void aPTakesTheSThatSuitsIt()
    {
        // Two earthquakes, the second P before the first S.
        std::vector<Label> labels{onset("P", 0.0, Estimate{90.0, 30.0}), onset("P", 9.0, Estimate{12.0, 5.0}), onset("S", 11.0), onset("S", 12.4)};
        joinSMinusP(labels);
        const Estimate far = distanceOfSMinusP(12.4), near = distanceOfSMinusP(2.0);
        QVERIFY(std::abs(labels[0].source.distanceKm->value - far.value) < 2.0);
        QVERIFY(std::abs(labels[1].source.distanceKm->value - near.value) < 2.0);
        QVERIFY(*labels[0].source.distanceKm->sigma < *far.sigma);
    }
    void theMeanIsWeightedByTheVariances()
    {
        const Estimate said{40.0, 4.0}, timed = distanceOfSMinusP(5.5);
        std::vector<Label> labels{onset("P", 0.0, said), onset("S", 5.5)};
        joinSMinusP(labels);
        const double a = 1.0 / 16.0, b = 1.0 / (*timed.sigma * *timed.sigma);
        QVERIFY(std::abs(labels[0].source.distanceKm->value - (a * 40.0 + b * timed.value) / (a + b)) < 1e-9);
        QVERIFY(std::abs(*labels[0].source.distanceKm->sigma - 1.0 / std::sqrt(a + b)) < 1e-9);
    }
    void whatDoesNotFitStays()
    {
        std::vector<Label> labels{onset("S", 0.0), onset("P", 1.0, Estimate{20.0, 2.0}), onset("S", 40.0), onset("P", 41.0), onset("S", 44.0)};
        const auto before = labels;
        joinSMinusP(labels);
        QCOMPARE(labels, before);
    }
};

QTEST_APPLESS_MAIN(SMinusPTest)
#include "s_minus_p_test.moc"
