// SeisBench's pickers, from its files to its picks: windows, outputs, overlap, stacking, blinding and triggers agree with it.

#include "core/io/mseed.h"
#include "core/model/annotator.h"
#include "core/model/torch/torch_engine.h"
#include "core/model/window.h"
#include "tests/core/model/published_golden.h"
#include "tests/core/model/torch/published_files.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace seisdesk;

namespace {

const char* const networks[] = {"phasenet_plain", "phasenet_wide", "phasenet_single", "phasenet_light", "phasenet_variable",
                                "eqtransformer_plain", "eqtransformer_original", "eqtransformer_conservative", "eqtransformer_short"};

std::string curveName(const std::string& label) { return label == "Detection" ? "detection" : label; }

}  // namespace

class PublishedPickersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reproducesForward_data() { each(true); }
    void reproducesForward()
    {
        QFETCH(QString, name);
        QFETCH(bool, plain);
        const auto network = load(name, plain);
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const Contract& contract = (*network)->contract();
        const auto rows = test::goldenRows({"forward", name.toStdString()});
        QCOMPARE(rows.size(), contract.outputs.size());
        std::vector<float> record;
        for (const char letter : {'Z', 'N', 'E'}) {
            const auto component = test::madeComponent(letter);
            record.insert(record.end(), component.begin(), component.end());
        }
        std::vector<float> window(contract.componentOrder.size() * contract.windowSamples);
        QVERIFY(prepareWindow(record, test::madeSamples, test::madeWindowFirst, contract.windowSamples, contract, window));
        const auto y = (*network)->forward(window, 1);
        QVERIFY2(y, y ? "" : y.error().message.c_str());
        float worst = 0.0F;
        for (std::size_t c = 0; c < rows.size(); ++c) {
            const std::size_t step = std::stoul(rows[c][1]);
            QCOMPARE(rows[c].size() - 2, (contract.windowSamples + step - 1) / step);
            for (std::size_t i = 2; i < rows[c].size(); ++i)
                worst = std::max(worst, std::abs((*y)[c * contract.windowSamples + (i - 2) * step] - std::stof(rows[c][i])));
        }
        qInfo("largest difference %.2g", static_cast<double>(worst));
        QVERIFY2(worst <= 1e-4F, qPrintable(QStringLiteral("differs by %1").arg(static_cast<double>(worst))));
    }

    void reproducesAnnotateAndClassify_data() { each(false); }
    void reproducesAnnotateAndClassify()
    {
        QFETCH(QString, name);
        QFETCH(bool, plain);
        compare(name, plain, "made", test::madeRecord(), test::madeStart);
    }

    void reproducesARealRecord_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"phasenet_plain", "eqtransformer_plain"}) QTest::newRow(name) << QString::fromLatin1(name);
    }
    void reproducesARealRecord()
    {
        QFETCH(QString, name);
        std::vector<TracePtr> traces;
        for (const char* letter : {"Z", "N", "E"}) {
            const auto file = test::shared(std::string("data/ridgecrest_continuous/CI.CLC..HH") + letter + ".mseed");
            if (file.empty()) QSKIP(test::needShared("data/ridgecrest_continuous").c_str());
            std::vector<ReadIssue> issues;
            const auto read = readMiniSeed(file, {}, {}, issues);
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            const Trace& whole = read->front();
            const Segment& s = whole.segments.front();
            std::vector<float> samples;
            for (std::size_t i = 240'000; i <= 300'000; ++i) samples.push_back(static_cast<float>(s.valueAt(i)));
            Trace part;
            part.id = whole.id;
            part.segments.push_back(makeSegment(s.timeOf(240'000.0), 100.0, std::move(samples)));
            traces.push_back(std::make_shared<const Trace>(std::move(part)));
        }
        compare(name, false, "CI.CLC", traces, traces.front()->segments.front().start);
    }

    void namesTheFirstTensorThatDiffers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("tensor");
        QTest::newRow("PhaseNet") << QStringLiteral("phasenet_plain") << QStringLiteral("down_branch.2.2.weight");
        QTest::newRow("PhaseNetLight") << QStringLiteral("phasenet_light") << QStringLiteral("bnu2.weight");
        QTest::newRow("EQTransformer") << QStringLiteral("eqtransformer_plain") << QStringLiteral("pick_lstms.0.weight_hh_l0");
    }
    void namesTheFirstTensorThatDiffers()
    {
        QFETCH(QString, name);
        QFETCH(QString, tensor);
        const StateDict weights = test::publishedWeights(name.toStdString());
        QVERIFY(weights.contains(tensor.toStdString()));
        for (const bool missing : {true, false}) {
            StateDict changed;
            for (const auto& [key, value] : weights) {
                if (key != tensor.toStdString()) changed.add(key, value);
                else if (!missing) changed.add(key, Tensor::ofFloats({1, 2}, std::vector<float>(2)));
            }
            const auto refused = nets::TorchEngine().load(test::writePublished(m_folder.path().toStdString(), name.toStdString(), changed), "cpu");
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::ModelMismatch);
            QVERIFY2(refused.error().message.find('"' + tensor.toStdString() + '"') != std::string::npos, refused.error().message.c_str());
        }
    }

private:
    static void each(bool forward)
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("plain");
        for (const char* name : networks) {
            QTest::newRow(name) << QString::fromLatin1(name) << false;
            if (forward) QTest::newRow(qPrintable(QString::fromLatin1(name) + QStringLiteral(" as module"))) << QString::fromLatin1(name) << true;
        }
    }
    Result<std::shared_ptr<const Network>> load(const QString& name, bool plain) const
    {
        return nets::TorchEngine(plain).load(test::writePublished(m_folder.path().toStdString(), name.toStdString()), "cpu");
    }

    void compare(const QString& name, bool plain, const std::string& record, const std::vector<TracePtr>& traces, Time start) const
    {
        const auto network = load(name, plain);
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const auto prediction = networkAnnotator(*network)->annotate(traces, {}, {}, {});
        QVERIFY2(prediction, prediction ? "" : prediction.error().message.c_str());
        QCOMPARE(prediction->stations.size(), std::size_t{1});
        const StationPrediction& station = prediction->stations.front();
        float worst = 0.0F;
        std::size_t compared = 0;
        for (const auto& row : test::goldenRows({"curve", name.toStdString(), record})) {
            const std::size_t first = std::stoul(row[1]), count = std::stoul(row[2]), step = std::stoul(row[3]);
            const auto curve = std::find_if(station.curves.begin(), station.curves.end(), [&](const Curve& c) { return c.name == curveName(row[0]); });
            QVERIFY2(curve != station.curves.end(), row[0].c_str());
            const std::vector<float>& values = *curve->values.samples;
            for (std::size_t i = 0; i < first; ++i) QVERIFY(std::isnan(values[i]));  // blinded
            QVERIFY(first + count == values.size() || std::isnan(values[first + count]));
            for (std::size_t i = 4; i < row.size(); ++i, ++compared) worst = std::max(worst, std::abs(values[first + (i - 4) * step] - std::stof(row[i])));
        }
        QVERIFY(compared > 100);
        qInfo("%zu samples compared, largest difference %.2g", compared, static_cast<double>(worst));
        QVERIFY2(worst <= 1e-3F, qPrintable(QStringLiteral("differs by %1").arg(static_cast<double>(worst))));
        for (const char* phase : {"P", "S"}) {
            const auto wanted = test::goldenRows({"pick", name.toStdString(), record, phase});
            std::vector<const Label*> picks;
            for (const Label& label : station.labels)
                if (label.phase == phase) picks.push_back(&label);
            QCOMPARE(picks.size(), wanted.size());
            for (std::size_t i = 0; i < picks.size(); ++i) {
                QVERIFY2(std::abs(toSeconds(picks[i]->time - start) * 100.0 - std::stod(wanted[i][0])) < 0.6, wanted[i][0].c_str());
                QVERIFY(std::abs(picks[i]->confidence.value_or(0.0) - std::stod(wanted[i][1])) <= 1e-3);
            }
        }
    }

    const QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(PublishedPickersTest)
#include "published_pickers_test.moc"
