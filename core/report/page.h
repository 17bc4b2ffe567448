#pragma once
// Page: what every page of the report shares, and tables.

#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// A whole document; `title` is text, `body` is markup.
std::string htmlPage(std::string_view title, const std::string& body, std::string_view foot);

/// A table of cells that are markup already. Columns named with a leading '#' are numbers and stand on the right.
class HtmlTable {
public:
    explicit HtmlTable(std::vector<std::string> columns);
    /// `rowClass` may be empty.
    HtmlTable& row(const std::vector<std::string>& cells, std::string_view rowClass = {});
    bool empty() const { return m_rows.empty(); }
    std::string str() const;

private:
    std::vector<std::string> m_columns;
    std::string m_rows;
};

}  // namespace seisdesk
