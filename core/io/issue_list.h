#pragma once
// IssueList: what is wrong in one file, without drowning the analyst in repetitions.

#include "core/io/records.h"

#include <map>

namespace seisdesk {

/// Collects issues of one file by kind; from each kind the first few are kept in full, and the rest are counted.
class IssueList {
public:
    explicit IssueList(std::filesystem::path file) : m_file(std::move(file)) {}

    /// `kind` is what the closing line calls them, as in "12 more records that fail their check".
    void add(const std::string& kind, std::string message)
    {
        std::size_t& count = m_counts[kind];
        if (++count <= shownPerKind) m_issues.push_back({m_file, std::move(message)});
    }
    bool empty() const { return m_issues.empty(); }

    /// Appends everything to `out`, the counts of what was left out at the end.
    void appendTo(std::vector<ReadIssue>& out) const
    {
        out.insert(out.end(), m_issues.begin(), m_issues.end());
        for (const auto& [kind, count] : m_counts)
            if (count > shownPerKind)
                out.push_back({m_file, m_file.string() + ": " + std::to_string(count - shownPerKind) + " more " + kind + " not listed one by one."});
    }

private:
    static constexpr std::size_t shownPerKind = 4;
    std::filesystem::path m_file;
    std::vector<ReadIssue> m_issues;
    std::map<std::string, std::size_t> m_counts;
};

}  // namespace seisdesk
