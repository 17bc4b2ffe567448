#include "core/model/torch/optimiser.h"

#include <QTest>

#include <torch/nn/modules/linear.h>
#include <torch/optim/adamw.h>
#include <torch/utils.h>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

Recipe recipe(double clip)
{
    Recipe r;
    r.clip = clip;
    r.weightDecay = 0.1;
    r.average = 0.5;
    return r;
}

torch::Tensor lossOf(torch::nn::Linear& network, const torch::Tensor& x) { return (network(x) - 1.0).pow(2).mean(); }

}  // namespace

class OptimiserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stepsAsLibTorchsAdamWDoes()
    {
        torch::manual_seed(2);
        torch::nn::Linear ours(5, 4), theirs(5, 4);
        {
            const torch::NoGradGuard noGrad;
            theirs->weight.copy_(ours->weight);
            theirs->bias.copy_(ours->bias);
        }
        Optimiser optimiser(*ours, recipe(0.0));
        torch::optim::AdamW weights({theirs->weight}, torch::optim::AdamWOptions(0.01).betas({0.9, 0.99}).weight_decay(0.1));
        torch::optim::AdamW biases({theirs->bias}, torch::optim::AdamWOptions(0.01).betas({0.9, 0.99}).weight_decay(0.0));
        for (int i = 0; i < 20; ++i) {
            const torch::Tensor x = torch::randn({8, 5});
            lossOf(ours, x).backward();
            optimiser.step(0.01);
            weights.zero_grad(), biases.zero_grad();
            lossOf(theirs, x).backward();
            weights.step(), biases.step();
        }
        QVERIFY((ours->weight - theirs->weight).abs().max().item<double>() < 1e-5);
        QVERIFY((ours->bias - theirs->bias).abs().max().item<double>() < 1e-5);
    }
    void longGradientsAreClippedTogether()
    {
        torch::nn::Linear network(3, 3);
        Optimiser optimiser(*network, recipe(1.0));
        (1000.0 * lossOf(network, torch::ones({1, 3}))).backward();
        const double expected = std::sqrt(network->weight.grad().pow(2).sum().item<double>() + network->bias.grad().pow(2).sum().item<double>());
        QVERIFY(std::abs(optimiser.step(0.01) - expected) < 1e-3 * expected);
        QVERIFY(!network->weight.grad().defined());
    }
    void aGradientThatIsNotFiniteChangesNothing()
    {
        torch::nn::Linear network(3, 3);
        Optimiser optimiser(*network, recipe(1.0));
        const torch::Tensor before = network->weight.clone();
        (std::numeric_limits<double>::quiet_NaN() * lossOf(network, torch::ones({1, 3}))).backward();
        optimiser.step(0.01);
        QVERIFY(torch::equal(before, network->weight));
    }
    void frozenWeightsStay()
    {
        torch::nn::Linear network(3, 3);
        network->weight.requires_grad_(false);
        const torch::Tensor before = network->weight.clone();
        Optimiser optimiser(*network, recipe(1.0));
        lossOf(network, torch::ones({1, 3})).backward();
        optimiser.step(0.1);
        QVERIFY(torch::equal(before, network->weight));
    }
    void aSavedOptimiserGoesOnTheSame()
    {
        torch::manual_seed(4);
        torch::nn::Linear a(4, 4), b(4, 4);
        Optimiser first(*a, recipe(1.0)), second(*b, recipe(1.0));
        const torch::Tensor x = torch::randn({8, 4});
        for (int i = 0; i < 3; ++i) lossOf(a, x).backward(), first.step(0.01);
        StateDict saved;
        first.save(saved);
        QVERIFY(second.load(saved));
        for (int i = 0; i < 3; ++i) {
            lossOf(a, x).backward(), first.step(0.01);
            lossOf(b, x).backward(), second.step(0.01);
        }
        QVERIFY(torch::equal(a->weight, b->weight));
        torch::nn::Linear averageA(4, 4), averageB(4, 4);
        first.copyAverage(*averageA), second.copyAverage(*averageB);
        QVERIFY(torch::equal(averageA->weight, averageB->weight));
        torch::nn::Linear other(5, 5);
        Optimiser third(*other, recipe(1.0));
        QVERIFY(!third.load(saved));
    }
};

QTEST_APPLESS_MAIN(OptimiserTest)
#include "optimiser_test.moc"
