#include "core/model/source_windows.h"

#include "core/model/timeline.h"
#include "core/model/window.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

constexpr double surelyUp = 0.6;
constexpr double surelyDown = 0.4;

bool sameGrid(const Contract& a, const Contract& b)
{
    return a.sampleRateHz == b.sampleRateHz && a.windowSamples == b.windowSamples && (a.normalisation == Normalisation::None) == (b.normalisation == Normalisation::None);
}

/// The timeline that holds a time, or the one it is nearest to.
const Timeline& timelineAt(const std::vector<Timeline>& all, Time time)
{
    const Timeline* best = &all.front();
    double nearest = std::numeric_limits<double>::infinity();
    for (const Timeline& t : all) {
        const double i = t.indexOf(time);
        const double away = std::max({0.0, -i, i - static_cast<double>(t.size())});
        if (away < nearest) nearest = away, best = &t;
    }
    return *best;
}

std::size_t firstSample(const Timeline& timeline, Time onset, const Contract& contract, Placement placement)
{
    const double at = timeline.indexOf(onset);
    const double last = static_cast<double>(timeline.size()) - 1.0;
    if (placement == Placement::FromStart) return static_cast<std::size_t>(std::clamp(std::round(at), 0.0, last));
    const double length = static_cast<double>(contract.windowSamples);
    const double latest = std::max(0.0, static_cast<double>(timeline.size()) - length);
    return static_cast<std::size_t>(std::clamp(std::round(at - contract.anchorFraction * length), 0.0, latest));
}

}  // namespace

Polarity decidedPolarity(double probabilityUp)
{
    if (!std::isfinite(probabilityUp)) return Polarity::Unset;
    if (probabilityUp > surelyUp) return Polarity::Positive;
    if (probabilityUp < surelyDown) return Polarity::Negative;
    return Polarity::Undecidable;
}

void setEstimate(SourceEstimate& estimate, const Contract& contract, std::span<const float> values)
{
    if (values.empty() || !std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) return;
    const double first = static_cast<double>(values.front());
    switch (contract.task) {
    case Task::Picking: break;
    case Task::Polarity: {
        std::size_t up = 0;
        for (std::size_t i = 0; i < std::min(values.size(), contract.outputs.size()); ++i)
            if (contract.outputs[i] == "up") up = i;
        estimate.probabilityUp = std::clamp(static_cast<double>(values[up]), 0.0, 1.0);
        estimate.polarityConfidence = std::max(*estimate.probabilityUp, 1.0 - *estimate.probabilityUp);
        break;
    }
    case Task::Magnitude: estimate.magnitude = Estimate{first, std::nullopt}; break;
    case Task::Distance: estimate.distanceKm = Estimate{std::max(0.0, first), std::nullopt}; break;
    case Task::BackAzimuth: {
        double degrees = first;
        if (values.size() == 2) degrees = std::atan2(static_cast<double>(values[1]), first) * 180.0 / std::numbers::pi;
        degrees = std::fmod(std::fmod(degrees, 360.0) + 360.0, 360.0);
        estimate.backAzimuthDeg = Estimate{degrees, std::nullopt};
        break;
    }
    }
}

SourceWindows::SourceWindows(const std::vector<std::shared_ptr<const Network>>& networks, std::size_t batchSize, const Progress& progress)
{
    for (const auto& network : networks) {
        if (!network || network->contract().task == Task::Picking) continue;
        m_networks.push_back(network);
        m_batches.emplace_back(*network, batchSize, progress);
    }
}

Result<void> SourceWindows::add(const Instrument& instrument, const std::vector<Target>& targets, Placement placement)
{
    std::vector<Timeline> lines;
    for (std::size_t n = 0; n < m_networks.size(); ++n) {
        const Contract& contract = m_networks[n]->contract();
        if (n == 0 || !sameGrid(contract, m_networks[n - 1]->contract()))
            lines = timelines(instrument, {contract.sampleRateHz, contract.windowSamples, contract.normalisation != Normalisation::None, std::nullopt});
        if (lines.empty()) return {};
        for (const Target& target : targets) {
            const Timeline& line = timelineAt(lines, target.onset);
            const std::size_t first = firstSample(line, target.onset, contract, placement);
            const auto rows = line.read(first, contract.windowSamples);
            if (!rows) return rows.error();
            if (!prepareWindow(*rows, contract.windowSamples, 0, contract.windowSamples, contract, m_batches[n].next())) continue;
            const auto added = m_batches[n].add([estimate = target.estimate, network = m_networks[n]](std::span<const float> values) -> Result<void> {
                setEstimate(*estimate, network->contract(), values);
                return {};
            });
            if (!added) return added;
        }
    }
    return {};
}

Result<void> SourceWindows::flush()
{
    for (WindowBatch& batch : m_batches)
        if (const auto flushed = batch.flush(); !flushed) return flushed;
    return {};
}

}  // namespace seisdesk
