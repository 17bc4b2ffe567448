#include "core/model/one_instant.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace seisdesk;

namespace {

Label onset(const char* phase, double seconds, double confidence)
{
    Label out;
    out.id = Id::random();
    out.phase = phase;
    out.time = Time{} + fromSeconds(seconds);
    out.confidence = confidence;
    return out;
}

QString shown(const std::vector<Label>& labels)
{
    QStringList out;
    for (const Label& l : labels) out << QString::fromStdString(l.phase) + QString::number(toSeconds(l.time - Time{}));
    return out.join(QLatin1Char(' '));
}

}  // namespace

class OneInstantTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLikelierStays()
    {
        std::vector<Label> labels{onset("P", 10.0, 0.25), onset("S", 10.1, 0.8), onset("P", 20.0, 0.9), onset("S", 20.3, 0.4), onset("P", 30.0, 0.9), onset("S", 30.31, 0.4)};
        const auto left = takeUnlikelier(labels);
        QCOMPARE(shown(labels), QStringLiteral("S10.1 P20 P30 S30.31"));
        QCOMPARE(shown(left), QStringLiteral("P10 S20.3"));
    }
    void ofEqualsThePStays()
    {
        std::vector<Label> labels{onset("S", 1.0, 0.5), onset("P", 1.1, 0.5)};
        takeUnlikelier(labels);
        QCOMPARE(shown(labels), QStringLiteral("P1.1"));
    }
    /// A chain: the P in the middle loses to the S before it, and then the S behind it has nobody to lose to.
    void whatLeftTakesNothingAway()
    {
        std::vector<Label> labels{onset("S", 1.0, 0.9), onset("P", 1.2, 0.6), onset("S", 1.4, 0.5)};
        takeUnlikelier(labels);
        QCOMPARE(shown(labels), QStringLiteral("S1 S1.4"));
    }
    void onePhaseAndSpansStay()
    {
        std::vector<Label> labels{onset("P", 1.0, 0.9), onset("P", 1.1, 0.3), onset("noise", 1.1, 0.2)};
        QVERIFY(takeUnlikelier(labels).empty());
        std::vector<Label> both{onset("P", 1.0, 0.9), onset("S", 1.0, 0.3)};
        QVERIFY(takeUnlikelier(both, 0.0).empty());
        QCOMPARE(both.size(), std::size_t{2});
    }
    /// Whatever comes: none is lost, none of what stays contradicts another, and each that left had a surer one beside it.
    void holdsForAnyPicks()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> uniform;
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<Label> labels;
            for (double t = 0.0; t < 20.0; t += 0.4 * uniform(random)) labels.push_back(onset(uniform(random) < 0.5 ? "P" : "S", t, uniform(random)));
            const std::size_t all = labels.size();
            const auto left = takeUnlikelier(labels);
            QCOMPARE(labels.size() + left.size(), all);
            QVERIFY(std::is_sorted(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.time < b.time; }));
            const auto beside = [](const Label& a, const Label& b) { return a.phase != b.phase && std::abs(toSeconds(a.time - b.time)) <= oneInstantSeconds + 1e-9; };
            for (std::size_t i = 0; i + 1 < labels.size(); ++i) QVERIFY(!beside(labels[i], labels[i + 1]));
            for (const Label& l : left)
                QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const Label& k) { return beside(k, l) && *k.confidence >= *l.confidence; }));
        }
    }
};

QTEST_APPLESS_MAIN(OneInstantTest)
#include "one_instant_test.moc"
