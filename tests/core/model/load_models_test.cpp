#include "core/model/load_models.h"

#include "tests/support/test_data.h"

#include <QtTest>

using namespace seisdesk;

class load_models_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutNamesItIsTheClassicalPicker()
    {
        for (const std::vector<std::string>& names : {std::vector<std::string>{}, std::vector<std::string>{"classical"}}) {
            const auto models = loadModels(names, "cpu");
            QVERIFY(models && !models->picker && models->sources.empty());
            QCOMPARE(models->annotator()->version(), classicalAnnotator()->version());
            QCOMPARE(models->versions(), classicalAnnotator()->version());
        }
    }

    void missingModelsAreNamed()
    {
        const auto models = loadModels({"no such model"}, "cpu");
        QVERIFY(!models && models.error().message.find("no such model") != std::string::npos);
    }

    void sortsNetworksByTask()
    {
        const std::string picker = test::shared("weights/seist/seist_s_dpk_diting.pth").string(), polarity = test::shared("weights/seist/seist_s_pmp_diting.pth").string();
        if (picker.empty() || polarity.empty()) QSKIP(test::needShared("weights/seist").c_str());
        if (!loadEngine("cpu")) QSKIP("This build has no engine plugin.");
        const auto models = loadModels({polarity, picker}, "cpu");
        QVERIFY2(models.has_value(), models ? "" : models.error().message.c_str());
        QVERIFY(models->picker && models->picker->contract().task == Task::Picking && models->sources.size() == 1);
        QCOMPARE(models->versions(), models->picker->version() + "," + models->sources[0]->version());
        const auto two = loadModels({picker, picker}, "cpu");
        QVERIFY(!two && two.error().code == Error::Code::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(load_models_test)
#include "load_models_test.moc"
