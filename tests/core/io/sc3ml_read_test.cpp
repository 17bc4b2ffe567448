#include "core/io/sc3ml.h"

#include "core/catalog/label_pick.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/temporary_files.h"

#include <QTest>

using namespace seisdesk;

class Sc3MlReadTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenComesBack()
    {
        const test::Folder folder;
        std::vector<ReadIssue> issues;
        const auto back = readSeisCompXml(folder.write("a.scml", seisCompXml({test::exampleEvent()})), issues);
        QVERIFY(back && back->size() == 1);
        QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].message.c_str());
        // What SeisComP has no place for.
        Event e = test::exampleEvent();
        e.amplitudes[0].status.reset();
        e.amplitudes[0].category.clear();
        e.descriptions[1].type = "earthquake name";
        Arrival& a = e.origins[0].arrivals[0];
        a.comments.clear();
        a.takeoffAngleUncertainty = {};
        a.horizontalSlownessWeight.reset(), a.backazimuthWeight.reset();
        a.id = back->front().origins[0].arrivals[0].id;
        e.origins[0].region.clear();
        e.origins[0].quality.groundTruthLevel = "GT5";
        e.magnitudes[0].mode.reset();
        e.focalMechanisms[0].waveforms.clear();
        MomentTensor& t = e.focalMechanisms[0].momentTensors[0];
        t.category.clear(), t.inversionType.clear(), t.dataUsed.clear(), t.comments.clear();
        const Event& b = back->front();
        QVERIFY(b.picks == e.picks && b.amplitudes == e.amplitudes && b.magnitudes == e.magnitudes && b.stationMagnitudes == e.stationMagnitudes && b.focalMechanisms == e.focalMechanisms);
        QVERIFY(b.origins[0].arrivals == e.origins[0].arrivals);
        QVERIFY(b == e);
    }
    void picksOfNoEventAndUnusedArrivalsAreKept()
    {
        const test::Folder folder;
        std::vector<ReadIssue> issues;
        const std::string pick = "<time><value>2020-01-01T00:00:01Z</value></time><waveformID networkCode='GE' stationCode='WLF'/></pick>";
        const auto back = readSeisCompXml(folder.write("a.scml", "<seiscomp xmlns='http://geofon.gfz-potsdam.de/ns/seiscomp3-schema/0.11' version='0.11'><EventParameters>"
            "<pick publicID='Pick/1'>" + pick + "<pick publicID='Pick/2'>" + pick +
            "<origin publicID='Origin/1'><time><value>2020-01-01T00:00:00Z</value></time><latitude><value>1</value></latitude><longitude><value>2</value></longitude>"
            "<arrival><pickID>Pick/1</pickID><phase>P</phase><timeUsed>false</timeUsed><weight>1</weight></arrival><magnitude publicID='M'><magnitude><value>3</value></magnitude></magnitude></origin>"
            "<event publicID='gfz2020abcd'><preferredOriginID>Origin/1</preferredOriginID><type>other</type><originReference>Origin/1</originReference></event></EventParameters></seiscomp>"), issues);
        QVERIFY(back && back->size() == 2 && issues.empty());
        const Event &e = (*back)[0], &rest = (*back)[1];
        QVERIFY(e.id == "gfz2020abcd" && e.type == "other event" && e.picks.size() == 1 && e.origin()->arrivals[0].timeWeight == 0.0);
        QVERIFY(e.magnitudes[0].originId == "Origin/1" && e.magnitudes[0].magnitude.value == 3.0);
        QVERIFY(rest.picks.size() == 1 && rest.picks[0].id == "Pick/2" && comment(rest.comments, "unassociated"));
    }
    void otherFilesAreRefused()
    {
        const test::Folder folder;
        std::vector<ReadIssue> issues;
        QCOMPARE(readSeisCompXml(folder.write("a.xml", "<quakeml/>"), issues).error().code, Error::Code::Unsupported);
        QCOMPARE(readSeisCompXml(folder.path("none"), issues).error().code, Error::Code::NotFound);
        QVERIFY(readSeisCompXml(folder.write("b.xml", "<seiscomp><Inventory/></seiscomp>"), issues) && issues.size() == 1);
    }
};

QTEST_APPLESS_MAIN(Sc3MlReadTest)
#include "sc3ml_read_test.moc"
