// Defective QuakeML and StationXML, made by mutation: each is imported without a crash, with a report of what is wrong, and what was read can be
// written. Run with the sanitizers it also shows reads outside of buffers.
#include "core/io/quakeml.h"
#include "core/io/records.h"
#include "core/io/stationxml.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <functional>
#include <random>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

using Random = std::mt19937_64;
struct Mutation {
    const char* name;
    std::function<std::string(std::string, Random&)> make;
    bool onlyQuakeMl = false;
};

std::string replaced(std::string text, const std::string& from, const std::string& to, bool all = true)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
        if (!all) break;
    }
    return text;
}

/// Behind the first `mark`.
std::string inserted(std::string text, const std::string& mark, const std::string& what)
{
    const auto at = text.find(mark);
    return text.insert(at == std::string::npos ? text.size() / 2 : at + mark.size(), what);
}

/// The first number between tags.
std::string numbered(std::string text, const std::string& number)
{
    const auto at = std::min(text.find("<latitude>"), text.find("<Latitude>"));
    if (at == std::string::npos) return text;
    const auto from = text.find_first_of("0123456789", at);
    return from == std::string::npos ? text : text.replace(from, text.find('<', from) - from, number);
}

std::string utf16(const std::string& text, bool mark)
{
    std::string out = mark ? "\xff\xfe" : "";
    for (const char c : text) (out += c) += '\0';
    return out;
}

/// Behind the declaration, so that it stays the first thing.
std::string withDoctype(std::string text, const std::string& doctype)
{
    const auto at = text.find("?>");
    return text.insert(at == std::string::npos ? 0 : at + 2, doctype);
}

std::string deep(int count, const std::string& name)
{
    std::string out;
    for (int i = 0; i < count; ++i) out += "<" + name + ">";
    return out;
}

