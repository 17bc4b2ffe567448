#pragma once
// Golden numbers of tests/golden/core_signal.py, and the synthetic record they were made from.

#include "tests/support/test_data.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <numbers>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace seisdesk::test {

using Golden = std::map<std::string, std::vector<double>>;

/// Lines "name number number ..." of tests/core/signal/golden/<file>; empty when it cannot be read.
inline Golden golden(const std::string& file)
{
    Golden out;
    std::ifstream in(sourceFile("core/signal/golden/" + file));
    for (std::string text; std::getline(in, text);) {
        std::istringstream line(text);
        std::string name;
        line >> name;
        for (double value = 0.0; line >> value;) out[name].push_back(value);
    }
    return out;
}

/// Noise, a wave packet at 40 % of the record, a long wave, an offset and a trend.
inline std::vector<float> synthetic(std::size_t count, std::uint32_t seed, double rate = 100.0)
{
    std::vector<float> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        seed = 1664525u * seed + 1013904223u;
        const double noise = seed / 4294967296.0 - 0.5;
        const double t = static_cast<double>(i) / rate;
        const double away = t - 0.4 * static_cast<double>(count) / rate;
        constexpr double twoPi = 2.0 * std::numbers::pi;
        out[i] = static_cast<float>(50 * noise + 1000 * std::exp(-away * away) * std::sin(twoPi * 3 * away) + 200 * std::sin(twoPi * 0.3 * t) + 120 + 5 * t);
    }
    return out;
}

/// Largest difference to the golden numbers over the largest golden number; infinite when the counts differ.
template <class Values>
double misfit(const Values& values, const std::vector<double>& expected, std::size_t stride = 53)
{
    const std::size_t count = (values.size() + stride - 1) / stride;
    if (expected.empty() || count != expected.size()) return std::numeric_limits<double>::infinity();
    double worst = 0.0, largest = 1e-300;
    for (std::size_t i = 0; i < count; ++i) {
        const double difference = std::abs(static_cast<double>(values[i * stride]) - expected[i]);
        worst = std::isnan(difference) ? std::numeric_limits<double>::infinity() : std::max(worst, difference);
        largest = std::max(largest, std::abs(expected[i]));
    }
    return worst / largest;
}

}  // namespace seisdesk::test

/// Compares a misfit with its tolerance and says how large it is.
#define VERIFY_WITHIN(misfitValue, tolerance)                                                                       \
    do {                                                                                                            \
        const double worst_ = (misfitValue);                                                                        \
        QVERIFY2(worst_ <= (tolerance), qPrintable(QStringLiteral("%1 is above %2").arg(worst_).arg(tolerance)));    \
    } while (false)
