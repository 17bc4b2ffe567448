#include "core/signal/filter.h"
#include "tests/core/signal/golden.h"

#include <QElapsedTimer>
#include <QTest>

#include <complex>

using namespace seisdesk;
using namespace seisdesk::test;
using Kind = FilterSpec::Kind;

namespace {
const float notANumber = std::numeric_limits<float>::quiet_NaN();

std::vector<float> run(const std::vector<float>& x, const FilterSpec& spec, FilterStart start = FilterStart::AtRest)
{
    return filtered(x, 100.0, spec, start).value();
}
double largest(std::span<const float> x)
{
    double out = 0.0;
    for (const float v : x) out = std::max(out, std::abs(static_cast<double>(v)));
    return out;
}
}  // namespace

class FilterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesObsPy_data()
    {
        QTest::addColumn<int>("corners");
        QTest::addColumn<bool>("zeroPhase");
        for (const int corners : {1, 2, 3, 4, 7})
            for (const bool zero : {false, true}) QTest::addRow("%d%s", corners, zero ? "zp" : "") << corners << zero;
    }
    void matchesObsPy()
    {
        QFETCH(int, corners);
        QFETCH(bool, zeroPhase);
        const std::string tag = QTest::currentDataTag();
        const auto x = synthetic(3001, 1);
        const auto expected = golden("filter.txt");
        VERIFY_WITHIN(misfit(run(x, {Kind::BandPass, 1, 20, corners, zeroPhase}), expected.at("BP" + tag)), 1e-6);
        VERIFY_WITHIN(misfit(run(x, {Kind::HighPass, 2, 0, corners, zeroPhase}), expected.at("HP" + tag)), 1e-6);
        VERIFY_WITHIN(misfit(run(x, {Kind::LowPass, 0, 5, corners, zeroPhase}), expected.at("LP" + tag)), 1e-6);
    }
    void bandAboveNyquistBecomesHighPassAsInObsPy()
    {
        const auto x = synthetic(3001, 1);
        VERIFY_WITHIN(misfit(run(x, {Kind::BandPass, 1, 60, 4, false}), golden("filter.txt").at("BPnyquist")), 1e-6);
    }
    void longPeriodsStayStable()
    {
        const auto x = synthetic(3001, 1);
        VERIFY_WITHIN(misfit(run(x, {Kind::BandPass, 0.02, 0.1, 4, false}), golden("filter.txt").at("BPlong")), 1e-6);
    }
    void cornersAreAtThreeDecibels()
    {
        for (const int corners : {1, 2, 5, 12}) {
            const auto sections = butterworth({Kind::BandPass, 2, 11, corners, false}, 100.0).value();
            const auto gain = [&](double hz) {
                const std::complex<double> z = std::polar(1.0, -2 * std::numbers::pi * hz / 100.0);
                std::complex<double> h = 1.0;
                for (const auto& s : sections) h *= (s.b0 + z * (s.b1 + z * s.b2)) / (1.0 + z * (s.a1 + z * s.a2));
                return std::abs(h);
            };
            for (const double hz : {2.0, 11.0}) QVERIFY(std::abs(gain(hz) - std::sqrt(0.5)) < 1e-9);
            QVERIFY(gain(0.0) < 1e-12 && gain(50.0) < 1e-12);
        }
    }
    void impossibleFiltersAreRefused()
    {
        const std::vector<float> x(100, 1.0f);
        for (const FilterSpec& spec : {FilterSpec{Kind::HighPass, 50, 0}, FilterSpec{Kind::LowPass, 0, 50}, FilterSpec{Kind::BandPass, 55, 60},
                                       FilterSpec{Kind::BandPass, 5, 5}, FilterSpec{Kind::BandPass, 0, 5}, FilterSpec{Kind::HighPass, std::nan(""), 5},
                                       FilterSpec{Kind::BandPass, 1, 5, 0}, FilterSpec{Kind::BandPass, 1, 5, 13}}) {
            const auto result = filtered(x, 100.0, spec);
            QVERIFY(!result && result.error().code == Error::Code::InvalidArgument);
        }
        QVERIFY(!filtered(x, 0.0, {}));
        QVERIFY(QString::fromStdString(filtered(x, 100.0, {Kind::LowPass, 0, 60}).error().message).contains(QStringLiteral("50 Hz")));
    }
    void gapsInsideDoNotSpread()
    {
        auto x = synthetic(1000, 5);
        const std::vector<float> head(x.begin(), x.begin() + 400), tail(x.begin() + 402, x.end());
        x[400] = notANumber;
        x[401] = std::numeric_limits<float>::infinity();
        for (const bool zero : {false, true}) {
            const FilterSpec spec{Kind::BandPass, 1, 20, 4, zero};
            const auto y = run(x, spec), first = run(head, spec), second = run(tail, spec);
            QVERIFY(std::isnan(y[400]) && std::isnan(y[401]));
            QVERIFY(std::equal(first.begin(), first.end(), y.begin()));
            QVERIFY(std::equal(second.begin(), second.end(), y.begin() + 402));
        }
    }
    void settledFiltersDoNotRingFromAnOffset()
    {
        const std::vector<float> level(2000, 1e6f);
        for (const bool zero : {false, true}) {
            QVERIFY(largest(run(level, {Kind::BandPass, 1, 20, 4, zero}, FilterStart::Settled)) < 1e-3);
            QVERIFY(largest(run(level, {Kind::HighPass, 0.1, 0, 3, zero}, FilterStart::Settled)) < 1e-3);
            for (const float v : run(level, {Kind::LowPass, 0, 5, 4, zero}, FilterStart::Settled)) QVERIFY(std::abs(v - 1e6f) < 1.0f);
        }
        QVERIFY(largest(run(level, {Kind::BandPass, 1, 20, 4, false})) > 1e5);
    }
    void segmentsKeepTimeAndUseExactSamples()
    {
        Segment segment = makeSegment(parseTime("2020-01-01T00:00:00.123456789").value(), 100.0, std::vector<float>(500, 1e9f));
        std::vector<double> exact(500);
        for (std::size_t i = 0; i < exact.size(); ++i) exact[i] = 1e9 + std::sin(2 * std::numbers::pi * 0.05 * static_cast<double>(i));
        segment.exact = std::make_shared<const std::vector<double>>(exact);
        const Segment out = filtered(segment, {Kind::HighPass, 0.5, 0, 2, false}).value();
        QVERIFY(out.start == segment.start && out.sampleRateHz == 100.0 && out.size() == 500 && !out.exact);
        QVERIFY(std::abs(largest(std::span(*out.samples).subspan(300)) - 1.0) < 0.05);
        const Trace trace = filtered(Trace{{"GE", "WLF", "", "HHZ"}, {segment, {}}}, {}).value();
        QCOMPARE(trace.segments.size(), std::size_t{2});
        QVERIFY(QString::fromStdString(filtered(Trace{{"GE", "WLF", "", "HHZ"}, {segment}}, {Kind::LowPass, 0, 80}).error().message).startsWith(QStringLiteral("GE.WLF..HHZ: ")));
    }
    void shortAndEmptyRecordsAreFine()
    {
        QVERIFY(filtered({}, 100.0, {}).value().empty());
        QCOMPARE(run({3.0f}, {Kind::BandPass, 1, 20, 4, true}).size(), std::size_t{1});
        QVERIFY(filtered(Segment{}, {}).value().empty());
    }
    void aDayTakesATenthOfASecond()
    {
        auto x = synthetic(8'640'000, 3);
        std::fill(x.begin() + 1'000'000, x.begin() + 5'000'000, 0.0f);  // decays into denormal numbers if nobody cares
        QElapsedTimer clock;
        clock.start();
        const auto y = run(x, {Kind::BandPass, 1, 20, 4, false});
        const auto elapsed = clock.elapsed();
        qInfo("24 h at 100 Hz, causal band-pass: %lld ms", static_cast<long long>(elapsed));
        QCOMPARE(y.size(), x.size());
        QVERIFY2(elapsed < 5000, "ten times slower than it should be even without optimisation");
    }
};

QTEST_APPLESS_MAIN(FilterTest)
#include "filter_test.moc"