const std::vector<Mutation>& mutations()
{
    static const std::vector<Mutation> all = {
        {"empty", [](std::string, Random&) { return std::string(); }},
        {"declaration alone", [](std::string, Random&) { return std::string("<?xml version='1.0'?>\n"); }},
        {"page of a server", [](std::string, Random&) { return std::string("<html><body><h1>503 Service Unavailable</h1></body></html>"); }},
        {"cut at a third", [](std::string t, Random&) { return t.substr(0, t.size() / 3); }},
        {"cut at two thirds", [](std::string t, Random&) { return t.substr(0, 2 * t.size() / 3); }},
        {"cut in a tag", [](std::string t, Random&) { return t.substr(0, t.find('<', t.size() / 2) + 3); }},
        {"cut in an attribute", [](std::string t, Random&) { return t.substr(0, t.find("=\"", t.size() / 2) + 3); }},
        {"without its end", [](std::string t, Random&) { return t.substr(0, t.rfind("</")); }},
        {"start tag lost", [](std::string t, Random& r) { const auto at = t.find("</", t.size() / 2 + r() % 500); return t.erase(t.rfind('<', at - 1), 5); }},
        {"end tag lost", [](std::string t, Random& r) { const auto at = t.find("</", t.size() / 2 + r() % 500); return t.erase(at, t.find('>', at) + 1 - at); }},
        {"end tags crossed", [](std::string t, Random&) { return inserted(t, "?>", "<a><b></a></b>"); }},
        {"quote lost", [](std::string t, Random&) { return t.erase(t.find('"', t.size() / 2), 1); }},
        {"Latin-1 as UTF-8", [](std::string t, Random&) { return inserted(t, "</", "x><!-- M\xfcller --></x"); }},
        {"UTF-8 cut in a letter", [](std::string t, Random&) { return replaced(t, "\xc3\xbc", "\xc3"); }, true},
        {"overlong UTF-8", [](std::string t, Random&) { return inserted(t, "?>", "<!-- \xc0\xaf -->"); }},
        {"UTF-16 cut", [](std::string t, Random&) { return utf16(t, true).substr(0, t.size()); }},
        {"UTF-16 without mark, cut", [](std::string t, Random&) { return utf16(t, false).substr(0, t.size() | 1); }},
        {"UTF-16 that is none", [](std::string t, Random&) { return "\xff\xfe" + t; }},
        {"unknown entity", [](std::string t, Random&) { return inserted(t, "</", "x>&nbsp;</x"); }},
        {"bare ampersand", [](std::string t, Random&) { return inserted(t, "?>", "<!-- --><?a R&D?>"); }},
        {"billion laughs",
         [](std::string t, Random&) {
             std::string doctype = "<!DOCTYPE lolz [<!ENTITY l0 \"lol\">";
             for (int i = 1; i < 10; ++i) doctype += "<!ENTITY l" + std::to_string(i) + " \"" + replaced("xxxxxxxxxx", "x", "&l" + std::to_string(i - 1) + ";") + "\">";
             return replaced(withDoctype(t, doctype + "]>"), "</", "&l9;</", false);
         }},
        {"external entity", [](std::string t, Random&) { return replaced(withDoctype(t, "<!DOCTYPE a [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>"), "</", "&xxe;</", false); }},
        {"external document type", [](std::string t, Random&) { return withDoctype(t, "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">"); }},
        {"document type without end", [](std::string t, Random&) { return withDoctype(t, "<!DOCTYPE a [<!ENTITY b 'c'"); }},
        {"comment without end", [](std::string t, Random&) { return inserted(t, "?>", "<!-- "); }},
        {"comment without end inside", [](std::string t, Random&) { return t.insert(t.find('<', t.size() / 2), "<!-- "); }},
        {"CDATA without end", [](std::string t, Random&) { return t.insert(t.find("</", t.size() / 2), "<![CDATA["); }},
        {"instruction without end", [](std::string t, Random&) { return t.insert(t.find('<', t.size() / 2), "<?php "); }},
        {"huge number", [](std::string t, Random&) { return numbered(t, "1e999"); }},
        {"number of thousand digits", [](std::string t, Random&) { return numbered(t, std::string(1000, '9')); }},
        {"not a number", [](std::string t, Random&) { return numbered(t, "NaN"); }},
        {"infinite number", [](std::string t, Random&) { return numbered(t, "-INF"); }},
        {"decimal comma", [](std::string t, Random&) { return numbered(t, "35,7"); }},
        {"number in hexadecimal", [](std::string t, Random&) { return numbered(t, "0x1F"); }},
        {"empty number", [](std::string t, Random&) { return numbered(t, ""); }},
        {"number of letters", [](std::string t, Random&) { return numbered(t, "thirty-five"); }},
        {"mandatory child lost", [](std::string t, Random&) { return replaced(replaced(t, "latitude>", "altitude>"), "Latitude>", "Altitude>"); }},
        {"NUL byte", [](std::string t, Random&) { return t.insert(t.find('<', t.size() / 2), 1, '\0'); }},
        {"NUL bytes at the end", [](std::string t, Random&) { return t + std::string(4096, '\0'); }},
        {"deep nesting", [](std::string t, Random&) { return t.insert(t.find("</", t.size() / 2), deep(100000, "a")); }},
        {"deep nesting with prefixes", [](std::string t, Random&) { return t.insert(t.find("</", t.size() / 2), deep(5000, "z:a")); }},
        {"wrong namespace", [](std::string t, Random&) { return replaced(replaced(t, "quakeml.org/xmlns", "example.org/xmlns"), "http://www.fdsn.org/xml/station/1", "http://example.org"); }},
        {"other root", [](std::string t, Random&) { return replaced(replaced(t, "q:quakeml", "catalogue"), "FDSNStationXML", "stations"); }},
        {"upper case", [](std::string t, Random&) { std::transform(t.begin(), t.end(), t.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); }); return t; }},
        {"times that are none", [](std::string t, Random&) { return replaced(t, "20-01-01T", "20-13-45T"); }},
        {"times as numbers", [](std::string t, Random&) { return replaced(replaced(t, "2020-01-01T", "1577836800 "), "2019", "+9999"); }},
        {"text without tags", [](std::string t, Random&) { std::erase_if(t, [](char c) { return c == '<' || c == '>'; }); return t; }},
        {"blocks swapped", [](std::string t, Random&) { const auto third = t.size() / 3; return t.substr(0, third) + t.substr(2 * third) + t.substr(third, third); }},
        {"bytes flipped", [](std::string t, Random& r) { for (int i = 0; i < 60; ++i) t[r() % t.size()] = static_cast<char>(r() % 256); return t; }},
        {"brackets flipped", [](std::string t, Random& r) { for (int i = 0; i < 5; ++i) t[t.find('<', r() % (t.size() - 200))] = '>'; return t; }},
        {"every event twice", [](std::string t, Random&) { const auto from = t.find("<event "), to = t.find("</event>") + 8; return t.insert(to, t.substr(from, to - from)); }, true},
        {"event in event", [](std::string t, Random&) { const auto from = t.find("<event "), to = t.find("</event>") + 8; return t.insert(to - 8, t.substr(from, to - from)); }, true},
        {"no publicIDs", [](std::string t, Random&) { return replaced(t, "publicID=", "name="); }, true},
        {"one publicID for all", [](std::string t, Random&) { std::string out; for (std::size_t at = 0; at < t.size();) { const auto id = t.find("publicID=\"", at); out += t.substr(at, id - at); if (id == t.npos) break; out += "publicID=\"smi:local/x\""; at = t.find('"', id + 10) + 1; } return out; }, true},
        {"picks without time", [](std::string t, Random&) { return replaced(t, "<time>", "<time2>"); }, true},
        {"words of others", [](std::string t, Random&) { return replaced(replaced(t, ">manual<", ">human<"), ">quarry blast<", ">UFO<"); }, true},
        {"arrivals without picks", [](std::string t, Random&) { return replaced(t, "pick/1</pickID>", "pick/9</pickID>"); }, true},
        {"huge counts", [](std::string t, Random&) { return replaced(t, "<stationCount>7<", "<stationCount>1e300 stations<"); }, true},
    };
    return all;
}

Inventory exampleInventory()
{
    Station station;
    station.network = "CI";
    station.code = "SLA";
    station.latitudeDegrees = 35.9;
    station.longitudeDegrees = -117.3;
    station.elevationMetres = 1174.0;
    station.epoch = {*parseTime("2020-01-01"), Time::max()};
    for (const char* code : {"HHZ", "HHN", "HHE"}) {
        Channel channel;
        channel.id = {"CI", "SLA", "", code};
        channel.latitudeDegrees = 35.9;
        channel.longitudeDegrees = -117.3;
        channel.sampleRateHz = 100.0;
        channel.epoch = station.epoch;
        station.channels.push_back(channel);
    }
    return {{station}};
}

}  // namespace

