#include "core/io/xml.h"

#include "core/io/text_file.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <sstream>
#include <utility>

namespace seisdesk::xml {

namespace {

bool isHome(std::string_view uri)
{
    while (uri.ends_with('/')) uri.remove_suffix(1);
    return uri.empty() || uri.find("quakeml.org/xmlns/") != std::string_view::npos || uri.ends_with("fdsn.org/xml/station/1");
}

/// Length of the UTF-8 sequence at the front of `text`; 0 when it is not one (overlong forms, surrogates and code
/// points beyond U+10FFFF are not).
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    if (length == 3 && ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) || (first == 0xef && byte(1) == 0xbf && byte(2) > 0xbd))) return 0;
    if (length == 4 && ((first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f))) return 0;
    return length;
}

std::size_t lineAt(std::string_view text, std::size_t at) { return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')); }

/// Where the first byte is that is no UTF-8; npos when there is none. Eight bytes at a time: most texts are ASCII.
std::size_t firstBroken(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t eight = 0;
        while (at + 8 <= text.size() && (std::memcpy(&eight, text.data() + at, 8), (eight & 0x8080808080808080U) == 0)) at += 8;
        for (const std::size_t end = std::min(at + 8, text.size()); at < end;) {
            const std::size_t length = sequenceLength(text.substr(at));
            if (length == 0) return at;
            at += length;
        }
    }
    return std::string_view::npos;
}

/// True for "&amp;", "&#10;" and the like at the front of `text`.
bool isEntity(std::string_view text)
{
    for (const std::string_view known : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
        if (text.starts_with(known)) return true;
    if (!text.starts_with("&#")) return false;
    const bool hex = text.starts_with("&#x");
    const auto end = text.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "0123456789", hex ? 3 : 2);
    return end != std::string_view::npos && end > (hex ? 3U : 2U) && text[end] == ';';
}

/// By its byte order mark or declaration; the empty word is UTF-8.
bool saysUtf8(std::string_view text)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || text.substr(0, 8).find('\0') != std::string_view::npos) return false;
    const std::string_view declaration = text.starts_with("<?xml") ? text.substr(0, text.find("?>")) : std::string_view{};
    const auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return true;
    const auto from = declaration.find_first_of("'\"", at);
    return from == std::string_view::npos || declaration.substr(from + 1).starts_with("UTF-8") || declaration.substr(from + 1).starts_with("utf-8");
}

}  // namespace

void reportOddities(std::string_view text, const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const auto say = [&](std::size_t at, const std::string& what) { issues.push_back({path, "Line " + std::to_string(lineAt(text, at)) + ' ' + what}); };
    const bool utf8 = saysUtf8(text);
    if (const auto at = text.substr(0, 65536).find("<!DOCTYPE"); at != std::string_view::npos) say(at, "declares a document type; its entities are not expanded. QuakeML and StationXML need none.");
    if (!utf8) return;
    if (const auto at = text.find('\0'); at != std::string_view::npos) say(at, "holds a NUL byte, where parsers stop; fetch or export the file again.");
    if (const auto at = firstBroken(text); at != std::string_view::npos) say(at, "is not UTF-8, as the file claims to be; letters there may be wrong. Export it again, or declare its encoding.");
    for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        if (isEntity(text.substr(at, 16))) continue;
        say(at, "uses the entity '" + clean(text.substr(at, std::min<std::size_t>(text.substr(at, 24).find(';'), 23) + 1)) + "', which XML does not know; it was left as it is.");
        break;
    }
}

bool saysNamespace(std::string_view text, std::string_view part)
{
    const std::string_view head = text.substr(0, 65536);
    return head.find('<') == std::string_view::npos || head.substr(0, 8).find('\0') != std::string_view::npos || head.find(part) != std::string_view::npos;
}

Result<pugi::xml_document> load(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const Result<std::string> content = readTextFile(path);
    if (!content) return content.error();
    reportOddities(*content, path, issues);
    return parse(*content, path, issues);
}

Result<pugi::xml_document> parse(std::string_view text, const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size());
    if (!document.document_element())
        return Error{Error::Code::Malformed, "'" + path.string() + "' is not XML (" + result.description() + "). Fetch or export the file again."};
    if (!result) {
        const auto end = text.begin() + std::min<std::ptrdiff_t>(result.offset, static_cast<std::ptrdiff_t>(text.size()));
        const auto line = 1 + std::count(text.begin(), end, '\n');
        issues.push_back({path, "The XML breaks off at line " + std::to_string(line) + " (" + result.description() +
                                    "). What stands before was read; fetch or export the file again."});
    }
    return document;
}

std::string_view localName(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is(pugi::xml_node node, std::string_view name)
{
    // Most elements have no prefix and no attribute, and most have another name.
    const char* at = node.name();
    std::size_t same = 0;
    while (same < name.size() && at[same] == name[same]) ++same;
    if (same == name.size() && at[same] == 0) {
        if (node.type() != pugi::node_element) return false;
        if (!node.first_attribute()) return true;
    } else if (at[same] == 0 || !std::strchr(at + same, ':')) {
        return false;
    }
    if (node.type() != pugi::node_element || localName(node) != name) return false;
    const std::string_view full = node.name();
    // An element without prefix inside one of ours is ours, unless it says otherwise itself.
    if (full.size() == name.size()) return isHome(node.attribute("xmlns").value());
    const std::string declaration = "xmlns:" + std::string(full.substr(0, full.size() - name.size() - 1));
    for (pugi::xml_node up = node; up; up = up.parent())
        if (const auto uri = up.attribute(declaration.c_str())) return isHome(uri.value());
    return true;
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name)
{
    for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling())
        if (is(node, name)) return node;
    return {};
}

std::string text(pugi::xml_node parent, std::string_view name) { return std::string(trimmed(child(parent, name).text().get())); }

std::optional<double> number(pugi::xml_node parent, std::string_view name) { return parseNumber(child(parent, name).text().get()); }

void add(pugi::xml_node parent, const char* name, std::string_view text)
{
    if (!text.empty()) parent.append_child(name).text().set(clean(text).c_str());
}

void add(pugi::xml_node parent, const char* name, const std::optional<double>& value)
{
    if (value && std::isfinite(*value)) add(parent, name, numberText(*value));
}

std::string clean(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const auto first = static_cast<unsigned char>(text.front());
        if (length == 0) out += '?';
        else if (length > 1 || first >= 0x20 || first == '\t' || first == '\n' || first == '\r') out += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string cutTo(std::size_t length, std::string_view text)
{
    const std::string whole = clean(text);
    std::size_t at = 0;
    for (std::size_t count = 0; at < whole.size() && count < length; ++count) at += sequenceLength(std::string_view(whole).substr(at));
    return whole.substr(0, at);
}

std::string print(const pugi::xml_document& document)
{
    // Indenting costs the square of the depth: a file made to be deep would become gigabytes.
    constexpr int deepest = 200;
    int depth = 0;
    bool deep = false;
    for (pugi::xml_node node = document.first_child(); node && !deep;) {
        if (node.first_child()) {
            node = node.first_child();
            deep = ++depth > deepest;
            continue;
        }
        while (node && !node.next_sibling()) node = node.parent(), --depth;
        node = node.next_sibling();
    }
    std::ostringstream stream;
    document.save(stream, "  ", deep ? pugi::format_raw : pugi::format_indent, pugi::encoding_utf8);
    return std::move(stream).str();
}

}  // namespace seisdesk::xml
