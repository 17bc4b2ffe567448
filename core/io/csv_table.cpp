#include "core/io/csv_table.h"

#include "core/io/text_file.h"

#include <algorithm>
#include <cctype>

namespace seisdesk {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool isSeparator(char c) { return c == ',' || c == ';' || c == '\t'; }

/// The end of the row that starts at `at`: the index of its line end, or of the text's end. Line ends in a quoted field
/// do not count, unless the quote is never closed: then the row ends with its line, so that one stray quote costs one row.
std::size_t rowEnd(std::string_view text, std::size_t at)
{
    constexpr std::size_t longestField = 1'000'000;
    const std::size_t line = std::min(text.find('\n', at), text.size());
    bool quoted = false, atFieldStart = true;
    for (std::size_t i = at; i < text.size(); ++i) {
        if (text[i] == '"' && (quoted || atFieldStart)) quoted = !quoted;  // a doubled quote closes and opens again
        else if (text[i] == '\n' && !quoted) return i;
        atFieldStart = (!quoted && isSeparator(text[i])) || text[i] == '"';
        if (i - at > longestField) return line;
    }
    return quoted ? line : text.size();
}

}  // namespace

Result<CsvTable> CsvTable::read(const std::filesystem::path& path)
{
    Result<std::string> text = readTextFile(path);
    if (!text) return text.error();
    return parse(std::move(*text), path.string());
}

Result<CsvTable> CsvTable::parse(std::string text, const std::string& name)
{
    CsvTable table;
    table.m_text = std::move(text);
    if (table.m_text.starts_with("\xef\xbb\xbf")) table.m_text.erase(0, 3);
    const std::string_view all = table.m_text;
    const std::size_t headerEnd = rowEnd(all, 0);
    const std::string_view first = all.substr(0, headerEnd);
    if (trimmed(first).empty() || first.find('\0') != std::string_view::npos)
        return Error{Error::Code::Malformed, "'" + name + "' has no header row: it is not a table of comma-separated values."};
    for (const char candidate : {';', '\t'})
        if (std::count(first.begin(), first.end(), candidate) > std::count(first.begin(), first.end(), table.m_separator)) table.m_separator = candidate;
    table.m_header = table.split(0);
    for (std::size_t i = 0; i < table.m_header.size(); ++i) table.m_columns.try_emplace(lower(trimmed(table.m_header[i])), i);
    for (std::size_t at = headerEnd + 1; at < all.size();) {
        const std::size_t end = rowEnd(all, at);
        if (!trimmed(all.substr(at, end - at)).empty()) table.m_starts.push_back(at);
        at = end + 1;
    }
    return table;
}

CsvTable::Row CsvTable::split(std::size_t start) const
{
    std::string_view text = std::string_view(m_text).substr(start, rowEnd(m_text, start) - start);
    if (text.ends_with('\r')) text.remove_suffix(1);
    Row row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') row.back() += text[++i];
        else if (c == '"' && (quoted || row.back().empty())) quoted = !quoted;
        else if (c == m_separator && !quoted) row.emplace_back();
        else row.back() += c;
    }
    return row;
}

CsvTable::Row CsvTable::row(std::size_t index) const { return split(m_starts.at(index)); }

std::size_t CsvTable::line(std::size_t index) const
{
    return 1 + static_cast<std::size_t>(std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(m_starts.at(index)), '\n'));
}

std::optional<std::size_t> CsvTable::column(std::initializer_list<std::string_view> names) const
{
    for (const std::string_view name : names)
        if (const auto found = m_columns.find(lower(name)); found != m_columns.end()) return found->second;
    return std::nullopt;
}

std::string csvField(std::string_view text)
{
    const bool plain = text.find_first_of(",;\t\"\r\n") == std::string_view::npos && trimmed(text).size() == text.size();
    if (plain) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::string_view field(const CsvTable::Row& row, std::optional<std::size_t> column)
{
    return column && *column < row.size() ? trimmed(row[*column]) : std::string_view{};
}

}  // namespace seisdesk
