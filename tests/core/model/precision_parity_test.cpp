#include "core/model/precision_parity.h"

#include "tests/core/model/fake_network.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

constexpr std::size_t window = 1000;

/// One P pulse per window, moved, raised and, in the second window, left out.
FakeNetwork pulse(int shift, float raise, bool both = true)
{
    Contract contract = pickingContract(100.0, window);
    contract.componentOrder = "Z";
    return {contract, [=](std::span<const float> in) {
                std::vector<float> out(3 * window, 0.0f);
                if (!both && in[0] > 0.5f) return out;
                for (int i = -40; i <= 40; ++i) out[window + static_cast<std::size_t>(500 + shift + i)] = 0.8f * std::exp(-0.005f * static_cast<float>(i * i)) + raise;
                return out;
            }};
}

PrecisionParity between(const FakeNetwork& a, const FakeNetwork& b)
{
    std::vector<float> input(2 * window);
    input[window] = 1.0f;
    return *precisionParity(a, b, input, 2);
}

}  // namespace

class precision_parity_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameHolds()
    {
        const auto parity = between(pulse(0, 0.0f), pulse(0, 0.005f));
        QVERIFY(parity.holds());
        QCOMPARE(parity.picks, std::size_t(2));
        QVERIFY(std::abs(parity.curveDifference - 0.005) < 1e-6 && parity.pickShiftSamples < 0.01);
    }
    void whatDiffersDoesNot()
    {
        QVERIFY(!between(pulse(0, 0.0f), pulse(0, 0.02f)).holds());
        const auto moved = between(pulse(0, 0.0f), pulse(3, 0.0f));
        QVERIFY(!moved.holds() && std::abs(moved.pickShiftSamples - 3.0) < 1e-3);
        for (const auto& [a, b] : {std::pair(true, false), std::pair(false, true)}) {
            const auto lost = between(pulse(0, 0.0f, a), pulse(0, 0.0f, b));
            QVERIFY(!lost.holds() && lost.lost == 1);
            QVERIFY(lost.text().find("made by one alone") != std::string::npos);
        }
    }
    void nothingIsNoNumber()
    {
        const FakeNetwork broken(pulse(0, 0.0f).contract(), [](std::span<const float>) { return std::vector<float>(3 * window, std::nanf("")); });
        QVERIFY(!between(pulse(0, 0.0f), broken).holds());
    }
    void windowsAreEarthquakesReadyForTheNetwork()
    {
        const Contract contract = pickingContract(50.0, 1500);
        const auto windows = parityWindows(contract, 3), again = parityWindows(contract, 3);
        QVERIFY(windows && again && *windows == *again);
        QCOMPARE(windows->size(), std::size_t(3 * 3 * 1500));
        for (std::size_t w = 0; w < 3; ++w) {
            double squares = 0.0;
            for (std::size_t i = 0; i < 1500; ++i) squares += std::pow(static_cast<double>((*windows)[w * 4500 + i]), 2.0);
            QVERIFY(std::abs(squares / 1500.0 - 1.0) < 1e-3);
        }
    }
};

QTEST_APPLESS_MAIN(precision_parity_test)
#include "precision_parity_test.moc"
