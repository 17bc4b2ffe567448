#include "core/model/nets/seismollm_config.h"

namespace seisdesk {

SeisMoLLMConfig SeisMoLLMConfig::paper(Task task)
{
    SeisMoLLMConfig config;
    config.stages = {{16, 16, 8, 2}, {48, 8, 6, 2}, {96, 6, 4, 2}, {96, 1, 2, 1}};
    config.up = {{224, 1}, {192, 6}, {160, 8}, {6, 16}};
    config.tasks = {task};
    return config;
}

std::int64_t SeisMoLLMConfig::stride() const
{
    std::int64_t product = 1;
    for (const Stage& stage : stages) product *= stage.stride;
    return product;
}

std::int64_t SeisMoLLMConfig::tokens(std::int64_t samples) const
{
    for (const Stage& stage : stages) samples = (samples + stage.stride - 1) / stage.stride;
    return samples / patch;
}

}  // namespace seisdesk
