#include "core/model/training/line_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace seisdesk {

namespace {

// Okabe & Ito's palette (2008): told apart by colour-blind people too.
constexpr std::array<const char*, 7> colours{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"};
constexpr double left = 56.0, right = 150.0, top = 34.0, bottom = 40.0;

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else out += c;
    }
    return out;
}

}  // namespace

std::vector<double> roundTicks(double low, double high)
{
    if (!(high > low)) return {low};
    const double rough = (high - low) / 5.0, power = std::pow(10.0, std::floor(std::log10(rough)));
    const double share = rough / power;
    const double step = power * (share < 1.5 ? 1.0 : share < 3.5 ? 2.0 : share < 7.5 ? 5.0 : 10.0);
    std::vector<double> out;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k += 1.0) out.push_back(k * step + 0.0);
    return out;
}

std::string lineChart(const std::string& title, const std::string& xName, const std::vector<ChartLine>& lines, int width, int height)
{
    double xLow = INFINITY, xHigh = -INFINITY, yLow = INFINITY, yHigh = -INFINITY;
    const auto drawn = [](const std::pair<double, double>& p) { return std::isfinite(p.first) && std::isfinite(p.second); };
    for (const ChartLine& line : lines)
        for (const auto& p : line.points)
            if (drawn(p)) xLow = std::min(xLow, p.first), xHigh = std::max(xHigh, p.first), yLow = std::min(yLow, p.second), yHigh = std::max(yHigh, p.second);
    std::ostringstream svg;
    svg << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" << width << "\" height=\"" << height
        << "\" font-family=\"Inter, sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n<text x=\"" << left
        << "\" y=\"20\" font-size=\"14\">" << escaped(title) << "</text>\n";
    if (!(xHigh >= xLow)) {
        svg << "<text x=\"" << width / 2 << "\" y=\"" << height / 2 << "\" text-anchor=\"middle\">nothing to draw</text>\n</svg>\n";
        return svg.str();
    }
    if (yHigh == yLow) yHigh = yLow + 1.0;
    if (xHigh == xLow) xHigh = xLow + 1.0;
    const double w = width - left - right, h = height - top - bottom;
    const auto x = [&](double v) { return left + w * (v - xLow) / (xHigh - xLow); };
    const auto y = [&](double v) { return top + h * (1.0 - (v - yLow) / (yHigh - yLow)); };
    for (const double t : roundTicks(yLow, yHigh))
        svg << "<path d=\"M" << left << ' ' << y(t) << "h" << w << "\" stroke=\"#dddddd\"/><text x=\"" << left - 6 << "\" y=\"" << y(t) + 4 << "\" text-anchor=\"end\">" << t << "</text>\n";
    for (const double t : roundTicks(xLow, xHigh)) svg << "<text x=\"" << x(t) << "\" y=\"" << height - bottom + 16 << "\" text-anchor=\"middle\">" << t << "</text>\n";
    svg << "<text x=\"" << left + w / 2 << "\" y=\"" << height - 8 << "\" text-anchor=\"middle\">" << escaped(xName) << "</text>\n";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const char* const colour = colours[i % colours.size()];
        svg << "<polyline fill=\"none\" stroke=\"" << colour << "\" stroke-width=\"1.5\" points=\"";
        for (const auto& p : lines[i].points)
            if (drawn(p)) svg << x(p.first) << ',' << y(p.second) << ' ';
        const double at = top + 16.0 * static_cast<double>(i);
        svg << "\"/>\n<path d=\"M" << width - right + 10 << ' ' << at << "h18\" stroke=\"" << colour << "\" stroke-width=\"3\"/><text x=\"" << width - right + 34
            << "\" y=\"" << at + 4 << "\">" << escaped(lines[i].name) << "</text>\n";
    }
    svg << "</svg>\n";
    return svg.str();
}

}  // namespace seisdesk
