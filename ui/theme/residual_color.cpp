#include "ui/theme/residual_color.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

}  // namespace

QColor residualColor(double seconds, double fullSeconds, const Palette& palette)
{
    if (!(seconds == seconds)) return palette.rejected;
    const QColor neutral = palette.dark ? QColor(0xd4, 0xd8, 0xdc) : QColor(0xe4, 0xe6, 0xe8);
    const QColor early = palette.dark ? QColor(0x2b, 0x8c, 0xe0) : QColor(0x00, 0x62, 0xa8), late = palette.dark ? QColor(0xf0, 0x6a, 0x10) : QColor(0xcc, 0x55, 0x00);
    const double share = std::clamp(std::abs(seconds) / fullSeconds, 0.0, 1.0);
    return mixed(neutral, seconds < 0.0 ? early : late, std::pow(share, 0.8));
}

double residualScale(std::vector<double> residuals)
{
    std::erase_if(residuals, [](double r) { return !(r == r); });
    if (residuals.empty()) return 0.5;
    for (double& r : residuals) r = std::abs(r);
    const auto most = residuals.begin() + static_cast<std::ptrdiff_t>(0.9 * static_cast<double>(residuals.size() - 1));
    std::nth_element(residuals.begin(), most, residuals.end());
    double end = 0.2;
    for (const double step : {2.5, 2.0, 2.0, 2.5, 2.0, 2.0}) {
        if (*most <= end) return end;
        end *= step;
    }
    return end;
}

}  // namespace seisdesk
