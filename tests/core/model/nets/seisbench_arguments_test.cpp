#include "core/model/nets/seisbench_arguments.h"

#include "tests/support/test_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;

namespace {

Result<SeisBenchArguments> saved(const std::string& name, SeisBenchModel model, std::size_t components, std::size_t phases)
{
    std::ifstream in(test::sourceFile("golden/pickers/" + name + ".json.v1"));
    return seisBenchArguments(std::string((std::istreambuf_iterator<char>(in)), {}), model, components, phases);
}

}  // namespace

class SeisBenchArgumentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatSeisBenchSaved()
    {
        const auto plain = saved("phasenet_plain", SeisBenchModel::PhaseNet, 3, 3);
        QVERIFY2(plain, plain ? "" : plain.error().message.c_str());
        QCOMPARE(plain->contract.outputs, (std::vector<std::string>{"noise", "P", "S"}));
        QCOMPARE(plain->contract.componentOrder, std::string("ZNE"));
        QVERIFY(plain->contract.normalisation == Normalisation::Std && plain->contract.sampleDeviation && plain->contract.stacking == Stacking::Mean);
        QVERIFY(plain->contract.pickRule == PickRule::Triggers);
        QCOMPARE(plain->contract.defaultOverlap, 1500.0 / 3001.0);
        const auto wide = saved("phasenet_wide", SeisBenchModel::PhaseNet, 3, 3);
        QCOMPARE(wide->contract.outputs, (std::vector<std::string>{"P", "S", "noise"}));
        QCOMPARE(wide->contract.componentOrder, std::string("ENZ"));
        QCOMPARE(wide->contract.blindingSamples, std::size_t{250});
        QCOMPARE(wide->contract.defaultOverlap, 1800.0 / 3001.0);
        QVERIFY(wide->contract.normalisation == Normalisation::Max && wide->contract.stacking == Stacking::Maximum);
        const auto single = saved("phasenet_single", SeisBenchModel::PhaseNet, 1, 4);
        QCOMPARE(single->contract.outputs, (std::vector<std::string>{"P", "S", "Pdiff", "noise"}));
        QVERIFY(single->contract.detrend && single->contract.normalisation == Normalisation::Max);
        const auto variable = saved("phasenet_variable", SeisBenchModel::PhaseNet, 3, 3);
        QVERIFY2(variable, variable ? "" : variable.error().message.c_str());
        QVERIFY(variable->centred && variable->sigmoid && variable->contract.normalisation == Normalisation::WindowMax);
        QCOMPARE(variable->contract.windowSamples, std::size_t{601});
        const auto eqt = saved("eqtransformer_plain", SeisBenchModel::EQTransformer, 3, 2);
        QCOMPARE(eqt->contract.outputs, (std::vector<std::string>{"detection", "P", "S"}));
        QCOMPARE(eqt->contract.taperSamples, std::size_t{6});
        QCOMPARE(eqt->contract.blindingSamples, std::size_t{500});
        QVERIFY(eqt->contract.normalisation == Normalisation::Window && eqt->contract.stacking == Stacking::Maximum);
    }
    void hasSeisBenchsDefaults()
    {
        const auto eqt = seisBenchArguments("{}", SeisBenchModel::EQTransformer, 3, 2);
        QVERIFY2(eqt, eqt ? "" : eqt.error().message.c_str());
        QCOMPARE(eqt->contract.defaultThresholdP, 0.1);
        QCOMPARE(eqt->contract.windowSamples, std::size_t{6000});
        QCOMPARE(eqt->contract.defaultOverlap, 0.5);
        const auto old = seisBenchArguments(R"({"docstring": "Of Iquique", "model_args": {"phases": "PSN", "norm": "peak"}, "default_args": ""})",
                                            SeisBenchModel::PhaseNet, 3, 3);
        QVERIFY(old);
        QCOMPARE(old->docstring, std::string("Of Iquique"));
        QCOMPARE(old->contract.defaultThresholdS, 0.3);
    }
    void namesWhatItCannotHonour_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no JSON") << QByteArray("[") << QByteArray("no JSON");
        QTest::newRow("norm") << QByteArray(R"({"model_args": {"norm": "log"}})") << QByteArray("\"norm\"");
        QTest::newRow("phases") << QByteArray(R"({"model_args": {"phases": "PS"}})") << QByteArray("\"phases\"");
        QTest::newRow("order") << QByteArray(R"({"model_args": {"component_order": "ZN"}})") << QByteArray("\"component_order\"");
        QTest::newRow("twice") << QByteArray(R"({"model_args": {"component_order": "ZZE"}})") << QByteArray("\"component_order\"");
        QTest::newRow("hydrophone") << QByteArray(R"({"model_args": {"component_order": "ZNH"}})") << QByteArray("\"H\"");
        QTest::newRow("rate") << QByteArray(R"({"model_args": {"sampling_rate": "fast"}})") << QByteArray("\"sampling_rate\"");
        QTest::newRow("filter") << QByteArray(R"({"model_args": {"filter_args": ["highpass"]}})") << QByteArray("\"filter_args\"");
        QTest::newRow("grouping") << QByteArray(R"({"model_args": {"grouping": "full"}})") << QByteArray("\"full\"");
        QTest::newRow("blinding") << QByteArray(R"({"default_args": {"blinding": [-1, 2]}})") << QByteArray("\"blinding\"");
        QTest::newRow("uneven") << QByteArray(R"({"default_args": {"blinding": [1, 2]}})") << QByteArray("differs between the ends");
        QTest::newRow("overlap") << QByteArray(R"({"default_args": {"overlap": 3001}})") << QByteArray("\"overlap\"");
        QTest::newRow("stacking") << QByteArray(R"({"default_args": {"stacking": "median"}})") << QByteArray("\"stacking\"");
        QTest::newRow("threshold") << QByteArray(R"({"default_args": {"P_threshold": 3}})") << QByteArray("\"P_threshold\"");
    }
    void namesWhatItCannotHonour()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, said);
        const auto refused = seisBenchArguments(json.toStdString(), SeisBenchModel::PhaseNet, 3, 3);
        QVERIFY(!refused);
        QVERIFY2(QByteArray(refused.error().message.c_str()).contains(said), refused.error().message.c_str());
    }
    void findsTheFileBesideTheWeights()
    {
        QCOMPARE(seisBenchName("/a/original.pt.v2"), std::string("original"));
        QCOMPARE(seisBenchName("a.b.pt"), std::string("a.b"));
        QCOMPARE(seisBenchName("x.safetensors"), std::string("x"));
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        QVERIFY(!seisBenchFileBeside(path / "w.pt.v1"));
        std::ofstream(path / "w.json.v1") << R"({"docstring": "Of Iquique"})";
        QCOMPARE(seisBenchDocstring(path / "w.pt.v1"), std::string("Of Iquique"));
        QVERIFY(seisBenchDocstring(path / "w.pt.v2").empty());
        QCOMPARE(seisBenchFileBeside(path / "w.pt.v1").value().filename().string(), std::string("w.json.v1"));
        QVERIFY(!seisBenchFileBeside(path / "w.pt.v2"));
        QVERIFY(!seisBenchFileBeside(path / "w.safetensors"));
    }
};

QTEST_APPLESS_MAIN(SeisBenchArgumentsTest)
#include "seisbench_arguments_test.moc"
