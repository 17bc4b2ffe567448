#pragma once
// Folder: a temporary folder that tests write into.

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace seisdesk::test {

class Folder {
public:
    std::filesystem::path path(const std::string& name) const { return std::filesystem::path(m_dir.path().toStdString()) / name; }
    std::filesystem::path root() const { return m_dir.path().toStdString(); }
    std::filesystem::path write(const std::string& name, const std::string& content) const
    {
        std::filesystem::create_directories(path(name).parent_path());
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }
    std::string read(const std::string& name) const { return contentOf(path(name)); }
    static std::string contentOf(const std::filesystem::path& path)
    {
        std::ostringstream out;
        out << std::ifstream(path, std::ios::binary).rdbuf();
        return std::move(out).str();
    }

private:
    QTemporaryDir m_dir;
};

}  // namespace seisdesk::test
