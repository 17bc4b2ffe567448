#pragma once
// EQTransformer's weights as its own Keras files hold them.

#include "core/model/checkpoint/state_dict.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace seisdesk::test {

/// [c, b, a] of [a, b, c].
inline Tensor turned(const Tensor& t)
{
    const std::vector<float> from = t.toFloats();
    std::vector<float> to(from.size());
    const std::int64_t a = t.shape[0], b = t.shape.size() > 1 ? t.shape[1] : 1, c = t.shape.size() > 2 ? t.shape[2] : 1;
    for (std::int64_t i = 0; i < a; ++i)
        for (std::int64_t j = 0; j < b; ++j)
            for (std::int64_t k = 0; k < c; ++k) to[static_cast<std::size_t>((k * b + j) * a + i)] = from[static_cast<std::size_t>((i * b + j) * c + k)];
    return Tensor::ofFloats({t.shape.rbegin(), t.shape.rend()}, to);
}

/// SeisBench's tensors as Keras would hold them: the layers numbered as the published network makes them.
class EqTransformerAsKeras {
public:
    explicit EqTransformerAsKeras(const StateDict& theirs) : m_theirs(theirs)
    {
        for (int i = 0; i < 7; ++i) conv("encoder.convs." + std::to_string(i));
        for (int i = 0; i < 7; ++i)
            for (const char* n : {"1", "2"}) norm("res_cnn_stack.members." + std::to_string(i) + ".norm" + n), conv("res_cnn_stack.members." + std::to_string(i) + ".conv" + n);
        int blocks = 0;
        for (; m_theirs.contains("bi_lstm_stack.members." + std::to_string(blocks) + ".conv.weight"); ++blocks) {
            const std::string from = "bi_lstm_stack.members." + std::to_string(blocks) + ".", number = std::to_string(blocks + 1);
            lstm(from + "lstm.cell_f.", "", "bidirectional_" + number + "/forward_lstm_" + number);
            lstm(from + "lstm.cell_b.", "", "bidirectional_" + number + "/backward_lstm_" + number);
            conv(from + "conv");
            norm(from + "norm");
        }
        int layer = 0;
        for (const char* block : {"transformer_d0.", "transformer_d."}) {
            attention(std::string(block) + "attention", layer == 0 ? "attentionD0" : "attentionD");
            for (const char* n : {"norm1", "norm2"}) {
                const std::string to = "layer_normalization_" + std::to_string(++layer) + "/";
                for (const char* part : {"gamma", "beta"}) {
                    Tensor t = *m_theirs.find(block + std::string(n) + "." + part);
                    t.shape.pop_back();
                    out.add(to + part + ":0", t);
                }
            }
            const std::string name = "feed_forward_" + std::to_string(layer / 2), to = name + "/" + name + "_";
            for (const char* n : {"1", "2"}) {
                out.add(to + "W" + n + ":0", turned(*m_theirs.find(std::string(block) + "ff.lin" + n + ".weight")));
                out.add(to + "b" + n + ":0", *m_theirs.find(std::string(block) + "ff.lin" + n + ".bias"));
            }
        }
        for (const char* decoder : {"decoder_d", "pick_decoders.0", "pick_decoders.1"})
            for (int i = 0; i < 7; ++i) conv(decoder + std::string(".convs.") + std::to_string(i));
        conv("conv_d", "detector");
        const bool cells = m_theirs.contains("pick_lstms.0.cell_f.weight_ih");
        for (int i = 0; i < 2; ++i) {
            const std::string number = std::to_string(i);
            lstm("pick_lstms." + number + (cells ? ".cell_f." : "."), cells ? "" : "_l0", "lstm_" + std::to_string(blocks + 1 + i));
            attention("pick_attentions." + number, i == 0 ? "attentionP" : "attentionS");
            conv("pick_convs." + number, i == 0 ? "picker_P" : "picker_S");
        }
    }
    StateDict out;

private:
    void conv(const std::string& from, std::string layer = {})
    {
        if (layer.empty()) layer = "conv1d_" + std::to_string(++m_convs);
        out.add(layer + "/kernel:0", turned(*m_theirs.find(from + ".weight")));
        out.add(layer + "/bias:0", *m_theirs.find(from + ".bias"));
    }
    void norm(const std::string& from)
    {
        const std::string layer = "batch_normalization_" + std::to_string(++m_norms) + "/";
        for (const auto& [ours, keras] : {std::pair{"weight", "gamma"}, {"bias", "beta"}, {"running_mean", "moving_mean"}, {"running_var", "moving_variance"}})
            out.add(layer + keras + ":0", *m_theirs.find(from + "." + ours));
    }
    /// Keras has one bias where PyTorch has two.
    void lstm(const std::string& from, const std::string& ending, const std::string& to)
    {
        out.add(to + "/kernel:0", turned(*m_theirs.find(from + "weight_ih" + ending)));
        out.add(to + "/recurrent_kernel:0", turned(*m_theirs.find(from + "weight_hh" + ending)));
        std::vector<float> sum = m_theirs.find(from + "bias_ih" + ending)->toFloats();
        const std::vector<float> more = m_theirs.find(from + "bias_hh" + ending)->toFloats();
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
        out.add(to + "/bias:0", Tensor::ofFloats({static_cast<std::int64_t>(sum.size())}, sum));
    }
    void attention(const std::string& from, const std::string& layer)
    {
        for (const char* part : {"Wt", "Wx", "bh", "Wa", "ba"}) out.add(layer + "/" + layer + "_Add_" + part + ":0", *m_theirs.find(from + "." + part));
    }
    const StateDict& m_theirs;
    int m_convs = 0, m_norms = 0;
};

}  // namespace seisdesk::test
