#include "app/convert_command.h"
#include "core/io/quakeml.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QTest>

using namespace seisdesk;

class ConvertCommandTest : public QObject {
    Q_OBJECT
    test::Folder m_folder;

    ConvertArguments arguments(const std::string& output, const std::string& format = {}) { return {{m_folder.path("a.xml").string()}, m_folder.path(output), format, {}}; }

private Q_SLOTS:
    void initTestCase() { QVERIFY(writeQuakeMl(m_folder.path("a.xml"), {test::exampleEvent()})); }
    void theExtensionOrTheFormatDecides()
    {
        const auto made = convertFiles(arguments("b.obs"), {});
        QVERIFY(made && made->events == 1 && made->picks == 1 && made->issues.empty() && made->notes.empty());
        QVERIFY(m_folder.read("b.obs").starts_with("PUBLIC_ID"));
        QVERIFY(convertFiles(arguments("b.txt", "events"), {}));
        QVERIFY(m_folder.read("b.txt").starts_with("event_id,time"));
        QCOMPARE(convertFiles(arguments("b.txt"), {}).error().code, Error::Code::InvalidArgument);
    }
    void quakeMlStaysAsItIs()
    {
        QVERIFY(convertFiles(arguments("c.xml"), {}));
        std::vector<ReadIssue> issues;
        QVERIFY(readQuakeMl(m_folder.path("c.xml"), issues).value() == std::vector<Event>{test::exampleEvent()});
    }
    void nonLinLocsHypocentresAreTaken()
    {
        ConvertArguments hyp = arguments("n.xml");
        hyp.inputs = {test::sourceFile("golden/nonlinloc.hyp").string()};
        const auto made = convertFiles(hyp, {});
        QVERIFY(made && made->events == 3 && made->picks == 15 && made->issues.empty());
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(m_folder.path("n.xml"), issues).value();
        QVERIFY(issues.empty() && events[1].origins[0].ellipsoid && events[2].origins[0].status == Review::Rejected);
    }
    void filesWithoutEventsAreAnError()
    {
        ConvertArguments none = arguments("d.xml");
        none.inputs = {m_folder.write("e.txt", "nothing").string()};
        QVERIFY(!convertFiles(none, {}));
        QVERIFY(!std::filesystem::exists(m_folder.path("d.xml")));
    }
};

QTEST_APPLESS_MAIN(ConvertCommandTest)
#include "convert_command_test.moc"
