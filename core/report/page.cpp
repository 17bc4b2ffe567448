#include "core/report/page.h"

#include "core/report/markup.h"

namespace seisdesk {

namespace {

constexpr const char* style = R"css(
:root{color-scheme:light}
body{font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#1e293b;background:#fff;margin:0 auto;max-width:1040px;padding:24px 28px}
h1{font-size:24px;margin:0 0 2px;font-weight:650}h2{font-size:16px;margin:26px 0 8px;font-weight:650;border-bottom:1px solid #e2e8f0;padding-bottom:4px}
p{margin:4px 0 10px}.quiet{color:#64748b}.badge{display:inline-block;border-radius:9px;padding:1px 9px;font-size:12px;background:#e2e8f0;color:#334155;vertical-align:3px;margin-left:8px}
.badge.manual{background:#dcfce7;color:#166534}.badge.rejected{background:#fee2e2;color:#991b1b}
.columns{display:flex;flex-wrap:wrap;gap:24px;align-items:flex-start}.columns>div{flex:1 1 420px;min-width:0}
table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
th{font-weight:600;color:#475569;text-align:left;border-bottom:1px solid #cbd5e1;padding:4px 8px 4px 0;white-space:nowrap}
td{border-bottom:1px solid #f1f5f9;padding:3px 8px 3px 0;vertical-align:top}th.n,td.n{text-align:right}
tr.off td{color:#94a3b8}tr.flag td{background:#fef2f2}dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 16px;margin:0}
dt{color:#64748b}dd{margin:0;font-variant-numeric:tabular-nums}ul.flags{padding-left:18px;margin:4px 0}ul.flags li{margin:2px 0}
a{color:#1d4ed8;text-decoration:none}a:hover{text-decoration:underline}svg{max-width:100%;height:auto;display:block}
nav{display:flex;justify-content:space-between;font-size:13px;margin-bottom:14px}
footer{margin-top:30px;border-top:1px solid #e2e8f0;padding-top:8px;color:#64748b;font-size:12px}
section.event+section.event{margin-top:48px;border-top:2px solid #cbd5e1;padding-top:24px}
@media print{body{max-width:none;padding:0;font-size:11px}nav{display:none}.columns{display:block}.columns>div{display:inline-block;width:47%;vertical-align:top}section.event{break-before:page}h2{break-after:avoid}svg,tr{break-inside:avoid}a{color:inherit}}
)css";

}  // namespace

std::string htmlPage(std::string_view title, const std::string& body, std::string_view foot)
{
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" + escaped(title) +
           "</title>\n<style>" + style + "</style>\n</head>\n<body>\n" + body + "<footer>" + escaped(foot) + "</footer>\n</body>\n</html>\n";
}

HtmlTable::HtmlTable(std::vector<std::string> columns) : m_columns(std::move(columns)) {}

HtmlTable& HtmlTable::row(const std::vector<std::string>& cells, std::string_view rowClass)
{
    m_rows += rowClass.empty() ? std::string("<tr>") : "<tr class=\"" + std::string(rowClass) + "\">";
    for (std::size_t i = 0; i < cells.size(); ++i) m_rows += (i < m_columns.size() && m_columns[i].starts_with('#') ? "<td class=\"n\">" : "<td>") + cells[i] + "</td>";
    m_rows += "</tr>\n";
    return *this;
}

std::string HtmlTable::str() const
{
    std::string out = "<table>\n<thead><tr>";
    for (const std::string& column : m_columns) {
        const bool number = column.starts_with('#');
        out += (number ? "<th class=\"n\">" : "<th>") + escaped(std::string_view(column).substr(number)) + "</th>";
    }
    return out + "</tr></thead>\n<tbody>\n" + m_rows + "</tbody>\n</table>\n";
}

}  // namespace seisdesk
