#include "core/report/record_section.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <cmath>
#include <cstdlib>
#include <sstream>

using namespace seisdesk;

class RecordSectionTest : public QObject {
    Q_OBJECT
    /// Where the marks of a path stand.
    static std::vector<double> marks(const pugi::xml_document& page, const char* query)
    {
        std::vector<double> out;
        for (const auto& node : page.select_nodes(query)) {
            const std::string data = node.node().attribute("d").value();
            for (std::size_t at = 0; (at = data.find('M', at)) != std::string::npos; ++at) out.push_back(std::atof(data.c_str() + at + 1));
        }
        return out;
    }
private Q_SLOTS:
    void rowsStandByDistanceWithTheirOnsets()
    {
        const Event event = test::reportedEvent();
        const auto traces = test::reportedTraces(event);
        const std::vector<SectionRow> rows{{"XX.FAR", 60.0, traces[0], {{"P", 10.0, 9.8, true, false}}}, {"XX.NEAR", 5.0, traces[1], {{"P", 1.0, 1.0, true, false}, {"S", 2.0, 2.0, false, true}}}, {"XX.NONE", 20.0, nullptr, {{"P", 4.0, 4.0, true, false}}}};
        const auto page = test::parsed(recordSection(rows, event.origin()->time));
        const auto y = [&](const char* name) { return page.select_node(("//text[.='" + std::string(name) + "']").c_str()).node().attribute("y").as_double(); };
        QVERIFY(y("XX.NEAR") > 0.0 && y("XX.NEAR") < y("XX.NONE") && y("XX.NONE") < y("XX.FAR"));
        QCOMPARE(test::count(page, "/svg/g[@transform]/path"), 2);
        QCOMPARE(marks(page, "//path[@stroke='#1d4ed8']").size(), std::size_t{3});
        QCOMPARE(marks(page, "//path[@stroke='#b91c1c' and @stroke-dasharray]").size(), std::size_t{1});
        QCOMPARE(marks(page, "//path[@stroke-width='2']").size(), std::size_t{4});
    }
    /// Time is to scale: the mark of the far P is ten times as far from the origin as that of the near one.
    void timeIsToScale()
    {
        const Event event = test::reportedEvent();
        const auto page = test::parsed(recordSection({{"XX.A", 5.0, nullptr, {{"P", 1.0, 1.0, true, false}}}, {"XX.B", 9.0, nullptr, {{"P", 10.0, 10.0, true, false}}}}, event.origin()->time));
        const std::vector<double> x = marks(page, "//path[@stroke='#1d4ed8']");
        const double origin = page.select_node("//line[@stroke='#94a3b8' and not(@stroke-width)]").node().attribute("x1").as_double();
        QVERIFY(x.size() == 2 && std::abs((x[1] - origin) / (x[0] - origin) - 10.0) < 0.05);
    }
    /// A minute of noise with a pulse: few bytes, and the pulse is where it was, as high as the row.
    void tracesAreShortAndTheirPeaksStay()
    {
        Trace trace;
        trace.id = {"XX", "A", "", "HHZ"};
        std::vector<float> samples(6000);
        for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<float>(std::sin(0.9 * static_cast<double>(i)) * (i > 3000 && i < 3100 ? 1000.0 : 300.0 + 5.0 * static_cast<double>(i % 7)));
        trace.segments.push_back(makeSegment(Time{}, 100.0, samples));
        const auto page = test::parsed(recordSection({{"XX.A", 5.0, std::make_shared<const Trace>(trace), {{"P", 40.0, 40.0, true, false}}}}, Time{} + fromSeconds(5.0)));
        const std::string data = page.select_node("/svg/g[@transform]/path").node().attribute("d").value();
        QVERIFY2(data.size() > 1000 && data.size() < 4000, qPrintable(QString::number(data.size())));
        std::string spaced;
        for (const char c : data) spaced += c == 'M' || c == 'l' ? std::string(" ") : c == '-' ? " -" : std::string(1, c);
        std::istringstream in(spaced);
        double x = 0.0, y = 0.0, low = 1e9, high = -1e9, highX = 0.0;
        for (double dx = 0.0, dy = 0.0; in >> dx >> dy;) {
            x += dx, y += dy;
            if (0.25 * y > high) high = 0.25 * y, highX = 0.25 * x;
            low = std::min(low, 0.25 * y);
        }
        // The row is 26 pixels high; the pulse is 25 to 26 s after the origin, of 56 s that begin 2 s before it, on 852 pixels.
        QVERIFY2(high - low > 24.0 && high - low < 25.5, qPrintable(QString::number(high - low)));
        QVERIFY2(highX > 118.0 + 26.9 * 852.0 / 56.0 && highX < 118.0 + 28.2 * 852.0 / 56.0, qPrintable(QString::number(highX)));
    }
    void manyRowsAreCutAndNoneAreNothing()
    {
        SectionOptions few;
        few.mostRows = 3;
        std::vector<SectionRow> rows;
        for (int i = 0; i < 9; ++i) rows.push_back({"XX.S" + std::to_string(i), 10.0 * i, nullptr, {}});
        QCOMPARE(test::count(test::parsed(recordSection(rows, Time{}, few)), "//text[starts-with(., 'XX.')]"), 3);
        QVERIFY(recordSection({}, Time{}).empty());
    }
};

QTEST_APPLESS_MAIN(RecordSectionTest)
#include "record_section_test.moc"
