#include "core/report/svg_path.h"

#include <QTest>

#include <cmath>
#include <sstream>

using namespace seisdesk;

class SvgPathTest : public QObject {
    Q_OBJECT
    /// The points that the path draws: an M, one l, and pairs.
    static Points drawn(const std::string& data, double unit)
    {
        std::string spaced;
        for (const char c : data) spaced += c == 'M' || c == 'l' || c == 'z' ? std::string(" ") : c == '-' ? " -" : std::string(1, c);
        std::istringstream in(spaced);
        Points out;
        for (double x = 0.0, y = 0.0, dx = 0.0, dy = 0.0; in >> dx >> dy;) out.emplace_back(unit * (x += dx), unit * (y += dy));
        return out;
    }
private Q_SLOTS:
    void stepsAreShort()
    {
        QCOMPARE(steps({{118.0, 21.0}, {119.0, 21.25}, {120.0, 20.5}}, 0.25), std::string("M472 84l4 1 4-3"));
        QCOMPARE(steps({{0.0, 0.0}, {-1.0, -2.0}, {-3.0, 4.0}}, 1.0, true), std::string("M0 0l-1-2-2 6z"));
        // What moves by less than the unit is no step; a single point is no line.
        QCOMPARE(steps({{0.0, 0.0}, {0.1, 0.1}, {3.0, 0.0}}, 1.0), std::string("M0 0l3 0"));
        QVERIFY(steps({{1.0, 1.0}}, 1.0).empty() && steps({{1.0, 1.0}, {1.1, 1.1}}, 1.0).empty() && steps({}, 1.0).empty());
        QCOMPARE(steps({{0.0, 0.0}, {std::nan(""), 1.0}, {2.0, 2.0}}, 1.0), std::string("M0 0l2 2"));
    }
    /// Rounding does not add up: every point is within half a unit of where it should be.
    void longLinesStayInPlace()
    {
        Points line;
        for (int i = 0; i < 2000; ++i) line.emplace_back(1.13 * i, 40.0 * std::sin(0.37 * i) + 0.01 * i);
        const Points back = drawn(steps(line, 0.25), 0.25);
        QCOMPARE(back.size(), line.size());
        for (std::size_t i = 0; i < line.size(); ++i) QVERIFY(std::abs(back[i].first - line[i].first) <= 0.1251 && std::abs(back[i].second - line[i].second) <= 0.1251);
    }
    void simplifiedKeepsWhatIsSeen()
    {
        Points straight, spike;
        for (int i = 0; i <= 100; ++i) straight.emplace_back(i, 0.2 * (i % 2)), spike.emplace_back(i, i == 37 ? 9.0 : 0.0);
        QCOMPARE(simplified(straight, 0.5).size(), std::size_t{2});
        const Points kept = simplified(spike, 0.5);
        QVERIFY(kept.size() == 5 && kept[2] == (std::pair{37.0, 9.0}));
        QVERIFY(kept.front() == spike.front() && kept.back() == spike.back());
        // A ring has its ends in one place.
        Points ring;
        for (int i = 0; i <= 360; ++i) ring.emplace_back(100.0 * std::cos(i * M_PI / 180.0), 100.0 * std::sin(i * M_PI / 180.0));
        const Points few = simplified(ring, 0.5);
        QVERIFY(few.size() > 20 && few.size() < 80);
        QVERIFY(simplified({}, 0.5).empty() && simplified({{1.0, 1.0}}, 0.5).size() == 1);
    }
};

QTEST_APPLESS_MAIN(SvgPathTest)
#include "svg_path_test.moc"
