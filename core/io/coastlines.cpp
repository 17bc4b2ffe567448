#include "core/io/coastlines.h"

#include "core/io/hdf5.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

struct Resolution {
    char letter;
    const char* name;
    double widestDegrees;  ///< of a view that it is fine enough for and not too much
};
constexpr std::array<Resolution, 5> resolutions = {{{'f', "full", 2.0}, {'h', "high", 8.0}, {'i', "intermediate", 40.0}, {'l', "low", 180.0}, {'c', "crude", 1e9}}};

enum class Kind { Shores, Borders };

fs::path fileOf(const fs::path& folder, const Resolution& resolution, Kind kind = Kind::Shores)
{
    return folder / (std::string(kind == Kind::Shores ? "binned_GSHHS_" : "binned_border_") + resolution.letter + ".nc");
}

/// The finest that is no finer than the view wants, else the coarsest finer one.
std::optional<Resolution> choose(const fs::path& folder, double widthDegrees)
{
    std::optional<Resolution> finer;
    for (const Resolution& one : resolutions) {
        std::error_code error;
        if (!fs::exists(fileOf(folder, one), error)) continue;
        if (widthDegrees <= one.widestDegrees) return one;
        finer = one;
    }
    return finer;
}

/// Sides of a cell are 0 south, 1 east, 2 north, 3 west; 4 is a shore that stays inside.
constexpr int inside = 4;

struct Piece {
    int level = 1, entry = inside, exit = inside;
    std::vector<LonLat> points;
};

/// One cell of the file, in degrees from its south-west corner until placed.
struct Cell {
    double west = 0.0, south = 0.0, size = 1.0;
    std::array<int, 4> cornerLevels{};  ///< south-west, south-east, north-east, north-west
    std::vector<Piece> pieces;

    /// How far along the border, counter-clockwise from the south-west corner, in sides.
    double along(int side, const LonLat& point) const
    {
        const double x = std::clamp((point.longitudeDegrees - west) / size, 0.0, 1.0), y = std::clamp((point.latitudeDegrees - south) / size, 0.0, 1.0);
        switch (side) {
        case 0: return x;
        case 1: return 1.0 + y;
        case 2: return 3.0 - x;
        default: return 4.0 - y;
        }
    }
    LonLat corner(int number) const
    {
        const bool east = number % 4 == 1 || number % 4 == 2, north = number % 4 >= 2;
        return {static_cast<float>(west + (east ? size : 0.0)), static_cast<float>(south + (north ? size : 0.0))};
    }
};

/// What is of this level or higher, as closed rings: shores that cross the cell are joined along its border, with what they bound on their left.
void addAreas(const Cell& cell, int level, std::vector<ShoreLine>& out)
{
    std::vector<Piece> crossing;
    for (const Piece& piece : cell.pieces) {
        if (piece.level != level || piece.points.empty()) continue;
        if (piece.entry == inside) {
            out.push_back({static_cast<Shore>(level), piece.points});
            continue;
        }
        crossing.push_back(piece);
        // Every shore has the land on its left, also that of a lake.
        if (level % 2) continue;
        std::swap(crossing.back().entry, crossing.back().exit);
        std::reverse(crossing.back().points.begin(), crossing.back().points.end());
    }
    if (crossing.empty()) {
        if (std::all_of(cell.cornerLevels.begin(), cell.cornerLevels.end(), [&](int corner) { return corner >= level; }))
            out.push_back({static_cast<Shore>(level), {cell.corner(0), cell.corner(1), cell.corner(2), cell.corner(3)}});
        return;
    }
    std::vector<bool> done(crossing.size(), false);
    for (std::size_t first = 0; first < crossing.size(); ++first) {
        if (done[first]) continue;
        ShoreLine ring{static_cast<Shore>(level), {}};
        for (std::size_t at = first; !done[at];) {
            done[at] = true;
            ring.points.insert(ring.points.end(), crossing[at].points.begin(), crossing[at].points.end());
            const double from = cell.along(crossing[at].exit, crossing[at].points.back());
            std::size_t next = first;
            double nearest = 1e9;
            for (std::size_t i = 0; i < crossing.size(); ++i) {
                double away = cell.along(crossing[i].entry, crossing[i].points.front()) - from;
                if (away < -1e-9) away += 4.0;
                if (away < nearest) nearest = away, next = i;
            }
            for (int corner = static_cast<int>(std::floor(from)) + 1; corner <= std::floor(from + nearest); ++corner) ring.points.push_back(cell.corner(corner % 4));
            at = next;
        }
        out.push_back(std::move(ring));
    }
}

