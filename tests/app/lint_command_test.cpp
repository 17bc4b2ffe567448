#include "app/lint_command.h"
#include "tests/core/io/temporary_files.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace seisdesk;

namespace {
constexpr const char* bad = "<q:quakeml xmlns='http://quakeml.org/xmlns/bed/1.2' xmlns:q='http://quakeml.org/xmlns/quakeml/1.2'><eventParameters publicID='smi:local/c'>\n"
                            "<event publicID='hmmm'><type>quarry_blast</type><pick publicID='smi:local/p'><waveformID networkCode='A' stationCode='B'/></pick></event></eventParameters></q:quakeml>";
}  // namespace

class LintCommandTest : public QObject {
    Q_OBJECT
    test::Folder m_folder;

    static LintArguments parsed(std::vector<std::string> words)
    {
        CLI::App app;
        const auto arguments = addLintCommand(app);
        std::reverse(words.begin(), words.end());
        app.parse(words);
        return *arguments;
    }

private Q_SLOTS:
    void findingsAreToldAndRepaired()
    {
        const std::string a = m_folder.write("a.xml", bad).string(), out = m_folder.path("b.xml").string();
        const auto found = lintFiles(parsed({"lint", a}));
        QVERIFY(found && found->size() == 1);
        const std::string text = lintText(*found);
        QVERIFY2(text.find(a + ":2: <event> of hmmm has the illegal publicID 'hmmm' (") != std::string::npos && text.find(a + ": 3 found\n") != std::string::npos, text.c_str());
        QCOMPARE(runLint(parsed({"lint", a})), 3);
        const auto fixed = lintFiles(parsed({"lint", a, "--repair", out}));
        QVERIFY(fixed && lintText(*fixed).find("2 repaired in " + out) != std::string::npos);
        QCOMPARE(lintFiles(parsed({"lint", out}))->front().findings.size(), std::size_t{1});
        const auto json = nlohmann::json::parse(lintJson(*fixed));
        QVERIFY(json[0]["file"] == a && json[0]["findings"].size() == 3 && json[0]["findings"][0]["line"] == 2 && json[0]["written"] == out);
    }
    void severalFilesAreRepairedIntoAFolder()
    {
        const std::string a = m_folder.write("a.xml", bad).string(), b = m_folder.write("b.xml", bad).string(), twin = m_folder.write("other/a.xml", bad).string();
        std::filesystem::create_directories(m_folder.path("out"));
        QVERIFY(lintFiles(parsed({"lint", a, b, "--repair", m_folder.path("out").string()})));
        QVERIFY(std::filesystem::exists(m_folder.path("out/a.xml")) && std::filesystem::exists(m_folder.path("out/b.xml")));
        QCOMPARE(lintFiles(parsed({"lint", a, b, "--repair", m_folder.path("c.xml").string()})).error().code, Error::Code::InvalidArgument);
        QCOMPARE(lintFiles(parsed({"lint", a, twin, "--repair", m_folder.path("out").string()})).error().code, Error::Code::InvalidArgument);
    }
    void whatCannotBeReadIsAFindingAndNoRepair()
    {
        QCOMPARE(runLint(parsed({"lint", m_folder.path("none").string()})), 3);
        QCOMPARE(runLint(parsed({"lint", m_folder.path("none").string(), "--repair", m_folder.path("d.xml").string()})), 1);
        const std::string stations = m_folder.write("s.xml", "<FDSNStationXML xmlns='http://www.fdsn.org/xml/station/1' schemaVersion='1.0'><Network code='A'><Station/></Network></FDSNStationXML>").string();
        QVERIFY(lintFiles(parsed({"lint", stations})));
    }
};

QTEST_APPLESS_MAIN(LintCommandTest)
#include "lint_command_test.moc"
