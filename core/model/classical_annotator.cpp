#include "core/model/annotator.h"

#include "core/model/classical.h"
#include "core/model/instruments.h"
#include "core/signal/trigger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double staSeconds = 0.4, ltaSeconds = 6.0;
constexpr double triggerOn = 4.0, triggerOff = 1.5;
constexpr double earliestS = 0.4;             // seconds after P
constexpr double latestS = 30.0;              // seconds after P: about 240 km
constexpr double horizontalGrowth = 1.5;      // least growth of horizontal amplitude at an S
constexpr double leastVertical = 0.5;         // vertical over horizontal amplitude of a P; noise has about 0.7
constexpr double lessVertical = 0.7;          // an onset with this share of the P's vertical part, or less, is no new P

std::size_t samplesIn(double seconds, double rate) { return static_cast<std::size_t>(std::max(1.0, std::round(seconds * rate))); }

double rootMeanSquare(std::span<const float> x, std::size_t first, std::size_t last)
{
    last = std::min(last, x.size());
    if (first >= last) return 0.0;
    double sum = 0.0;
    for (std::size_t i = first; i < last; ++i) sum += static_cast<double>(x[i]) * static_cast<double>(x[i]);
    return std::sqrt(sum / static_cast<double>(last - first));
}

/// One contiguous stretch of the stream that is triggered on, with what the horizontals recorded meanwhile.
struct Stretch {
    Segment raw;
    std::vector<float> vertical;                ///< in the band
    std::array<std::vector<float>, 2> horizontal;  ///< on the samples of `vertical`; empty where not recorded throughout
    bool hasHorizontals() const { return !horizontal[0].empty() || !horizontal[1].empty(); }

    double horizontalLevel(std::size_t first, std::size_t last) const
    {
        return std::hypot(rootMeanSquare(horizontal[0], first, last), rootMeanSquare(horizontal[1], first, last));
    }
    /// Vertical over horizontal amplitude just after an onset.
    double verticality(std::size_t at) const
    {
        const std::size_t last = at + samplesIn(0.5, raw.sampleRateHz);
        return rootMeanSquare(vertical, at, last) / std::max(1e-30, horizontalLevel(at, last));
    }
};

/// The part of a horizontal's segments that goes with the vertical's stretch; empty unless one segment covers it (but for
/// a second at its ends, which is filled with zeros) at the same rate.
std::vector<float> matching(const std::vector<Segment>& segments, const Segment& stretch, const FilterSpec& band)
{
    for (const Segment& s : segments) {
        if (std::abs(s.sampleRateHz - stretch.sampleRateHz) > 1e-6 * stretch.sampleRateHz) continue;
        const double shift = std::round(s.indexOf(stretch.start));
        const double most = stretch.sampleRateHz;
        if (shift < -most || shift + static_cast<double>(stretch.size()) > static_cast<double>(s.size()) + most) continue;
        const auto band_passed = filtered(s, band);
        if (!band_passed) return {};
        std::vector<float> out(stretch.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double k = static_cast<double>(i) + shift;
            if (k >= 0.0 && k < static_cast<double>(s.size())) out[i] = (*band_passed->samples)[static_cast<std::size_t>(k)];
        }
        return out;
    }
    return {};
}

struct Found {
    Onset onset;
    bool isP = true;
    Polarity polarity = Polarity::Unset;
};

