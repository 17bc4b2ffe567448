#pragma once
// Shares: numbers that look random but depend on a name alone, so that a division by them is the same everywhere.

#include <cstdint>
#include <string>

namespace seisdesk {

/// SplitMix64 (Steele et al. 2014): neighbouring numbers give unrelated seeds.
constexpr std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// In [0, 1), from text; the same everywhere (FNV-1a).
inline double shareOf(const std::string& text, std::uint64_t salt)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return static_cast<double>(mixed(hash ^ salt) >> 11) * 0x1.0p-53;
}

}  // namespace seisdesk
