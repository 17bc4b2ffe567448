#include "core/model/nets/phasenet_config.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace seisdesk {

namespace {

struct Row {
    std::string theirs, ours;
    std::vector<std::int64_t> shape;
};

std::vector<Row> rowsOf(const PhaseNetConfig& config)
{
    std::vector<Row> rows;
    const auto norm = [&](const std::string& theirs, const std::string& ours, std::int64_t channels) {
        for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"}) rows.push_back({theirs + part, ours + part, {channels}});
    };
    const auto conv = [&](const std::string& theirs, const std::string& ours, std::int64_t first, std::int64_t second) {
        rows.push_back({theirs + ".weight", ours + ".weight", {first, second, config.kernel}});
    };
    conv("inc", "input_conv", config.filters, config.components);
    rows.push_back({"inc.bias", "input_conv.bias", {config.filters}});
    norm("in_bn", "input_bn", config.filters);
    std::int64_t in = config.filters;
    for (std::int64_t level = 0; level < config.depth; ++level) {
        const std::int64_t width = config.filters << level;
        const std::string theirs = "down_branch." + std::to_string(level) + ".", number = std::to_string(level + 1);
        conv(theirs + "0", "down_conv1_" + number, width, in);
        norm(theirs + "1", "down_bn1_" + number, width);
        in = width;
        if (level + 1 == config.depth) break;
        conv(theirs + "2", "down_conv3_" + number, width, width);
        norm(theirs + "3", "down_bn3_" + number, width);
    }
    for (std::int64_t i = 0; i + 1 < config.depth; ++i) {
        const std::int64_t level = config.depth - 2 - i, width = config.filters << level;
        const std::string theirs = "up_branch." + std::to_string(i) + ".", number = std::to_string(level + 1);
        conv(theirs + "0", "up_conv0_" + number, 2 * width, width);  // transposed: [in, out]
        norm(theirs + "1", "up_bn0_" + number, width);
        conv(theirs + "2", "up_conv1_" + number, width, 2 * width);
        norm(theirs + "3", "up_bn1_" + number, width);
    }
    rows.push_back({"out.weight", "output_conv.weight", {config.phases, config.filters, 1}});
    rows.push_back({"out.bias", "output_conv.bias", {config.phases}});
    return rows;
}

std::string text(const std::vector<std::int64_t>& shape) { return Tensor{DType::Float32, shape, {}}.shapeText(); }

}  // namespace

Result<StateDict> seisBenchPhaseNetTensors(const StateDict& tensors, const PhaseNetConfig& config)
{
    StateDict out;
    out.metadata = tensors.metadata;
    std::unordered_set<std::string> expected;
    for (const Row& row : rowsOf(config)) {
        const Tensor* tensor = tensors.find(row.theirs);
        if (!tensor) return Error{Error::Code::ModelMismatch, "the weights lack \"" + row.theirs + "\""};
        if (tensor->shape != row.shape) {
            return Error{Error::Code::ModelMismatch, "\"" + row.theirs + "\" has shape " + tensor->shapeText() + " instead of " + text(row.shape)};
        }
        out.add(row.ours, *tensor);
        expected.insert(row.theirs);
    }
    for (const auto& [name, tensor] : tensors) {
        if (expected.contains(name) || name.ends_with(".num_batches_tracked")) continue;
        return Error{Error::Code::ModelMismatch, "the weights hold \"" + name.substr(0, 200) + "\", which the network has not"};
    }
    return out;
}

Result<StateDict> phaseNetTensors(const StateDict& tensors)
{
    StateDict out;
    out.metadata = tensors.metadata;
    static constexpr std::pair<const char*, const char*> endings[] = {
        {"/kernel:0", ".weight"}, {"/bias:0", ".bias"}, {"/gamma:0", ".weight"}, {"/beta:0", ".bias"},
        {"/moving_mean:0", ".running_mean"}, {"/moving_variance:0", ".running_var"}};
    for (const auto& [name, tensor] : tensors) {
        std::string plain = name;
        for (const auto& [keras, ours] : endings) {
            if (name.ends_with(keras)) plain = name.substr(0, name.size() - std::string_view(keras).size()) + ours;
        }
        Tensor moved = tensor;
        if (name.ends_with("/kernel:0")) {
            if (tensor.shape.size() != 4 || tensor.shape[1] != 1) {
                return Error{Error::Code::Malformed, "Kernel \"" + name + "\" has shape " + tensor.shapeText() + " instead of [k, 1, in, out]."};
            }
            const auto k = static_cast<std::size_t>(tensor.shape[0]);
            const auto a = static_cast<std::size_t>(tensor.shape[2]);
            const auto b = static_cast<std::size_t>(tensor.shape[3]);
            const std::vector<float> from = tensor.toFloats();
            std::vector<float> to(from.size());
            for (std::size_t t = 0; t < k; ++t) {
                for (std::size_t i = 0; i < a; ++i) {
                    for (std::size_t o = 0; o < b; ++o) to[(o * a + i) * k + t] = from[(t * a + i) * b + o];
                }
            }
            moved = Tensor::ofFloats({tensor.shape[3], tensor.shape[2], tensor.shape[0]}, to);
        }
        if (!out.add(plain, std::move(moved))) return Error{Error::Code::Malformed, "Tensor \"" + name + "\" is there twice."};
    }
    return out;
}

}  // namespace seisdesk
