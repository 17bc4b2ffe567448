#include "core/model/training/line_chart.h"

#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace seisdesk;

class LineChartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ticksAreRound()
    {
        QCOMPARE(roundTicks(0.0, 1.0), (std::vector<double>{0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0}));
        QCOMPARE(roundTicks(-3.0, 12.0), (std::vector<double>{-2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0}));
        QCOMPARE(roundTicks(7.0, 7.0), (std::vector<double>{7.0}));
    }
    void pictureIsValidAndHoldsEveryLine()
    {
        const std::string svg = lineChart("P & S <hits>", "step", {{"a", {{0, 1}, {10, 3}, {20, NAN}}}, {"b", {{5, 2}}}});
        QXmlStreamReader xml(QByteArray::fromStdString(svg));
        QStringList points;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("polyline")) points << xml.attributes().value(QLatin1String("points")).toString().trimmed();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(points.size(), 2);
        QCOMPARE(points[0], QStringLiteral("56,320 570,34"));  // corners of the plot
        QCOMPARE(points[1], QStringLiteral("313,177"));
    }
    void nothingIsSaid() { QVERIFY(lineChart("t", "x", {}).find("nothing to draw") != std::string::npos); }
};

QTEST_APPLESS_MAIN(LineChartTest)
#include "line_chart_test.moc"
