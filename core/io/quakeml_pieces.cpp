#include "core/io/quakeml_pieces.h"

namespace seisdesk::quakeml {

namespace {

std::string_view local(std::string_view name)
{
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Behind the '>' that ends the tag at `at`; npos when there is none.
std::size_t endOfTag(std::string_view text, std::size_t at)
{
    char quote = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote) quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') return at + 1;
    }
    return std::string_view::npos;
}

/// Behind `end`, looked for from `at`; npos when it is not there.
std::size_t behind(std::string_view text, std::size_t at, std::string_view end)
{
    const auto found = text.find(end, at);
    return found == std::string_view::npos ? found : found + end.size();
}

/// Behind the end tag of `name`.
std::size_t endOfElement(std::string_view text, std::size_t at, const std::string& name)
{
    const std::string tag = "</" + name;
    while ((at = behind(text, at, tag)) != std::string_view::npos) {
        const auto end = text.find_first_not_of(" \t\r\n", at);
        if (end == std::string_view::npos) return end;
        if (text[end] == '>') return end + 1;
    }
    return at;
}

constexpr std::size_t longestHead = 16384;

}  // namespace

std::optional<Pieces> piecesOf(std::string_view text)
{
    constexpr auto none = std::string_view::npos;
    Pieces out;
    std::vector<std::string_view> open;
    std::size_t kept = 0;  // up to here the text is in a piece or in the rest
    std::size_t at = 0;
    while ((at = text.find('<', at)) != none) {
        if (out.events.empty() && at > longestHead) return std::nullopt;
        const std::string_view here = text.substr(at);
        if (here.starts_with("<!--")) at = behind(text, at + 4, "-->");
        else if (here.starts_with("<![CDATA[")) at = behind(text, at, "]]>");
        else if (here.starts_with("<?")) at = behind(text, at, "?>");
        else if (here.starts_with("<!")) return std::nullopt;
        else {
            const std::size_t end = endOfTag(text, at + 1);
            if (end == none) return std::nullopt;
            const bool closing = here.starts_with("</"), single = text[end - 2] == '/';
            std::string_view name = here.substr(closing ? 2 : 1);
            name = name.substr(0, name.find_first_of(" \t\r\n/>"));
            if (closing) {
                if (open.empty() || open.back() != name) return std::nullopt;
                open.pop_back();
                at = end;
            } else if (local(name) == "event" && !open.empty() && local(open.back()) == "eventParameters") {
                if (out.events.empty()) {
                    out.head = text.substr(0, at);
                    for (auto up = open.rbegin(); up != open.rend(); ++up) ((out.tail += "</") += *up) += '>';
                }
                const std::size_t last = single ? end : endOfElement(text, end, std::string(name));
                if (last == none) return std::nullopt;
                out.rest += text.substr(kept, at - kept);
                out.events.push_back(text.substr(at, last - at));
                at = kept = last;
            } else {
                if (!single) open.push_back(name);
                at = end;
            }
        }
        if (at == none) return std::nullopt;
    }
    if (out.events.empty() || !open.empty()) return std::nullopt;
    out.rest += text.substr(kept);
    return out;
}

}  // namespace seisdesk::quakeml
