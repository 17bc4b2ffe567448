#pragma once
// Weights files as SeisBench saves them, with invented weights and its own JSON beside them.

#include "core/model/torch/eqtransformer.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/phasenet.h"
#include "core/model/torch/phasenet_light.h"
#include "tests/core/model/invented_weights.h"
#include "tests/core/model/torch_zip_writer.h"
#include "tests/support/test_data.h"

#include <filesystem>
#include <string>

namespace seisdesk::test {

/// What SeisBench calls a tensor of SeisDesk's PhaseNet.
inline std::string seisBenchPhaseNetName(std::string name)
{
    const std::string ending = name.substr(name.find('.'));
    name.resize(name.find('.'));
    if (name == "input_conv") return "inc" + ending;
    if (name == "input_bn") return "in_bn" + ending;
    if (name == "output_conv") return "out" + ending;
    const int level = name.back() - '1';
    name.resize(name.size() - 2);
    const std::string down = "down_branch." + std::to_string(level) + ".", up = "up_branch." + std::to_string(3 - level) + ".";
    if (name == "down_conv1") return down + "0" + ending;
    if (name == "down_bn1") return down + "1" + ending;
    if (name == "down_conv3") return down + "2" + ending;
    if (name == "down_bn3") return down + "3" + ending;
    if (name == "up_conv0") return up + "0" + ending;
    if (name == "up_bn0") return up + "1" + ending;
    return up + (name == "up_conv1" ? "2" : "3") + ending;
}

/// The tensors of a network of tests/golden/pickers.py, as there.
inline StateDict publishedWeights(const std::string& name)
{
    StateDict pattern;
    const bool eqt = name.starts_with("eqtransformer");
    if (eqt) {
        EQTransformerConfig config;
        config.kind = name.ends_with("original") ? EQTransformerKind::Original : name.ends_with("conservative") ? EQTransformerKind::Conservative : EQTransformerKind::Plain;
        if (name.ends_with("original") || name.ends_with("short")) config.lstmBlocks = 2;
        pattern = nets::stateOf(nets::EQTransformer(config));
    } else if (name == "phasenet_light") {
        pattern = nets::stateOf(nets::PhaseNetLight({}));
    } else {
        PhaseNetConfig config;
        if (name == "phasenet_wide") config.filters = 16;
        if (name == "phasenet_single") config.components = 1, config.phases = 4;
        for (const auto& [ours, tensor] : nets::stateOf(nets::PhaseNet(config))) pattern.add(seisBenchPhaseNetName(ours), tensor);
    }
    StateDict out;
    const float factor = eqt ? 4.0F : name == "phasenet_light" ? 1.0F : 3.0F;
    const StateDict invented = inventedWeights(pattern, eqt ? 1.8 : 1.4);
    for (const auto& [tensorName, shape] : pattern) {
        const Tensor* tensor = invented.find(tensorName);
        const bool last = tensorName == "out.weight" || tensorName == "conv_d.weight" || (tensorName.starts_with("pick_convs.") && tensorName.ends_with("weight"));
        if (!tensor || !last) {
            out.add(tensorName, tensor ? *tensor : shape);
            continue;
        }
        std::vector<float> values = tensor->toFloats();
        for (float& v : values) v *= factor;
        out.add(tensorName, Tensor::ofFloats(tensor->shape, values));
    }
    return out;
}

/// "folder/NAME.pt.v1", and NAME.json.v1 beside it.
inline std::filesystem::path writePublished(const std::filesystem::path& folder, const std::string& name, const StateDict& weights)
{
    const std::filesystem::path file = folder / (name + ".pt.v1");
    std::filesystem::copy_file(sourceFile("golden/pickers/" + name + ".json.v1"), folder / (name + ".json.v1"),
                               std::filesystem::copy_options::overwrite_existing);
    return writeTorchZip(weights, file, false) ? file : std::filesystem::path();
}

inline std::filesystem::path writePublished(const std::filesystem::path& folder, const std::string& name) { return writePublished(folder, name, publishedWeights(name)); }

}  // namespace seisdesk::test
