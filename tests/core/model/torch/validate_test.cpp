#include "core/model/torch/validate.h"

#include "tests/core/model/torch/tiny_desk.h"

#include <QTest>

#include <torch/utils.h>

using namespace seisdesk;
using namespace seisdesk::nets;

class ValidateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysNothingOfWhatASetDoesNotSay()
    {
        torch::manual_seed(1);
        SeisMoLLMDesk network(tinyDesk());
        ValidationSet set{"s", {}};
        for (std::uint64_t k = 0; k < 11; ++k) {
            set.windows.push_back(tinyWindow(k));
            set.windows.back().events.clear();
        }
        const ValidationRow row = validated(network, set, tinyContract(), 4, torch::kCPU);
        QVERIFY(row.p01 && row.p05 && row.s01 && row.s05);
        QVERIFY(*row.p01 <= *row.p05 && *row.s01 <= *row.s05);
        QVERIFY(!row.polarity && !row.magnitudeError && !row.backAzimuthErrorDeg);
        QCOMPARE(row.loss[2], 0.0);
    }
    /// Weights of the last layers are set so that the network's answers are known.
    void errorsAreThoseOfAKnownAnswer()
    {
        const torch::NoGradGuard noGrad;
        SeisMoLLMDesk network(tinyDesk());
        network.outConv->weight.zero_();
        network.outConv->bias.zero_();
        network.outConv->bias.slice(0, 6, 8).fill_(5.0);  // first motion: up
        network.sourceOut->weight.zero_();
        network.sourceOut->bias.copy_(torch::tensor({3.0, 0.0, std::log(31.0), 0.0, 0.0, 2.0}));  // magnitude 3, 30 km, east
        ValidationSet set{"s", {}};
        double ups = 0.0;
        for (std::uint64_t k = 0; k < 10; ++k) {
            set.windows.push_back(tinyWindow(k));
            ups += set.windows.back().events.front().polarity == Polarity::Positive ? 0.1 : 0.0;
        }
        const ValidationRow row = validated(network, set, tinyContract(), 4, torch::kCPU);
        QVERIFY(std::abs(*row.polarity - ups) < 1e-9);
        QVERIFY(std::abs(*row.magnitudeError - 1.0) < 1e-5);   // the truth is 2
        QVERIFY(std::abs(*row.distanceErrorKm - 20.0) < 1e-3);  // 10 km
        QVERIFY(std::abs(*row.backAzimuthErrorDeg - 90.0) < 1e-3);  // north
    }
};

QTEST_APPLESS_MAIN(ValidateTest)
#include "validate_test.moc"
