#include "core/io/sc3ml.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/schema.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QTest>

using namespace seisdesk;

namespace fs = std::filesystem;

namespace {

/// SeisComP's schema as ObsPy brings it along; empty when it is not installed for these tests.
fs::path schema()
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(test::sourceFile("../build/python/lib"), error))
        if (const fs::path found = entry.path() / "site-packages/obspy/io/seiscomp/data/sc3ml_0.12.xsd"; fs::exists(found, error)) return found;
    return {};
}

std::vector<Event> examples()
{
    Event bare, odd = test::exampleEvent();
    bare.id = "hmmm";
    odd.type = "other event";
    odd.origins[0].depthType = "constrained by depth and direct phases";
    odd.magnitudes[0].originId.clear();
    odd.descriptions.push_back({"", "no such type"});
    odd.origins[0].arrivals[0].timeWeight = 0.0;
    return {test::exampleEvent(), odd, bare};
}

}  // namespace

class Sc3MlWriteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsValid()
    {
        if (schema().empty()) QSKIP("Needs ObsPy in build/python: packaging/python-environment.");
        const test::Folder folder;
        QCOMPARE(test::schemaErrors(folder.write("a.scml", seisCompXml(examples())), schema()), std::string());
        QVERIFY(!test::schemaErrors(folder.write("b.scml", "<seiscomp xmlns='http://geofon.gfz-potsdam.de/ns/seiscomp3-schema/0.12' version='0.12'><pick/></seiscomp>"), schema()).empty());
    }
    void partsStandWhereSeisCompLooksForThem()
    {
        const std::string text = seisCompXml(examples());
        const auto has = [&](const char* part) { return text.find(part) != std::string::npos; };
        QVERIFY2(has("<originReference>smi:org.example.obs/origin/1</originReference>") && has("<focalMechanismReference>") && has("<takeOffAngle>95</takeOffAngle>"), text.c_str());
        QVERIFY(has("<timeUsed>true</timeUsed>") && has("<timeUsed>false</timeUsed>") && has("<id>smi:org.example.obs/comment/1</id>") && has("<type>other</type>"));
        // Magnitudes stand in their origin, also those that name none.
        const auto origin = text.rfind("<origin "), end = text.find("</origin>", origin);
        QVERIFY(text.substr(origin, end - origin).find("<magnitude publicID=\"smi:org.example.obs/magnitude/1\">") != std::string::npos);
        QVERIFY(!has("sd:pick"));
    }
};

QTEST_APPLESS_MAIN(Sc3MlWriteTest)
#include "sc3ml_write_test.moc"
