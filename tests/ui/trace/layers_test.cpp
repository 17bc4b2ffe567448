// Layers painted into an image, looked at pixel by pixel.

#include "ui/trace/curve_layer.h"
#include "ui/trace/label_layer.h"
#include "ui/trace/row_layers.h"
#include "ui/trace/waveform_layer.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <cmath>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time start = Time(std::chrono::seconds(1562259600));
constexpr int left = 100, top = 40, width = 1000, rowHeight = 60;

TraceItemPtr itemOf(const char* id, std::vector<Segment> segments)
{
    auto trace = std::make_shared<Trace>();
    trace->id = *StreamId::parse(id);
    trace->segments = std::move(segments);
    auto item = std::make_shared<TraceItem>();
    for (const Segment& s : trace->segments) item->envelopes.emplace_back(s.samples);
    item->trace = std::move(trace);
    return item;
}

/// 100 s over 1000 px, so 10 px are a second; rows from the items.
struct Sheet {
    QImage image{left + width, top + 4 * rowHeight, QImage::Format_RGB32};
    QPainter painter{&image};
    QThreadPool pool;
    Palette palette = Palette::light();
    ViewOptions options;
    std::vector<Row> rows;
    std::vector<RowBox> boxes;
    LabelSet labels;
    Frame frame{QRect(left, 0, width, top), QRect(0, top, left, 4 * rowHeight), QRect(left, top, width, 4 * rowHeight)};
    TimeAxis axis{{start, start + 100s}, width};

    explicit Sheet(const std::vector<TraceItemPtr>& items)
    {
        image.fill(palette.background);
        rows = makeRows({items, {}, {}, labels, {}, start}, options);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            RowBox box;
            box.row = &rows[i];
            box.index = i;
            box.top = top + static_cast<int>(i) * rowHeight;
            box.height = rowHeight;
            box.axis = axis;
            box.shown = rows[i].item;
            boxes.push_back(box);
        }
    }
    Canvas canvas() { return {image, painter, frame, axis, false, boxes, rows, palette, options}; }
    void paintWaveforms()
    {
        scaleRows(boxes, rows, axis, options, pool);
        WaveformLayer(pool).paint(canvas());
    }
    void paintLabels()
    {
        const auto marks = marksOn(boxes, rows, labels, frame, options);
        LabelLayer(marks, std::nullopt, std::nullopt).paint(canvas());
    }
    void put(const char* stream, const char* phase, Time time, Mode mode = Mode::Manual, Review review = Review::Reviewed)
    {
        Label label;
        label.id = Id::random();
        label.stream = *StreamId::parse(stream);
        label.phase = phase;
        label.time = time;
        label.mode = mode;
        label.review = review;
        QVERIFY(labels.apply({"put", {}, {label}}));
    }
    /// Pixels of a column in a row that are not background.
    int inked(int x, std::size_t row) const
    {
        int count = 0;
        for (int y = 0; y < rowHeight; ++y) count += image.pixelColor(x, top + static_cast<int>(row) * rowHeight + y) != palette.background;
        return count;
    }
    int colored(int x, std::size_t row, const QColor& color) const
    {
        int count = 0;
        for (int y = 0; y < rowHeight; ++y) count += image.pixelColor(x, top + static_cast<int>(row) * rowHeight + y).rgb() == color.rgb();
        return count;
    }
};

std::vector<float> constant(std::size_t n, float value = 1.0f) { return std::vector<float>(n, value); }

}  // namespace

class LayersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPickLineStandsAtItsTime()
    {
        Sheet sheet({itemOf("CI.CLC..HHZ", {makeSegment(start, 100.0, constant(10000))}), itemOf("CI.CLC..HHN", {makeSegment(start, 100.0, constant(10000))})});
        sheet.put("CI.CLC..HHZ", "P", start + 40s);
        sheet.paintLabels();
        const QColor p = sheet.palette.phase("P");
        QVERIFY(sheet.colored(left + 400, 0, p) > rowHeight - 6);
        QCOMPARE(sheet.inked(left + 395, 0), 0);
        // Thin on the sibling, and nowhere else.
        QCOMPARE(sheet.colored(left + 400, 1, p), 0);
        QVERIFY(sheet.inked(left + 400, 1) > rowHeight - 6);
        QCOMPARE(sheet.inked(left + 403, 1), 0);
    }

    void automaticLinesAreDashedAndManualSolid()
    {
        Sheet sheet({itemOf("CI.CLC..HHZ", {makeSegment(start, 100.0, constant(10000))})});
        sheet.put("CI.CLC..HHZ", "S", start + 40s, Mode::Automatic, Review::Preliminary);
        sheet.put("CI.CLC..HHZ", "S", start + 60s);
        sheet.paintLabels();
        const QColor s = sheet.palette.phase("S");
        const int dashed = sheet.inked(left + 400, 0), solid = sheet.inked(left + 600, 0);
        QVERIFY(solid >= rowHeight - 4);
        QVERIFY(dashed < solid - 8 && dashed > 20);
        // The flag of a person's pick is filled, a model's is hollow: look just inside both.
        QCOMPARE(sheet.image.pixelColor(left + 603, top + 4).rgb(), s.rgb());
        QVERIFY(sheet.image.pixelColor(left + 403, top + 4).rgb() != s.rgb());
    }

    void rejectedLabelsHideUnlessAskedFor()
    {
        Sheet sheet({itemOf("CI.CLC..HHZ", {makeSegment(start, 100.0, constant(10000))})});
        sheet.put("CI.CLC..HHZ", "P", start + 40s, Mode::Automatic, Review::Rejected);
        sheet.paintLabels();
        QCOMPARE(sheet.inked(left + 400, 0), 0);
        sheet.options.showRejected = true;
        sheet.paintLabels();
        QVERIFY(sheet.colored(left + 400, 0, sheet.palette.rejected) > 20);
    }

    void uncertaintyIsABand()
    {
        Sheet sheet({itemOf("CI.CLC..HHZ", {makeSegment(start, 100.0, constant(10000))})});
        sheet.put("CI.CLC..HHZ", "P", start + 40s);
        Label label = sheet.labels.values()[0], wide = label;
        wide.lowerUncertaintySeconds = 1.0;
        wide.upperUncertaintySeconds = 3.0;
        QVERIFY(sheet.labels.apply({"wide", {label}, {wide}}));
        sheet.paintLabels();
        QVERIFY(sheet.inked(left + 391, 0) == rowHeight);
        QVERIFY(sheet.inked(left + 428, 0) == rowHeight);
        QCOMPARE(sheet.inked(left + 388, 0), 0);
        QCOMPARE(sheet.inked(left + 432, 0), 0);
    }

    /// What a model says of the source stands beside the P where the row has room for it, shorter or not at all where it has not.
    void sourcesStandBesideTheirPWhereThereIsRoom()
    {
        const auto itemZ = itemOf("GE.WLF..HHZ", {makeSegment(start, 10.0, std::vector<float>(1000, 0.0f))});
        // A P at `at` seconds and an S some seconds after it.
        const auto painted = [&](bool source, double at, double nextAfter, int height) {
            Sheet sheet({itemZ});
            sheet.boxes[0].height = height;
            Label p;
            p.id = Id::random();
            p.stream = *StreamId::parse("GE.WLF..HHZ");
            p.phase = "P";
            p.time = start + fromSeconds(at);
            p.mode = Mode::Automatic;
            if (source) p.source = {Estimate{2.3, 0.2}, Estimate{34.0, 4.0}, Estimate{120.0, 15.0}, {}, {}};
            Label s = p;
            s.id = Id::random();
            s.phase = "S";
            s.source = {};
            s.time = p.time + fromSeconds(nextAfter);
            (void)sheet.labels.apply({"add", {}, {p, s}});
            sheet.paintLabels();
            return sheet.image;
        };
        // First and last column that differ, relative to the P.
        const auto changed = [&](double at, double nextAfter, int height) {
            const QImage with = painted(true, at, nextAfter, height), without = painted(false, at, nextAfter, height);
            std::pair<int, int> out{10000, -10000};
            for (int y = 0; y < with.height(); ++y)
                for (int x = 0; x < with.width(); ++x)
                    if (with.pixel(x, y) != without.pixel(x, y)) out = {std::min(out.first, x - left - static_cast<int>(10.0 * at)), std::max(out.second, x - left - static_cast<int>(10.0 * at))};
            return out;
        };
        const auto before = changed(50.0, 2.0, rowHeight);
        QVERIFY2(before.first < -100 && before.second < 0, qPrintable(QString::number(before.first)));
        const int whole = before.second - before.first;
        const auto behind = changed(2.0, 80.0, rowHeight);  // no room before the onset
        QVERIFY2(behind.first > 10 && behind.second - behind.first > whole - 10, qPrintable(QString::number(behind.second)));
        const auto brief = changed(2.0, whole / 10.0, rowHeight);
        QVERIFY2(brief.first > 10 && brief.second < whole, qPrintable(QString::number(brief.second)));
        const std::pair<int, int> nothing{10000, -10000};
        QCOMPARE(changed(2.0, 2.5, rowHeight), nothing);  // the S is 25 px away
        QCOMPARE(changed(50.0, 20.0, 30), nothing);       // a low row
    }
    void labelsWithoutTheirChannelBelongToTheStation()
    {
        Sheet sheet({itemOf("CI.CLC..HHZ", {makeSegment(start, 100.0, constant(10000))}), itemOf("CI.SLA..HHZ", {makeSegment(start, 100.0, constant(10000))})});
        sheet.put("CI.CLC", "P", start + 20s);
        sheet.put("CI.CLC.10.BHZ", "P", start + 40s);
        sheet.paintLabels();
        const QColor p = sheet.palette.phase("P");
        for (const int x : {200, 400}) {
            QVERIFY(sheet.colored(left + x, 0, p) > 40);
            QCOMPARE(sheet.inked(left + x, 1), 0);
        }
    }

    void gapsAndOverlapsAreShaded()
    {
        Sheet sheet({itemOf("CI.CLC..HHZ", {makeSegment(start, 100.0, constant(2000)), makeSegment(start + 30s, 100.0, constant(3000)), makeSegment(start + 50s, 100.0, constant(2000))})});
        GroundLayer(std::nullopt).paint(sheet.canvas());
        OverlapLayer().paint(sheet.canvas());
        const auto at = [&](int x) { return sheet.image.pixelColor(left + x, top + 33); };
        QCOMPARE(at(150), sheet.palette.background);
        QVERIFY(at(250) != sheet.palette.background && at(250) != sheet.palette.grid);
        QCOMPARE(at(450), sheet.palette.background);
        QVERIFY(at(550) != sheet.palette.background && at(550) != at(250));
        QCOMPARE(at(650), sheet.palette.background);
    }

    void waveformsStayInTheirRowsAndSkipNan()
    {
        std::vector<float> x(10000);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(std::sin(static_cast<double>(i) * 0.7));
        std::fill(x.begin() + 4000, x.begin() + 5000, std::nanf(""));
        Sheet sheet({itemOf("AA.ONE..HHZ", {makeSegment(start, 100.0, x)}), itemOf("BB.TWO..HHZ", {makeSegment(start + 50s, 100.0, constant(100))})});
        sheet.options.amplitude = 50.0;
        sheet.paintWaveforms();
        QVERIFY(sheet.inked(left + 100, 0) == rowHeight);
        for (int c = 402; c < 498; ++c) QCOMPARE(sheet.inked(left + c, 0), 0);
        QCOMPARE(sheet.inked(left + 100, 1), 0);
        QCOMPARE(sheet.inked(left + 505, 1), 1);
        QCOMPARE(sheet.inked(left + 520, 1), 0);
        for (int y = 0; y < top; ++y) QCOMPARE(sheet.image.pixelColor(left + 100, y), sheet.palette.background);
    }

    void scalesArePerTraceCommonOrPerStation()
    {
        const auto wave = [](double amplitude) {
            std::vector<float> x(10000);
            for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(1000.0 + amplitude * (i % 2 == 0 ? 1.0 : -1.0));
            return std::vector<Segment>{makeSegment(start, 100.0, x)};
        };
        Sheet sheet({itemOf("AA.ONE..HHZ", wave(10.0)), itemOf("AA.ONE..HHN", wave(20.0)), itemOf("BB.TWO..HHZ", wave(40.0))});
        const auto scale = [&](TraceScale mode) {
            sheet.options.scale = mode;
            scaleRows(sheet.boxes, sheet.rows, sheet.axis, sheet.options, sheet.pool);
            return std::vector<double>{sheet.boxes[0].pxPerUnit, sheet.boxes[1].pxPerUnit, sheet.boxes[2].pxPerUnit};
        };
        const double room = rowHeight / 2.0 - 2.0;
        QCOMPARE(scale(TraceScale::PerTrace), (std::vector<double>{room / 10.0, room / 20.0, room / 40.0}));
        QCOMPARE(scale(TraceScale::Common), (std::vector<double>{room / 40.0, room / 40.0, room / 40.0}));
        QCOMPARE(scale(TraceScale::PerStation), (std::vector<double>{room / 20.0, room / 20.0, room / 40.0}));
        QCOMPARE(sheet.boxes[0].baseline, 1000.0);
    }

    void curvesRiseFromTheirStripOnTheAnchor()
    {
        Sheet sheet({itemOf("CI.CLC..HHZ", {makeSegment(start, 100.0, constant(10000))}), itemOf("CI.CLC..HHN", {makeSegment(start, 100.0, constant(10000))})});
        auto prediction = std::make_shared<Prediction>();
        StationPrediction station;
        station.instrument = sheet.rows[0].id().instrument();
        station.anchor = sheet.rows[0].id();
        std::vector<float> p(10000, 0.0f);
        for (std::size_t i = 3950; i < 4050; ++i) p[i] = 1.0f;
        station.curves.push_back({"P", makeSegment(start, 100.0, p)});
        station.coverage.push_back({start, start + 70s});
        prediction->stations.push_back(station);
        CurveEnvelopes curves(sheet.pool);
        QSignalSpy changed(&curves, &CurveEnvelopes::changed);
        curves.setPrediction(prediction);
        QTRY_VERIFY(curves.find(station.instrument));
        QVERIFY(changed.count() >= 2);
        QVERIFY(CurveLayer::carries(sheet.rows, 0, curves));
        QVERIFY(!CurveLayer::carries(sheet.rows, 1, curves));
        sheet.boxes[0].stripHeight = CurveLayer::stripHeightFor(rowHeight);
        CurveLayer(curves).paint(sheet.canvas());
        const QColor orange = sheet.palette.phase("P");
        int inCurve = 0, besideCurve = 0;
        for (int y = sheet.boxes[0].waveHeight(); y < rowHeight; ++y) {
            inCurve += sheet.image.pixelColor(left + 400, top + y).rgb() == orange.rgb();
            besideCurve += sheet.image.pixelColor(left + 300, top + y).rgb() == orange.rgb();
        }
        QVERIFY(inCurve >= 1);
        QCOMPARE(besideCurve, 0);
        QVERIFY(sheet.image.pixelColor(left + 600, top + rowHeight - 1) != sheet.image.pixelColor(left + 800, top + rowHeight - 1));
    }
};

QTEST_MAIN(LayersTest)
#include "layers_test.moc"
