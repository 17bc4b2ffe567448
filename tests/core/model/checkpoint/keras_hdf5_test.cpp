#include "core/model/checkpoint/keras_hdf5.h"
#include "tests/core/model/damage.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <hdf5.h>

#include <array>

using namespace seisdesk;

namespace {

void writeNames(hid_t group, const char* attribute, const std::vector<std::string>& names, bool variable)
{
    const hsize_t count = names.size();
    const hid_t space = H5Screate_simple(1, &count, nullptr);
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, variable ? H5T_VARIABLE : 32);
    const hid_t handle = H5Acreate2(group, attribute, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (variable) {
        std::vector<const char*> texts;
        for (const std::string& name : names) texts.push_back(name.c_str());
        H5Awrite(handle, type, texts.data());
    } else {
        std::string raw;
        for (std::string name : names) {
            name.resize(32, '\0');
            raw += name;
        }
        H5Awrite(handle, type, raw.data());
    }
    H5Aclose(handle);
    H5Tclose(type);
    H5Sclose(space);
}

/// Two layers, one of them without weights.
void writeKeras(const std::filesystem::path& file, bool variable, const char* top)
{
    const hid_t h5 = H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t group = top ? H5Gcreate2(h5, top, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT) : H5Gopen2(h5, "/", H5P_DEFAULT);
    writeNames(group, "layer_names", {"conv", "relu"}, variable);
    const hid_t layer = H5Gcreate2(group, "conv", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    writeNames(layer, "weight_names", {"conv/kernel:0"}, variable);
    const hid_t inner = H5Gcreate2(layer, "conv", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const std::array<hsize_t, 2> shape{2, 3};
    const hid_t space = H5Screate_simple(2, shape.data(), nullptr);
    const hid_t set = H5Dcreate2(inner, "kernel:0", H5T_IEEE_F32BE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const std::array<float, 6> values{1, 2, 3, 4, 5, 6};
    H5Dwrite(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    const hid_t idle = H5Gcreate2(group, "relu", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    writeNames(idle, "weight_names", {}, false);
    for (const hid_t id : {set, space, inner, layer, idle, group, h5}) H5Idec_ref(id);
}

}  // namespace

class KerasHdf5Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBothLayoutsAndBothKindsOfStrings()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("w.h5")).toStdString();
        for (const bool variable : {false, true}) {
            for (const char* top : {"model_weights", static_cast<const char*>(nullptr)}) {
                writeKeras(file, variable, top);
                const auto dict = readKerasHdf5(file);
                QVERIFY2(dict, dict ? "" : dict.error().message.c_str());
                QCOMPARE(dict->size(), std::size_t{1});
                QCOMPARE(dict->find("conv/kernel:0")->shape, (std::vector<std::int64_t>{2, 3}));
                QCOMPARE(dict->find("conv/kernel:0")->toFloats(), (std::vector<float>{1, 2, 3, 4, 5, 6}));
            }
        }
    }
    void readsPhaseNet()
    {
        const auto file = test::shared("weights/phasenet/phasenet_190703.h5");
        if (file.empty()) QSKIP(test::needShared("weights/phasenet").c_str());
        const auto dict = readKerasHdf5(file);
        QVERIFY2(dict, dict ? "" : dict.error().message.c_str());
        QCOMPARE(dict->size(), std::size_t{93});
        QCOMPARE(dict->find("up_conv0_4/kernel:0")->shape, (std::vector<std::int64_t>{7, 1, 64, 128}));
    }
    void refusesHdf5WithoutWeights()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("waves.h5")).toStdString();
        H5Fclose(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
        const auto dict = readKerasHdf5(file);
        QVERIFY(!dict);
        QCOMPARE(dict.error().code, Error::Code::Unsupported);
    }
    void neverCrashesOnDamage()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("w.h5")).toStdString();
        writeKeras(file, false, "model_weights");
        int calls = 0;
        test::forDamagedCopies(file, 60, 240, [&](const std::filesystem::path& copy) {
            const auto dict = readKerasHdf5(copy);
            calls += dict || !dict.error().message.empty() ? 1 : 0;
        });
        QCOMPARE(calls, 300);
    }
};

QTEST_APPLESS_MAIN(KerasHdf5Test)
#include "keras_hdf5_test.moc"