/// The S that belongs to a P, sought just before the horizontals are loudest.
std::optional<Onset> findS(const Stretch& stretch, const Onset& p, std::size_t limit)
{
    const double rate = stretch.raw.sampleRateHz;
    const auto at = static_cast<std::size_t>(p.index);
    const std::size_t first = at + samplesIn(earliestS, rate), width = samplesIn(0.5, rate);
    const std::size_t last = std::min({stretch.vertical.size(), limit, at + samplesIn(latestS, rate)});
    if (first + 2 * width >= last) return std::nullopt;
    const bool onHorizontals = stretch.hasHorizontals();
    const auto level = [&](std::size_t a, std::size_t b) { return onHorizontals ? stretch.horizontalLevel(a, b) : rootMeanSquare(stretch.vertical, a, b); };
    double loudest = 0.0;
    std::size_t loud = first;
    for (std::size_t i = first; i + width <= last; i += std::max<std::size_t>(1, width / 5))
        if (const double v = level(i, i + width); v > loudest) loudest = v, loud = i;
    // Back from the loudest stretch to where the amplitude last grew out of what the P had left.
    const std::size_t reach = std::max(samplesIn(1.0, rate), static_cast<std::size_t>(0.4 * static_cast<double>(loud - at)));
    const std::size_t low = std::max(at + samplesIn(earliestS / 2, rate), loud > reach ? loud - reach : 0), high = std::min(last, loud + width);
    std::optional<Onset> best;
    double bestGrowth = 0.0;
    const std::array<const std::vector<float>*, 3> views{&stretch.horizontal[0], &stretch.horizontal[1], onHorizontals ? nullptr : &stretch.vertical};
    for (const std::vector<float>* x : views) {
        if (!x || x->empty()) continue;
        const auto onset = refinedOnset(*x, rate, low, high);
        if (!onset || onset->index < static_cast<double>(first)) continue;
        const auto s = static_cast<std::size_t>(onset->index);
        const double growth = rootMeanSquare(*x, s, s + width) / std::max(1e-30, rootMeanSquare(*x, s - std::min(s - at, 2 * width), s));
        if (growth > bestGrowth) bestGrowth = growth, best = onset;
    }
    if (!best || bestGrowth < horizontalGrowth) return std::nullopt;
    const auto s = static_cast<std::size_t>(best->index);
    if (onHorizontals && stretch.verticality(s) > stretch.verticality(at)) return std::nullopt;
    best->signalToNoise = bestGrowth;
    return best;
}

std::vector<Found> findOnsets(const Stretch& stretch, const AnnotateOptions& options)
{
    const double rate = stretch.raw.sampleRateHz;
    const std::size_t size = stretch.vertical.size();
    // Short records leave little to learn the noise from.
    const double lta = std::clamp(0.08 * static_cast<double>(size) / rate, 2.0, ltaSeconds);
    const std::vector<float> curve = recursiveStaLta(stretch.vertical, samplesIn(staSeconds, rate), samplesIn(lta, rate));
    const double thresholdP = options.thresholdP.value_or(classicalThreshold), thresholdS = options.thresholdS.value_or(classicalThreshold);
    const std::vector<TriggerSpan> triggers = triggerSpans(curve, triggerOn, triggerOff);
    std::vector<Found> out;
    double lastP = -1e18, lastVerticality = 0.0, claimed = -1e18;
    const double separation = options.minimumSeparationSeconds * rate;
    for (std::size_t t = 0; t < triggers.size(); ++t) {
        const std::size_t on = triggers[t].on;
        const std::size_t back = samplesIn(2.0, rate);
        const std::size_t first = on > back ? on - back : 0;
        const auto p = refinedOnset(stretch.vertical, rate, first, on + samplesIn(0.5, rate));
        if (!p || confidenceOf(p->signalToNoise) < thresholdP) continue;
        if (std::abs(p->index - claimed) < 0.7 * rate || p->index - lastP < separation) continue;
        const double vertical = stretch.hasHorizontals() ? stretch.verticality(static_cast<std::size_t>(p->index)) : 0.0;
        const bool inCoda = p->index - lastP < latestS * rate && (p->index < claimed || claimed < lastP);
        if (stretch.hasHorizontals() && vertical < leastVertical) continue;
        if (inCoda && stretch.hasHorizontals() && vertical < lessVertical * lastVerticality) continue;
        out.push_back({*p, true, firstMotion(*stretch.raw.samples, rate, p->index)});
        lastP = p->index;
        lastVerticality = vertical;
        const std::size_t limit = t + 1 < triggers.size() && stretch.hasHorizontals() &&
                                          stretch.verticality(std::min(size - 1, triggers[t + 1].on)) > 0.8 * vertical
                                      ? triggers[t + 1].on
                                      : size;
        if (const auto s = findS(stretch, *p, limit); s && confidenceOf(s->signalToNoise) >= thresholdS) {
            out.push_back({*s, false, Polarity::Unset});
            claimed = s->index;
        }
    }
    return out;
}

