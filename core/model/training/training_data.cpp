#include "core/model/training/training_data.h"

#include "core/model/training/augment.h"
#include "core/model/training/share.h"
#include "core/synth/station_record.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr std::uint64_t validationSalt = 0x5eed, keepSalt = 0xca11, syntheticValidationSeed = 0x7e57000000000000ULL;

/// Where a window of an example begins: mostly so that an onset lies inside, anywhere in it.
std::ptrdiff_t placed(const Example& example, std::size_t length, synth::Random& random)
{
    const auto slack = static_cast<double>(example.samples) - static_cast<double>(length);
    std::vector<double> onsets;
    for (const ExampleEvent& e : example.events)
        for (const auto& at : {e.pSample, e.pSample, e.sSample})
            if (at) onsets.push_back(*at);
    double first = random.uniform(std::min(0.0, slack), std::max(0.0, slack));
    if (!onsets.empty() && random.uniform() < 0.9) {
        const double onset = onsets[static_cast<std::size_t>(random.uniform() * static_cast<double>(onsets.size()))];
        first = onset - random.uniform(0.02, 0.98) * static_cast<double>(length);
        if (random.uniform() < 0.8) first = std::clamp(first, std::min(0.0, slack), std::max(0.0, slack));  // inside the record, mostly
    }
    return std::llround(first);
}

}  // namespace

Example syntheticExample(std::uint64_t seed, const Contract& contract)
{
    synth::RecordOptions options;
    options.sampleRateHz = contract.sampleRateHz;
    options.samples = contract.windowSamples;
    const synth::StationRecord record = synth::stationRecord(seed, options);
    Example out;
    out.samples = options.samples;
    out.sampleRateHz = record.sampleRateHz;
    out.set = "synthetic";
    out.rows.reserve(3 * out.samples);
    for (const auto& row : record.rows) out.rows.insert(out.rows.end(), row.begin(), row.end());
    const bool horizontals = std::isfinite(record.rows[0][0]) && std::isfinite(record.rows[1][0]) && std::isfinite(record.rows[2][0]);
    for (const synth::RecordedEvent& e : record.events) {
        out.events.push_back({e.pSample, e.sSample, e.polarity, e.magnitude, e.distanceKm, e.backAzimuthDeg});
        if (!horizontals) out.events.back().backAzimuthDeg.reset();
    }
    return out;
}

TrainingWindow TrainingData::still(const Example& example, std::uint64_t number, const Contract& contract, const CurveTarget& target)
{
    synth::Random random(mixed(number));
    return trainingWindow(example, placed(example, contract.windowSamples, random), contract, target);
}

TrainingData TrainingData::of(const Recipe& recipe, const Contract& contract, const CurveTarget& target, std::vector<Ingredient> ingredients)
{
    TrainingData out;
    out.m_recipe = recipe;
    out.m_contract = contract;
    out.m_target = target;
    double total = 0.0, sum = 0.0;
    for (const Ingredient& i : ingredients) total += i.share;
    for (Ingredient& i : ingredients) {
        Source source{(sum += i.share) / total, i.synthetic, {}};
        for (Example& e : i.examples) source.examples.push_back(std::make_shared<const Example>(std::move(e)));
        out.m_sources.push_back(std::move(source));
    }
    return out;
}

Result<TrainingData> TrainingData::open(const Recipe& recipe, const Contract& contract, const ReadExamples& read, const Progress& progress)
{
    TrainingData out;
    out.m_recipe = recipe;
    out.m_contract = contract;
    out.m_target.sigmaSamples = recipe.labelSigmaSeconds * contract.sampleRateHz;
    double total = 0.0, sum = 0.0;
    for (const RecipeData& d : recipe.data) total += d.share;
    for (std::size_t i = 0; i < recipe.data.size(); ++i) {
        const RecipeData& d = recipe.data[i];
        Source source;
        source.upTo = (sum += d.share) / total;
        source.synthetic = d.set == "synthetic";
        ValidationSet aside{source.synthetic ? d.set : std::string(), {}};
        if (source.synthetic) {
            for (std::uint64_t k = 0; k < recipe.syntheticValidation; ++k)
                aside.windows.push_back(trainingWindow(syntheticExample(syntheticValidationSeed + k, contract), 0, contract, out.m_target));
            out.m_summary.push_back("synthetic: without end, " + std::to_string(aside.windows.size()) + " kept aside");
        } else {
            auto examples = read(d, contract.sampleRateHz, progress.part(static_cast<double>(i) / static_cast<double>(recipe.data.size()), static_cast<double>(i + 1) / static_cast<double>(recipe.data.size())));
            if (!examples) return examples.error();
            for (std::size_t k = 0; k < examples->size(); ++k) {
                Example& e = (*examples)[k];
                const std::string event = e.eventId.empty() ? e.set + '#' + std::to_string(k) : e.eventId;
                aside.name = e.set;
                if (shareOf(event, validationSalt) < recipe.validationShare) {
                    aside.windows.push_back(still(e, k, contract, out.m_target));
                } else if (shareOf(event, keepSalt ^ recipe.seed) < recipe.keep) {
                    source.examples.push_back(std::make_shared<const Example>(std::move(e)));
                }
            }
            if (source.examples.empty()) return Error{Error::Code::InvalidArgument, d.set + ": no labelled record of it is left to learn from."};
            out.m_summary.push_back(aside.name + ": " + std::to_string(source.examples.size()) + " examples, " + std::to_string(aside.windows.size()) + " kept aside");
        }
        out.m_sources.push_back(std::move(source));
        if (!aside.windows.empty()) out.m_validation.push_back(std::move(aside));
    }
    return out;
}

Example TrainingData::draw(const Source& source, std::uint64_t seed) const
{
    if (source.synthetic && source.examples.empty()) return syntheticExample(seed & ~syntheticValidationSeed, m_contract);
    return *source.examples[seed % source.examples.size()];
}

TrainingWindow TrainingData::window(std::uint64_t number) const
{
    const std::uint64_t seed = mixed(mixed(m_recipe.seed) ^ number);
    synth::Random random(seed);
    const auto sourceAt = [&](double share) -> const Source& {
        const auto at = std::find_if(m_sources.begin(), m_sources.end(), [&](const Source& s) { return share < s.upTo; });
        return at == m_sources.end() ? m_sources.back() : *at;
    };
    const Source& source = sourceAt(random.uniform());
    const auto another = [&] { return draw(sourceAt(random.uniform()), mixed(seed + 1)); };
    Augmentation augmentation = m_recipe.augmentation;
    if (source.synthetic) {  // the generator has its own gaps, rates, faults and neighbours
        augmentation.gap = augmentation.dropComponents = augmentation.stretch = 0.0;
        augmentation.noise *= 0.25, augmentation.stack *= 0.5, augmentation.filter *= 0.5;
    }
    const Example example = augmented(draw(source, seed), augmentation, another, random);
    const std::ptrdiff_t first = source.synthetic ? std::llround(random.uniform() < 0.8 ? 0.0 : random.uniform(-0.3, 0.3) * static_cast<double>(m_contract.windowSamples))
                                                  : placed(example, m_contract.windowSamples, random);
    return trainingWindow(example, first, m_contract, m_target);
}

}  // namespace seisdesk