struct Range {
    std::size_t begin = 0, end = 0;
    bool empty() const { return end <= begin; }
    void take(const Range& other)
    {
        if (other.empty()) return;
        begin = empty() ? other.begin : std::min(begin, other.begin);
        end = std::max(end, other.end);
    }
};

/// The columns of a file.
class Bins {
public:
    static Result<Bins> open(const fs::path& path, Kind kind)
    {
        auto file = hdf5::File::open(path);
        if (!file) return file.error();
        Bins out(std::move(*file), kind);
        const auto number = [&](const char* name) { return out.m_file.read(name).value_or(hdf5::Array{}).values; };
        const auto minutes = number("Bin_size_in_minutes"), columns = number("N_bins_in_360_longitude_range"), rows = number("N_bins_in_180_degree_latitude_range");
        if (minutes.empty() || columns.empty() || rows.empty() || minutes[0] < 1.0 || columns[0] * minutes[0] != 21600.0 || rows[0] * minutes[0] != 10800.0)
            return Error{Error::Code::Malformed, path.filename().string() + " is not a file of GSHHG's binned coastlines. Install the package gmt-gshhg-low again."};
        out.size = minutes[0] / 60.0;
        out.columns = static_cast<int>(columns[0]);
        out.rows = static_cast<int>(rows[0]);
        for (const auto& [name, where] : {std::pair{"Id_of_first_segment_in_a_bin", &out.m_first}, {"N_segments_in_a_bin", &out.m_count}, {"Embedded_node_levels_in_a_bin", &out.m_nodes}}) {
            if (kind == Kind::Borders && where == &out.m_nodes) continue;
            *where = number(name);
            if (where->size() != static_cast<std::size_t>(out.columns) * static_cast<std::size_t>(out.rows))
                return Error{Error::Code::Malformed, path.filename().string() + " lacks " + name + ". Install the package gmt-gshhg-low again."};
        }
        return out;
    }

    double size = 1.0;
    int columns = 0, rows = 0;

    /// Of rows [top, bottom) from the north and columns [left, right), which wrap around. Read at once: the columns are compressed in large pieces.
    Result<std::vector<Cell>> cells(int top, int bottom, int left, int right) const
    {
        std::vector<Cell> out;
        std::vector<Range> ranges;
        Range segments;
        for (int row = top; row < bottom; ++row)
            for (int column = left; column < right; ++column) {
                const std::size_t bin = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(((column % columns) + columns) % columns);
                Cell cell;
                cell.size = size;
                cell.west = column * size;
                cell.south = 90.0 - (row + 1) * size;
                const int nodes = m_nodes.empty() ? 0 : static_cast<int>(m_nodes[bin]);
                for (int corner = 0; corner < 4; ++corner) cell.cornerLevels[static_cast<std::size_t>(corner)] = (nodes >> (9 - 3 * corner)) & 7;
                ranges.push_back({static_cast<std::size_t>(m_first[bin]), static_cast<std::size_t>(m_first[bin]) + static_cast<std::size_t>(m_count[bin])});
                if (m_count[bin] > 0.0) segments.take(ranges.back());
                out.push_back(std::move(cell));
            }
        if (segments.empty()) return out;
        const auto codes = codesOf(segments), starts = column("Id_of_first_point_in_a_segment", segments);
        if (!codes) return codes.error();
        if (!starts) return starts.error();
        Range points;
        const auto eachPiece = [&](const Range& range, const auto& body) {
            for (std::size_t i = range.begin; i < range.end; ++i) {
                const auto code = static_cast<unsigned>((*codes)[i - segments.begin]);
                const auto start = static_cast<std::size_t>((*starts)[i - segments.begin]);
                body(code, Range{start, start + (code >> 9)});
            }
        };
        for (const Range& range : ranges) eachPiece(range, [&](unsigned, const Range& piece) { points.take(piece); });
        const auto x = column("Relative_longitude_from_SW_corner_of_bin", points), y = column("Relative_latitude_from_SW_corner_of_bin", points);
        if (!x) return x.error();
        if (!y) return y.error();
        // Stored as signed, meant as unsigned.
        const auto share = [](double value) { return (value < 0.0 ? value + 65536.0 : value) / 65535.0; };
        for (std::size_t i = 0; i < out.size(); ++i)
            eachPiece(ranges[i], [&, &cell = out[i]](unsigned code, const Range& where) {
                Piece piece{static_cast<int>((code >> 6) & 7), static_cast<int>((code >> 3) & 7), static_cast<int>(code & 7), {}};
                if (piece.level < 1 || piece.level > 4 || piece.entry > inside || piece.exit > inside) return;
                for (std::size_t p = where.begin - points.begin; p < where.end - points.begin; ++p)
                    piece.points.push_back({static_cast<float>(cell.west + share((*x)[p]) * size), static_cast<float>(cell.south + share((*y)[p]) * size)});
                cell.pieces.push_back(std::move(piece));
            });
        return out;
    }

private:
    Bins(hdf5::File file, Kind kind) : m_file(std::move(file)), m_kind(kind) {}

