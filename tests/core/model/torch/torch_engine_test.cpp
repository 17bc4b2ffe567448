#include "core/model/torch/torch_engine.h"
#include "core/model/checkpoint/safetensors.h"
#include "core/model/contract_json.h"
#include "core/model/precision_parity.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/seist.h"
#include "tests/core/model/invented_weights.h"
#include "tests/core/model/reference.h"
#include "tests/support/test_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <thread>

using namespace seisdesk;

class TorchEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reproducesTheReferenceOutputs_data();
    void reproducesTheReferenceOutputs();
    void readsItsOwnSafetensors();
    void runsInSeveralThreadsAtOnce();
    void refusesWhatDoesNotFit();
    void sixteenBitsAreUsedWhereTheySayTheSame();

private:
    /// A SeisT-S for distances with invented weights, as a file.
    static std::filesystem::path inventedFile(const QTemporaryDir& folder, const std::string& name, bool withContract);
};

void TorchEngineTest::reproducesTheReferenceOutputs_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("output");
    QTest::addColumn<bool>("plain");
    for (const bool plain : {false, true}) {
        const QString how = plain ? QStringLiteral("module ") : QStringLiteral("program ");
        for (const char* size : {"s", "m", "l"}) {
            for (const char* task : {"dpk_diting", "pmp_diting", "emg_diting", "emg_pnw", "baz_diting", "dis_diting"}) {
                const QString name = QStringLiteral("seist_%1_%2").arg(QLatin1String(size), QLatin1String(task));
                QTest::newRow(qPrintable(how + name)) << QStringLiteral("seist") << name + QStringLiteral(".pth") << QStringLiteral("input")
                                                      << name << plain;
            }
        }
        QTest::newRow(qPrintable(how + QStringLiteral("phasenet_190703"))) << QStringLiteral("phasenet")
            << QStringLiteral("phasenet_190703.h5") << QStringLiteral("input_ENZ") << QStringLiteral("output_NPS") << plain;
    }
}

void TorchEngineTest::reproducesTheReferenceOutputs()
{
    QFETCH(QString, folder);
    QFETCH(QString, file);
    QFETCH(QString, input);
    QFETCH(QString, output);
    const std::string base = "weights/" + folder.toStdString() + "/";
    const auto reference = test::shared(base + "reference_outputs.h5");
    const auto weights = test::shared(base + file.toStdString());
    if (reference.empty() || weights.empty()) QSKIP(test::needShared(base).c_str());

    QFETCH(bool, plain);
    nets::TorchEngine engine(plain);
    const auto network = engine.load(weights, "cpu");
    QVERIFY2(network, network ? "" : network.error().message.c_str());
    const auto x = test::referenceArray(reference, input.toStdString());
    const auto wanted = test::referenceArray(reference, output.toStdString());
    QVERIFY(!x.empty() && !wanted.empty());
    const auto y = (*network)->forward(x, 2);
    QVERIFY2(y, y ? "" : y.error().message.c_str());
    QCOMPARE(y->size(), wanted.size());
    float scale = 1.0F;  // values of 100 km or degrees are compared relatively
    for (const float v : wanted) scale = std::max(scale, std::abs(v));
    float worst = 0.0F;
    for (std::size_t i = 0; i < wanted.size(); ++i) worst = std::max(worst, std::abs((*y)[i] - wanted[i]));
    qInfo("largest difference %.2g", static_cast<double>(worst));
    QVERIFY2(worst <= 1e-4F * scale, qPrintable(QStringLiteral("differs by %1").arg(static_cast<double>(worst))));
}

std::filesystem::path TorchEngineTest::inventedFile(const QTemporaryDir& folder, const std::string& name, bool withContract)
{
    StateDict weights = test::inventedWeights(nets::stateOf(nets::SeisT(seisTConfig('S', Task::Distance))));
    if (withContract) {
        Contract contract;
        contract.name = "tuned";
        contract.task = Task::Distance;
        contract.sampleRateHz = 40.0;
        contract.windowSamples = 2048;
        weights.metadata["contract"] = toJson(contract);
    }
    const std::filesystem::path file = folder.filePath(QString::fromStdString(name)).toStdString();
    return writeSafetensors(weights, file) ? file : std::filesystem::path();
}