class DefectiveFilesTest : public QObject {
    Q_OBJECT
    test::Folder m_folder;

    /// Imports one file, and writes what came of it; says what was reported.
    std::vector<std::string> import(const fs::path& path)
    {
        std::vector<std::string> reports;
        const auto records = readRecords({path.string()}, {.span = {}, .threads = 2}, {});
        if (!records) return {records.error().message};
        for (const ReadIssue& issue : records->issues) reports.push_back(issue.message);
        std::vector<ReadIssue> issues;
        if (!writeQuakeMl(m_folder.path("again.xml"), records->events)) qFatal("cannot be written");
        const auto again = readQuakeMl(m_folder.path("again.xml"), issues);
        if (!again || again->size() != records->events.size()) qFatal("what was written cannot be read");
        (void)lintQuakeMl(path);
        (void)repairQuakeMl(path, m_folder.path("repaired.xml"));
        return reports;
    }

private Q_SLOTS:
    void everyDefectIsReported_data()
    {
        QTest::addColumn<int>("mutation");
        QTest::addColumn<bool>("stations");
        for (std::size_t i = 0; i < mutations().size(); ++i) {
            QTest::addRow("QuakeML: %s", mutations()[i].name) << static_cast<int>(i) << false;
            if (!mutations()[i].onlyQuakeMl) QTest::addRow("StationXML: %s", mutations()[i].name) << static_cast<int>(i) << true;
        }
    }
    void everyDefectIsReported()
    {
        QFETCH(int, mutation);
        QFETCH(bool, stations);
        if (stations) QVERIFY(writeStationXml(m_folder.path("whole.xml"), exampleInventory()));
        else QVERIFY(writeQuakeMl(m_folder.path("whole.xml"), {test::exampleEvent()}));
        const std::string whole = m_folder.read("whole.xml");
        QVERIFY2(import(m_folder.path("whole.xml")).empty(), "the file is defective before the mutation");
        Random random(static_cast<std::uint64_t>(mutation) + 1);
        const std::string made = mutations()[static_cast<std::size_t>(mutation)].make(whole, random);
        QVERIFY(made != whole);
        const auto reports = import(m_folder.write("defective.xml", made));
        QVERIFY2(!reports.empty(), ("nothing was reported of:\n" + made.substr(0, 3000)).c_str());
        QVERIFY(reports.size() < 200);
        for (const std::string& report : reports) QVERIFY2(report.size() > 10 && report.size() < 4000, report.c_str());
    }
    void realFilesAndTheirMutationsAreImported_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* folder : {"quakeml", "stationxml", "nlloc"}) {
            const fs::path path = test::shared(std::string("data/formats/") + folder);
            if (path.empty()) continue;
            for (const auto& entry : fs::directory_iterator(path))
                if (entry.path().extension() == ".xml" || entry.path().extension() == ".qml") QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
        }
        if (test::shared("data/formats").empty()) QTest::newRow("none") << QString();
    }
    void realFilesAndTheirMutationsAreImported()
    {
        QFETCH(QString, file);
        if (file.isEmpty()) QSKIP(test::needShared("data/formats").c_str());
        import(file.toStdString());
        const std::string whole = test::Folder::contentOf(file.toStdString()).substr(0, 40000);
        Random random(std::hash<std::string>{}(fs::path(file.toStdString()).filename().string()));
        for (int round = 0; round < 12; ++round) {
            const Mutation& mutation = mutations()[random() % mutations().size()];
            if (mutation.onlyQuakeMl || whole.find("</", whole.size() / 2 + 500) == std::string::npos) continue;
            import(m_folder.write("defective.xml", mutation.make(whole, random)));
        }
    }
};

QTEST_APPLESS_MAIN(DefectiveFilesTest)
#include "defective_files_test.moc"
