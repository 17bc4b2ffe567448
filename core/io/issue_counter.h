#pragma once
// IssueCounter and IssueLog: keep a bad file from drowning the analyst in equal issues.

#include "core/io/records.h"

#include <concepts>
#include <map>
#include <string>

namespace seisdesk {

/// Passes on the first few issues of each kind and says at the end how many more there were.
class IssueCounter {
public:
    IssueCounter(std::filesystem::path path, std::vector<ReadIssue>& issues) : m_path(std::move(path)), m_issues(issues) {}
    IssueCounter(const IssueCounter&) = delete;
    IssueCounter& operator=(const IssueCounter&) = delete;
    ~IssueCounter()
    {
        for (const auto& [kind, count] : m_counts)
            if (count > shown) m_issues.push_back({m_path, "And " + std::to_string(count - shown) + " more: " + kind + "."});
    }
    /// `kind` is a phrase such as "arrivals whose pick was not delivered".
    void add(const std::string& kind, const std::string& message)
    {
        if (++m_counts[kind] <= shown) m_issues.push_back({m_path, message});
    }
    /// The same with a message that costs something to make: `compose()` is called only when it is shown.
    template <std::invocable Compose>
    void add(const std::string& kind, Compose&& compose)
    {
        if (++m_counts[kind] <= shown) m_issues.push_back({m_path, compose()});
    }

    static constexpr std::size_t shown = 5;

private:
    std::filesystem::path m_path;
    std::vector<ReadIssue>& m_issues;
    std::map<std::string, std::size_t> m_counts;
};

/// Issues of one part of a file, kept until they are passed on in the order of the parts.
class IssueLog {
public:
    void add(const std::string& kind, std::string message)
    {
        if (++m_counts[kind] <= IssueCounter::shown) m_first.emplace_back(kind, std::move(message));
    }
    void replay(IssueCounter& counter) const
    {
        for (const auto& [kind, message] : m_first) counter.add(kind, message);
        for (const auto& [kind, count] : m_counts)
            for (std::size_t i = IssueCounter::shown; i < count; ++i) counter.add(kind, std::string());
    }

private:
    std::vector<std::pair<std::string, std::string>> m_first;
    std::map<std::string, std::size_t> m_counts;
};

}  // namespace seisdesk
