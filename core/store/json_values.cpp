#include "core/store/json_values.h"

#include <cmath>
#include <limits>

namespace seisdesk {

namespace {

/// Well-formed UTF-8 as in the Unicode standard's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isUtf8(const std::string& text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned first = byte(i);
        if (first < 0x80) {
            ++i;
            continue;
        }
        const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        unsigned low = 0x80, high = 0xBF;
        if (first < 0xC2 || first > 0xF4) return false;
        if (first == 0xE0) low = 0xA0;
        if (first == 0xED) high = 0x9F;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;
        if (byte(i + 1) < low || byte(i + 1) > high) return false;
        for (std::size_t k = 2; k <= more; ++k)
            if ((byte(i + k) & 0xC0) != 0x80) return false;
        i += more + 1;
    }
    return true;
}

}  // namespace

Json jsonText(const std::string& text)
{
    if (isUtf8(text)) return text;
    std::string wide;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            wide += c;
        } else {
            wide += static_cast<char>(0xC0 | (byte >> 6));
            wide += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return Json{{"latin1", wide}};
}

std::string textOf(const Json& value)
{
    if (value.is_string()) return value.get<std::string>();
    const auto wide = value.at("latin1").get<std::string>();
    std::string text;
    for (std::size_t i = 0; i < wide.size(); ++i) {
        const auto byte = static_cast<unsigned char>(wide[i]);
        if (byte < 0x80) text += wide[i];
        else if (++i < wide.size()) text += static_cast<char>((byte << 6) | (static_cast<unsigned char>(wide[i]) & 0x3F));
    }
    return text;
}

Json jsonNumber(double value)
{
    if (std::isfinite(value)) return value;
    if (std::isnan(value)) return "nan";
    return value > 0 ? "inf" : "-inf";
}

double numberOf(const Json& value)
{
    if (!value.is_string()) return value.get<double>();
    const auto word = value.get<std::string>();
    if (word == "nan") return std::numeric_limits<double>::quiet_NaN();
    return word == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
}

Json jsonStream(const StreamId& stream) { return Json::array({jsonText(stream.network), jsonText(stream.station), jsonText(stream.location), jsonText(stream.channel)}); }

StreamId streamOf(const Json& value) { return {textOf(value.at(0)), textOf(value.at(1)), textOf(value.at(2)), textOf(value.at(3))}; }

}  // namespace seisdesk
