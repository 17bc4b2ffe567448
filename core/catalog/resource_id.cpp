#include "core/catalog/resource_id.h"

#include <algorithm>

namespace seisdesk {

namespace {

bool isOneOf(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }
bool isWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool isName(char c) { return isWord(c) || isOneOf(c, "-.*()~'"); }
bool isPath(char c) { return isName(c) || isOneOf(c, "+?=,;#/&"); }

bool isAuthority(std::string_view text)
{
    return text.size() >= 3 && isWord(text.front()) && std::all_of(text.begin(), text.end(), isName);
}

bool isLegalPath(std::string_view path)
{
    return !path.empty() && isName(path.front()) && std::all_of(path.begin(), path.end(), isPath) &&
           std::count(path.begin(), path.end(), '#') <= 1;
}

/// What follows "smi:" or "quakeml:"; empty when the id has no such scheme.
std::string_view afterScheme(std::string_view id)
{
    for (const std::string_view scheme : {"smi:", "quakeml:"})
        if (id.starts_with(scheme)) return id.substr(scheme.size());
    return {};
}

}  // namespace

bool isLegalId(std::string_view id)
{
    const std::string_view rest = afterScheme(id);
    const auto slash = rest.find('/');
    return slash != std::string_view::npos && isAuthority(rest.substr(0, slash)) && isLegalPath(rest.substr(slash + 1));
}

std::string slug(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (isName(c)) out += c;
        else if (!out.empty() && out.back() != '-') out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out.empty() ? "none" : out;
}

ResourceId makeId(std::string_view authority, std::string_view path)
{
    std::string out = "smi:";
    out += isAuthority(authority) ? authority : "local.seisdesk";
    out += '/';
    bool hash = false;
    std::string clean;
    for (const char c : path) {
        const bool ok = clean.empty() ? isName(c) : isPath(c) && !(c == '#' && hash);
        hash = hash || c == '#';
        clean += ok ? c : '_';
    }
    return out + (clean.empty() ? "none" : clean);
}

ResourceId legalId(const ResourceId& id, std::string_view authority)
{
    if (isLegalId(id)) return id;
    std::string_view rest = afterScheme(id);
    if (rest.empty()) rest = id;
    const auto slash = rest.find('/');
    const bool own = slash != std::string_view::npos && isAuthority(rest.substr(0, slash));
    const std::string_view path = own ? rest.substr(slash + 1) : rest;
    return makeId(own ? rest.substr(0, slash) : authority, std::string(path) + '-' + idOf(id).text().substr(0, 8));
}

std::string_view lastPart(std::string_view id)
{
    const auto slash = id.rfind('/');
    return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

Id idOf(std::string_view text)
{
    Id id{0xcbf29ce484222325ULL, 0x84222325cbf29ce4ULL};
    for (const char c : text) {
        const auto byte = static_cast<std::uint64_t>(static_cast<unsigned char>(c));
        id.high = (id.high ^ byte) * 0x100000001b3ULL;
        id.low = (id.low ^ (byte + 0x9e)) * 0x00000100000001b3ULL;
        id.low ^= id.low >> 29;
    }
    // FNV's high bits mix slowly: finish as SplitMix64 does.
    const auto mix = [](std::uint64_t x) {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
        return x ^ (x >> 31);
    };
    id = {mix(id.high), mix(id.low + 0x9e3779b97f4a7c15ULL)};
    return id.isNull() ? Id{0, 1} : id;
}

}  // namespace seisdesk
