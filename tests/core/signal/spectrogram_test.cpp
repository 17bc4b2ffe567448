#include "core/signal/spectrogram.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace seisdesk;

namespace {

std::vector<float> sweep(double seconds, double rate, double fromHz, double toHz)
{
    std::vector<float> out(static_cast<std::size_t>(seconds * rate));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        out[i] = static_cast<float>(std::sin(2.0 * std::numbers::pi * (fromHz * t + 0.5 * (toHz - fromHz) / seconds * t * t)));
    }
    return out;
}

std::size_t loudestRow(const SpectrogramPicture& picture, std::size_t column)
{
    std::size_t best = 0;
    for (std::size_t row = 1; row < picture.rows; ++row)
        if (!(picture.at(column, row) <= picture.at(column, best))) best = row;
    return best;
}

}  // namespace

class SpectrogramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsGrowWithTheSpan()
    {
        const auto minute = windowsFor(60.0, 100.0, 800), day = windowsFor(86400.0, 100.0, 800), moment = windowsFor(0.5, 100.0, 800);
        QVERIFY(std::abs(static_cast<double>(minute.window) - 258.0) < 15.0);
        QVERIFY(std::abs(static_cast<double>(day.window) - 9798.0) < 100.0);
        QCOMPARE(moment.window, std::size_t{16});
        QVERIFY(minute.overlap > 0.9 && minute.overlap < 1.0 && day.overlap == 0.5);
        // As many columns as were asked for, within a few.
        const auto picture = spectrogramPicture(sweep(60.0, 100.0, 1.0, 40.0), 100.0, minute, FrequencyScale::Linear).value();
        QVERIFY2(picture.columns > 700 && picture.columns < 900, qPrintable(QString::number(picture.columns)));
    }
    void aSweepIsWhereItsFrequencyIs_data()
    {
        QTest::addColumn<bool>("logarithmic");
        QTest::newRow("linear") << false;
        QTest::newRow("logarithmic") << true;
    }
    void aSweepIsWhereItsFrequencyIs()
    {
        QFETCH(bool, logarithmic);
        const double rate = 100.0, seconds = 100.0;
        const auto scale = logarithmic ? FrequencyScale::Logarithmic : FrequencyScale::Linear;
        const auto picture = spectrogramPicture(sweep(seconds, rate, 5.0, 40.0), rate, {256, 0.75, true}, scale, 1200, 120).value();
        QCOMPARE(picture.decibels.size(), picture.columns * picture.rows);
        for (std::size_t column = 0; column < picture.columns; ++column) {
            const double time = picture.firstColumnSeconds + static_cast<double>(column) * picture.secondsPerColumn;
            const double expected = 5.0 + 35.0 * time / seconds, found = picture.rowHz(static_cast<double>(loudestRow(picture, column)));
            // A row, and what the sweep covers in a window.
            const double row = logarithmic ? found * 0.03 + 0.4 : 100.0 / 256.0 * 2.0;
            QVERIFY2(std::abs(found - expected) < row + 0.5, qPrintable(QStringLiteral("%1 s: %2 instead of %3 Hz").arg(time).arg(found).arg(expected)));
        }
    }
    void rowsGoFromEndToEnd()
    {
        const auto x = sweep(20.0, 100.0, 1.0, 40.0);
        const auto linear = spectrogramPicture(x, 100.0, {256, 0.5, true}, FrequencyScale::Linear, 1200, 64).value();
        QCOMPARE(linear.rowHz(0.0), 0.0);
        QCOMPARE(linear.rowHz(63.0), 50.0);
        const auto log = spectrogramPicture(x, 100.0, {256, 0.5, true}, FrequencyScale::Logarithmic, 1200, 65).value();
        QCOMPARE(log.rowHz(0.0), 100.0 / 256.0);
        QVERIFY(std::abs(log.rowHz(64.0) - 50.0) < 1e-9);
        QVERIFY(std::abs(log.rowHz(32.0) - std::sqrt(50.0 * 100.0 / 256.0)) < 1e-9);  // the geometric mean
    }
    void decibelsAreOfTheDensity()
    {
        // White noise of variance 9 at 100 Hz has 9/50 units^2/Hz.
        std::mt19937 random(2);
        std::normal_distribution<float> noise(0.0f, 3.0f);
        std::vector<float> x(200'000);
        for (float& v : x) v = noise(random);
        const auto picture = spectrogramPicture(x, 100.0, {256, 0.5, true}, FrequencyScale::Linear, 20, 16).value();
        const double expected = 10.0 * std::log10(9.0 / 50.0);
        for (std::size_t column = 0; column < picture.columns; ++column)
            for (std::size_t row = 1; row < picture.rows - 1; ++row) QVERIFY2(std::abs(picture.at(column, row) - expected) < 1.0, qPrintable(QStringLiteral("%1 %2: %3 instead of %4").arg(column).arg(row).arg(picture.at(column, row)).arg(expected)));
        QVERIFY(picture.ceilingDb - picture.floorDb >= 20.0f);
    }
    void oneSpikeDoesNotSetTheLimits()
    {
        std::mt19937 random(2);
        std::normal_distribution<float> noise(0.0f, 1.0f);
        std::vector<float> x(60'000);
        for (float& v : x) v = noise(random);
        const auto before = spectrogramPicture(x, 100.0, {256, 0.5, true}, FrequencyScale::Linear).value();
        x[30'000] = 1e6f;
        const auto after = spectrogramPicture(x, 100.0, {256, 0.5, true}, FrequencyScale::Linear).value();
        QVERIFY2(std::abs(after.ceilingDb - before.ceilingDb) < 3.0f, qPrintable(QString::number(after.ceilingDb - before.ceilingDb)));
    }
    void gapsAndSilenceAreEmpty()
    {
        std::vector<float> x = sweep(20.0, 100.0, 5.0, 20.0);
        for (std::size_t i = 800; i < 1100; ++i) x[i] = std::nanf("");
        const auto picture = spectrogramPicture(x, 100.0, {128, 0.5, true}, FrequencyScale::Linear).value();
        int empty = 0;
        for (std::size_t column = 0; column < picture.columns; ++column) empty += std::isnan(picture.at(column, 20));
        QVERIFY2(empty >= 4 && empty <= 7, qPrintable(QString::number(empty)));
        const auto silent = spectrogramPicture(std::vector<float>(2000, 0.0f), 100.0, {128, 0.5, true}, FrequencyScale::Linear).value();
        QVERIFY(std::isnan(silent.at(0, 0)) && silent.ceilingDb > silent.floorDb);
    }
    void aDayIsDrawnInSeconds()
    {
        std::mt19937 random(2);
        std::normal_distribution<float> noise(0.0f, 1.0f);
        std::vector<float> x(8'640'000);
        for (float& v : x) v = noise(random);
        QElapsedTimer timer;
        timer.start();
        const auto picture = spectrogramPicture(x, 100.0, windowsFor(86400.0, 100.0, 800), FrequencyScale::Logarithmic, 1600, 256).value();
        qInfo("24 h at 100 Hz: %lld ms, %zu by %zu cells", static_cast<long long>(timer.elapsed()), picture.columns, picture.rows);
        QVERIFY(timer.elapsed() < 20'000);
    }
    void cancelledIsCancelled()
    {
        const Progress progress;
        progress.cancel();
        const auto made = spectrogramPicture(sweep(2.0, 100.0, 1.0, 9.0), 100.0, {64, 0.5, true}, FrequencyScale::Linear, 100, 100, progress);
        QVERIFY(!made && made.error().code == Error::Code::Cancelled);
        QVERIFY(!spectrogramPicture({}, 100.0, {64, 0.5, true}, FrequencyScale::Linear));
    }
};

QTEST_MAIN(SpectrogramTest)
#include "spectrogram_test.moc"
