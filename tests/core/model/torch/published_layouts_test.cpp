// Networks in the files they are published in, with invented weights. SeisT and PhaseNet 190703 agree with tests/golden/published.py, which agrees with
// what the authors' code says of the true weights; EQTransformer's Keras files with what SeisBench makes of them.

#include "core/model/model_folder.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/phasenet.h"
#include "core/model/torch/seist.h"
#include "core/model/torch/torch_engine.h"
#include "core/model/window.h"
#include "tests/core/model/eqtransformer_as_keras.h"
#include "tests/core/model/invented_weights.h"
#include "tests/core/model/keras_writer.h"
#include "tests/core/model/published_golden.h"
#include "tests/core/model/torch/published_files.h"
#include "tests/core/model/torch_zip_writer.h"
#include "tests/support/test_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

using namespace seisdesk;

namespace {

constexpr std::pair<const char*, Task> tasks[] = {{"dpk", Task::Picking}, {"pmp", Task::Polarity}, {"emg", Task::Magnitude}, {"baz", Task::BackAzimuth}, {"dis", Task::Distance}};

struct Golden {
    std::size_t step = 0;
    std::vector<float> values;
};

/// By output.
std::vector<Golden> goldenOf(const std::string& network)
{
    std::vector<Golden> out;
    std::ifstream file(test::sourceFile("golden/pickers/published.csv"));
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("forward," + network + ",")) continue;
        std::istringstream fields(line);
        std::string field;
        for (int i = 0; i < 3; ++i) std::getline(fields, field, ',');
        Golden golden;
        std::getline(fields, field, ',');
        golden.step = std::stoul(field);
        while (std::getline(fields, field, ',')) golden.values.push_back(std::stof(field));
        out.push_back(std::move(golden));
    }
    return out;
}

/// As invented() there.
StateDict inventedAs(const StateDict& pattern, double gain)
{
    StateDict out;
    for (const auto& [name, tensor] : test::inventedWeights(pattern, gain)) {
        std::vector<float> values = tensor.toFloats();
        for (float& v : values) v *= name == "out_head.out_conv.weight" ? 40.0F : name == "out_head.lin.weight" ? 0.05F : 1.0F;
        out.add(name, Tensor::ofFloats(tensor.shape, values));
    }
    return out;
}

/// [out, in, k] or [in, out, k] as Keras holds it, [k, 1, ...] the other way round.
Tensor kerasKernel(const Tensor& t)
{
    const std::vector<float> from = t.toFloats();
    std::vector<float> to(from.size());
    const auto a = static_cast<std::size_t>(t.shape[0]), b = static_cast<std::size_t>(t.shape[1]), k = static_cast<std::size_t>(t.shape[2]);
    for (std::size_t i = 0; i < a; ++i)
        for (std::size_t j = 0; j < b; ++j)
            for (std::size_t n = 0; n < k; ++n) to[(n * b + j) * a + i] = from[(i * b + j) * k + n];
    return Tensor::ofFloats({t.shape[2], 1, t.shape[1], t.shape[0]}, to);
}

StateDict kerasTensors(const StateDict& plain)
{
    StateDict out;
    for (const auto& [name, tensor] : plain) {
        const auto dot = name.rfind('.');
        const std::string layer = name.substr(0, dot), part = name.substr(dot + 1);
        const bool norm = plain.contains(layer + ".running_mean");
        const char* theirs = part == "running_mean" ? "moving_mean:0" : part == "running_var" ? "moving_variance:0" : part == "weight" ? (norm ? "gamma:0" : "kernel:0") : norm ? "beta:0" : "bias:0";
        out.add(layer + "/" + theirs, tensor.shape.size() == 3 ? kerasKernel(tensor) : tensor);
    }
    return out;
}

}  // namespace

class PublishedLayoutsTest : public QObject {
    Q_OBJECT

    const QTemporaryDir m_folder;

