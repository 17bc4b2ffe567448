#pragma once
// Markup: text that goes into HTML and SVG, and shapes written as SVG elements.

#include "core/report/svg_path.h"

#include <string>
#include <string_view>

namespace seisdesk {

/// & < > " ' as entities; control characters and what is no UTF-8 become U+FFFD.
std::string escaped(std::string_view text);

/// Elements of one picture. Classes are looked up in the page's style; `attributes` are written as they are.
class Svg {
public:
    Svg(double width, double height, std::string_view label);
    Svg& line(double x1, double y1, double x2, double y2, std::string_view attributes);
    Svg& circle(double x, double y, double radius, std::string_view attributes, std::string_view title = {});
    Svg& rectangle(double x, double y, double width, double height, std::string_view attributes);
    Svg& path(const Points& points, std::string_view attributes, bool closed = false, std::string_view title = {});
    /// `d` as SVG's path data.
    Svg& data(const std::string& d, std::string_view attributes = {}, std::string_view title = {});
    /// Anchored "start", which is not written, "middle" or "end".
    Svg& text(double x, double y, std::string_view what, std::string_view anchor = "start", std::string_view attributes = {});
    Svg& raw(std::string_view markup);
    std::string str() const;

private:
    std::string m_out;
};

/// A number as short as SVG needs it: two decimals, no trailing zeros; 0 for what is not finite.
std::string shortNumber(double value);

/// Steps of 1, 2 or 5 times a power of ten, about `wanted` of them between `low` and `high`.
double niceStep(double low, double high, int wanted);

}  // namespace seisdesk
