#pragma once
// CsvTable: a comma-separated file (RFC 4180, also with ';' or tabs) whose rows are split when asked for.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace seisdesk {

/// Holds the file's text and where its rows start: about the size of the file, also for millions of rows.
class CsvTable {
public:
    using Row = std::vector<std::string>;

    /// The first row is the header. Error: NotFound, Unreadable, Malformed (empty, or not text).
    static Result<CsvTable> read(const std::filesystem::path& path);
    static Result<CsvTable> parse(std::string text, const std::string& name);

    const Row& header() const { return m_header; }
    std::size_t size() const { return m_starts.size(); }
    /// Fields as written, without their quotes.
    Row row(std::size_t index) const;
    /// Line of the file where a row starts, counted from 1.
    std::size_t line(std::size_t index) const;
    /// The column with the first of these names that is there; case and blanks around names are ignored.
    std::optional<std::size_t> column(std::initializer_list<std::string_view> names) const;

private:
    Row split(std::size_t start) const;

    std::string m_text;
    char m_separator = ',';
    Row m_header;
    std::unordered_map<std::string, std::size_t> m_columns;  ///< by lower-case name, the first of equal ones
    std::vector<std::uint64_t> m_starts;
};

/// A field for writing: quoted where it must be.
std::string csvField(std::string_view text);

/// The field of a column, trimmed; empty for a column that is not there or a row that is too short.
std::string_view field(const CsvTable::Row& row, std::optional<std::size_t> column);

}  // namespace seisdesk