    void compare(const std::string& name, const std::filesystem::path& file, bool plain) const
    {
        const auto network = nets::TorchEngine(plain).load(file, "cpu");
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const std::size_t samples = (*network)->contract().windowSamples;
        const auto y = (*network)->forward(test::inventedWindow(samples), 1);
        QVERIFY2(y, y ? "" : y.error().message.c_str());
        const std::vector<Golden> golden = goldenOf(name);
        QVERIFY(!golden.empty() && y->size() % golden.size() == 0);
        const std::size_t each = y->size() / golden.size();
        float worst = 0.0F, scale = 1.0F;
        for (std::size_t c = 0; c < golden.size(); ++c) {
            QCOMPARE(golden[c].values.size(), (each + golden[c].step - 1) / golden[c].step);
            for (std::size_t i = 0; i < golden[c].values.size(); ++i) {
                scale = std::max(scale, std::abs(golden[c].values[i]));
                worst = std::max(worst, std::abs((*y)[c * each + i * golden[c].step] - golden[c].values[i]));
            }
        }
        qInfo("largest difference %.2g", static_cast<double>(worst));
        QVERIFY2(worst <= 1e-4F * scale, qPrintable(QString::number(static_cast<double>(worst))));  // kilometres and degrees relatively
    }

private Q_SLOTS:
    void seisT_data()
    {
        QTest::addColumn<QString>("size");
        QTest::addColumn<int>("task");
        QTest::addColumn<bool>("plain");
        for (const char* size : {"s", "m", "l"})
            for (int task = 0; task < 5; ++task)
                for (const bool plain : {false, true})
                    QTest::newRow(qPrintable(QStringLiteral("%1 %2%3").arg(QLatin1String(size), QLatin1String(tasks[task].first), plain ? QStringLiteral(" as module") : QString())))
                        << QString::fromLatin1(size) << task << plain;
    }
    void seisT()
    {
        QFETCH(QString, size);
        QFETCH(int, task);
        QFETCH(bool, plain);
        const std::string name = "seist_" + size.toStdString() + "_" + tasks[task].first + "_diting";
        const std::filesystem::path file = m_folder.filePath(QString::fromStdString(name + ".pth")).toStdString();
        const nets::SeisT module(seisTConfig(size.toUpper().toLatin1()[0], tasks[task].second));
        QVERIFY(test::writeTorchZip(inventedAs(nets::stateOf(module), 0.7), file, false));
        compare(name, file, plain);
    }
    void phaseNet_data()
    {
        QTest::addColumn<bool>("plain");
        QTest::newRow("program") << false;
        QTest::newRow("module") << true;
    }
    void phaseNet()
    {
        QFETCH(bool, plain);
        const std::filesystem::path file = m_folder.filePath(QStringLiteral("phasenet_190703.h5")).toStdString();
        test::writeKerasFile(kerasTensors(inventedAs(nets::stateOf(nets::PhaseNet(PhaseNetConfig{})), 1.4)), file);
        compare("phasenet_190703", file, plain);
    }
    void eqTransformer_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::string>("gates");
        QTest::newRow("original") << QStringLiteral("eqtransformer_original") << std::string("sigmoid");
        QTest::newRow("conservative") << QStringLiteral("eqtransformer_conservative") << std::string("hard_sigmoid");
    }
    void eqTransformer()
    {
        QFETCH(QString, name);
        QFETCH(std::string, gates);
        StateDict keras = test::EqTransformerAsKeras(test::publishedWeights(name.toStdString())).out;
        keras.metadata["model_config"] = "{\"config\": {\"recurrent_activation\": \"" + gates + "\", \"units\": 16}}";
        const std::filesystem::path folder = m_folder.path().toStdString();
        test::writeKerasFile(keras, folder / "EqT_model.h5");
        const auto network = nets::TorchEngine().load(folder / "EqT_model.h5", "cpu");
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const auto theirs = nets::TorchEngine().load(test::writePublished(folder, name.toStdString()), "cpu");  // for how SeisBench prepares windows
        QVERIFY(theirs);
        const Contract& contract = (*network)->contract();
        std::vector<float> record, window(3 * contract.windowSamples);
        for (const char letter : {'Z', 'N', 'E'}) {
            const auto component = test::madeComponent(letter);
            record.insert(record.end(), component.begin(), component.end());
        }
        QCOMPARE((*theirs)->contract().windowSamples, contract.windowSamples);
        QVERIFY(prepareWindow(record, test::madeSamples, test::madeWindowFirst, contract.windowSamples, (*theirs)->contract(), window));
        const auto y = (*network)->forward(window, 1);
        QVERIFY2(y, y ? "" : y.error().message.c_str());
        float worst = 0.0F;
        const auto rows = test::goldenRows({"forward", name.toStdString()});
        QCOMPARE(rows.size(), std::size_t{3});
        for (std::size_t c = 0; c < rows.size(); ++c)
            for (std::size_t i = 2; i < rows[c].size(); ++i)
                worst = std::max(worst, std::abs((*y)[c * contract.windowSamples + (i - 2) * std::stoul(rows[c][1])] - std::stof(rows[c][i])));
        qInfo("largest difference %.2g", static_cast<double>(worst));
        QVERIFY2(worst <= 1e-4F, qPrintable(QString::number(static_cast<double>(worst))));
    }
    void refusesProgramsAndForeignPickles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<std::string>("says");
        QTest::newRow("TorchScript") << QStringLiteral("script.pt") << std::string("TorchScript");
        QTest::newRow("a class") << QStringLiteral("outlaw.pth") << std::string("__main__.Outlaw");
    }
    void refusesProgramsAndForeignPickles()
    {
        QFETCH(QString, file);
        QFETCH(std::string, says);
        const ModelFolder folder(m_folder.filePath(QStringLiteral("models")).toStdString());
        nets::TorchEngine engine;
        const auto refused = folder.import(test::sourceFile("golden/checkpoints/" + file.toStdString()), engine, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Unsupported);
        QVERIFY2(refused.error().message.find(says) != std::string::npos, refused.error().message.c_str());
        QVERIFY(folder.list()->cards.empty() && folder.list()->problems.empty());
    }
    void refusesWhatOnlyLooksLikePhaseNet()
    {
        StateDict tensors = kerasTensors(inventedAs(nets::stateOf(nets::PhaseNet(PhaseNetConfig{})), 1.4)), changed;
        for (const auto& [name, tensor] : tensors)
            if (name != "up_bn0_2/beta:0") changed.add(name, tensor);
        const std::filesystem::path file = m_folder.filePath(QStringLiteral("less.h5")).toStdString();
        test::writeKerasFile(changed, file);
        const auto refused = nets::TorchEngine().load(file, "cpu");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::ModelMismatch);
        QVERIFY2(refused.error().message.find("up_bn0_2") != std::string::npos, refused.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(PublishedLayoutsTest)
#include "published_layouts_test.moc"
