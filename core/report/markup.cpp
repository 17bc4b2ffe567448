#include "core/report/markup.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace seisdesk {

namespace {

constexpr const char* replacement = "\xEF\xBF\xBD";

/// Length of the UTF-8 sequence at the front; 0 when it is none.
std::size_t sequence(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (length == 0 || lead > 0xF4 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return 0;
    return length;
}

std::string attribute(const char* name, double value) { return std::string(" ") + name + "=\"" + shortNumber(value) + '"'; }

std::string tail(std::string_view attributes) { return attributes.empty() ? std::string() : ' ' + std::string(attributes); }

std::string closing(const char* element, std::string_view title)
{
    return title.empty() ? std::string("/>\n") : "><title>" + escaped(title) + "</title></" + element + ">\n";
}

}  // namespace

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence(text);
        const char c = text.front();
        if (length == 0 || (length == 1 && ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F))) out += replacement;
        else if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else if (c == '\'') out += "&#39;";
        else out += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string shortNumber(double value)
{
    if (!std::isfinite(value)) return "0";
    char text[64];
    std::snprintf(text, sizeof text, "%.2f", value);
    std::string out = text;
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

double niceStep(double low, double high, int wanted)
{
    const double rough = std::max(high - low, 1e-12) / std::max(wanted, 1), power = std::pow(10.0, std::floor(std::log10(rough))), lead = rough / power;
    return power * (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0);
}

Svg::Svg(double width, double height, std::string_view label)
{
    m_out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + shortNumber(width) + ' ' + shortNumber(height) + "\" width=\"" + shortNumber(width) + "\" height=\"" +
            shortNumber(height) + "\" role=\"img\" aria-label=\"" + escaped(label) + "\" font-family=\"system-ui, sans-serif\" font-size=\"11\">\n";
}

Svg& Svg::line(double x1, double y1, double x2, double y2, std::string_view attributes)
{
    m_out += "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + tail(attributes) + "/>\n";
    return *this;
}

Svg& Svg::circle(double x, double y, double radius, std::string_view attributes, std::string_view title)
{
    m_out += "<circle" + attribute("cx", x) + attribute("cy", y) + attribute("r", radius) + tail(attributes) + closing("circle", title);
    return *this;
}

Svg& Svg::rectangle(double x, double y, double width, double height, std::string_view attributes)
{
    m_out += "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) + attribute("height", height) + tail(attributes) + "/>\n";
    return *this;
}

Svg& Svg::path(const Points& points, std::string_view attributes, bool closed, std::string_view title)
{
    if (points.size() < 2) return *this;
    m_out += "<path d=\"M";
    for (std::size_t i = 0; i < points.size(); ++i) m_out += (i ? "L" : "") + shortNumber(points[i].first) + ' ' + shortNumber(points[i].second);
    m_out += std::string(closed ? "Z\"" : "\"") + tail(attributes) + closing("path", title);
    return *this;
}

Svg& Svg::data(const std::string& d, std::string_view attributes, std::string_view title)
{
    if (d.empty()) return *this;
    m_out += "<path d=\"" + d + '"' + tail(attributes) + closing("path", title);
    return *this;
}

Svg& Svg::text(double x, double y, std::string_view what, std::string_view anchor, std::string_view attributes)
{
    m_out += "<text" + attribute("x", x) + attribute("y", y) + (anchor == "start" ? std::string() : " text-anchor=\"" + std::string(anchor) + '"') + tail(attributes) + '>' + escaped(what) + "</text>\n";
    return *this;
}

Svg& Svg::raw(std::string_view markup)
{
    m_out += markup;
    return *this;
}

std::string Svg::str() const { return m_out + "</svg>\n"; }

}  // namespace seisdesk
