// Coastlines of the distribution's files, where they are installed, against places that everybody knows.

#include "core/io/coastlines.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;

namespace {

bool holds(const ShoreLine& ring, double longitude, double latitude)
{
    bool in = false;
    for (std::size_t i = 0, j = ring.points.size() - 1; i < ring.points.size(); j = i++) {
        const LonLat &a = ring.points[i], &b = ring.points[j];
        if ((a.latitudeDegrees > latitude) != (b.latitudeDegrees > latitude) &&
            longitude < (b.longitudeDegrees - a.longitudeDegrees) * (latitude - a.latitudeDegrees) / (b.latitudeDegrees - a.latitudeDegrees) + a.longitudeDegrees)
            in = !in;
    }
    return in;
}

/// As painted: the last area that holds the point.
int levelAt(const Coastlines& coast, double longitude, double latitude)
{
    int level = 0;
    for (const ShoreLine& ring : coast.areas)
        if (holds(ring, longitude, latitude)) level = static_cast<int>(ring.shore);
    return level;
}

}  // namespace

class CoastlinesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesAreOnTheirSideOfTheShore()
    {
        const auto folder = coastlineFolder();
        if (folder.empty()) QSKIP("gmt-gshhg-low is not installed.");
        struct Place {
            const char* name;
            double longitude, latitude;
            int level;
        };
        const Place places[] = {{"Ridgecrest", -117.6, 35.6, 1},  {"off Point Conception", -121.5, 34.0, 0}, {"Lake Superior", -87.5, 47.7, 2},
                                {"Isle Royale", -88.8, 48.02, 3}, {"Berlin", 13.4, 52.5, 1},                {"North Sea", 3.5, 56.0, 0},
                                {"Sicily", 14.3, 37.5, 1},        {"Tyrrhenian Sea", 12.5, 39.5, 0},         {"Kansas", -98.0, 38.5, 1},
                                {"Caspian Sea", 51.0, 42.0, 2},   {"Suva", 178.0, -17.85, 1},                {"Pacific", -150.0, 10.0, 0}};
        for (const double half : {1.5, 15.0, 80.0})
            for (const Place& place : places) {
                const GeoBox box{std::max(-90.0, place.latitude - half), std::min(90.0, place.latitude + half), place.longitude - half, place.longitude + half};
                const auto coast = readCoastlines(folder, box);
                QVERIFY2(coast.has_value(), coast ? "" : coast.error().message.c_str());
                if (half > 40.0 && place.level == 3) continue;  // too small for a coarse file
                QVERIFY2(levelAt(*coast, place.longitude, place.latitude) == place.level, (std::string(place.name) + " in a view of " + std::to_string(half) + ", " + coast->resolution).c_str());
            }
    }

    /// The line of a kind that is nearest to a place that everybody knows, in degrees.
    void bordersRunWhereTheyAre()
    {
        const auto folder = coastlineFolder();
        if (folder.empty()) QSKIP("gmt-gshhg-low is not installed.");
        const auto nearest = [&](Border kind, double longitude, double latitude) {
            const auto coast = readCoastlines(folder, {latitude - 3.0, latitude + 3.0, longitude - 3.0, longitude + 3.0}).value();
            double out = 1e9;
            for (const BorderLine& line : coast.borders)
                for (std::size_t i = 1; i < line.points.size() && line.border == kind; ++i) {
                    const double x = longitude, y = latitude, ax = line.points[i - 1].longitudeDegrees, ay = line.points[i - 1].latitudeDegrees;
                    const double dx = line.points[i].longitudeDegrees - ax, dy = line.points[i].latitudeDegrees - ay, length = dx * dx + dy * dy;
                    const double t = length > 0.0 ? std::clamp(((x - ax) * dx + (y - ay) * dy) / length, 0.0, 1.0) : 0.0;
                    out = std::min(out, std::hypot(x - ax - t * dx, y - ay - t * dy));
                }
            return out;
        };
        // Along the 49th parallel, between San Diego and Tijuana, where four states meet, on the San Bernardino side of the Colorado at Needles.
        QVERIFY(nearest(Border::Nation, -105.0, 49.0) < 0.02);
        QVERIFY(nearest(Border::Nation, -117.0, 32.54) < 0.05);
        QVERIFY(nearest(Border::State, -109.045, 36.999) < 0.02);
        QVERIFY(nearest(Border::State, -114.6, 34.85) < 0.08);
        QVERIFY(nearest(Border::Nation, -98.0, 38.5) > 2.0);
    }

    void theWorldIsReadQuickly()
    {
        const auto folder = coastlineFolder();
        if (folder.empty()) QSKIP("gmt-gshhg-low is not installed.");
        const auto world = readCoastlines(folder, GeoBox{});
        QVERIFY(world.has_value());
        QVERIFY(world->lines.size() > 500 && world->borders.size() > 500);
        const Progress progress;
        progress.cancel();
        const auto cancelled = readCoastlines(folder, GeoBox{}, progress);
        QVERIFY(!cancelled && cancelled.error().code == Error::Code::Cancelled);
    }

    void absentOrDamagedFilesSayWhatHelps()
    {
        const QTemporaryDir empty;
        const auto none = readCoastlines(empty.path().toStdString(), GeoBox{});
        QVERIFY(!none && none.error().code == Error::Code::NotFound);
        QVERIFY(none.error().message.find("gmt-gshhg-low") != std::string::npos);
        QFile file(empty.filePath(QStringLiteral("binned_GSHHS_l.nc")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no coast at all");
        file.close();
        QVERIFY(!readCoastlines(empty.path().toStdString(), GeoBox{}));
    }

    /// Without the file of the borders the shores are there; a damaged one is said.
    void bordersMayBeAbsent()
    {
        const auto folder = coastlineFolder();
        if (folder.empty()) QSKIP("gmt-gshhg-low is not installed.");
        const QTemporaryDir own;
        QVERIFY(QFile::copy(QString::fromStdString((folder / "binned_GSHHS_c.nc").string()), own.filePath(QStringLiteral("binned_GSHHS_c.nc"))));
        const auto shores = readCoastlines(own.path().toStdString(), GeoBox{});
        QVERIFY(shores && !shores->lines.empty() && shores->borders.empty());
        QFile file(own.filePath(QStringLiteral("binned_border_c.nc")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no border at all");
        file.close();
        QVERIFY(!readCoastlines(own.path().toStdString(), GeoBox{}));
    }
};

QTEST_GUILESS_MAIN(CoastlinesTest)
#include "coastlines_test.moc"