    /// Points, level, entry and exit of each segment in one number; borders have the first two, in columns of their own.
    Result<std::vector<double>> codesOf(const Range& segments) const
    {
        if (m_kind == Kind::Shores) return column("Embedded_npts_levels_exit_entry_for_a_segment", segments);
        auto counts = column("N_points_for_a_segment", segments);
        const auto levels = column("Hierarchial_level_of_a_segment", segments);
        if (!counts) return counts.error();
        if (!levels) return levels.error();
        for (std::size_t i = 0; i < counts->size(); ++i) {
            const double count = (*counts)[i] < 0.0 ? (*counts)[i] + 65536.0 : (*counts)[i];
            (*counts)[i] = 512.0 * count + 64.0 * std::clamp((*levels)[i], 0.0, 7.0) + 8.0 * inside + inside;
        }
        return counts;
    }

    Result<std::vector<double>> column(const char* name, const Range& range) const
    {
        if (range.empty()) return std::vector<double>();
        auto read = m_file.read(name, {{range.begin, range.end}});
        if (!read) return read.error();
        if (read->values.size() != range.end - range.begin)
            return Error{Error::Code::Malformed, m_file.path().filename().string() + " ends early. Install the package gmt-gshhg-low again."};
        return std::move(read->values);
    }

    hdf5::File m_file;
    Kind m_kind;
    std::vector<double> m_first, m_count, m_nodes;
};

}  // namespace

fs::path coastlineFolder()
{
    std::vector<fs::path> places;
    if (const char* own = std::getenv("SEISDESK_GSHHG")) places.emplace_back(own);
    else places = {"/usr/share/gmt-gshhg", "/usr/share/gshhg-gmt-nc4", "/usr/local/share/gshhg", "/usr/share/gmt/coast"};
    for (const fs::path& place : places)
        if (choose(place, 0.0)) return place;
    return {};
}

Result<Coastlines> readCoastlines(const fs::path& folder, const GeoBox& box, const Progress& progress)
{
    const double width = std::min(360.0, std::max(box.east - box.west, box.north - box.south));
    const auto resolution = folder.empty() ? std::nullopt : choose(folder, width);
    if (!resolution) return Error{Error::Code::NotFound, "No coastlines here. Install the package gmt-gshhg-low, or gmt-gshhg-full for finer ones."};
    const auto cellsOf = [&](const fs::path& path, Kind kind) -> Result<std::vector<Cell>> {
        const auto bins = Bins::open(path, kind);
        if (!bins) return bins.error();
        const int top = std::clamp(static_cast<int>(std::floor((90.0 - box.north) / bins->size)), 0, bins->rows - 1);
        const int bottom = std::clamp(static_cast<int>(std::ceil((90.0 - box.south) / bins->size)), top + 1, bins->rows);
        const int left = static_cast<int>(std::floor(box.west / bins->size));
        const int right = std::min(static_cast<int>(std::ceil(box.east / bins->size)), left + bins->columns);
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        return bins->cells(top, bottom, left, right);
    };
    auto cells = cellsOf(fileOf(folder, *resolution), Kind::Shores);
    if (!cells) return cells.error();
    Coastlines out;
    out.resolution = resolution->name;
    const fs::path borders = fileOf(folder, *resolution, Kind::Borders);
    if (std::error_code error; fs::exists(borders, error)) {
        auto more = cellsOf(borders, Kind::Borders);
        if (!more) return more.error();
        for (Cell& cell : *more)
            for (Piece& piece : cell.pieces)
                if (piece.points.size() > 1 && piece.level <= 3) out.borders.push_back({static_cast<Border>(piece.level), std::move(piece.points)});
    }
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
    for (int level = 1; level <= 4; ++level)
        for (const Cell& cell : *cells) addAreas(cell, level, out.areas);
    for (Cell& cell : *cells)
        for (Piece& piece : cell.pieces)
            if (piece.points.size() > 1) out.lines.push_back({static_cast<Shore>(piece.level), std::move(piece.points)});
    return out;
}

}  // namespace seisdesk
