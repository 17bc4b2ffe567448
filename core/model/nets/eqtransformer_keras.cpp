#include "core/model/nets/eqtransformer_keras.h"

#include "core/model/nets/eqtransformer_config.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

namespace seisdesk {

namespace {

/// Leaves the conversion; caught where it is called.
struct Odd : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// [a, b, c ...] to [... c, b, a].
Tensor reversed(const Tensor& tensor)
{
    std::vector<std::int64_t> shape(tensor.shape.rbegin(), tensor.shape.rend());
    const std::vector<float> from = tensor.toFloats();
    std::vector<float> to(from.size());
    std::vector<std::size_t> index(shape.size(), 0);
    for (const float value : from) {
        std::size_t at = 0;
        for (std::size_t d = index.size(); d-- > 0;) at = at * static_cast<std::size_t>(tensor.shape[d]) + index[d];
        to[at] = value;
        for (std::size_t d = index.size(); d-- > 0;) {
            if (++index[d] < static_cast<std::size_t>(tensor.shape[d])) break;
            index[d] = 0;
        }
    }
    return Tensor::ofFloats(std::move(shape), to);
}

class Conversion {
public:
    explicit Conversion(const StateDict& tensors) : m_tensors(tensors)
    {
        for (const auto& [name, tensor] : tensors) {
            const std::string layer = name.substr(0, name.find('/'));
            m_layers.insert(layer);
        }
    }
    /// "conv1d_3" before "conv1d_12"; a name without a number comes first.
    std::vector<std::string> layers(const std::string& kind) const
    {
        std::map<int, std::string> found;
        for (const std::string& layer : m_layers) {
            if (!layer.starts_with(kind)) continue;
            int number = 0;
            const std::string rest = layer.substr(kind.size());
            if (!rest.empty()) {
                const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), number);
                if (rest[0] != '_' || error != std::errc{} || end != rest.data() + rest.size()) continue;
            }
            found.emplace(number, layer);
        }
        std::vector<std::string> out;
        for (const auto& [number, layer] : found) out.push_back(layer);
        return out;
    }
    /// The tensor of a layer whose name ends so ("kernel" with "/kernel:0").
    const Tensor& take(const std::string& layer, const std::string& ending, const std::string& within = {})
    {
        for (const auto& [name, tensor] : m_tensors) {
            if (!name.starts_with(layer + "/") || !(name.ends_with("/" + ending + ":0") || name.ends_with("_" + ending + ":0"))) continue;
            if (ending == "kernel" && name.ends_with("recurrent_kernel:0")) continue;
            if (!within.empty() && name.find(within) == std::string::npos) continue;
            m_used.insert(name);
            return tensor;
        }
        throw Odd("the weights lack \"" + layer + "/" + within + (within.empty() ? "" : ".../") + ending + ":0\"");
    }
    void conv(const std::string& layer, const std::string& to)
    {
        const Tensor& kernel = take(layer, "kernel");
        if (kernel.shape.size() != 3) throw Odd("\"" + layer + "/kernel:0\" has shape " + kernel.shapeText() + " instead of [width, in, out]");
        out.add(to + ".weight", reversed(kernel));
        out.add(to + ".bias", take(layer, "bias"));
    }
    void norm(const std::string& layer, const std::string& to)
    {
        out.add(to + ".weight", take(layer, "gamma"));
        out.add(to + ".bias", take(layer, "beta"));
        out.add(to + ".running_mean", take(layer, "moving_mean"));
        out.add(to + ".running_var", take(layer, "moving_variance"));
    }
    /// `ending`: "" for a cell, "_l0" for PyTorch's own.
    void lstm(const std::string& layer, const std::string& within, const std::string& to, const std::string& ending)
    {
        out.add(to + "weight_ih" + ending, reversed(take(layer, "kernel", within)));
        out.add(to + "weight_hh" + ending, reversed(take(layer, "recurrent_kernel", within)));
        const Tensor& bias = take(layer, "bias", within);
        out.add(to + "bias_ih" + ending, bias);
        out.add(to + "bias_hh" + ending, Tensor::ofFloats(bias.shape, std::vector<float>(bias.elementCount())));
    }
    void attention(const std::string& layer, const std::string& to)
    {
        for (const char* part : {"Wx", "Wt", "bh", "Wa", "ba"}) out.add(to + "." + part, take(layer, std::string("Add_") + part));
    }
    /// Keras' layer norm has [channels], SeisBench's [channels, 1].
    void channelNorm(const std::string& layer, const std::string& to)
    {
        for (const char* part : {"gamma", "beta"}) {
            Tensor tensor = take(layer, part);
            tensor.shape.push_back(1);
            out.add(to + "." + part, std::move(tensor));
        }
    }
    void feedForward(const std::string& layer, const std::string& to)
    {
        for (const char* number : {"1", "2"}) {
            out.add(to + ".lin" + number + ".weight", reversed(take(layer, std::string("W") + number)));
            out.add(to + ".lin" + number + ".bias", take(layer, std::string("b") + number));
        }
    }
    void refuseTheRest() const
    {
        for (const auto& [name, tensor] : m_tensors)
            if (!m_used.contains(name)) throw Odd("the weights hold \"" + name.substr(0, 200) + "\", which the network has not");
    }
    StateDict out;

private:
    const StateDict& m_tensors;
    std::set<std::string> m_layers, m_used;
};

