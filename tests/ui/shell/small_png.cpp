#include "tests/ui/shell/small_png.h"

#include <QImageWriter>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace seisdesk::test {

namespace {

using Colour = std::array<int, 3>;

struct Counted {
    Colour colour;
    std::int64_t count;
};

struct Box {
    std::vector<Counted> colours;

    std::pair<std::size_t, int> longestSide() const
    {
        std::pair<std::size_t, int> out{0, -1};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const auto [low, high] = std::minmax_element(colours.begin(), colours.end(), [axis](const Counted& a, const Counted& b) { return a.colour[axis] < b.colour[axis]; });
            if (high->colour[axis] - low->colour[axis] > out.second) out = {axis, high->colour[axis] - low->colour[axis]};
        }
        return out;
    }
    std::int64_t count() const
    {
        std::int64_t out = 0;
        for (const Counted& one : colours) out += one.count;
        return out;
    }
    QRgb mean() const
    {
        std::array<std::int64_t, 3> sum{};
        for (const Counted& one : colours)
            for (std::size_t axis = 0; axis < 3; ++axis) sum[axis] += one.count * one.colour[axis];
        const std::int64_t n = count();
        return qRgb(static_cast<int>(sum[0] / n), static_cast<int>(sum[1] / n), static_cast<int>(sum[2] / n));
    }
};

}  // namespace

bool writeSmallPng(const QImage& image, const QString& file)
{
    const QImage full = image.convertToFormat(QImage::Format_RGB32);
    std::unordered_map<QRgb, std::int64_t> counts;
    for (int y = 0; y < full.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(full.constScanLine(y));
        for (int x = 0; x < full.width(); ++x) ++counts[line[x]];
    }
    std::vector<Box> boxes(1);
    for (const auto& [rgb, count] : counts) boxes[0].colours.push_back({{qRed(rgb), qGreen(rgb), qBlue(rgb)}, count});
    while (boxes.size() < 256) {
        // Large areas count by their root, so that thin coloured lines keep their colour.
        const auto weight = [](const Box& box) { return box.colours.size() < 2 ? -1.0 : box.longestSide().second * std::sqrt(static_cast<double>(box.count())); };
        std::vector<double> weights;
        for (const Box& box : boxes) weights.push_back(weight(box));
        const auto widest = std::max_element(weights.begin(), weights.end());
        if (*widest <= 0.0) break;
        Box& box = boxes[static_cast<std::size_t>(widest - weights.begin())];
        const std::size_t axis = box.longestSide().first;
        std::sort(box.colours.begin(), box.colours.end(), [axis](const Counted& a, const Counted& b) { return a.colour[axis] < b.colour[axis]; });
        const std::int64_t half = box.count() / 2;
        std::int64_t seen = 0;
        std::size_t cut = 0;
        while (cut + 1 < box.colours.size() && (seen += box.colours[cut].count) <= half) ++cut;
        cut = std::clamp<std::size_t>(cut, 1, box.colours.size() - 1);
        Box upper{{box.colours.begin() + static_cast<std::ptrdiff_t>(cut), box.colours.end()}};
        box.colours.resize(cut);
        boxes.push_back(std::move(upper));
    }
    std::unordered_map<QRgb, uchar> place;
    QList<QRgb> table;
    for (const Box& box : boxes) {
        for (const Counted& one : box.colours) place[qRgb(one.colour[0], one.colour[1], one.colour[2])] = static_cast<uchar>(table.size());
        table.append(box.mean());
    }
    QImage out(full.size(), QImage::Format_Indexed8);
    out.setColorTable(table);
    for (int y = 0; y < full.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(full.constScanLine(y));
        uchar* to = out.scanLine(y);
        for (int x = 0; x < full.width(); ++x) to[x] = place[qRgb(qRed(line[x]), qGreen(line[x]), qBlue(line[x]))];
    }
    QImageWriter writer(file, "png");
    writer.setCompression(100);
    return writer.write(out);
}

}  // namespace seisdesk::test
