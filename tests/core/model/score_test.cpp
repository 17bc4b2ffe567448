#include "core/model/score.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

namespace {

const Time origin{};

Label at(const char* phase, double seconds)
{
    Label l;
    l.phase = phase;
    l.time = origin + fromSeconds(seconds);
    return l;
}

}  // namespace

class score_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withinPrecisionAndRecall()
    {
        Score score(false);
        score.addRecord({at("P", 10), at("P", 20), at("P", 30), at("S", 12)}, {at("P", 10.05), at("P", 20.15), at("P", 31.5), at("P", 50), at("S", 12.4)});
        const ScoreTable t = score.table();
        QCOMPARE(t.traces, std::size_t(1));
        QCOMPARE(t.p.labels, std::size_t(3));
        QCOMPARE(t.p.picks, std::size_t(4));
        QCOMPARE(t.p.extra, std::size_t(1));  // at 50; the one at 31.5 is near a label and wrong
        QCOMPARE(t.p.within[0], 1.0 / 3);
        QCOMPARE(t.p.within[1], 2.0 / 3);
        QCOMPARE(*t.p.precision[1], 2.0 / 3);
        QCOMPARE(*t.p.recall[1], 2.0 / 3);
        QCOMPARE(*t.p.f1[1], 2.0 / 3);
        QVERIFY(std::abs(*t.p.residualMedianSeconds - 0.1) < 1e-9);
        QVERIFY(std::abs(*t.p.residualMadSeconds - 0.05) < 1e-9);
        QCOMPARE(t.s.within[1], 0.0);
        QCOMPARE(t.s.within[2], 1.0);
    }

    void inExhaustiveSetsExtraPicksAreFalse()
    {
        Score score(true);
        score.addRecord({at("P", 10)}, {at("P", 10), at("P", 50), at("P", 60), at("P", 70)});
        QCOMPARE(*score.table().p.precision[0], 0.25);
        Score open(false);
        open.addRecord({at("P", 10)}, {at("P", 10), at("P", 50), at("P", 60), at("P", 70)});
        QCOMPARE(*open.table().p.precision[0], 1.0);
    }

    void recordsMayBeKnownBetterThanOthers()
    {
        Score score(false);
        score.addRecord({at("P", 10)}, {at("P", 10), at("P", 50)}, {}, {true, {}});
        score.addRecord({at("P", 10)}, {at("P", 10), at("P", 50), at("P", 60)}, {}, {false, {{origin + fromSeconds(55), origin + fromSeconds(65)}}});
        QCOMPARE(score.table().p.extra, std::size_t{3});
        QCOMPARE(*score.table().p.precision[0], 0.5);  // one pick in four may be right
    }
    void scoresAddUp()
    {
        Score whole(false), first(false), second(false);
        const std::vector<Label> truth{at("P", 10), at("S", 14)}, near{at("P", 10.05), at("S", 14.3)}, far{at("P", 10.3), at("P", 40)};
        whole.addRecord(truth, near);
        whole.addRecord(truth, far);
        first.addRecord(truth, near);
        second.addRecord(truth, far);
        first.add(second);
        QCOMPARE(first.table().traces, std::size_t{2});
        QCOMPARE(*first.table().p.f1[0], *whole.table().p.f1[0]);
        QCOMPARE(*first.table().p.residualMedianSeconds, *whole.table().p.residualMedianSeconds);
        QCOMPARE(first.table().s.labels, whole.table().s.labels);
        QCOMPARE(first.table().p.extra, std::size_t{1});
    }

    void onePickServesOneLabelForRecall()
    {
        Score score(true);
        score.addRecord({at("P", 10), at("P", 10.3)}, {at("P", 10.1)});
        const ScoreTable t = score.table();
        QCOMPARE(t.p.within[2], 1.0);   // both have a pick that near
        QCOMPARE(*t.p.recall[2], 0.5);  // but there is only one
        QCOMPARE(*t.p.precision[2], 1.0);
    }

    void phasesByTheirFirstLetter()
    {
        Label rejected = at("P", 10), noise = at("noise", 10), span = at("S", 10);
        rejected.review = Review::Rejected;
        span.end = span.time + fromSeconds(5);
        Score score(true);
        score.addRecord({at("Pg", 10), at("Sn", 20), rejected, noise, span}, {at("P", 10), at("S", 20)});
        QCOMPARE(score.table().p.labels, std::size_t(1));
        QCOMPARE(score.table().s.labels, std::size_t(1));
        QCOMPARE(*score.table().s.f1[0], 1.0);
    }

    /// Two of three picks with uncertainties reach their label, one only on its other side; too far away counts for nothing.
    void intervalsHoldOrMiss()
    {
        const auto wide = [](double seconds, double lower, double upper) {
            Label l = at("P", seconds);
            l.lowerUncertaintySeconds = lower;
            l.upperUncertaintySeconds = upper;
            return l;
        };
        Score score(false);
        score.addRecord({at("P", 10), at("P", 20), at("P", 30), at("P", 40), at("P", 50)},
                        {wide(10.1, 0.12, 0.02), wide(19.9, 0.02, 0.1), wide(30.1, 0.04, 0.2), at("P", 40.1), wide(50.7, 1.0, 1.0)});
        const PhaseScore p = score.table().p;
        QCOMPARE(p.withInterval, std::size_t(3));
        QCOMPARE(*p.coverage, 2.0 / 3);
        QVERIFY(std::abs(*p.intervalMedianSeconds - 0.07) < 1e-9);
        QVERIFY(!score.table().s.coverage);
    }

    void nothingIsNotZero()
    {
        const ScoreTable t = Score(true).table();
        QVERIFY(!t.p.precision[0] && !t.p.recall[0] && !t.p.f1[0] && !t.p.residualMedianSeconds && !t.magnitude.meanAbsolute && !t.polarity.accuracy);
        Score none(true);
        none.addRecord({at("P", 1)}, {});
        QVERIFY(!none.table().p.precision[0]);
        QCOMPARE(*none.table().p.recall[0], 0.0);
    }

    void polarityOfTheNearestPick()
    {
        const auto polar = [](double t, Polarity p) {
            Label l = at("P", t);
            l.polarity = p;
            return l;
        };
        Score score(false);
        score.addRecord({polar(10, Polarity::Positive), polar(20, Polarity::Negative), polar(30, Polarity::Positive), polar(40, Polarity::Positive), polar(50, Polarity::Unset)},
                        {polar(10.1, Polarity::Positive), polar(20.1, Polarity::Positive), polar(30.1, Polarity::Undecidable), polar(45, Polarity::Positive), polar(50, Polarity::Positive)});
        const PolarityScore p = score.table().polarity;
        QCOMPARE(p.labels, std::size_t(4));
        QCOMPARE(p.decided, std::size_t(2));
        QCOMPARE(*p.accuracy, 0.5);
    }

    /// Ten labels, nine with a leaning: eight are asked for, and the one that is wrong among them counts.
    void accuracyAtFourFifthsSortsByConfidence()
    {
        Score score(false);
        const auto said = [](double up, double confidence) {
            SourceEstimate e;
            e.probabilityUp = up;
            e.polarityConfidence = confidence;
            return e;
        };
        for (int i = 0; i < 7; ++i) score.addPolarity(Polarity::Negative, Polarity::Negative, said(0.1, 0.9));
        QVERIFY(!Score(false).table().polarity.accuracyAtFourFifths);
        score.addPolarity(Polarity::Positive, Polarity::Undecidable, said(0.4, 0.5));  // leans the wrong way
        score.addPolarity(Polarity::Positive, Polarity::Undecidable, said(0.2, 0.3));  // too, but is not among the surest
        score.addPolarity(Polarity::Positive, Polarity::Unset);
        QCOMPARE(*score.table().polarity.accuracyAtFourFifths, 7.0 / 8);
        QCOMPARE(*score.table().polarity.accuracy, 1.0);
        score.addPolarity(Polarity::Positive, Polarity::Unset);
        score.addPolarity(Polarity::Positive, Polarity::Unset);
        QVERIFY(!score.table().polarity.accuracyAtFourFifths);  // 10 of 12 are asked for, 9 were given
    }

    void sigmasAreCalibratedWhereTheyAreGiven()
    {
        Score score(false);
        SourceEstimate truth, said;
        truth.magnitude = Estimate{2.0, {}};
        for (const auto& [value, sigma] : std::vector<std::pair<double, std::optional<double>>>{{2.1, 0.2}, {1.7, 0.2}, {3.0, 0.2}, {9.0, std::nullopt}}) {
            said.magnitude = Estimate{value, sigma};
            score.addEstimate(truth, said);
        }
        const ErrorScore e = score.table().magnitude;
        QCOMPARE(e.n, std::size_t(4));
        QCOMPARE(e.withSigma, std::size_t(3));
        QCOMPARE(*e.withinOneSigma, 1.0 / 3);
        QCOMPARE(*e.withinTwoSigma, 2.0 / 3);
        QVERIFY(!Score(false).table().magnitude.withinOneSigma);
    }

    void distancesAreNearWithinFiveKilometresOrATenth()
    {
        Score score(false);
        SourceEstimate truth, said;
        for (const auto& [t, s] : std::vector<std::pair<double, double>>{{10, 14.9}, {10, 15.1}, {100, 109}, {100, 89}}) {
            truth.distanceKm = Estimate{t, {}};
            said.distanceKm = Estimate{s, {}};
            score.addEstimate(truth, said);
        }
        QCOMPARE(*score.table().distanceNear, 0.5);
    }

    void clearOnsetsAreCountedApart()
    {
        Score score(false);
        SourceEstimate truth, said;
        truth.backAzimuthDeg = Estimate{100, {}};
        for (const auto& [value, snr] : std::vector<std::pair<double, std::optional<double>>>{{110, 20.0}, {190, 9.9}, {101, std::nullopt}, {104, 10.0}}) {
            said.backAzimuthDeg = Estimate{value, {}};
            score.addEstimate(truth, said, snr);
        }
        QCOMPARE(score.table().backAzimuthDeg.n, std::size_t(4));
        QCOMPARE(score.table().clearBackAzimuthDeg.n, std::size_t(2));
        QCOMPARE(*score.table().clearBackAzimuthDeg.medianAbsolute, 7.0);
    }

    void errorsOfEstimates()
    {
        Score score(false);
        SourceEstimate truth, said;
        for (const auto& [t, s] : std::vector<std::pair<double, double>>{{350, 10}, {10, 350}, {90, 91}, {0, 180}}) {
            truth.backAzimuthDeg = Estimate{t, {}};
            said.backAzimuthDeg = Estimate{s, {}};
            score.addEstimate(truth, said);
        }
        QCOMPARE(*score.table().backAzimuthDeg.medianAbsolute, 20.0);
        QCOMPARE(*score.table().backAzimuthDeg.meanAbsolute, 221.0 / 4);
        QCOMPARE(score.table().magnitude.n, std::size_t(0));
        Label label = at("P", 10), pick = at("P", 10.2), far = at("P", 90);
        label.source.magnitude = Estimate{3.0, {}};
        pick.source.magnitude = Estimate{2.5, {}};
        far.source.magnitude = Estimate{9.0, {}};
        score.addRecord({label}, {pick, far});
        QCOMPARE(score.table().magnitude.n, std::size_t(1));
        QCOMPARE(*score.table().magnitude.bias, -0.5);
        QCOMPARE(*score.table().magnitude.meanAbsolute, 0.5);
    }
};

QTEST_APPLESS_MAIN(score_test)
#include "score_test.moc"