void TorchEngineTest::readsItsOwnSafetensors()
{
    const QTemporaryDir folder;
    const auto network = nets::TorchEngine().load(inventedFile(folder, "x.safetensors", true), "cpu");
    QVERIFY2(network, network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->contract().windowSamples, std::size_t{2048});
    QCOMPARE((*network)->contract().family, std::string("SeisT"));
    QVERIFY((*network)->version().starts_with("tuned@"));
    const auto y = (*network)->forward(test::inventedWindow(2048), 1);
    QVERIFY(y);
    QCOMPARE(y->size(), std::size_t{1});
    const auto plain = nets::TorchEngine(true).load(folder.filePath(QStringLiteral("x.safetensors")).toStdString(), "cpu");
    QVERIFY(plain);
    QVERIFY(std::abs((*y)[0] - (*plain)->forward(test::inventedWindow(2048), 1).value()[0]) < 0.02F);
}

void TorchEngineTest::runsInSeveralThreadsAtOnce()
{
    const QTemporaryDir folder;
    nets::TorchEngine engine;
    const auto network = engine.load(inventedFile(folder, "x.safetensors", true), "cpu");
    QVERIFY(network);
    const auto one = test::inventedWindow(2048);
    std::vector<float> batch;
    for (int i = 0; i < 5; ++i) batch.insert(batch.end(), one.begin(), one.end());
    const auto wanted = (*network)->forward(one, 1).value();
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int run = 0; run < 5; ++run) {
                const auto y = (*network)->forward(batch, 5);
                if (!y || y->size() != 5 || std::any_of(y->begin(), y->end(), [&](float v) { return v != wanted[0]; })) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(wrong.load(), 0);
}

void TorchEngineTest::refusesWhatDoesNotFit()
{
    const QTemporaryDir folder;
    nets::TorchEngine engine;
    const auto file = inventedFile(folder, "x.safetensors", true);
    const auto network = engine.load(file, "cpu");
    QVERIFY(network);
    QCOMPARE((*network)->forward(std::vector<float>(100), 1).error().code, Error::Code::InvalidArgument);
    QCOMPARE((*network)->forward({}, 0).error().code, Error::Code::InvalidArgument);
    QCOMPARE((*network)->forward(test::inventedWindow(2048), 2).error().code, Error::Code::InvalidArgument);
    for (const char* device : {"tpu", "cuda:99", "cuda:x", "cudart"}) QCOMPARE(engine.load(file, device).error().code, Error::Code::InvalidArgument);
    QCOMPARE(engine.load("/nonexistent.pth", "cpu").error().code, Error::Code::NotFound);
    // Without a contract, a task must be told: by hint or by name.
    const auto bare = inventedFile(folder, "bare_diting.safetensors", false);
    QCOMPARE(engine.load(bare, "cpu").error().code, Error::Code::InvalidArgument);
    QVERIFY(engine.loadAs(bare, "cpu", {Task::BackAzimuth, {}}));
    // A tensor too many is named.
    auto weights = readSafetensors(file).value();
    weights.add("encoder_layers.9.odd", Tensor::ofFloats({1}, std::array{0.0F}));
    const std::filesystem::path odd = folder.filePath(QStringLiteral("odd.safetensors")).toStdString();
    QVERIFY(writeSafetensors(weights, odd));
    const auto refused = engine.load(odd, "cpu");
    QCOMPARE(refused.error().code, Error::Code::ModelMismatch);
    QVERIFY(refused.error().message.find("encoder_layers.9.odd") != std::string::npos);
}

/// The network that comes with SeisDesk, on the first of the made-up earthquakes that the engine itself looks at.
void TorchEngineTest::sixteenBitsAreUsedWhereTheySayTheSame()
{
    const auto file = test::sourceFile("models/seismollm-desk/1.1/weights.safetensors");
    if (!std::filesystem::exists(file)) QSKIP("models/seismollm-desk/1.1 is not in this source tree");
    nets::TorchEngine engine(true);
    const auto full = engine.load(file, "cpu"), half = engine.load(file, "cpu:half");
    QVERIFY2(full && half, half ? "" : half.error().message.c_str());
    constexpr std::size_t count = 24;
    const auto windows = parityWindows((*full)->contract(), count);
    QVERIFY(windows);
    const auto parity = precisionParity(**full, **half, *windows, count);
    QVERIFY(parity);
    qInfo("%s%s", parity->text().c_str(), (*half)->remark().empty() ? "" : (", and: " + (*half)->remark()).c_str());
    QVERIFY(parity->picks > count);
    // Whatever was chosen: what runs says the same, and where that is not 16 bits it is said.
    QVERIFY2(parity->holds() || parity->curveDifference < 0.03, parity->text().c_str());
    QCOMPARE((*half)->remark().empty(), parity->curveDifference > 0.0);
    QCOMPARE(engine.load(file, "cpu:16").error().code, Error::Code::InvalidArgument);
}

QTEST_APPLESS_MAIN(TorchEngineTest)
#include "torch_engine_test.moc"
