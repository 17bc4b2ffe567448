#pragma once
// Coastlines: shores, lakes, land and borders of a part of the world, from the GSHHG files that the distribution's gmt-gshhg packages bring.

#include "core/base/progress.h"
#include "core/base/result.h"

#include <filesystem>
#include <vector>

namespace seisdesk {

/// Degrees; `east` is above `west`, and may be above 180.
struct GeoBox {
    double south = -90.0, north = 90.0, west = -180.0, east = 180.0;
    bool operator==(const GeoBox&) const = default;
};

struct LonLat {
    float longitudeDegrees = 0.0f, latitudeDegrees = 0.0f;
};

/// What bounds it: the sea, a lake on land, an island in a lake, a pond on such an island.
enum class Shore { Land = 1, Lake, Island, Pond };

struct ShoreLine {
    Shore shore = Shore::Land;
    std::vector<LonLat> points;
};

/// Between nations, between states of the Americas and Australia, or in the sea.
enum class Border { Nation = 1, State, Marine };

struct BorderLine {
    Border border = Border::Nation;
    std::vector<LonLat> points;
};

/// Lines are shores alone. Areas are closed, cut at the borders of the file's cells, and painted in their order: land, then the lakes on it ...
struct Coastlines {
    std::vector<ShoreLine> lines, areas;
    std::vector<BorderLine> borders;  ///< empty where their file is missing
    std::string resolution;  ///< "crude", "low", "intermediate", "high", "full"
};

/// The folder that has such files: "SEISDESK_GSHHG" of the environment, or where the distribution's packages put them. Empty when there is none.
std::filesystem::path coastlineFolder();

/// Of the cells that touch the box, in the resolution that suits its size. Longitudes are near the box's. Errors: NotFound (says which package
/// helps), Unreadable, Malformed, Cancelled.
Result<Coastlines> readCoastlines(const std::filesystem::path& folder, const GeoBox& box, const Progress& progress = {});

}  // namespace seisdesk
