#pragma once
// The golden numbers of tests/golden/pickers.py: networks of SeisBench with invented weights, a made record, outputs and picks.

#include "core/waveform/trace.h"
#include "tests/core/model/records.h"
#include "tests/support/test_data.h"

#include <cmath>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace seisdesk::test {

constexpr std::size_t madeSamples = 26000, madeWindowFirst = 1000;

/// Noise from a linear congruential generator and six events, in whole counts, as made_component() there.
inline std::vector<float> madeComponent(char letter)
{
    constexpr double pi = 3.14159265358979323846;
    auto state = static_cast<std::uint32_t>(letter);
    std::vector<float> out;
    for (std::size_t n = 0; n < madeSamples; ++n) {
        state = 1664525U * state + 1013904223U;
        double x = 40.0 * (static_cast<double>(state) / 4294967296.0 - 0.5) + 500.0;
        const auto t = static_cast<double>(n);
        for (int k = 0; k < 6; ++k) {
            const double begins[] = {2000.0 + 4000.0 * k, 2400.0 + 4200.0 * k}, sizes[] = {300.0 + 200.0 * k, 900.0};
            const double periods[] = {11.0 + k, 23.0 + letter % 7};
            for (int i = 0; i < 2; ++i) {
                const double d = t - begins[i];
                if (d >= 0.0) x += sizes[i] * std::exp(-d / 180.0) * std::sin(2.0 * pi * d / periods[i]);
            }
        }
        out.push_back(static_cast<float>(std::nearbyint(x)));
    }
    return out;
}

inline const Time madeStart = *parseTime("2020-01-01T00:00:00Z");

inline std::vector<TracePtr> madeRecord()
{
    std::vector<TracePtr> out;
    for (const char letter : {'Z', 'N', 'E'}) out.push_back(trace(std::string("XX.MADE..HH") + letter, {makeSegment(madeStart, 100.0, madeComponent(letter))}));
    return out;
}

/// Rows of outputs.csv that begin with these fields; the fields after them.
inline std::vector<std::vector<std::string>> goldenRows(const std::vector<std::string>& begin)
{
    std::vector<std::vector<std::string>> out;
    std::ifstream file(sourceFile("golden/pickers/outputs.csv"));
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> fields;
        std::istringstream in(line);
        for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
        if (fields.size() < begin.size() || !std::equal(begin.begin(), begin.end(), fields.begin())) continue;
        out.emplace_back(fields.begin() + static_cast<std::ptrdiff_t>(begin.size()), fields.end());
    }
    return out;
}

}  // namespace seisdesk::test
