#include "core/locate/size/body_magnitude.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class BodyMagnitudeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Values of the published table, also at distances and depths between the stored ones.
    void tableOfGutenbergAndRichter()
    {
        const double published[][3] = {{20, 0, 6.1}, {30, 0, 6.6}, {60, 0, 6.8}, {90, 0, 7.0}, {100, 0, 7.4}, {45, 0, 6.7}, {60, 100, 6.8}, {40, 150, 6.5}, {70, 350, 6.4}, {90, 700, 6.5}};
        for (const auto& [degrees, depth, q] : published) QVERIFY2(std::abs(*gutenbergRichterQ(degrees, depth) - q) <= 0.11, qPrintable(QStringLiteral("%1 %2: %3").arg(degrees).arg(depth).arg(*gutenbergRichterQ(degrees, depth))));
    }
    void onlyWhereItIsMeant()
    {
        QVERIFY(!gutenbergRichterQ(19.9, 10.0) && !gutenbergRichterQ(100.1, 10.0) && !gutenbergRichterQ(50.0, 701.0));
        QVERIFY(!bodyWaveMagnitude(0.0, 1.0, 50.0, 10.0) && !bodyWaveMagnitude(1e-7, 0.0, 50.0, 10.0));
    }
    // A micrometre at one second is Q itself; half the period is 0.3 more.
    void amplitudeOverPeriod()
    {
        const double q = *gutenbergRichterQ(64.0, 0.0);
        QVERIFY(std::abs(*bodyWaveMagnitude(1e-6, 1.0, 64.0, 0.0) - q) < 1e-12);
        QVERIFY(std::abs(*bodyWaveMagnitude(1e-6, 0.5, 64.0, 0.0) - q - std::log10(2.0)) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(BodyMagnitudeTest)
#include "body_magnitude_test.moc"
