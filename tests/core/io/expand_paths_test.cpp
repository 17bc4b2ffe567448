#include "core/io/records.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include <sys/stat.h>

using namespace seisdesk;
namespace fs = std::filesystem;

class ExpandPathsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
    std::vector<ReadIssue> m_issues;

    void touch(const fs::path& path) const
    {
        fs::create_directories((m_root / path).parent_path());
        std::ofstream(m_root / path) << "x";
    }
    /// Paths below the root, joined by blanks.
    std::string expanded(std::vector<std::string> inputs)
    {
        m_issues.clear();
        for (std::string& input : inputs) input = (m_root / input).string();
        std::string out;
        for (const fs::path& path : expandPaths(inputs, m_issues)) out += (out.empty() ? "" : " ") + path.lexically_relative(m_root).string();
        return out;
    }
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_root = fs::canonical(m_folder->path().toStdString());
        touch("b.sac");
        touch("a.mseed");
        touch(".hidden");
        touch("2019/GE/WLF/HHZ.D/GE.WLF..HHZ.D.2019.185");
        touch("2019/GE/WLF/HHN.D/GE.WLF..HHN.D.2019.185");
        touch("2019/GE/.cache/x");
    }
    void foldersAreWalkedWithoutHiddenFiles()
    {
        QCOMPARE(expanded({""}), std::string("2019/GE/WLF/HHN.D/GE.WLF..HHN.D.2019.185 2019/GE/WLF/HHZ.D/GE.WLF..HHZ.D.2019.185 a.mseed b.sac"));
        QVERIFY(m_issues.empty());
    }
    void namedFilesMayBeHidden() { QCOMPARE(expanded({".hidden"}), std::string(".hidden")); }
    void patternsWorkOnEveryComponent()
    {
        QCOMPARE(expanded({"*.sac"}), std::string("b.sac"));
        QCOMPARE(expanded({"20?9/*/WL[A-F]/HHZ.D/*"}), std::string("2019/GE/WLF/HHZ.D/GE.WLF..HHZ.D.2019.185"));
        QCOMPARE(expanded({"*/GE"}), std::string("2019/GE/WLF/HHN.D/GE.WLF..HHN.D.2019.185 2019/GE/WLF/HHZ.D/GE.WLF..HHZ.D.2019.185"));
        QCOMPARE(expanded({"2019/G*/*/HHN.D/GE.WLF..HHN.D.2019.185"}), std::string("2019/GE/WLF/HHN.D/GE.WLF..HHN.D.2019.185"));
        QCOMPARE(expanded({"*.nothing"}), std::string());
        QCOMPARE(m_issues.size(), std::size_t{1});
    }
    void aFileWithWildcardsInItsNameIsTakenByName()
    {
        touch("odd[1]*.sac");
        QCOMPARE(expanded({"odd[1]*.sac"}), std::string("odd[1]*.sac"));
    }
    void eachFileOnce()
    {
        fs::create_symlink(m_root / "a.mseed", m_root / "z-link.mseed");
        QCOMPARE(expanded({"a.mseed", "./a.mseed", "z-link.mseed", "2019/../a.mseed", "*.mseed"}), std::string("a.mseed"));
    }
    void linksThatLeadBackEnd()
    {
        fs::create_directory_symlink(m_root, m_root / "2019/back");
        fs::create_symlink(m_root / "self", m_root / "self");
        QCOMPARE(expanded({""}), std::string("2019/GE/WLF/HHN.D/GE.WLF..HHN.D.2019.185 2019/GE/WLF/HHZ.D/GE.WLF..HHZ.D.2019.185 a.mseed b.sac"));
    }
    void missingAndOddThingsAreIssues()
    {
        QCOMPARE(expanded({"missing.sac"}), std::string());
        QVERIFY(m_issues.at(0).message.find("is not there") != std::string::npos);
        QCOMPARE(::mkfifo((m_root / "pipe").c_str(), 0600), 0);
        QCOMPARE(expanded({"pipe"}), std::string());
        QVERIFY(m_issues.at(0).message.find("neither a file nor a folder") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ExpandPathsTest)
#include "expand_paths_test.moc"
