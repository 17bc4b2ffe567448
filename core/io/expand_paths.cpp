#include "core/io/records.h"

#include <algorithm>
#include <set>
#include <span>

#include <fnmatch.h>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;

constexpr int deepest = 64;  // levels of folders

bool hasWildcard(const std::string& text) { return text.find_first_of("*?[") != std::string::npos; }

/// Entries of a folder by name.
std::vector<fs::path> entries(const fs::path& folder, std::vector<ReadIssue>& issues)
{
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) out.push_back(it->path());
    if (error) issues.push_back({folder, folder.string() + " could not be listed: " + error.message() + ". Check that you may read the folder."});
    std::ranges::sort(out);
    return out;
}

class Expansion {
public:
    explicit Expansion(std::vector<ReadIssue>& issues) : m_issues(issues) {}

    void add(const std::string& input)
    {
        std::error_code error;
        const fs::path path(input);
        if (fs::exists(path, error)) {
            addPath(path, 0);
        } else if (hasWildcard(input)) {
            const fs::path root = path.root_path();
            std::vector<std::string> parts;
            for (const fs::path& part : path.relative_path()) parts.push_back(part.string());
            if (!match(root.empty() ? fs::path(".") : root, parts))
                m_issues.push_back({path, input + " matches nothing. Check the pattern and the folder it starts from."});
        } else {
            m_issues.push_back({path, input + " is not there. Check the spelling."});
        }
    }

    std::vector<fs::path> take()
    {
        std::ranges::sort(m_files);
        std::set<fs::path> seen;
        std::erase_if(m_files, [&](const fs::path& file) {
            std::error_code error;
            const fs::path same = fs::canonical(file, error);
            return !seen.insert(error ? file : same).second;
        });
        return std::move(m_files);
    }

private:
    void addPath(const fs::path& path, int depth)
    {
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (fs::is_regular_file(status)) {
            m_files.push_back(fs::absolute(path, error).lexically_normal());
        } else if (fs::is_directory(status)) {
            const fs::path same = fs::canonical(path, error);
            if (error || depth > deepest || !m_folders.insert(same).second) return;  // links may lead back
            for (const fs::path& entry : entries(path, m_issues))
                if (!entry.filename().string().starts_with('.')) addPath(entry, depth + 1);
        } else if (depth == 0) {
            m_issues.push_back({path, path.string() + " is neither a file nor a folder."});
        }
    }

    /// Walks the parts of a pattern; those without wildcards are taken as they are. True when something matched.
    bool match(const fs::path& folder, std::span<const std::string> parts)
    {
        if (parts.empty()) {
            addPath(folder, 0);
            return true;
        }
        const std::string& part = parts.front();
        std::error_code error;
        if (!hasWildcard(part)) {
            const fs::path child = part.empty() ? folder : folder / part;
            return fs::exists(child, error) && match(child, parts.subspan(1));
        }
        bool any = false;
        if (!fs::is_directory(folder, error)) return false;
        for (const fs::path& entry : entries(folder, m_issues))
            if (::fnmatch(part.c_str(), entry.filename().c_str(), FNM_PERIOD) == 0) any = match(entry, parts.subspan(1)) || any;
        return any;
    }

    std::vector<ReadIssue>& m_issues;
    std::vector<fs::path> m_files;
    std::set<fs::path> m_folders;  ///< canonical, those walked already
};

}  // namespace

std::vector<fs::path> expandPaths(const std::vector<std::string>& inputs, std::vector<ReadIssue>& issues)
{
    Expansion expansion(issues);
    for (const std::string& input : inputs) expansion.add(input);
    return expansion.take();
}

}  // namespace seisdesk
