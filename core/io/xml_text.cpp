#include "core/io/xml_text.h"

#include "core/io/xml.h"

#include <array>
#include <charconv>

namespace seisdesk::xml {

namespace {

/// Bytes that can stand as they are, also in an attribute.
constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> out{};
    for (std::size_t c = 0x20; c < 0x7f; ++c) out[c] = c != '&' && c != '<' && c != '>' && c != '"';
    return out;
}();

void appendByte(std::string& out, char c, bool quoted)
{
    switch (c) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += quoted ? "&quot;" : "\""; return;
    case '\r': out += "&#13;"; return;
    case '\n': out += quoted ? "&#10;" : "\n"; return;
    case '\t': out += quoted ? "&#9;" : "\t"; return;
    default: out += c;
    }
}

}  // namespace

void appendEscaped(std::string& out, std::string_view text, bool quoted)
{
    std::size_t at = 0;
    while (at < text.size() && plain[static_cast<unsigned char>(text[at])]) ++at;
    out += text.substr(0, at);
    if (at == text.size()) return;
    for (const char c : clean(text.substr(at))) appendByte(out, c, quoted);
}

void XmlText::indent() { m_out.append(2 * (static_cast<std::size_t>(m_depth) + m_open.size()), ' '); }

void XmlText::endStartTag()
{
    if (m_open.empty() || !m_open.back().startTag) return;
    m_out += ">\n";
    m_open.back().startTag = false;
}

void XmlText::open(const char* name)
{
    const std::size_t begin = m_out.size();
    const bool first = !m_open.empty() && m_open.back().startTag;
    endStartTag();
    indent();
    (m_out += '<') += name;
    m_open.push_back({name, begin, m_out.size(), first});
}

void XmlText::attribute(const char* name, std::string_view value)
{
    ((m_out += ' ') += name) += "=\"";
    appendEscaped(m_out, value, true);
    m_out += '"';
}

void XmlText::close()
{
    const Open last = m_open.back();
    m_open.pop_back();
    if (last.startTag) {
        m_out += "/>\n";
        return;
    }
    indent();
    ((m_out += "</") += last.name) += ">\n";
}

void XmlText::closeUnlessEmpty()
{
    const Open last = m_open.back();
    if (!last.startTag || m_out.size() > last.afterName) return close();
    m_out.resize(last.begin);
    m_open.pop_back();
    if (last.first) m_open.back().startTag = true;  // which was ended for this one alone
}

void XmlText::element(const char* name, std::string_view text)
{
    endStartTag();
    indent();
    ((m_out += '<') += name) += '>';
    appendEscaped(m_out, text, false);
    ((m_out += "</") += name) += ">\n";
}

void XmlText::element(const char* name, double value)
{
    std::array<char, 32> buffer;
    const auto [end, code] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    element(name, std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.data())));
}

}  // namespace seisdesk::xml
