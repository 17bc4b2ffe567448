#include "core/locate/mechanism/polarity_chance.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace seisdesk;

class PolarityChanceTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{2};

    std::vector<FirstMotion> motions(const FaultPlane& plane, int count, bool soft = false)
    {
        std::uniform_real_distribution<double> azimuth(0.0, 360.0), cosine(-0.8, 0.5);
        std::vector<FirstMotion> out;
        while (static_cast<int>(out.size()) < count) {
            FirstMotion motion{"S" + std::to_string(out.size()), azimuth(m_random), std::acos(cosine(m_random)) * 180.0 / M_PI, true, 1.0};
            const double amplitude = radiationOfP(plane, motion.azimuthDegrees, motion.takeoffDegrees);
            if (soft) {
                // As the chances suppose: 2 of 100 wrong, and doubt where little is radiated.
                const double up = 0.02 + 0.96 * 0.5 * (1.0 + amplitude / std::hypot(amplitude, 0.15));
                motion.up = std::uniform_real_distribution<double>(0.0, 1.0)(m_random) < up;
            } else if (std::abs(amplitude) < 0.2) continue;
            else motion.up = amplitude > 0.0;
            out.push_back(motion);
        }
        return out;
    }
private Q_SLOTS:
    /// Leaving a motion out and asking for either of its signs, with the grid of mechanism(), says the same.
    void aFlippedMotionAmongManyIsUnlikely()
    {
        int caught = 0, accused = 0, all = 0;
        for (int trial = 0; trial < 20; ++trial) {
            const FaultPlane plane{18.0 * trial, 30.0 + 3.0 * trial, -170.0 + 17.0 * trial};
            auto seen = motions(plane, 25);
            seen[7].up = !seen[7].up;
            const auto chances = polarityChances(seen);
            caught += chances[7] < 0.12;
            for (std::size_t i = 0; i < chances.size(); ++i)
                if (i != 7) accused += chances[i] < 0.12, ++all;
        }
        QVERIFY2(caught >= 17, qPrintable(QString::number(caught)));
        QVERIFY2(accused <= all / 50, qPrintable(QString::number(accused)));
    }
    /// Of what is said to be likely with c, a share of c is so.
    void chancesAreWhatTheySay()
    {
        double said = 0.0, said2 = 0.0;
        int right = 0, all = 0, sure = 0, sureRight = 0;
        std::uniform_real_distribution<double> one(0.0, 1.0);
        for (int trial = 0; trial < 600; ++trial) {
            const FaultPlane plane{360.0 * one(m_random), std::acos(one(m_random)) * 180.0 / M_PI, 360.0 * one(m_random) - 180.0};
            auto seen = motions(plane, 9, true);
            const std::size_t k = static_cast<std::size_t>(trial) % seen.size();
            const double c = polarityChances(seen)[k];
            // The chance of the truth; of the opposite it is 1 - c, by the others alone.
            said += std::max(c, 1.0 - c), right += c > 0.5, ++all;
            if (std::max(c, 1.0 - c) > 0.9) ++sure, sureRight += c > 0.5, said2 += std::max(c, 1.0 - c);
        }
        qInfo("said %.2f, right %.2f; sure ones: said %.2f, right %.2f of %d", said / all, double(right) / all, said2 / sure, double(sureRight) / sure, sure);
        QVERIFY(std::abs(said / all - double(right) / all) < 0.05);
        QVERIFY(sure > 10 && double(sureRight) / sure > 0.85 && std::abs(said2 / sure - double(sureRight) / sure) < 0.06);
    }
    void fewerThanSixSayNothing() { QVERIFY(polarityChances(motions({10, 80, 0}, 5)).empty()); }
};

QTEST_APPLESS_MAIN(PolarityChanceTest)
#include "polarity_chance_test.moc"
