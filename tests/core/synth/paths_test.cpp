#include "core/synth/paths.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <sstream>

using namespace seisdesk::synth;

class PathsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Direct and reflected waves of three crusts by ObsPy's TauP; tests/golden/core_synth.py.
    void travelTimesMatchTauP()
    {
        std::ifstream file(seisdesk::test::sourceFile("core/synth/golden/travel_times.txt"));
        Crust crust;
        int compared = 0;
        for (std::string line; std::getline(file, line);) {
            std::istringstream in(line);
            std::string word, kind;
            in >> word;
            if (word == "crust") {
                crust.layers.clear();
                for (Layer l; in >> l.topKm >> l.vpKmS >> l.vsKmS;) crust.layers.push_back(l);
                continue;
            }
            double depth = 0.0, distance = 0.0, boundary = 0.0, seconds = 0.0;
            in >> depth >> distance >> kind;
            if (kind == "reflected") in >> boundary;
            in >> seconds;
            QVERIFY(!in.fail());
            double best = 1e9;
            for (const WavePath& path : wavePaths(crust, depth, distance, word == "P" ? Wave::P : Wave::S)) {
                const bool right = kind == "direct" ? path.kind == PathKind::Direct
                                                    : path.kind == PathKind::Reflected && path.moho == (boundary == crust.layers.back().topKm);
                if (right) best = std::min(best, std::abs(path.travelTimeSeconds - seconds));
            }
            QVERIFY2(best < 0.003 + 5e-4 * seconds, qPrintable(QStringLiteral("%1: off by %2").arg(QString::fromStdString(line)).arg(best)));
            ++compared;
        }
        QVERIFY(compared > 80);
    }
    // A head wave leaves the reflection at the critical distance and goes on with the mantle's velocity; x = 2 h tan(asin(v1 / v2)).
    void headWavesTouchTheReflection()
    {
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 600.0, 300.0}, {30.0, 8.0, 4.6, 3300.0, 900.0, 400.0}}};
        const double critical = (30.0 + 18.0) * std::tan(std::asin(6.0 / 8.0));
        const auto time = [&](double distance, PathKind kind) {
            for (const WavePath& path : wavePaths(crust, 12.0, distance, Wave::P))
                if (path.kind == kind) return path.travelTimeSeconds;
            return -1.0;
        };
        QCOMPARE(time(critical - 0.1, PathKind::Head), -1.0);
        for (const double beyond : {0.1, 50.0, 200.0})
            QVERIFY(std::abs(time(critical + beyond, PathKind::Head) - time(critical, PathKind::Reflected) - beyond / 8.0) < 1e-6);
    }
    void theFastestComesFirst()
    {
        const auto all = wavePaths(Crust::continental(), 10.0, 250.0, Wave::P);
        QVERIFY(all.front().kind == PathKind::Head && all.front().moho);
        for (std::size_t i = 1; i < all.size(); ++i) QVERIFY(all[i].travelTimeSeconds >= all[i - 1].travelTimeSeconds);
    }
    // t* of a half-space is time over Q; takeoff points up.
    void directRayOfAHalfSpace()
    {
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 600.0, 300.0}}};
        const auto all = wavePaths(crust, 8.0, 6.0, Wave::S);
        QCOMPARE(all.size(), std::size_t{1});
        QVERIFY(std::abs(all[0].pathKm - 10.0) < 1e-6);
        QVERIFY(std::abs(all[0].travelTimeSeconds - 10.0 / 3.5) < 1e-9);
        QVERIFY(std::abs(all[0].tStarSeconds - 10.0 / 3.5 / 300.0) < 1e-9);
        QVERIFY(std::abs(all[0].takeoffDegrees - (180.0 - std::atan2(6.0, 8.0) * 180.0 / M_PI)) < 1e-4);
    }
    // Beyond critical all is reflected, straight down only the contrast of impedances.
    void reflectionsGrowTowardsCritical()
    {
        const auto amplitude = [](double distance) {
            for (const WavePath& path : wavePaths(Crust::continental(), 10.0, distance, Wave::P))
                if (path.kind == PathKind::Reflected && path.moho) return path.transmission;
            return 0.0;
        };
        const double contrast = (3300.0 * 8.0 - 2900.0 * 6.7) / (3300.0 * 8.0 + 2900.0 * 6.7);
        QVERIFY(std::abs(amplitude(0.5) - contrast) < 0.01);
        QVERIFY(std::abs(amplitude(200.0) - 0.6) < 1e-9);
    }
};

QTEST_APPLESS_MAIN(PathsTest)
#include "paths_test.moc"
