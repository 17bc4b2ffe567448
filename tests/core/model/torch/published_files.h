#pragma once
// Weights files as SeisBench saves them, with invented weights and its own JSON beside them.

#include "tests/core/model/invented_weights.h"
#include "tests/core/model/torch_zip_writer.h"
#include "tests/support/test_data.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace seisdesk::test {

/// The tensors of a network of tests/golden/pickers.py, as there.
inline StateDict publishedWeights(const std::string& network)
{
    StateDict pattern;
    std::ifstream file(sourceFile("golden/pickers/tensors.csv"));
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        std::string of, name, extent;
        if (!std::getline(fields, of, ',') || !std::getline(fields, name, ',') || of != network) continue;
        Tensor tensor{name.ends_with("num_batches_tracked") ? DType::Int64 : DType::Float32, {}, {}};
        std::size_t count = itemSize(tensor.type);
        while (std::getline(fields, extent, ',')) tensor.shape.push_back(std::stoll(extent)), count *= static_cast<std::size_t>(tensor.shape.back());
        tensor.bytes.resize(count);
        pattern.add(name, std::move(tensor));
    }
    const float lastFactor = network.starts_with("eqtransformer") ? 16.0F : network == "phasenet_light" ? 1.0F : 3.0F;
    const StateDict invented = inventedWeights(pattern, 1.4);
    StateDict out;
    for (const auto& [name, shape] : pattern) {
        const Tensor* tensor = invented.find(name);
        const bool last = name == "out.weight" || name == "conv_d.weight" || (name.starts_with("pick_convs.") && name.ends_with("weight"));
        const bool column = shape.shape.size() == 2 && shape.shape[1] == 1;  // scales of norms and attention
        if (!tensor || (!last && !column)) {
            out.add(name, tensor ? *tensor : shape);
            continue;
        }
        std::vector<float> values = tensor->toFloats();
        for (float& v : values) v *= last ? lastFactor : 0.25F;
        out.add(name, Tensor::ofFloats(tensor->shape, values));
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
