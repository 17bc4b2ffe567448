#include "core/locate/travel/phase_curves.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class PhaseCurvesTest : public QObject {
    Q_OBJECT

    static const VelocityModel& crust()
    {
        static const VelocityModel model{"m", {{0, 6, 3.5, {}}, {30, 6, 3.5, {}}, {30, 8, 4.6, {}}}};
        return model;
    }

    struct Traced {
        double nearest = 1e9, farthest = 0.0;
        int segments = 0;
        bool slopesAgree = true;
    };
    static Traced traced(PhaseCurves& curves, Phase phase, std::size_t source)
    {
        Traced out;
        curves.trace(phase, source, [&](const CurvePoint& a, const CurvePoint& b) {
            ++out.segments;
            out.nearest = std::min({out.nearest, a.radians, b.radians});
            out.farthest = std::max({out.farthest, a.radians, b.radians});
            const double slope = (b.seconds - a.seconds) / (b.radians - a.radians);
            if (std::abs(b.radians - a.radians) > 1e-6 && (slope < std::min(a.p, b.p) - 0.01 || slope > std::max(a.p, b.p) + 0.01)) out.slopesAgree = false;
        });
        return out;
    }
private Q_SLOTS:
    void sourceDepthsHoldTheBoundaries()
    {
        const PhaseCurves curves(crust(), {0.0, 10.0, 100.0});
        QCOMPARE(curves.sourceKm(), (std::vector<double>{0.0, 10.0, 30.0, 100.0}));
    }
    // dt / dx = p, everywhere.
    void timeGrowsWithTheRayParameter()
    {
        PhaseCurves curves(crust(), {0.0, 10.0, 100.0});
        for (const Phase phase : {Phase::P, Phase::S, Phase::Pg, Phase::Pn, Phase::PmP, Phase::SmS})
            for (const std::size_t source : {0, 1}) {
                const Traced all = traced(curves, phase, source);
                QVERIFY2(all.segments > 10 && all.slopesAgree, name(phase));
            }
    }
    // The head wave begins where the reflection is critical: x = (2 h - z) tan(asin(v1 / v2)) over flat ground.
    void phasesBeginAndEndWhereTheyShould()
    {
        PhaseCurves curves(crust(), {0.0, 10.0, 100.0});
        const double critical = 50.0 * std::tan(std::asin(6.0 / 8.0));
        QVERIFY(std::abs(traced(curves, Phase::Pn, 1).nearest * 6371.0 - critical) < 0.5);
        QVERIFY(traced(curves, Phase::Pg, 1).nearest < 1e-9);
        QCOMPARE(traced(curves, Phase::PmP, 1).nearest, 0.0);
        QCOMPARE(traced(curves, Phase::Pg, 3).segments, 0);   // below the crust
        QCOMPARE(traced(curves, Phase::PmP, 2).segments, 0);  // on the Moho
        QCOMPARE(traced(curves, Phase::PcP, 0).segments, 0);  // no core
        QCOMPARE(traced(curves, Phase::Pb, 0).segments, 0);   // no Conrad
    }
};

QTEST_APPLESS_MAIN(PhaseCurvesTest)
#include "phase_curves_test.moc"
