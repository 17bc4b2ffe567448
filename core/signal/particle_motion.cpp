#include "core/signal/particle_motion.h"

#include "core/waveform/continuous.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr auto lead = std::chrono::seconds(10);

/// The window of a component after filtering; what came before the window shapes the filter only.
Result<Segment> windowOf(const Trace& trace, const TimeSpan& window, const std::optional<FilterSpec>& filter)
{
    const Segment record = continuous(trace, filter ? window.padded(lead, Duration::zero()) : window);
    if (!filter || record.empty()) return record;
    auto made = filtered(record, *filter);
    if (!made) return made.error();
    return cut(*made, window);
}

void removeMean(std::vector<float>& samples)
{
    double mean = 0.0;
    for (const float x : samples) mean += x / static_cast<double>(samples.size());
    for (float& x : samples) x -= static_cast<float>(mean);
}

}  // namespace

Result<ParticleMotion> particleMotion(const std::vector<TracePtr>& components, const Inventory& inventory, const TimeSpan& window, const std::optional<FilterSpec>& filter,
                                      const std::optional<double>& backAzimuthDegrees)
{
    // Only what is needed is turned: a day of record would take its time.
    std::vector<TracePtr> pieces;
    for (const TracePtr& trace : components)
        if (trace) pieces.push_back(std::make_shared<const Trace>(Trace{trace->id, {continuous(*trace, window.padded(lead, std::chrono::seconds(1)))}}));
    std::erase_if(pieces, [](const TracePtr& trace) { return trace->segments.front().empty(); });
    const RotatedTraces turned = rotatedToZne(pieces, inventory);

    ParticleMotion out;
    const std::pair<char, std::vector<float>*> wanted[] = {{'Z', &out.up}, {'N', &out.north}, {'E', &out.east}};
    std::size_t shortest = std::numeric_limits<std::size_t>::max();
    for (const auto& [letter, samples] : wanted) {
        const auto found = std::find_if(turned.traces.begin(), turned.traces.end(), [letter = letter](const TracePtr& trace) { return trace->id.component() == letter; });
        if (found == turned.traces.end())
            return Error{Error::Code::InvalidArgument, std::string("There is no ") + letter + " component here" + (turned.notes.empty() ? "." : ": " + turned.notes.front())};
        const auto segment = windowOf(**found, window, filter);
        if (!segment) return segment.error();
        if (out.sampleRateHz != 0.0 && segment->sampleRateHz != out.sampleRateHz) return Error{Error::Code::InvalidArgument, "The components have different sample rates."};
        out.sampleRateHz = segment->sampleRateHz;
        *samples = segment->empty() ? std::vector<float>() : *segment->samples;
        shortest = std::min(shortest, samples->size());
    }
    if (shortest < 4) return Error{Error::Code::InvalidArgument, "There are too few samples in this window; choose a longer one."};
    for (const auto& [letter, samples] : wanted) {
        samples->resize(shortest);
        removeMean(*samples);
    }
    const auto axes = polarisation(out.up, out.north, out.east);
    if (!axes) return axes.error();
    out.polarisation = *axes;
    out.radialBackAzimuthDegrees = backAzimuthDegrees.value_or(axes->backAzimuthDegrees);
    auto radial = neToRt(out.north, out.east, out.radialBackAzimuthDegrees);
    if (!radial) return radial.error();
    out.radial = std::move((*radial)[0]);
    return out;
}

}  // namespace seisdesk