class ClassicalAnnotator final : public Annotator {
public:
    std::string version() const override { return "classical 1"; }
    std::string description() const override
    {
        return "Recursive STA/LTA trigger on the vertical, Akaike onset, first motion, and S on the horizontals; needs no weights.";
    }
    Result<Prediction> annotate(const std::vector<TracePtr>& traces, const Inventory& inventory, const AnnotateOptions& options,
                                const Progress& progress) const override;

private:
    Label labelOf(const Found& found, const Segment& raw, const StationPrediction& station, Time created) const;
};

Label ClassicalAnnotator::labelOf(const Found& found, const Segment& raw, const StationPrediction& station, Time created) const
{
    Label label;
    label.id = Id::random();
    label.stream = station.anchor;
    label.phase = found.isP ? "P" : "S";
    label.time = raw.timeOf(found.onset.index);
    label.lowerUncertaintySeconds = found.onset.sigmaBefore / raw.sampleRateHz;
    label.upperUncertaintySeconds = found.onset.sigmaAfter / raw.sampleRateHz;
    label.polarity = found.polarity;
    label.onset = found.onset.signalToNoise >= 8.0 ? OnsetQuality::Impulsive : OnsetQuality::Emergent;
    label.mode = Mode::Automatic;
    label.confidence = confidenceOf(found.onset.signalToNoise);
    label.model = version();
    label.filter = filterText(onsetBand(raw.sampleRateHz));
    label.author = "SeisDesk";
    label.created = created;
    return label;
}

Result<Prediction> ClassicalAnnotator::annotate(const std::vector<TracePtr>& traces, const Inventory& inventory, const AnnotateOptions& options,
                                                const Progress& progress) const
{
    Prediction out;
    out.model = version();
    const Time created = now();
    const auto groups = groupedByInstrument(traces);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        progress.report(static_cast<double>(g) / static_cast<double>(groups.size()), groups[g].front()->id.instrument().text());
        const Instrument instrument = orientedInstrument(groups[g], inventory);
        const auto main = std::find_if(instrument.axes.begin(), instrument.axes.end(), [](const auto& axis) { return !axis.empty(); });
        if (main == instrument.axes.end()) continue;
        StationPrediction station{instrument.id, instrument.anchor, {}, {}, {}, instrument.notes};
        for (std::string& note : station.notes)
            if (const auto at = note.find(", filled with zeros"); at != std::string::npos) note.erase(at);
        for (const Segment& whole : *main) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            Stretch stretch{options.span ? cut(whole, *options.span) : whole, {}, {}};
            if (stretch.raw.empty()) continue;
            const FilterSpec band = onsetBand(stretch.raw.sampleRateHz);
            const auto vertical = filtered(stretch.raw, band);
            if (!vertical) {
                station.notes.push_back("not searched: " + vertical.error().message);
                continue;
            }
            stretch.vertical = *vertical->samples;
            if (main == instrument.axes.begin())
                for (std::size_t h = 0; h < 2; ++h) stretch.horizontal[h] = matching(instrument.axes[h + 1], stretch.raw, band);
            for (const Found& found : findOnsets(stretch, options)) station.labels.push_back(labelOf(found, stretch.raw, station, created));
            station.coverage.push_back(stretch.raw.span());
        }
        std::stable_sort(station.labels.begin(), station.labels.end(), [](const Label& a, const Label& b) { return a.time < b.time; });
        out.stations.push_back(std::move(station));
    }
    progress.report(1.0);
    return out;
}

}  // namespace

std::shared_ptr<const Annotator> classicalAnnotator() { return std::make_shared<ClassicalAnnotator>(); }

}  // namespace seisdesk
