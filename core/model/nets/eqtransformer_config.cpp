#include "core/model/nets/eqtransformer_config.h"

#include <string>

namespace seisdesk {

namespace {

std::int64_t countOf(const StateDict& tensors, const std::string& before, const std::string& after)
{
    std::int64_t n = 0;
    while (tensors.contains(before + std::to_string(n) + after)) ++n;
    return n;
}

}  // namespace

std::array<EQTransformerConfig::Crop, 7> EQTransformerConfig::crops(std::int64_t samples) const
{
    std::array<Crop, 7> out{};
    if (original()) {
        out[3] = {1, 1};
        return out;
    }
    for (std::size_t i = out.size(); i-- > 0; samples = (samples + 1) / 2) out[i] = {0, samples % 2};
    return out;
}

Result<EQTransformerConfig> eqTransformerConfig(const StateDict& tensors)
{
    EQTransformerConfig config;
    const Tensor* first = tensors.find("encoder.convs.0.weight");
    config.components = first && first->shape.size() == 3 ? first->shape[1] : 0;
    config.phases = countOf(tensors, "pick_convs.", ".weight");
    config.lstmBlocks = countOf(tensors, "bi_lstm_stack.members.", ".conv.weight");
    if (config.components < 1 || config.components > 16 || config.phases < 1 || config.phases > 16 || config.lstmBlocks < 1 || config.lstmBlocks > 16) {
        return Error{Error::Code::Unsupported, "an EQTransformer of " + std::to_string(config.components) + " components, " + std::to_string(config.phases) +
                     " phases and " + std::to_string(config.lstmBlocks) + " recurrent blocks"};
    }
    if (tensors.contains("pick_lstms.0.cell_f.weight_ih")) config.kind = EQTransformerKind::Conservative;
    else if (tensors.contains("bi_lstm_stack.members.0.lstm.cell_f.weight_ih")) config.kind = EQTransformerKind::Original;
    return config;
}

}  // namespace seisdesk
