#include "core/store/model_registry.h"

#include "core/store/project_file.h"
#include "tests/core/store/temporary_project.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

ModelVersion version(const std::string& id, const std::string& parent = {})
{
    return {id, parent, "seist_m_dpk_diting", "/models/" + id + ".pth", Time(Duration(1'700'000'000'123'456'789)), "Anna", "Größe ½\nsecond line", R"({"P":{"f1":{"0.1":0.93}}})"};
}

}  // namespace

class ModelRegistryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void versionsAndTheCurrentOneSurviveARestart()
    {
        Folder folder;
        {
            const auto file = ProjectFile::open(folder / "a.seisdesk");
            ModelRegistry models((*file)->database());
            QVERIFY(models.versions().value().empty());
            QVERIFY(!models.current().value());
            QVERIFY_RESULT(models.add(version("f00d")));
            QVERIFY_RESULT(models.add(version("beef", "f00d")));
            QVERIFY_RESULT(models.setCurrent("beef"));
            QVERIFY_RESULT(models.setCurrent("f00d"));
        }
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        ModelRegistry models((*file)->database());
        QVERIFY((models.versions().value() == std::vector{version("f00d"), version("beef", "f00d")}));
        QVERIFY(models.current().value() == version("f00d"));
        QVERIFY(models.find("beef").value() == version("beef", "f00d"));
        QVERIFY(!models.find("cafe").value());
    }
    void aVersionNeverChangesButItsFileMayMove()
    {
        Folder folder;
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        ModelRegistry models((*file)->database());
        QVERIFY_RESULT(models.add(version("f00d")));
        ModelVersion moved = version("f00d");
        moved.path = "/elsewhere/f00d.pth";
        ModelVersion again = moved;
        again.notes = "rewritten history";
        QVERIFY_RESULT(models.add(again));
        QVERIFY(models.versions().value() == std::vector{moved});
    }
    void whatMakesNoSenseIsRefused()
    {
        Folder folder;
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        ModelRegistry models((*file)->database());
        QVERIFY(models.add(version("")).error().code == Error::Code::InvalidArgument);
        QVERIFY(models.add(version("beef", "f00d")).error().code == Error::Code::InvalidArgument);
        ModelVersion bad = version("f00d");
        bad.metrics = "{";
        QVERIFY(models.add(bad).error().code == Error::Code::InvalidArgument);
        QVERIFY(models.setCurrent("f00d").error().code == Error::Code::NotFound);
        QVERIFY(models.versions().value().empty());
    }
};

QTEST_GUILESS_MAIN(ModelRegistryTest)
#include "model_registry_test.moc"
