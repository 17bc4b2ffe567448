// No type has two definitions under one name: the linker would quietly take either. Those in unnamed namespaces are free.

#include "tests/support/test_data.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Source {
    std::string path;
    std::vector<std::string> lines;
};

/// Qualified names of the types that a file defines at namespace level. What is in a namespace is not indented in this tree.
std::vector<std::string> typesIn(const std::vector<std::string>& lines)
{
    static const std::regex space("^namespace ([A-Za-z_:]*) ?\\{$"), unnamed("^namespace \\{$"), end("^\\}  // namespace( [A-Za-z_:]+)?$"),
        type("^(struct|class|enum class) ([A-Za-z_0-9]+)( final)?( :.*| \\{.*|)$");
    std::vector<std::string> within, out;
    for (const std::string& line : lines) {
        std::smatch match;
        if (std::regex_match(line, unnamed)) within.emplace_back();
        else if (std::regex_match(line, match, space)) within.push_back(match[1]);
        else if (std::regex_match(line, end) && !within.empty()) within.pop_back();
        else if (std::find(within.begin(), within.end(), std::string()) == within.end() && std::regex_match(line, match, type)) {
            std::string name;
            for (const std::string& part : within) name += part + "::";
            out.push_back(name + match[2].str());
        }
    }
    return out;
}

std::vector<std::string> definedTwice(const std::vector<Source>& all)
{
    std::map<std::string, std::vector<std::string>> where;
    for (const Source& source : all)
        for (const std::string& name : typesIn(source.lines)) where[name].push_back(source.path);
    std::vector<std::string> out;
    for (const auto& [name, paths] : where) {
        if (paths.size() < 2) continue;
        std::string text = name + " is defined in";
        for (const std::string& path : paths) text += ' ' + path;
        out.push_back(text);
    }
    return out;
}

}  // namespace

class TypeNamesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noTypeHasTwoDefinitions()
    {
        const fs::path root = fs::weakly_canonical(seisdesk::test::sourceFile(".."));
        std::vector<Source> all;
        for (const char* top : {"app", "core", "ui"})
            for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
                if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
                Source source{fs::relative(entry.path(), root).generic_string(), {}};
                std::ifstream file(entry.path());
                for (std::string line; std::getline(file, line);) source.lines.push_back(line);
                all.push_back(std::move(source));
            }
        QVERIFY(all.size() > 300);
        std::size_t types = 0;
        for (const Source& source : all) types += typesIn(source.lines).size();
        QVERIFY2(types > 500, std::to_string(types).c_str());
        QString shown;
        for (const std::string& one : definedTwice(all)) shown += QStringLiteral("\n  ") + QString::fromStdString(one);
        QVERIFY2(shown.isEmpty(), qPrintable(shown));
    }
    void seededViolationsAreCaught()
    {
        const Source a{"core/a.h", {"namespace seisdesk {", "struct Pair {", "    int a;", "};", "class Later;", "enum class Kind { A, B };", "}  // namespace seisdesk"}};
        QCOMPARE(typesIn(a.lines), (std::vector<std::string>{"seisdesk::Pair", "seisdesk::Kind"}));
        QCOMPARE(definedTwice({a, {"ui/b.cpp", {"namespace seisdesk {", "class Pair : public Base {", "};", "}  // namespace seisdesk"}}}).size(), std::size_t{1});
        QVERIFY(definedTwice({a, {"ui/b.cpp", {"namespace seisdesk {", "namespace {", "struct Pair {", "};", "}  // namespace", "}  // namespace seisdesk"}}}).empty());
        QVERIFY(definedTwice({a, {"ui/b.cpp", {"namespace seisdesk::nets {", "struct Pair {", "};", "}  // namespace seisdesk::nets"}}}).empty());
    }
};

QTEST_APPLESS_MAIN(TypeNamesTest)
#include "type_names_test.moc"
