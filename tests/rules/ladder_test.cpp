// The shape of the tree: who may include whom, where Qt and LibTorch may occur, how long a file may be, and that every
// core source has its test.

#include "tests/support/test_data.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// Rungs from the bottom; a file may include only its own rung and those below.
const std::vector<std::string> ladder = {"core/base",  "core/waveform", "core/signal", "core/label", "core/catalog", "core/synth", "core/model",
                                         "core/locate", "core/review", "core/report", "core/io",       "core/net",    "core/store", "core/session", "ui",         "app"};

struct Source {
    std::string path;  ///< relative to the source root, with '/'
    std::vector<std::string> lines;
};

int rungOf(const std::string& path)
{
    for (std::size_t i = 0; i < ladder.size(); ++i)
        if (path.rfind(ladder[i] + '/', 0) == 0) return static_cast<int>(i);
    return -1;
}

bool startsWith(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }

std::vector<Source> sources(const fs::path& root)
{
    std::vector<Source> out;
    for (const char* top : {"app", "core", "ui", "tests"})
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string extension = entry.path().extension().string();
            if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".h" && extension != ".cu")) continue;
            Source source{fs::relative(entry.path(), root).generic_string(), {}};
            std::ifstream file(entry.path());
            for (std::string line; std::getline(file, line);) source.lines.push_back(line);
            out.push_back(std::move(source));
        }
    std::sort(out.begin(), out.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    return out;
}

using Violations = std::vector<std::string>;

Violations upwardIncludes(const std::vector<Source>& all)
{
    static const std::regex include("^\\s*#\\s*include\\s+\"([^\"]+)\"");
    Violations out;
    for (const Source& s : all) {
        const int rung = rungOf(s.path);
        for (const std::string& line : s.lines) {
            std::smatch match;
            if (rung < 0 || !std::regex_search(line, match, include)) continue;
            if (rungOf(match[1]) > rung) out.push_back(s.path + " includes " + match[1].str() + ", a rung above it");
        }
    }
    return out;
}

Violations misplacedQt(const std::vector<Source>& all)
{
    static const std::regex qt("^\\s*#\\s*include\\s+<(Q[A-Za-z]+|qcustomplot\\.h|Qt[A-Za-z]+/.*)>");
    static const std::regex gui("<(QWidget|QPainter|QMessageBox|QColor|QApplication|QGuiApplication|QDialog|QUndoStack|qcustomplot\\.h)>");
    Violations out;
    for (const Source& s : all) {
        const bool mayUseCore = startsWith(s.path, "core/net") || startsWith(s.path, "core/store") || startsWith(s.path, "core/session");
        for (const std::string& line : s.lines) {
            if (!startsWith(s.path, "core/") || !std::regex_search(line, qt)) continue;
            if (!mayUseCore || std::regex_search(line, gui)) out.push_back(s.path + ": " + line);
        }
    }
    return out;
}

Violations misplacedTorch(const std::vector<Source>& all)
{
    static const std::regex torch("^\\s*#\\s*include\\s+[<\"](torch|ATen|c10|caffe2)/");
    Violations out;
    for (const Source& s : all) {
        const bool allowed = startsWith(s.path, "core/model/torch/") || startsWith(s.path, "core/model/nets/") ||
                             startsWith(s.path, "tests/core/model/");
        for (const std::string& line : s.lines)
            if (!allowed && std::regex_search(line, torch)) out.push_back(s.path + ": " + line);
    }
    return out;
}

/// CUDA's own headers in .cu files of core/model/cuda alone: everything else compiles without a toolkit.
Violations misplacedCuda(const std::vector<Source>& all)
{
    static const std::regex cuda("^\\s*#\\s*include\\s+[<\"](cuda|cub|thrust|cooperative_groups|cudnn|cublas)[a-z_/.]*");
    Violations out;
    for (const Source& s : all) {
        const bool device = s.path.ends_with(".cu");
        if (device && !startsWith(s.path, "core/model/cuda/")) out.push_back(s.path + " belongs into core/model/cuda");
        for (const std::string& line : s.lines)
            if (!device && std::regex_search(line, cuda)) out.push_back(s.path + ": " + line);
    }
    return out;
}

Violations longFiles(const std::vector<Source>& all)
{
    Violations out;
    for (const Source& s : all)
        if (s.lines.size() > 400) out.push_back(s.path + " has " + std::to_string(s.lines.size()) + " lines; 400 is the limit");
    return out;
}

