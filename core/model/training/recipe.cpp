#include "core/model/training/recipe.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

/// Reads members, and knows which ones nobody asked for.
class Reader {
public:
    explicit Reader(const Json& json) : m_json(json) {}
    template <class T>
    void read(const char* key, T& into)
    {
        m_known.insert(key);
        if (!m_wrong.empty()) return;
        const auto at = m_json.find(key);
        if (at == m_json.end()) return;
        try {
            at->get_to(into);
        } catch (const Json::exception&) {
            m_wrong = key;
        }
    }
    const Json* object(const char* key)
    {
        m_known.insert(key);
        const auto at = m_json.find(key);
        return at == m_json.end() ? nullptr : &*at;
    }
    /// The first member that is wrong or unknown; empty when all is well.
    std::string wrong() const
    {
        if (!m_wrong.empty()) return m_wrong;
        for (const auto& [key, value] : m_json.items())
            if (!m_known.contains(key)) return key;
        return {};
    }

private:
    const Json& m_json;
    std::set<std::string> m_known;
    std::string m_wrong;
};

Error wrongKey(const std::string& key) { return {Error::Code::Malformed, "The recipe has a wrong or unknown value for \"" + key + "\"."}; }

/// Of two times; absent when they are none or the wrong way round.
std::optional<TimeSpan> spanFrom(const std::vector<std::string>& times)
{
    if (times.size() != 2) return std::nullopt;
    const auto begin = parseTime(times[0]), end = parseTime(times[1]);
    if (!begin || !end || *end <= *begin) return std::nullopt;
    return TimeSpan{*begin, *end};
}

template <class R>
void readAugmentation(R& r, Augmentation& a)
{
    r.read("flip", a.flip), r.read("rotate", a.rotate), r.read("drop_components", a.dropComponents), r.read("filter", a.filter);
    r.read("low_rate", a.lowRate), r.read("noise", a.noise), r.read("stack", a.stack), r.read("gap", a.gap), r.read("stretch", a.stretch);
}

template <class R>
void readLosses(R& r, LossWeights& l)
{
    r.read("phases", l.phases), r.read("polarity", l.polarity), r.read("magnitude", l.magnitude), r.read("distance", l.distance);
    r.read("back_azimuth", l.backAzimuth);
}

/// The counterpart of Reader: the same members, written.
struct Writer {
    Json json = Json::object();
    template <class T>
    void read(const char* key, const T& value)
    {
        json[key] = value;
    }
};

template <class R, class Q>
void readPlain(R& r, Q& q)
{
    r.read("name", q.name), r.read("window_samples", q.windowSamples), r.read("start", q.start), r.read("backbone", q.backbone), r.read("keep", q.keep);
    r.read("validation_share", q.validationShare), r.read("synthetic_validation", q.syntheticValidation), r.read("steps", q.steps);
    r.read("batch", q.batch), r.read("learning_rate", q.learningRate), r.read("final_learning_rate", q.finalLearningRate);
    r.read("warm_up_steps", q.warmUpSteps), r.read("weight_decay", q.weightDecay), r.read("clip", q.clip), r.read("average", q.average);
    r.read("label_sigma_s", q.labelSigmaSeconds), r.read("mixed_precision", q.mixedPrecision), r.read("validate_steps", q.validateSteps);
    r.read("checkpoint_steps", q.checkpointSteps), r.read("seed", q.seed);
}

}  // namespace

std::string toJson(const Recipe& recipe)
{
    Writer plain, losses, augmentation;
    readPlain(plain, recipe);
    LossWeights l = recipe.losses;
    Augmentation a = recipe.augmentation;
    readLosses(losses, l);
    readAugmentation(augmentation, a);
    Json json = plain.json;
    if (recipe.minutes) json["minutes"] = *recipe.minutes;
    json["losses"] = losses.json;
    json["augmentation"] = augmentation.json;
    json["data"] = Json::array();
    for (const RecipeData& d : recipe.data) {
        json["data"].push_back({{"set", d.set}, {"share", d.share}, {"late_s", d.lateSeconds}, {"omit", d.omit}});
        if (d.noise) json["data"].back()["noise"] = {formatTime(d.noise->begin), formatTime(d.noise->end)};
    }
    json["network"] = Json::parse(toJson(recipe.network));
    return json.dump(2);
}

