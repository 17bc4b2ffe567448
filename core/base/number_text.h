#pragma once
// decimals: a number as text, with so many digits behind the point.

#include <array>
#include <cstdio>
#include <string>

namespace seisdesk {

inline std::string decimals(double value, int digits)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

}  // namespace seisdesk
