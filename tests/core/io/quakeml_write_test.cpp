#include "core/catalog/compile.h"
#include "core/io/quakeml.h"
#include "tests/core/catalog/example_label.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/schema.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

#include <csignal>
#include <sys/resource.h>

using namespace seisdesk;

namespace {

/// An event as other programs leave it: illegal ids, unknown words, too long texts, control characters.
Event defectiveEvent()
{
    Event e = test::exampleEvent();
    e.id = "hmmm";
    e.type = "quarry";
    e.typeCertainty = "felt";
    e.preferredMagnitudeId = "smi:mag2";
    e.picks[0].filterId = "smi:org.gfz-potsdam.de/geofon/RMHP(60)>>ITAPER(3)>>BW(4,5,15)";
    e.picks[0].methodId = "AIC";
    e.picks[0].waveform = {"", "STATIONTOOLONG", "", ""};
    e.picks[0].creation.author = std::string(500, 'x') + "\xff\x01";
    e.amplitudes[0].unit = "nm";
    e.origins[0].id = "origin with blanks";
    e.origins[0].arrivals[0].id.clear();
    e.origins[0].arrivals[0].phase.clear();
    e.origins[0].region = std::string(300, 'r');
    e.origins[0].depthType = "randomized";
    e.preferredOriginId = e.magnitudes[0].originId = e.stationMagnitudes[0].originId = e.focalMechanisms[0].triggeringOriginId = "origin with blanks";
    for (MomentTensor& tensor : e.focalMechanisms[0].momentTensors) tensor.derivedOriginId = "origin with blanks";
    e.magnitudes[0].type = std::string(40, 'M');
    e.comments = {{"bad id", "\x02 bell"}};
    return e;
}

std::vector<Event> compiled()
{
    std::vector<Label> labels = {test::exampleLabel(), test::exampleLabel("S"), test::exampleLabel("noise")};
    labels[1].event.clear();
    labels[1].stream.network.clear();
    labels[2].end = labels[2].time + std::chrono::seconds(4);
    Label correction = test::exampleLabel();
    correction.replaces = labels[0].id;
    labels.push_back(correction);
    return compile(labels, {test::exampleEvent()});
}

}  // namespace

class QuakeMlWriteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingComesBack()
    {
        const test::Folder folder;
        const Event e = test::exampleEvent();
        QVERIFY(writeQuakeMl(folder.path("a.xml"), {e}));
        std::vector<ReadIssue> issues;
        const auto back = readQuakeMl(folder.path("a.xml"), issues);
        QVERIFY(back && back->size() == 1);
        QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].message.c_str());
        QVERIFY((*back)[0] == e);
    }
    void theFileThatObsPyIsTriedWithHasEveryMember()
    {
        // tests/app/check_convert lets ObsPy read and write it.
        Event e = test::exampleEvent();
        e.picks[0].time = *parseTime("2020-01-01T00:00:01.123456Z");  // ObsPy writes microseconds
        std::vector<ReadIssue> issues;
        QVERIFY(readQuakeMl(test::sourceFile("golden/every_member.xml"), issues).value() == std::vector<Event>{e});
        QVERIFY(issues.empty());
    }
    void labelsComeBackThroughTheFile()
    {
        const test::Folder folder;
        const std::vector<Event> events = compiled();
        QVERIFY(writeQuakeMl(folder.path("a.xml"), events));
        std::vector<ReadIssue> issues;
        const auto back = readQuakeMl(folder.path("a.xml"), issues);
        QVERIFY(back);
        QVERIFY(labelsFromEvents(*back) == labelsFromEvents(events));
    }
    void whatIsWrittenIsValidAndLintFree()
    {
        const test::Folder folder;
        const auto schema = test::shared("data/formats/quakeml/QuakeML-1.2.xsd");
        for (const std::vector<Event>& events : {std::vector<Event>{test::exampleEvent()}, std::vector<Event>{defectiveEvent()}, compiled(), std::vector<Event>{}}) {
            QVERIFY(writeQuakeMl(folder.path("a.xml"), events));
            auto findings = lintQuakeMl(folder.path("a.xml"));
            // A reference to what was never there is the catalogue's fault, not the writer's.
            std::erase_if(findings, [](const LintFinding& f) { return f.object.starts_with("<preferred") && f.what.starts_with("refers to"); });
            QVERIFY2(findings.empty(), findings.empty() ? "" : (findings[0].object + " " + findings[0].what).c_str());
            if (!schema.empty()) QCOMPARE(test::schemaErrors(folder.path("a.xml"), schema), std::string());
        }
        if (schema.empty()) QSKIP(test::needShared("data/formats/quakeml/QuakeML-1.2.xsd").c_str());
    }
    void illegalIdsChangeTheSameWayEverywhereAndKeepTheirText()
    {
        const test::Folder folder;
        QVERIFY(writeQuakeMl(folder.path("a.xml"), {defectiveEvent()}));
        std::vector<ReadIssue> issues;
        const auto back = readQuakeMl(folder.path("a.xml"), issues);
        QVERIFY(back);
        QCOMPARE((*back)[0].magnitudes[0].originId, (*back)[0].origins[0].id);
        QVERIFY(std::any_of((*back)[0].picks[0].comments.begin(), (*back)[0].picks[0].comments.end(),
                            [](const Comment& c) { return c.text == "smi:org.gfz-potsdam.de/geofon/RMHP(60)>>ITAPER(3)>>BW(4,5,15)"; }));
    }
    void aFullDiskLeavesTheOldFile()
    {
        const test::Folder folder;
        folder.write("a.xml", "old");
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit small{100, limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        const auto result = writeQuakeMl(folder.path("a.xml"), {test::exampleEvent()});
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, before);
        QVERIFY(!result && result.error().code == Error::Code::OutOfSpace);
        QCOMPARE(folder.read("a.xml"), std::string("old"));
    }
};

QTEST_APPLESS_MAIN(QuakeMlWriteTest)
#include "quakeml_write_test.moc"