Result<Recipe> recipeFromJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false, true);
    if (!json.is_object()) return Error{Error::Code::Malformed, "The recipe is no JSON object."};
    Recipe recipe;
    Reader reader(json);
    readPlain(reader, recipe);
    double minutes = 0.0;
    reader.read("minutes", minutes);
    if (minutes > 0.0) recipe.minutes = minutes;
    if (const Json* network = reader.object("network"); network && *network != "desk") {
        auto config = seisMoLLMConfigFromJson(network->dump());
        if (!config) return config.error();
        recipe.network = std::move(*config);
    }
    const auto part = [&](const char* key, auto read) -> std::string {
        const Json* object = reader.object(key);
        if (!object) return {};
        if (!object->is_object()) return key;
        Reader inner(*object);
        read(inner);
        return inner.wrong();
    };
    if (const auto wrong = part("losses", [&](Reader& r) { readLosses(r, recipe.losses); }); !wrong.empty()) return wrongKey(wrong);
    if (const auto wrong = part("augmentation", [&](Reader& r) { readAugmentation(r, recipe.augmentation); }); !wrong.empty()) return wrongKey(wrong);
    if (const Json* data = reader.object("data")) {
        if (!data->is_array() || data->empty()) return wrongKey("data");
        recipe.data.clear();
        for (const Json& item : *data) {
            if (!item.is_object()) return wrongKey("data");
            RecipeData d;
            Reader inner(item);
            inner.read("set", d.set), inner.read("share", d.share), inner.read("late_s", d.lateSeconds), inner.read("omit", d.omit);
            std::vector<std::string> noise;
            inner.read("noise", noise);
            if (!noise.empty() && !(d.noise = spanFrom(noise))) return wrongKey("noise");
            if (const auto wrong = inner.wrong(); !wrong.empty() || d.set.empty() || !(d.share > 0.0)) return wrongKey(wrong.empty() ? "data" : wrong);
            recipe.data.push_back(std::move(d));
        }
    }
    if (const auto wrong = reader.wrong(); !wrong.empty()) return wrongKey(wrong);
    if (!recipe.network.multiTask()) return Error{Error::Code::Malformed, "The recipe's network has one task only; training needs one with several."};
    const auto samples = static_cast<std::int64_t>(recipe.windowSamples);
    if (samples <= 0 || samples > 1'000'000 || samples % (recipe.network.stride() * recipe.network.patch) != 0 || recipe.network.tokens(samples) > recipe.network.positions)
        return wrongKey("window_samples");
    if (recipe.batch == 0 || recipe.batch > 65'536) return wrongKey("batch");
    if (recipe.steps == 0) return wrongKey("steps");
    if (!(recipe.keep > 0.0 && recipe.keep <= 1.0)) return wrongKey("keep");
    if (!(recipe.average >= 0.0 && recipe.average < 1.0)) return wrongKey("average");
    if (!(recipe.labelSigmaSeconds > 0.0)) return wrongKey("label_sigma_s");
    return recipe;
}

double learningRate(const Recipe& recipe, std::uint64_t step, double done)
{
    const double warm = recipe.warmUpSteps ? std::min(1.0, static_cast<double>(step + 1) / static_cast<double>(recipe.warmUpSteps)) : 1.0;
    const double cosine = 0.5 * (1.0 + std::cos(std::numbers::pi * std::clamp(done, 0.0, 1.0)));
    return warm * (recipe.finalLearningRate + (recipe.learningRate - recipe.finalLearningRate) * cosine);
}

}  // namespace seisdesk
