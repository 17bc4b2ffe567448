#include "core/model/nets/seist_config.h"

#include <cmath>

namespace seisdesk {

SeisTConfig seisTConfig(char size, Task task)
{
    SeisTConfig config;
    config.size = size;
    config.task = task;
    config.stem = {{3, 16, 11, 2}, {16, 8, 5, 1}, {8, 16, 5, 1}, {16, 16, 7, 2}};
    config.aggregation = {8, 4, 2, 1};
    config.outputs = task == Task::Picking ? 3 : task == Task::Polarity ? 2 : 1;
    switch (size) {
    case 'S':
        config.blocks = {2, 2, 3, 2};
        config.channels = {16, 24, 32, 64};
        config.attentionBlocks = {1, 1, 1, 1};
        config.headDims = {8, 8, 8, 16};
        config.mixedKernels = {5, 7};
        config.up = {{32, 7}, {24, 7}, {16, 7}, {16, 7}, {16, 7}, {6, 11}};
        break;
    case 'M':
        config.blocks = {2, 3, 6, 2};
        config.channels = {24, 32, 64, 96};
        config.attentionBlocks = {1, 1, 1, 1};
        config.headDims = {8, 8, 16, 32};
        config.mixedKernels = {5, 7};
        config.up = {{64, 7}, {32, 7}, {24, 7}, {16, 7}, {16, 7}, {6, 11}};
        break;
    default:
        config.size = 'L';
        config.blocks = {2, 3, 6, 3};
        config.channels = {32, 32, 64, 128};
        config.attentionBlocks = {1, 1, 2, 1};
        config.headDims = {8, 8, 16, 32};
        config.mixedKernels = {3, 5, 7, 11};
        config.mlpRatio = 3;
        config.up = {{64, 11}, {32, 11}, {32, 11}, {16, 11}, {16, 7}, {6, 11}};
        break;
    }
    return config;
}

std::int64_t makeDivisible(std::int64_t value, std::int64_t divisor)
{
    std::int64_t rounded = std::max(divisor, (value + divisor / 2) / divisor * divisor);
    if (static_cast<double>(rounded) < 0.9 * static_cast<double>(value)) rounded += divisor;
    return rounded;
}

std::vector<std::int64_t> mixedWidths(std::int64_t channels, std::size_t branches, std::int64_t headDim)
{
    std::vector<std::int64_t> widths;
    for (std::size_t i = 0; i < branches; ++i) {
        const std::int64_t width = makeDivisible(channels / static_cast<std::int64_t>(branches - i), headDim);
        widths.push_back(width);
        channels -= width;
    }
    return widths;
}

std::int64_t attentionWidth(std::int64_t channels, std::int64_t headDim)
{
    return makeDivisible(static_cast<std::int64_t>(0.6 * static_cast<double>(channels)), headDim);
}

std::vector<std::int64_t> upsampledLengths(std::int64_t from, std::int64_t to, std::size_t count)
{
    const double factor = std::pow(static_cast<double>(to) / static_cast<double>(from), 1.0 / static_cast<double>(count));
    std::vector<std::int64_t> lengths(count);
    std::int64_t length = to;
    for (std::size_t i = count; i-- > 0;) {
        lengths[i] = length;
        length = static_cast<std::int64_t>(static_cast<double>(length) / factor);
    }
    return lengths;
}

Padding samePadding(std::int64_t length, std::int64_t kernel, std::int64_t stride)
{
    const std::int64_t total = std::max<std::int64_t>(0, (stride - length % stride) % stride + kernel - stride);
    return {total / 2, total - total / 2};
}

}  // namespace seisdesk
