#include "core/model/nets/seismollm_config.h"

#include "core/model/contract_json.h"

#include <nlohmann/json.hpp>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

/// The first thing about these sizes that cannot be built; empty when all is well.
std::string impossible(const SeisMoLLMConfig& c)
{
    const auto within = [](std::int64_t value, std::int64_t least, std::int64_t most) { return value >= least && value <= most; };
    if (c.stages.empty() || c.stages.size() > 8) return "the number of stages is not 1 to 8";
    for (const auto& s : c.stages)
        if (!within(s.out, 1, 1024) || !within(s.kernel, 1, 128) || !within(s.step, 0, 64) || !within(s.stride, 1, 8) || !within(s.paths, 1, 8))
            return "a stage's sizes are out of range";
    for (const auto& u : c.up)
        if (!within(u.channels, 1, 1024) || !within(u.kernel, 1, 128)) return "an up-layer's sizes are out of range";
    if (!within(c.patch, 1, 64) || !within(c.width, 1, 4096) || !within(c.heads, 1, 64) || !within(c.layers, 0, 48) ||
        !within(c.positions, 1, 65'536) || !within(c.loraRank, 0, 256) || !within(c.sourceHidden, 0, 4096))
        return "a size of the transformer is out of range";
    if (c.backbone != "gpt2" && c.backbone != "bert") return "the backbone is neither gpt2 nor bert";
    if (c.backbone == "bert" && c.causal) return "BERT's attention looks both ways, so it cannot be causal";
    if (c.width != c.patch * c.frameChannels()) return "the width is not the patch times the channels of the last stage";
    if (c.width % c.heads != 0) return "the heads do not divide the width";
    if (c.tasks.empty() || c.tasks.size() > 5) return "the number of tasks is not 1 to 5";
    if (c.multiTask() && c.up.size() + 1 != c.stages.size()) return "a network with several tasks needs one up-layer less than stages";
    if (c.multiTask() && c.stages.front().stride % 2 != 0) return "a network with several tasks needs a first stage of even stride";
    if (c.multiTask() && c.sourceHidden == 0) return "a network with several tasks needs source_hidden";
    return {};
}

}  // namespace

SeisMoLLMConfig SeisMoLLMConfig::paper(Task task)
{
    SeisMoLLMConfig config;
    config.stages = {{16, 16, 8, 2}, {48, 8, 6, 2}, {96, 6, 4, 2}, {96, 1, 2, 1}};
    config.up = {{224, 1}, {192, 6}, {160, 8}, {6, 16}};
    config.tasks = {task};
    return config;
}

SeisMoLLMConfig SeisMoLLMConfig::desk()
{
    SeisMoLLMConfig config;
    config.stages = {{24, 12, 12, 4, 2}, {40, 4, 6, 2, 2}, {48, 4, 4, 2, 2}};
    config.patch = 4;
    config.width = 192;
    config.heads = 6;
    config.layers = 2;
    config.positions = 192;
    config.causal = false;
    config.loraRank = 0;
    config.loraAlpha = 0.0;
    config.loraDropout = config.dropout = 0.0;
    config.up = {{40, 5}, {24, 5}};
    config.tasks = {Task::Picking, Task::Polarity, Task::Magnitude, Task::Distance, Task::BackAzimuth};
    config.compressedInput = config.polarisation = true;
    config.sourceHidden = 128;
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

Contract multiTaskContract(const SeisMoLLMConfig& config)
{
    Contract contract;
    contract.family = "SeisMoLLM";
    contract.name = "seismollm-desk";
    contract.windowSamples = 6144;
    contract.normalisation = Normalisation::Joint;
    contract.defaultThresholdP = contract.defaultThresholdS = 0.2;
    contract.outputs = {"noise", "P", "S", "up", "down"};
    contract.sourceOutputs = {"magnitude", "magnitude_sigma", "distance_km", "distance_km_sigma", "back_azimuth_x", "back_azimuth_y"};
    contract.sourceStride = static_cast<std::size_t>(config.stride() * config.patch);
    return contract;
}

std::string toJson(const SeisMoLLMConfig& config)
{
    Json stages = Json::array(), up = Json::array(), tasks = Json::array();
    for (const auto& s : config.stages)
        stages.push_back({{"out", s.out}, {"kernel", s.kernel}, {"step", s.step}, {"stride", s.stride}, {"paths", s.paths}});
    for (const auto& u : config.up) up.push_back({{"channels", u.channels}, {"kernel", u.kernel}});
    for (const Task task : config.tasks) tasks.push_back(name(task));
    const Json json = {{"stages", stages}, {"backbone", config.backbone}, {"patch", config.patch}, {"width", config.width}, {"heads", config.heads}, {"layers", config.layers},
                       {"positions", config.positions}, {"causal", config.causal}, {"lora_rank", config.loraRank},
                       {"lora_alpha", config.loraAlpha}, {"lora_dropout", config.loraDropout}, {"dropout", config.dropout}, {"up", up},
                       {"tasks", tasks}, {"compressed_input", config.compressedInput}, {"polarisation", config.polarisation},
                       {"source_hidden", config.sourceHidden}};
    return json.dump(2);
}

Result<SeisMoLLMConfig> seisMoLLMConfigFromJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return Error{Error::Code::Malformed, "The network's sizes are no JSON object."};
    SeisMoLLMConfig config;
    std::string key;
    try {
        const auto read = [&](const Json& from, const char* name, auto& into) {
            key = name;
            if (const auto at = from.find(name); at != from.end()) at->get_to(into);
        };
        for (const Json& s : json.value("stages", Json::array())) {
            SeisMoLLMConfig::Stage stage{0, 0, 0, 0};
            read(s, "out", stage.out), read(s, "kernel", stage.kernel), read(s, "step", stage.step), read(s, "stride", stage.stride);
            read(s, "paths", stage.paths);
            config.stages.push_back(stage);
        }
        for (const Json& u : json.value("up", Json::array())) {
            SeisMoLLMConfig::Up up{0, 0};
            read(u, "channels", up.channels), read(u, "kernel", up.kernel);
            config.up.push_back(up);
        }
        std::vector<std::string> tasks;
        read(json, "tasks", tasks);
        for (const std::string& task : tasks) {
            const auto known = taskNamed(task);
            if (!known) return Error{Error::Code::Malformed, "The network's sizes name an unknown task, \"" + task + "\"."};
            config.tasks.push_back(*known);
        }
        read(json, "backbone", config.backbone);
        read(json, "patch", config.patch), read(json, "width", config.width), read(json, "heads", config.heads);
        read(json, "layers", config.layers), read(json, "positions", config.positions), read(json, "causal", config.causal);
        read(json, "lora_rank", config.loraRank), read(json, "lora_alpha", config.loraAlpha);
        read(json, "lora_dropout", config.loraDropout), read(json, "dropout", config.dropout);
        read(json, "compressed_input", config.compressedInput), read(json, "polarisation", config.polarisation);
        read(json, "source_hidden", config.sourceHidden);
    } catch (const Json::exception&) {
        return Error{Error::Code::Malformed, "The network's sizes have a wrong value for \"" + key + "\"."};
    }
    if (const std::string why = impossible(config); !why.empty()) return Error{Error::Code::Malformed, "The network's sizes do not hold together: " + why + "."};
    return config;
}

}  // namespace seisdesk
