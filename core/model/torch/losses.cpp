#include "core/model/torch/losses.h"

#include <torch/nn/functional/loss.h>
#include <torch/utils.h>

#include <cmath>
#include <numbers>
#include <set>

namespace seisdesk::nets {

namespace {

constexpr double phaseScale = 50.0;        // values of a window that matter, roughly
constexpr std::int64_t motionReach = 4;    // values on either side of an onset
constexpr double motionSigma = 2.0;        // of their weight
constexpr double columnReach = 12.0;       // samples that a pick may be off: neighbouring columns are taught too

template <class T>
torch::Tensor tensorOf(const std::vector<T>& values, std::vector<std::int64_t> shape, torch::Dtype type)
{
    return torch::from_blob(const_cast<T*>(values.data()), shape, type).clone();
}

/// ln I0(x) - x, smooth for every x >= 0: the exponentially scaled Bessel function.
torch::Tensor logI0Excess(const torch::Tensor& x) { return torch::special_i0e(x).log(); }

/// Mean of `values` [N] where `known` [N] is 1.
torch::Tensor masked(const torch::Tensor& values, const torch::Tensor& known)
{
    return (values * known).sum() / known.sum().clamp_min(1.0);
}

/// |truth - location| / scale + ln(2 scale) of outputs [N, 2] (location, log scale).
torch::Tensor laplace(const torch::Tensor& outputs, const torch::Tensor& truth)
{
    const torch::Tensor logScale = outputs.select(1, 1);
    return (truth - outputs.select(1, 0)).abs() * torch::exp(-logScale) + logScale + std::numbers::ln2;
}

/// [B, C, N] at flattened positions [M] of [B][N]: [M, C].
torch::Tensor at(const torch::Tensor& values, const torch::Tensor& positions)
{
    return values.permute({0, 2, 1}).reshape({-1, values.size(1)}).index_select(0, positions);
}

}  // namespace

TrainingBatch TrainingBatch::to(torch::Device device) const
{
    TrainingBatch out = *this;
    for (torch::Tensor* t : {&out.input, &out.phases, &out.weight, &out.motionAt, &out.motionClass, &out.motionWeight, &out.sourceAt, &out.sourceKnown, &out.sourceTruth})
        *t = t->to(device, true);
    return out;
}

TrainingBatch gathered(const std::vector<TrainingWindow>& windows, const Contract& contract)
{
    const auto batch = static_cast<std::int64_t>(windows.size()), length = static_cast<std::int64_t>(contract.windowSamples);
    const std::int64_t components = static_cast<std::int64_t>(contract.componentOrder.size()), values = windows.empty() ? 0 : static_cast<std::int64_t>(windows.front().weight.size());
    const auto columns = static_cast<std::int64_t>(contract.sourceColumns());
    TrainingBatch out;
    out.input = torch::empty({batch, components, length});
    out.phases = torch::empty({batch, 3, values});
    out.weight = torch::empty({batch, values});
    const std::int64_t stride = values ? length / values : 1;
    std::vector<std::int64_t> motionAt, motionClass, sourceAt;
    std::vector<float> motionWeight, known, truth;
    for (std::int64_t b = 0; b < batch; ++b) {
        const TrainingWindow& w = windows[static_cast<std::size_t>(b)];
        std::copy(w.input.begin(), w.input.end(), out.input.data_ptr<float>() + b * components * length);
        float* const noise = out.phases.data_ptr<float>() + 3 * b * values;
        std::copy(w.phases.begin(), w.phases.end(), noise + values);
        for (std::int64_t j = 0; j < values; ++j) noise[j] = std::max(0.0f, 1.0f - noise[values + j] - noise[2 * values + j]);
        std::copy(w.weight.begin(), w.weight.end(), out.weight.data_ptr<float>() + b * values);
        for (const WindowEvent& e : w.events) {
            const auto near = static_cast<std::int64_t>(e.pSample / static_cast<double>(stride));
            for (std::int64_t j = std::max<std::int64_t>(0, near - motionReach); e.polarity != Polarity::Unset && j <= std::min(values - 1, near + motionReach); ++j) {
                const double d = static_cast<double>(j - near) / motionSigma;
                motionAt.push_back(b * values + j);
                motionClass.push_back(e.polarity == Polarity::Positive ? 0 : e.polarity == Polarity::Negative ? 1 : 2);
                motionWeight.push_back(static_cast<float>(std::exp(-0.5 * d * d)));
            }
            if (columns == 0 || (!e.magnitude && !e.distanceKm && !e.backAzimuthDeg)) continue;
            std::set<std::int64_t> hit;
            for (const double off : {-columnReach, 0.0, columnReach}) hit.insert(static_cast<std::int64_t>(std::floor((e.pSample + off) / static_cast<double>(contract.sourceStride))));
            const double azimuth = e.backAzimuthDeg.value_or(0.0) * std::numbers::pi / 180.0;
            for (const std::int64_t column : hit) {
                if (column < 0 || column >= columns) continue;
                sourceAt.push_back(b * columns + column);
                for (const bool k : {e.magnitude.has_value(), e.distanceKm.has_value(), e.backAzimuthDeg.has_value()}) known.push_back(k ? 1.0f : 0.0f);
                for (const double t : {e.magnitude.value_or(0.0), std::log1p(e.distanceKm.value_or(0.0)), std::cos(azimuth), std::sin(azimuth)}) truth.push_back(static_cast<float>(t));
            }
        }
    }
    const auto motions = static_cast<std::int64_t>(motionAt.size()), sources = static_cast<std::int64_t>(sourceAt.size());
    out.motionAt = tensorOf(motionAt, {motions}, torch::kInt64);
    out.motionClass = tensorOf(motionClass, {motions}, torch::kInt64);
    out.motionWeight = tensorOf(motionWeight, {motions}, torch::kFloat32);
    out.sourceAt = tensorOf(sourceAt, {sources}, torch::kInt64);
    out.sourceKnown = tensorOf(known, {sources, 3}, torch::kFloat32);
    out.sourceTruth = tensorOf(truth, {sources, 4}, torch::kFloat32);
    return out;
}

torch::Tensor Losses::total(const LossWeights& w) const
{
    return w.phases * phases + w.polarity * polarity + w.magnitude * magnitude + w.distance * distance + w.backAzimuth * backAzimuth;
}

Losses losses(const DeskOutputs& outputs, const TrainingBatch& batch)
{
    namespace F = torch::nn::functional;
    Losses out;
    const auto windows = static_cast<double>(batch.input.size(0));
    const torch::Tensor entropy = -(batch.phases * outputs.phases.to(torch::kFloat32).log_softmax(1)).sum(1);
    out.phases = (entropy * batch.weight).sum() / (windows * phaseScale);
    out.polarity = out.magnitude = out.distance = out.backAzimuth = torch::zeros({}, out.phases.options());
    if (batch.motionAt.size(0) > 0) {
        const torch::Tensor each = F::cross_entropy(at(outputs.motions.to(torch::kFloat32), batch.motionAt), batch.motionClass, F::CrossEntropyFuncOptions().reduction(torch::kNone));
        out.polarity = masked(each, batch.motionWeight);
    }
    if (batch.sourceAt.size(0) > 0) {
        const auto known = batch.sourceKnown.unbind(1), truth = batch.sourceTruth.unbind(1);
        out.magnitude = masked(laplace(at(outputs.magnitude.to(torch::kFloat32), batch.sourceAt), truth[0]), known[0]);
        out.distance = masked(laplace(at(outputs.distance.to(torch::kFloat32), batch.sourceAt), truth[1]), known[1]);
        const torch::Tensor vector = at(outputs.azimuth.to(torch::kFloat32), batch.sourceAt);
        const torch::Tensor length = (vector.pow(2).sum(1) + 1e-12).sqrt();
        const torch::Tensor along = vector.select(1, 0) * truth[2] + vector.select(1, 1) * truth[3];
        out.backAzimuth = masked(logI0Excess(length) + length - along, known[2]);
    }
    return out;
}

}  // namespace seisdesk::nets
