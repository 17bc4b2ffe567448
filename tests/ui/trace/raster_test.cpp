#include "ui/trace/level.h"
#include "ui/trace/waveform_raster.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

constexpr QRgb ink = 0xff000000, paper = 0xffffffff;

QImage paperOf(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(paper);
    return image;
}

QImage drawn(const std::vector<float>& samples, const SampleMap& map, int width = 100, int height = 41, double dot = 0.0)
{
    QImage image = paperOf(width, height);
    const Segment segment = makeSegment(Time{}, 100.0, samples);
    drawSegment(pixelBox(image, 0, 0, width, height), segment, Envelope(segment.samples), map, {ink, 1.0, dot, false});
    return image;
}

int inked(const QImage& image, int x)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) count += image.pixel(x, y) != paper;
    return count;
}

}  // namespace

class RasterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFlatLineFillsOneLineOfPixels()
    {
        for (const double perColumn : {0.1, 1.0, 10.0, 500.0}) {
            const QImage image = drawn(std::vector<float>(static_cast<std::size_t>(100 * perColumn) + 2, 3.0f), {0.0, perColumn, 20.5, 3.0, 1.0});
            for (int x = 0; x < 100; ++x) {
                QCOMPARE(image.pixel(x, 20), ink);
                QCOMPARE(inked(image, x), 1);
            }
        }
    }

    void spikesShowAtEveryZoom()
    {
        for (const std::size_t perColumn : {1u, 3u, 20u, 100u, 5000u}) {
            std::vector<float> x(100 * perColumn, 0.0f);
            x[60 * perColumn + perColumn / 2] = 15.0f;
            const QImage image = drawn(x, {0.0, static_cast<double>(perColumn), 20.5, 0.0, 1.0});
            int reached = 0;
            for (int c = 59; c <= 61; ++c) reached += image.pixel(c, 6) == ink;
            QVERIFY2(reached >= 1, qPrintable(QString::number(perColumn)));
            QCOMPARE(inked(image, 40), 1);
        }
    }

    void steepLinesHaveNoHoles()
    {
        // Up and down over the whole height between columns.
        std::vector<float> x(200);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = (i / 2) % 2 == 0 ? -18.0f : 18.0f;
        for (const double perColumn : {0.3, 1.0, 2.0}) {
            const QImage image = drawn(x, {0.0, perColumn, 20.5, 0.0, 1.0});
            for (int y = 4; y < 38; ++y) {
                int count = 0;
                for (int c = 0; c < 90; ++c) count += image.pixel(c, y) != paper;
                QVERIFY(count > 0);
            }
        }
    }

    void nanAndEndsLeavePaper()
    {
        std::vector<float> x(100, 0.0f);
        for (std::size_t i = 40; i < 60; ++i) x[i] = std::nanf("");
        const QImage image = drawn(x, {-10.0, 1.0, 20.5, 0.0, 1.0}, 130);
        QCOMPARE(inked(image, 8), 0);
        QVERIFY(inked(image, 30) > 0);
        for (int c = 52; c < 68; ++c) QCOMPARE(inked(image, c), 0);
        QVERIFY(inked(image, 80) > 0);
        QCOMPARE(inked(image, 112), 0);
    }

    void wildValuesStayInTheBox()
    {
        QImage image = paperOf(50, 60);
        std::vector<float> x = {1e30f, -1e30f, INFINITY, -INFINITY, 0.0f, std::nanf(""), 3e38f};
        const Segment segment = makeSegment(Time{}, 1.0, x);
        for (const double perColumn : {0.05, 1.0, 3.0})
            drawSegment(pixelBox(image, 10, 20, 40, 40), segment, Envelope(segment.samples), {0.0, perColumn, 30.0, 0.0, 10.0}, {ink, 1.0, 5.0, false});
        for (int y = 0; y < 60; ++y)
            for (int c = 0; c < 50; ++c)
                if (c < 10 || c >= 40 || y < 20 || y >= 40) QCOMPARE(image.pixel(c, y), paper);
    }

    void samplesGetDots()
    {
        const QImage image = drawn({0.0f, 0.0f, 0.0f}, {0.0, 0.05, 20.5, 0.0, 1.0}, 100, 41, 5.0);
        QVERIFY(inked(image, 20) >= 5);
        QCOMPARE(inked(image, 30), 1);
        QCOMPARE(inked(image, 60), 0);
    }

    void levelsAreOfTheVisiblePart()
    {
        auto trace = std::make_shared<Trace>();
        std::vector<float> x(1000, 10.0f);
        x[100] = 90.0f;
        x[800] = -40.0f;
        trace->segments = {makeSegment(Time{}, 100.0, x)};
        TraceItem item{trace, {Envelope(trace->segments[0].samples)}};
        const Level all = levelOf(item, trace->span());
        QCOMPARE(all.median, 10.0);
        QCOMPARE(all.peak, 80.0);
        QCOMPARE(levelOf(item, {trace->segments[0].timeOf(500), trace->segments[0].timeOf(900)}).peak, 50.0);
        QVERIFY(!levelOf(item, {trace->segments[0].timeOf(5000), trace->segments[0].timeOf(9000)}).valid);
    }
};

QTEST_APPLESS_MAIN(RasterTest)
#include "raster_test.moc"