std::string member(const std::string& before, std::size_t i, const std::string& after) { return before + std::to_string(i) + after; }

StateDict convert(const StateDict& tensors, bool conservative)
{
    Conversion c(tensors);
    const auto convs = c.layers("conv1d"), norms = c.layers("batch_normalization"), both = c.layers("bidirectional"), lstms = c.layers("lstm");
    const auto layerNorms = c.layers("layer_normalization"), forwards = c.layers("feed_forward");
    constexpr std::size_t depth = 7, residual = EQTransformerConfig::residualKernels.size();
    const auto need = [](const char* what, std::size_t have, std::size_t wanted) {
        if (have != wanted) throw Odd("it has " + std::to_string(have) + " " + what + " instead of " + std::to_string(wanted));
    };
    need("convolutions", convs.size(), depth + 2 * residual + both.size() + 3 * depth);
    need("batch norms", norms.size(), 2 * residual + both.size());
    need("LSTMs", lstms.size(), 2);
    need("layer norms", layerNorms.size(), 4);
    need("feed-forward layers", forwards.size(), 2);
    std::size_t conv = 0, norm = 0;
    for (std::size_t i = 0; i < depth; ++i) c.conv(convs[conv++], member("encoder.convs.", i, ""));
    for (std::size_t i = 0; i < residual; ++i) {
        for (const char* number : {"1", "2"}) {
            c.norm(norms[norm++], member("res_cnn_stack.members.", i, ".norm") + number);
            c.conv(convs[conv++], member("res_cnn_stack.members.", i, ".conv") + number);
        }
    }
    for (std::size_t i = 0; i < both.size(); ++i) {
        const std::string to = member("bi_lstm_stack.members.", i, ".");
        c.lstm(both[i], "forward_", to + "lstm.cell_f.", "");
        c.lstm(both[i], "backward_", to + "lstm.cell_b.", "");
        c.conv(convs[conv++], to + "conv");
        c.norm(norms[norm++], to + "norm");
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string to = i == 0 ? "transformer_d0." : "transformer_d.";
        c.attention(i == 0 ? "attentionD0" : "attentionD", to + "attention");
        c.channelNorm(layerNorms[2 * i], to + "norm1");
        c.channelNorm(layerNorms[2 * i + 1], to + "norm2");
        c.feedForward(forwards[i], to + "ff");
    }
    for (const char* decoder : {"decoder_d", "pick_decoders.0", "pick_decoders.1"})
        for (std::size_t i = 0; i < depth; ++i) c.conv(convs[conv++], member(std::string(decoder) + ".convs.", i, ""));
    c.conv("detector", "conv_d");
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string letter = i == 0 ? "P" : "S";
        c.lstm(lstms[i], "", member("pick_lstms.", i, conservative ? ".cell_f." : "."), conservative ? "" : "_l0");
        c.attention("attention" + letter, member("pick_attentions.", i, ""));
        c.conv("picker_" + letter, member("pick_convs.", i, ""));
    }
    c.refuseTheRest();
    return std::move(c.out);
}

}  // namespace

Result<StateDict> eqTransformerFromKeras(const StateDict& tensors, bool conservative)
{
    try {
        return convert(tensors, conservative);
    } catch (const Odd& odd) {
        return Error{Error::Code::ModelMismatch, odd.what()};
    }
}

std::string kerasGates(const StateDict& tensors)
{
    const auto found = tensors.metadata.find("model_config");
    if (found == tensors.metadata.end()) return {};
    const std::string key = "\"recurrent_activation\":";
    const auto at = found->second.find(key);
    if (at == std::string::npos) return {};
    const auto begin = found->second.find('"', at + key.size()), end = found->second.find('"', begin + 1);
    return begin == std::string::npos || end == std::string::npos ? std::string() : found->second.substr(begin + 1, end - begin - 1);
}

}  // namespace seisdesk
