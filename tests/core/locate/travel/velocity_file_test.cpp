#include "core/locate/travel/velocity_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <tuple>

using namespace seisdesk;

class VelocityFileTest : public QObject {
    Q_OBJECT
    static bool says(const Result<VelocityModel>& result, std::initializer_list<const char*> words)
    {
        if (result) return false;
        for (const char* word : words)
            if (result.error().message.find(word) == std::string::npos) return false;
        return true;
    }
private Q_SLOTS:
    void everyShippedTableReads()
    {
        QCOMPARE(shippedVelocityModels().size(), std::size_t{4});
        for (const std::string& name : shippedVelocityModels()) {
            const auto model = velocityModel(name);
            QVERIFY2(model.has_value(), model ? "" : model.error().message.c_str());
            QCOMPARE(model->name, name);
        }
        // Kennett & Engdahl (1991), table 2.
        QCOMPARE(velocityModel("iasp91")->velocity(35.0, WaveType::P), 8.04);
        QCOMPARE(velocityModel("iasp91")->velocity(6371.0, WaveType::S), 3.5645);
        // The central United States of Herrmann, Benz & Ammon (2011).
        for (const auto& [depth, vp, vs] : {std::tuple{0.5, 5.0, 2.89}, {5.0, 6.1, 3.52}, {15.0, 6.4, 3.7}, {30.0, 6.7, 3.87}, {45.0, 8.15, 4.7}}) {
            QCOMPARE(velocityModel("continental")->velocity(depth, WaveType::P), vp);
            QCOMPARE(velocityModel("continental")->velocity(depth, WaveType::S), vs);
        }
    }
    void layersAreConstantAndGradientsAreNot()
    {
        const auto layers = parseVelocityModel("# a crust\n0 5.5 3.2\n10 6.5 3.7 2.8 # lower\n", "a.txt").value();
        QCOMPARE(layers.velocity(9.9, WaveType::P), 5.5);
        QCOMPARE(layers.velocity(10.0, WaveType::P), 6.5);
        QCOMPARE(layers.nodes.back().densityGCm3, std::optional(2.8));
        const auto gradient = parseVelocityModel("gradient\r\n0 5.5 3.2\r\n10 6.5 3.7\r\n", "a.txt").value();
        QCOMPARE(gradient.velocity(5.0, WaveType::P), 6.0);
    }
    void nonLinLocsLayersHaveTheirGradients()
    {
        const char* text = "CONTROL 1 54321\nVGOUT ./model/layer\nLAYER  -3.0 5.0 0.10 2.9 0.05 2.7 0.0\nLAYER  7.0 6.0 0.0 3.5 0.0 2.7 0.0\nLAYER 30 8.0 0 4.5 0 3.3 0\n";
        const auto model = parseVelocityModel(text, "run.in");
        QVERIFY2(model.has_value(), model ? "" : model.error().message.c_str());
        QVERIFY(std::abs(model->velocity(0.0, WaveType::P) - 5.3) < 1e-9);
        QVERIFY(std::abs(model->velocity(2.0, WaveType::S) - 3.15) < 1e-9);
        QCOMPARE(model->velocity(29.0, WaveType::P), 6.0);
    }
    void errorsNameFileLineAndRemedy()
    {
        QVERIFY(says(parseVelocityModel("0 5 3\n10 six 3\n", "my.txt"), {"my.txt", "line 2", "six"}));
        QVERIFY(says(parseVelocityModel("0 5\n", "my.txt"), {"line 1", "three numbers"}));
        QVERIFY(says(parseVelocityModel("0 5 3\n10 6 3.5\n5 7 4\n", "my.txt"), {"line 3", "sort"}));
        QVERIFY(says(parseVelocityModel("title\ntitle\n0 5 3 2\n20 5 nan 2\n", "my.tvel"), {"line 4", "nan"}));
        QVERIFY(says(parseVelocityModel("", "my.txt"), {"my.txt", "no line"}));
        QVERIFY(says(parseVelocityModel("0 5 3\n8 6 9\n", "my.txt"), {"less than Vp"}));
        QVERIFY(says(velocityModel("iasp92"), {"iasp92", "iasp91", "ak135"}));
    }
    void filesAreReadByTheirName()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("mine.txt")).toStdString();
        std::ofstream(path) << "0 5 3\n";
        QCOMPARE(velocityModel(path)->name, std::string("mine"));
        QVERIFY(says(velocityModel(folder.path().toStdString()), {"not a file"}));
    }
};

QTEST_APPLESS_MAIN(VelocityFileTest)
#include "velocity_file_test.moc"
