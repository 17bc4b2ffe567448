#include "core/model/training/recipe.h"

#include <QTest>

using namespace seisdesk;

class RecipeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void survivesTheRoundTrip()
    {
        Recipe recipe;
        recipe.name = "try";
        recipe.data = {{"a.h5", 0.25, 0.12, {"S", "magnitude"}}, {"synthetic", 0.75},
                       {"day", 0.1, 0.0, {}, TimeSpan{*parseTime("2020-01-02T03:04:05Z"), *parseTime("2020-01-02T04:00:00.5Z")}}};
        recipe.minutes = 12.5;
        recipe.losses.polarity = 0.7;
        recipe.augmentation.stretch = 0.33;
        recipe.network.layers = 4;
        recipe.seed = 77;
        const auto read = recipeFromJson(toJson(recipe));
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(*read == recipe);
    }
    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown") << R"({"stepz": 4})" << "stepz";
        QTest::newRow("type") << R"({"steps": "many"})" << "steps";
        QTest::newRow("inner") << R"({"losses": {"phase": 1}})" << "phase";
        QTest::newRow("share") << R"({"data": [{"set": "a", "share": 0}]})" << "data";
        QTest::newRow("noise") << R"({"data": [{"set": "a", "noise": ["2020-01-02T00:00:00", "2020-01-01T00:00:00"]}]})" << "noise";
        QTest::newRow("zero") << R"({"batch": 0})" << "batch";
        QTest::newRow("network") << R"({"network": {"width": 10}})" << "stages";
        QTest::newRow("window") << R"({"window_samples": 1000})" << "window_samples";
        QTest::newRow("too long") << R"({"window_samples": 64000})" << "window_samples";
        QTest::newRow("text") << R"(steps)" << "object";
    }
    void namesWhatIsWrong()
    {
        QFETCH(QString, json);
        QFETCH(QString, named);
        const auto read = recipeFromJson(json.toStdString());
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().message).contains(named), read.error().message.c_str());
    }
    void aRecipeSaysDeskForTheBuiltInNetwork()
    {
        const auto read = recipeFromJson(R"({"network": "desk", "steps": 5})");
        QVERIFY(read);
        QVERIFY(read->network == SeisMoLLMConfig::desk());
        QCOMPARE(read->steps, std::uint64_t{5});
    }
    void theLearningRateWarmsUpAndFalls()
    {
        Recipe recipe;
        recipe.learningRate = 1.0, recipe.finalLearningRate = 0.1, recipe.warmUpSteps = 10;
        QCOMPARE(learningRate(recipe, 0, 0.0), 0.1);
        QCOMPARE(learningRate(recipe, 9, 0.0), 1.0);
        QVERIFY(std::abs(learningRate(recipe, 50, 0.5) - 0.55) < 1e-12);
        QVERIFY(std::abs(learningRate(recipe, 100, 1.0) - 0.1) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(RecipeTest)
#include "recipe_test.moc"
