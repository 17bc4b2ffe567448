#include "core/model/torch/tuning_plan.h"

#include "core/model/adapt/whole_weights.h"
#include "core/model/checkpoint/sha256.h"
#include "core/model/contract_json.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace seisdesk::nets {

namespace {

constexpr std::size_t mostSyntheticRecords = 400;  // made at the beginning and drawn again and again, changed each time
constexpr std::size_t seisTWindow = 4096;         // samples; half of the published length takes half the time
constexpr std::uint64_t syntheticSeed = 0xada9700000000000ULL;

/// Chosen by tests/benchmarks/adaptation.
double usualRate(Scope scope, const std::string& family)
{
    switch (scope) {
    case Scope::Lora: return 5e-4;
    case Scope::Norms: return 2e-3;
    case Scope::Heads: return 1e-3;
    case Scope::Automatic:
    case Scope::Everything: break;
    }
    return family == "PhaseNet" ? 1e-3 : 3e-4;
}

std::size_t onsetsIn(const std::vector<Example>& examples)
{
    std::size_t out = 0;
    for (const Example& e : examples)
        for (const ExampleEvent& event : e.events) out += (event.pSample ? 1U : 0U) + (event.sSample ? 1U : 0U);
    return out;
}

/// A checksum over records and what is said of them.
std::string digest(const std::vector<Example>& examples)
{
    std::vector<double> numbers;
    std::string sums;
    for (const Example& e : examples) {
        sums += sha256Hex(std::as_bytes(std::span(e.rows)));
        numbers.push_back(e.exhaustive ? 1.0 : 0.0);
        for (const auto* spans : {&e.quiet, &e.masked})
            for (const auto& [from, to] : *spans) numbers.insert(numbers.end(), {static_cast<double>(spans == &e.quiet), from, to});
        for (const ExampleEvent& v : e.events) {
            numbers.push_back(static_cast<double>(v.polarity));
            for (const auto& known : {v.pSample, v.sSample, v.magnitude, v.distanceKm, v.backAzimuthDeg}) numbers.push_back(known.value_or(-1e300));
        }
    }
    return sha256Hex(std::as_bytes(std::span(sums))).substr(0, 16) + sha256Hex(std::as_bytes(std::span(numbers))).substr(0, 16);
}

Error invalid(const std::string& message) { return {Error::Code::InvalidArgument, message}; }

Result<void> fitting(const std::vector<Example>& examples, const Contract& contract)
{
    for (const Example& e : examples) {
        if (e.sampleRateHz != contract.sampleRateHz)
            return invalid("An example has " + std::to_string(e.sampleRateHz) + " samples per second, but " + contract.name + " works at " + std::to_string(contract.sampleRateHz) + ".");
        if (e.samples == 0 || e.rows.size() != 3 * e.samples) return invalid("An example of " + e.set + " does not hold three components of equal length.");
    }
    return {};
}

}  // namespace

std::vector<Example> asTheNetworkTimesThem(std::vector<Example> examples, const Contract& contract)
{
    for (Example& e : examples)
        for (ExampleEvent& v : e.events) {
            if (v.pSample) *v.pSample -= contract.correctionPSeconds * e.sampleRateHz;
            if (v.sSample) *v.sSample -= contract.correctionSSeconds * e.sampleRateHz;
        }
    return examples;
}

Result<TuningPlan> tuningPlan(const FineTuneJob& job)
{
    TuningPlan out;
    auto parent = readWeights(job.parent);
    if (!parent) return parent.error();
    auto recognition = recognise(*parent, job.parent);
    if (!recognition) return recognition.error();
    auto plain = plainTensors(*recognition, parent->tensors);
    if (!plain) return Error{plain.error().code, job.parent.string() + ": " + plain.error().message + "."};
    parent->tensors = std::move(*plain);
    out.parent = std::move(*parent);
    out.recognition = std::move(*recognition);

    out.teaching = out.recognition.contract;
    if (out.teaching.family == "SeisT") out.teaching.windowSamples = std::min(out.teaching.windowSamples, seisTWindow);

    if (job.train.empty()) return invalid("There are no examples to learn from.");
    if (job.steps == 0 || job.batch == 0 || job.calibrateSteps == 0) return invalid("The numbers of steps, of windows in a batch and of steps between looks must be at least 1.");
    if (!(job.rehearsalShare >= 0.0 && job.rehearsalShare < 1.0)) return invalid("The share of rehearsed windows must be at least 0 and below 1.");
    for (const auto* part : {&job.train, &job.calibration, &job.rehearsal})
        if (const auto fits = fitting(*part, out.recognition.contract); !fits) return fits.error();

    out.choice = job.scope == Scope::Automatic ? chooseScope(out.recognition.contract.family, onsetsIn(job.train))
                                               : ScopeChoice{job.scope, "The scope \"" + word(job.scope) + "\" was asked for."};
    Recipe& recipe = out.recipe;
    recipe.name = job.name;
    recipe.steps = job.steps;
    recipe.batch = job.batch;
    recipe.learningRate = job.learningRate.value_or(usualRate(out.choice.scope, out.recognition.contract.family));
    recipe.finalLearningRate = 0.1 * recipe.learningRate;
    recipe.warmUpSteps = std::min<std::uint64_t>(10, job.steps / 10);
    recipe.weightDecay = 10.0;  // towards the parent
    recipe.average = 0.95;
    recipe.augmentation = job.augmentation;
    recipe.minutes = job.minutes;
    recipe.seed = job.seed;
    Recipe same = recipe;
    same.minutes.reset();
    same.name.clear();
    out.identity = toJson(same) + word(out.choice.scope) + ' ' + std::to_string(job.loraRank) + ' ' + std::to_string(job.calibrateSteps) + ' ' + std::to_string(job.patience) + ' ' +
                   std::to_string(job.rehearsalShare) + ' ' + out.parent.sha256 + ' ' + digest(job.train) + digest(job.calibration) + digest(job.rehearsal);
    return out;
}

TrainingData tuningData(const FineTuneJob& job, const TuningPlan& plan, const CurveTarget& target)
{
    std::vector<Ingredient> ingredients;
    const auto timed = [&](std::vector<Example> examples) { return asTheNetworkTimesThem(std::move(examples), plan.recognition.contract); };
    ingredients.push_back({1.0 - job.rehearsalShare, timed(job.train), false});
    if (job.rehearsalShare > 0.0) {
        const double others = job.rehearsal.empty() ? 0.0 : 0.5 * job.rehearsalShare;
        const double windows = std::ceil(static_cast<double>(job.steps * job.batch) * (job.rehearsalShare - others));
        Ingredient synthetic{job.rehearsalShare - others, {}, true};
        const auto count = std::max<std::size_t>(1, std::min(mostSyntheticRecords, static_cast<std::size_t>(windows)));
        for (std::size_t i = 0; i < count; ++i) synthetic.examples.push_back(syntheticExample(syntheticSeed + (job.seed << 16) + i, plan.teaching));
        synthetic.examples = timed(std::move(synthetic.examples));
        ingredients.push_back(std::move(synthetic));
        if (!job.rehearsal.empty()) ingredients.push_back({others, timed(job.rehearsal), false});
    }
    return TrainingData::of(plan.recipe, plan.teaching, target, std::move(ingredients));
}

}  // namespace seisdesk::nets
