#include "core/signal/response.h"
#include "core/signal/spectrum.h"
#include "tests/core/signal/responses.h"

#include <QElapsedTimer>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

class ResponseRemovalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesObsPy()
    {
        const auto expected = golden("response_removal.txt");
        const Response response = responseCases().at("rjob").response;
        const auto x = synthetic(3001, 8);
        for (const auto& [output, motion] : {std::pair{"DISP", GroundMotion::Displacement}, {"VEL", GroundMotion::Velocity}, {"ACC", GroundMotion::Acceleration}}) {
            const std::string name = std::string("rjob_") + output;
            ResponseRemoval removal;
            removal.output = motion;
            VERIFY_WITHIN(misfit(responseRemoved(x, 100.0, response, removal).value(), expected.at(name + "_level")), 1e-5);
            removal.waterLevelDb = 20.0;
            removal.preFilterHz = {0.05, 0.1, 20, 35};
            VERIFY_WITHIN(misfit(responseRemoved(x, 100.0, response, removal).value(), expected.at(name + "_both")), 1e-5);
            removal.waterLevelDb.reset();
            removal.preFilterHz = {0.2, 0.5, 20, 35};
            VERIFY_WITHIN(misfit(responseRemoved(x, 100.0, response, removal).value(), expected.at(name + "_band")), 1e-5);
        }
    }
    void woodAndersonMatchesObsPysPieces()
    {
        ResponseRemoval removal;
        removal.preFilterHz = {0.2, 0.5, 20, 35};
        const Response response = responseCases().at("rjob").response;
        VERIFY_WITHIN(misfit(woodAnderson(synthetic(3001, 8), 100.0, response, {}, removal).value(), golden("response_removal.txt").at("rjob_wood")), 1e-5);
    }
    void woodAndersonIsTheTextbookOne()
    {
        const WoodAnderson wa;
        QVERIFY(std::abs(std::abs(wa.at(1000.0)) - 2080.0) < 1.0);  // far above its period it shows displacement
        QVERIFY(std::abs(std::abs(wa.at(1.25)) - 2080.0 / 1.4) < 1e-6);  // at its period: magnification / (2 h)
        QVERIFY(std::abs(wa.at(0.0)) == 0.0);
    }
    void knownGroundMotionComesBack()
    {
        // A flat velocity response: 1e9 counts per m/s. Ground velocity of 1e-6 m/s at 2 Hz.
        Response r;
        r.sensitivity = 1e9;
        r.inputUnits = "M/S";
        std::vector<float> counts(6000);
        for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = static_cast<float>(1000 * std::sin(2 * std::numbers::pi * 2.0 * static_cast<double>(i) / 100.0) + 5e4);
        const auto peak = [](const std::vector<float>& y) { return *std::max_element(y.begin() + 1000, y.end() - 1000); };
        ResponseRemoval removal;
        removal.preFilterHz = {0.1, 0.2, 30, 40};
        removal.waterLevelDb.reset();
        QVERIFY(std::abs(peak(responseRemoved(counts, 100.0, r, removal).value()) / 1e-6 - 1.0) < 3e-3);
        removal.output = GroundMotion::Displacement;
        QVERIFY(std::abs(peak(responseRemoved(counts, 100.0, r, removal).value()) / (1e-6 / (4 * std::numbers::pi)) - 1.0) < 3e-3);
        removal.output = GroundMotion::Acceleration;
        QVERIFY(std::abs(peak(responseRemoved(counts, 100.0, r, removal).value()) / (1e-6 * 4 * std::numbers::pi) - 1.0) < 3e-3);
        const double expected = 1e-6 / (4 * std::numbers::pi) * std::abs(WoodAnderson{}.at(2.0)) * 1e3;
        QVERIFY(std::abs(peak(woodAnderson(counts, 100.0, r, {}, removal).value()) / expected - 1.0) < 3e-3);
    }
    void segmentsKeepTheirTime()
    {
        Response r;
        r.sensitivity = 10.0;
        r.inputUnits = "M/S";
        const Segment in = makeSegment(Time{} + std::chrono::seconds(9), 100.0, synthetic(500, 1));
        for (const auto& out : {responseRemoved(in, r).value(), woodAnderson(in, r).value()}) QVERIFY(out.start == in.start && out.sampleRateHz == 100.0 && out.size() == 500);
        QVERIFY(responseRemoved(Segment{in.start, 100.0, std::make_shared<const std::vector<float>>(), nullptr}, r).value().empty());
    }
    // Beyond 20,000 bins the response is a curve through few evaluations: the same ground motion to 1e-5 as bin by bin.
    void longRecordsAreWhatShortOnesAre()
    {
        const Response response = responseCases().at("fur").response;
        const auto x = synthetic(12'000, 8);
        ResponseRemoval removal;
        removal.preFilterHz = {0.2, 0.5, 20, 35};
        const auto curve = responseRemoved(x, 100.0, response, removal).value();
        std::vector<double> frequencies, values(x.begin(), x.end());
        double mean = 0.0;
        for (const double v : values) mean += v / static_cast<double>(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double near = static_cast<double>(std::min(i, values.size() - 1 - i)) / 300.0;
            values[i] = (values[i] - mean) * (near < 1.0 ? std::sin(0.5 * std::numbers::pi * near) : 1.0);
        }
        const std::size_t length = 24'000;
        auto bins = fourier(values, length);
        for (std::size_t k = 0; k < bins.size(); ++k) frequencies.push_back(static_cast<double>(k) * 100.0 / length);
        const auto exact = responseAt(response, frequencies, GroundMotion::Velocity).value();
        double level = 0.0;
        for (const auto& r : exact) level = std::max(level, std::abs(r) * 1e-3);
        for (std::size_t k = 0; k < bins.size(); ++k) {
            const double f = frequencies[k], up = std::clamp((f - 0.2) / 0.3, 0.0, 1.0), down = std::clamp((35.0 - f) / 15.0, 0.0, 1.0), size = std::abs(exact[k]);
            const double weight = 0.25 * (1.0 - std::cos(std::numbers::pi * up)) * (1.0 - std::cos(std::numbers::pi * down));
            bins[k] = weight == 0.0 ? 0.0 : bins[k] * weight / (exact[k] * std::max(1.0, level / size));
        }
        const auto expected = inverseFourier(bins, length);
        double worst = 0.0, largest = 0.0;
        for (std::size_t i = 0; i < curve.size(); ++i) worst = std::max(worst, std::abs(curve[i] - expected[i])), largest = std::max(largest, std::abs(expected[i]));
        VERIFY_WITHIN(worst / largest, 1e-5);
    }
    void manyAtOnceAreEachAlone()
    {
        std::vector<RecordedCounts> records;
        const auto response = std::make_shared<const Response>(responseCases().at("rjob").response);
        for (std::uint32_t i = 0; i < 5; ++i) records.push_back({makeSegment(Time{}, 100.0, synthetic(2000 + 100 * i, i + 1)), response});
        records[3].response = nullptr;
        const auto all = responsesRemoved(records, {}, 3);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i == 3) QCOMPARE(all[i].error().code, Error::Code::NotFound);
            else QVERIFY(*all[i]->samples == *responseRemoved(records[i].segment, *response)->samples);
        }
        Progress progress;
        progress.cancel();
        QCOMPARE(responsesRemoved(records, {}, 2, progress).front().error().code, Error::Code::Cancelled);
    }
    void badInputIsRefused()
    {
        Response r;
        r.sensitivity = 10.0;
        r.inputUnits = "M/S";
        auto x = synthetic(100, 1);
        QVERIFY(!responseRemoved(x, 0.0, r));
        ResponseRemoval removal;
        removal.preFilterHz = {1, 1, 2, 3};
        QVERIFY(!responseRemoved(x, 100.0, r, removal));
        x[3] = std::nanf("");
        QVERIFY(!responseRemoved(x, 100.0, r));
        r.inputUnits = "C";
        QCOMPARE(responseRemoved(synthetic(100, 1), 100.0, r).error().code, Error::Code::Unsupported);
    }
    void anHourIsQuick()
    {
        const Response response = responseCases().at("hertz").response;
        const auto x = synthetic(360'000, 1);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(responseRemoved(x, 100.0, response).has_value());
        qInfo("1 h at 100 Hz, response removed: %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY(clock.elapsed() < 10'000);
    }
};

QTEST_APPLESS_MAIN(ResponseRemovalTest)
#include "response_removal_test.moc"
