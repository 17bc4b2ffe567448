#include "core/model/torch/validate.h"

#include "core/base/median.h"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk::nets {

namespace {

/// Counts hits of one phase.
struct Hits {
    double windows = 0.0, near = 0.0, wide = 0.0;
    /// `curve` and `truth` have `values` values.
    void add(const float* curve, const float* truth, const float* weight, std::int64_t values, double perSecond)
    {
        constexpr float onsetValue = 0.98f;  // a truth curve reaches this within a sample and a half of an onset
        if (*std::max_element(truth, truth + values) < onsetValue) return;
        std::int64_t best = -1;
        for (std::int64_t j = 0; j < values; ++j)
            if (weight[j] > 0.0f && (best < 0 || curve[j] > curve[best])) best = j;
        if (best < 0) return;
        const auto hit = [&](double seconds) {
            const auto reach = static_cast<std::int64_t>(std::floor(seconds * perSecond));
            for (std::int64_t j = std::max<std::int64_t>(0, best - reach); j <= std::min(values - 1, best + reach); ++j)
                if (truth[j] >= onsetValue) return true;
            return false;
        };
        windows += 1.0;
        near += hit(0.1) ? 1.0 : 0.0;
        wide += hit(0.5) ? 1.0 : 0.0;
    }
    std::optional<double> share(double count) const { return windows > 0.0 ? std::optional(count / windows) : std::nullopt; }
};

std::optional<double> mean(const std::vector<double>& values)
{
    if (values.empty()) return std::nullopt;
    double sum = 0.0;
    for (const double v : values) sum += v;
    return sum / static_cast<double>(values.size());
}

}  // namespace

ValidationRow validated(SeisMoLLMDesk& network, const ValidationSet& set, const Contract& contract, std::size_t batchSize, torch::Device device)
{
    const torch::NoGradGuard noGrad;
    network.eval();
    ValidationRow row;
    row.set = set.name;
    Hits p, s;
    double rights = 0.0, motions = 0.0;
    std::vector<double> magnitudes, distances, azimuths;
    const double perSecond = contract.sampleRateHz / static_cast<double>(curveStride);
    for (std::size_t first = 0; first < set.windows.size(); first += batchSize) {
        const std::vector<TrainingWindow> part(set.windows.begin() + static_cast<std::ptrdiff_t>(first),
                                               set.windows.begin() + static_cast<std::ptrdiff_t>(std::min(set.windows.size(), first + batchSize)));
        const TrainingBatch batch = gathered(part, contract).to(device);
        const DeskOutputs outputs = network.heads(batch.input);
        const Losses each = losses(outputs, batch);
        const double share = static_cast<double>(part.size()) / static_cast<double>(set.windows.size());
        const torch::Tensor* const parts[] = {&each.phases, &each.polarity, &each.magnitude, &each.distance, &each.backAzimuth};
        for (std::size_t i = 0; i < row.loss.size(); ++i) row.loss[i] += share * parts[i]->item<double>();

        const torch::Tensor phases = outputs.phases.softmax(1).to(torch::kCPU).contiguous(), motion = outputs.motions.to(torch::kCPU).contiguous();
        const torch::Tensor magnitude = outputs.magnitude.to(torch::kCPU), distance = outputs.distance.to(torch::kCPU), azimuth = outputs.azimuth.to(torch::kCPU);
        const std::int64_t values = phases.size(2);
        for (std::size_t b = 0; b < part.size(); ++b) {
            const TrainingWindow& w = part[b];
            const float* const curves = phases.data_ptr<float>() + 3 * static_cast<std::int64_t>(b) * values;
            p.add(curves + values, w.phases.data(), w.weight.data(), values, perSecond);
            s.add(curves + 2 * values, w.phases.data() + values, w.weight.data(), values, perSecond);
            for (const WindowEvent& e : w.events) {
                const auto at = std::min(values - 1, static_cast<std::int64_t>(e.pSample / static_cast<double>(curveStride)));
                const auto column = static_cast<std::int64_t>(e.pSample / static_cast<double>(contract.sourceStride));
                const auto index = static_cast<std::int64_t>(b);
                if (e.polarity == Polarity::Positive || e.polarity == Polarity::Negative) {
                    const bool up = motion[index][0][at].item<float>() > motion[index][1][at].item<float>();
                    motions += 1.0;
                    rights += up == (e.polarity == Polarity::Positive) ? 1.0 : 0.0;
                }
                if (column >= magnitude.size(2)) continue;
                if (e.magnitude) magnitudes.push_back(std::abs(magnitude[index][0][column].item<double>() - *e.magnitude));
                if (e.distanceKm) distances.push_back(std::abs(std::expm1(distance[index][0][column].item<double>()) - *e.distanceKm));
                if (e.backAzimuthDeg) {
                    const double said = std::atan2(azimuth[index][1][column].item<double>(), azimuth[index][0][column].item<double>()) * 180.0 / std::numbers::pi;
                    azimuths.push_back(std::abs(std::remainder(said - *e.backAzimuthDeg, 360.0)));
                }
            }
        }
    }
    row.p01 = p.share(p.near), row.p05 = p.share(p.wide), row.s01 = s.share(s.near), row.s05 = s.share(s.wide);
    if (motions > 0.0) row.polarity = rights / motions;
    row.magnitudeError = mean(magnitudes), row.distanceErrorKm = mean(distances), row.backAzimuthErrorDeg = median(azimuths);
    return row;
}

}  // namespace seisdesk::nets
