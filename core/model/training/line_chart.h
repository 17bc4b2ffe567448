#pragma once
// LineChart: curves as an SVG picture, for logs that are looked at without the program.

#include <string>
#include <vector>

namespace seisdesk {

struct ChartLine {
    std::string name;
    std::vector<std::pair<double, double>> points;  ///< those that are not finite are left out
};

/// A picture of `width` x `height` with axes, round ticks and a legend; "nothing to draw" without points.
std::string lineChart(const std::string& title, const std::string& xName, const std::vector<ChartLine>& lines, int width = 720, int height = 360);

/// About five round values (1, 2 or 5 times a power of ten apart) that lie in [low, high].
std::vector<double> roundTicks(double low, double high);

}  // namespace seisdesk