Violations untestedSources(const std::vector<Source>& all)
{
    std::set<std::string> paths;
    for (const Source& s : all) paths.insert(s.path);
    Violations out;
    for (const Source& s : all) {
        if (!startsWith(s.path, "core/") || !s.path.ends_with(".cpp")) continue;
        const std::string test = "tests/" + s.path.substr(0, s.path.size() - 4) + "_test.cpp";
        if (!paths.contains(test)) out.push_back(s.path + " has no " + test);
    }
    return out;
}

Violations forbiddenWords(const std::vector<Source>& all)
{
    // Pieces are joined so that this file does not name what it forbids.
    static const std::vector<std::pair<std::string, std::string>> words = {
        {std::string("process") + "Events", "the window never waits"},
        {std::string("using namespace std") + ";", "spell std::"},
        {std::string("instance(") + ").", "no singletons"},
    };
    Violations out;
    for (const Source& s : all) {
        if (startsWith(s.path, "tests/")) continue;
        for (const std::string& line : s.lines)
            for (const auto& [word, why] : words)
                if (line.find(word) != std::string::npos) out.push_back(s.path + ": " + word + " (" + why + ")");
    }
    return out;
}

QString shown(const Violations& all)
{
    std::string text;
    for (const std::string& one : all) text += "\n  " + one;
    return QString::fromStdString(text);
}

}  // namespace

class LadderTest : public QObject {
    Q_OBJECT
    const fs::path m_root = fs::weakly_canonical(seisdesk::test::sourceFile(".."));
    const std::vector<Source> m_all = sources(m_root);

    static void require(const Violations& found) { QVERIFY2(found.empty(), qPrintable(shown(found))); }

private Q_SLOTS:
    void includesPointDownwards() { require(upwardIncludes(m_all)); }
    void qtStaysInItsRungs() { require(misplacedQt(m_all)); }
    void torchStaysInTheModelSources() { require(misplacedTorch(m_all)); }
    void cudaStaysInItsSources() { require(misplacedCuda(m_all)); }
    void filesAreShort() { require(longFiles(m_all)); }
    void everyCoreSourceHasItsTest() { require(untestedSources(m_all)); }
    void forbiddenWordsAreAbsent() { require(forbiddenWords(m_all)); }

    void theTopLevelHoldsWhatThePlanSays()
    {
        static const std::set<std::string> allowed = {"CMakeLists.txt", "app", "core", "ui", "resources", "models", "tests", "packaging", "README.md",
                                                      "CMakePresets.json", "LICENSE", "build"};
        Violations found;
        for (const auto& entry : fs::directory_iterator(m_root)) {
            const std::string name = entry.path().filename().string();
            if (!startsWith(name, ".") && !allowed.contains(name)) found.push_back(name + " does not belong at the top level");
        }
        require(found);
    }

    // Each check must catch what it is for.
    void seededViolationsAreCaught()
    {
        QCOMPARE(upwardIncludes({{"core/base/a.h", {"#include \"core/label/label.h\""}}}).size(), std::size_t{1});
        QCOMPARE(upwardIncludes({{"ui/a.h", {"#include \"core/label/label.h\""}}}).size(), std::size_t{0});
        QCOMPARE(misplacedQt({{"core/io/a.cpp", {"#include <QString>"}}}).size(), std::size_t{1});
        QCOMPARE(misplacedQt({{"core/session/a.cpp", {"#include <QWidget>", "#include <QObject>"}}}).size(), std::size_t{1});
        QCOMPARE(misplacedTorch({{"core/signal/a.cpp", {"#include <torch/torch.h>"}}}).size(), std::size_t{1});
        QCOMPARE(misplacedCuda({{"core/model/torch/a.cpp", {"#include <cuda_runtime.h>"}}, {"core/signal/a.cu", {}}}).size(), std::size_t{2});
        QCOMPARE(misplacedCuda({{"core/model/cuda/a.cu", {"#include <cuda_runtime.h>"}}, {"core/model/cuda/a.cpp", {"#include \"core/model/cuda/kernels.h\""}}}).size(), std::size_t{0});
        QCOMPARE(longFiles({{"app/a.cpp", std::vector<std::string>(401)}}).size(), std::size_t{1});
        QCOMPARE(untestedSources({{"core/io/a.cpp", {}}}).size(), std::size_t{1});
        QCOMPARE(untestedSources({{"core/io/a.cpp", {}}, {"tests/core/io/a_test.cpp", {}}}).size(), std::size_t{0});
        QCOMPARE(forbiddenWords({{"ui/a.cpp", {std::string("qApp->process") + "Events();"}}}).size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(LadderTest)
#include "ladder_test.moc"
