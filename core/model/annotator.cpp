#include "core/model/annotator.h"

#include "core/model/instruments.h"
#include "core/model/peak_label.h"
#include "core/model/peaks.h"
#include "core/model/s_minus_p.h"
#include "core/model/source_columns.h"
#include "core/model/source_windows.h"
#include "core/model/stack.h"
#include "core/model/timeline.h"
#include "core/model/window.h"
#include "core/model/window_batch.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <sstream>

namespace seisdesk {

namespace {

/// Grid samples conditioned at once; bounds what is held beside the records and the curves.
constexpr std::size_t chunkSamples = std::size_t{1} << 19;
/// Below the threshold, P onsets down to this height are described too, in case the threshold is lowered later.
constexpr double candidateHeight = 0.05;

/// One instrument on its way through the network.
struct StationWork {
    Instrument instrument;
    std::vector<Timeline> lines;
    std::vector<Stack> stacks;
    std::vector<SourceColumns> columns;  ///< one per line where the network speaks of the source, else none
    std::size_t pending = 1;  ///< windows whose output is awaited, and one while windows are still being added
    StationPrediction* prediction = nullptr;
};

bool isBackground(const std::string& output) { return output == "noise" || output == "non" || output == "N"; }
bool isFirstMotion(const std::string& output) { return output == "up" || output == "down"; }
std::optional<std::size_t> indexOf(const std::vector<std::string>& names, const char* name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

std::string rateNote(const Instrument& instrument, const Contract& contract)
{
    double lowest = contract.sampleRateHz;
    for (const auto& axis : instrument.axes)
        for (const Segment& s : axis) lowest = std::min(lowest, s.sampleRateHz);
    if (lowest >= 0.8 * contract.sampleRateHz) return {};
    std::ostringstream text;
    text << "recorded at " << lowest << " Hz, below the model's " << contract.sampleRateHz << " Hz: nothing above " << lowest / 2 << " Hz is in it";
    return text.str();
}

class NetworkAnnotator final : public Annotator {
public:
    NetworkAnnotator(std::shared_ptr<const Network> picker, std::vector<std::shared_ptr<const Network>> sources)
        : m_picker(std::move(picker)), m_sources(std::move(sources))
    {
    }

    std::string version() const override { return m_picker ? m_picker->version() : std::string(); }
    std::string description() const override;
    Result<Prediction> annotate(const std::vector<TracePtr>& traces, const Inventory& inventory, const AnnotateOptions& options,
                                const Progress& progress) const override;

private:
    struct Run;  // one call of annotate()
    std::shared_ptr<const Network> m_picker;
    std::vector<std::shared_ptr<const Network>> m_sources;
};

std::string NetworkAnnotator::description() const
{
    if (!m_picker) return "No network.";
    const Contract& c = m_picker->contract();
    std::ostringstream text;
    text << c.family << " picker " << m_picker->version() << ": windows of " << static_cast<double>(c.windowSamples) / c.sampleRateHz << " s at "
         << c.sampleRateHz << " Hz, components " << c.componentOrder;
    for (const auto& n : m_sources)
        if (n) text << ", " << n->version();
    text << '.';
    return text.str();
}

struct NetworkAnnotator::Run {
    Run(const NetworkAnnotator& annotator, const AnnotateOptions& o, const Progress& p)
        : options(o), progress(p), contract(annotator.m_picker->contract()), version(annotator.m_picker->version()),
          weights(windowWeights(contract)), batch(*annotator.m_picker, o.batchSize, p), sources(annotator.m_sources, o.batchSize, p), started(now())
    {
    }

    Result<void> add(const std::vector<TracePtr>& streams, const Inventory& inventory, double from, double to);
    Result<void> addLine(const std::shared_ptr<StationWork>& work, std::size_t index, const Progress& part);
    Result<void> finish(StationWork& work);
    Result<void> settle(const std::shared_ptr<StationWork>& work) { return --work->pending == 0 ? finish(*work) : Result<void>{}; }
    void pick(StationWork& work, std::size_t line, const GridPiece& piece, std::span<const float> curve, const std::string& phase) const;
    void describe(const StationWork& work, std::size_t line, double sample, Label& label) const;

    const AnnotateOptions& options;
    const Progress& progress;
    const Contract& contract;
    const std::string version;
    const std::vector<float> weights;
    WindowBatch batch;
    SourceWindows sources;
    std::deque<StationPrediction> stations;
    const Time started;
};

Result<void> NetworkAnnotator::Run::add(const std::vector<TracePtr>& streams, const Inventory& inventory, double from, double to)
{
    auto work = std::make_shared<StationWork>();
    work->instrument = orientedInstrument(streams, inventory);
    work->lines = timelines(work->instrument, {contract.sampleRateHz, contract.windowSamples, contract.normalisation != Normalisation::None, options.span});
    if (work->lines.empty()) return {};
    StationPrediction& out = stations.emplace_back();
    out.instrument = work->instrument.id;
    out.anchor = work->instrument.anchor;
    out.notes = work->instrument.notes;
    if (const std::string note = rateNote(work->instrument, contract); !note.empty()) out.notes.push_back(note);
    work->prediction = &out;
    for (const Timeline& line : work->lines) {
        work->stacks.emplace_back(contract.outputs.size(), line.size(), contract.stacking);
        work->columns.emplace_back(contract);
    }
    std::size_t done = 0, total = 0;
    for (const Timeline& line : work->lines) total += line.size();
    for (std::size_t i = 0; i < work->lines.size(); ++i) {
        const auto fraction = [&](std::size_t samples) { return from + (to - from) * static_cast<double>(samples) / static_cast<double>(total); };
        const auto added = addLine(work, i, progress.part(fraction(done), fraction(done + work->lines[i].size())));
        if (!added) return added;
        done += work->lines[i].size();
    }
    return settle(work);
}

Result<void> NetworkAnnotator::Run::addLine(const std::shared_ptr<StationWork>& work, std::size_t index, const Progress& part)
{
    const Timeline& line = work->lines[index];
    Stack& stack = work->stacks[index];
    const std::vector<std::size_t> starts = windowStarts(line.size(), contract, options.overlap.value_or(contract.defaultOverlap));
    std::size_t begin = 0, end = 0, judged = 0;  // grid samples in `rows`; those whose presence is known
    Result<std::vector<float>> rows = std::vector<float>{};
    for (std::size_t w = 0; w < starts.size(); ++w) {
        const std::size_t last = std::min(line.size(), starts[w] + contract.windowSamples);
        if (last > end) {
            begin = starts[w];
            end = std::min(line.size(), begin + std::max(chunkSamples, contract.windowSamples));
            rows = line.read(begin, end - begin);
            if (!rows) return rows.error();
            const std::size_t stride = end - begin;
            for (; judged < end; ++judged) {
                const float* at = rows->data() + (judged - begin);
                if (!std::isfinite(at[0]) && !std::isfinite(at[stride]) && !std::isfinite(at[2 * stride])) stack.mask(judged);
            }
        }
        if (!prepareWindow(*rows, end - begin, starts[w] - begin, last - starts[w], contract, batch.next())) continue;
        ++work->pending;
        const auto added = batch.add([this, work, index, start = starts[w], part](std::span<const float> output) -> Result<void> {
            const std::size_t curves = contract.outputs.size() * contract.windowSamples;
            if (output.size() != curves + contract.sourceOutputs.size() * contract.sourceColumns())
                return Error{Error::Code::ModelMismatch, version + " does not return " + std::to_string(contract.outputs.size()) + " curves of " +
                                                             std::to_string(contract.windowSamples) + " samples" +
                                                             (contract.sourceOutputs.empty() ? "" : " and what it says of the source") + ", as its contract says."};
            work->stacks[index].add(start, output.first(curves), weights);
            if (output.size() > curves) work->columns[index].add(start, output.subspan(curves));
            part.report(static_cast<double>(start) / static_cast<double>(work->stacks[index].size()), work->instrument.id.text());
            return settle(work);
        });
        if (!added) return added;
    }
    return {};
}

/// First motion and source at an onset, of networks that say them.
void NetworkAnnotator::Run::describe(const StationWork& work, std::size_t line, double sample, Label& label) const
{
    if (const std::vector<float> values = work.columns[line].at(sample); !values.empty())
        label.source = sourceEstimate(contract, values, hasHorizontals(work.instrument, label.time));
    const auto up = indexOf(contract.outputs, "up"), down = indexOf(contract.outputs, "down");
    if (!up || !down) return;
    const auto at = static_cast<std::size_t>(std::lround(sample));
    const Stack& stack = work.stacks[line];
    label.polarity = firstMotion(stack.curve(*up, at, 1).front(), stack.curve(*down, at, 1).front(),
                                 options.thresholdPolarity.value_or(contract.defaultThresholdPolarity), label.source);
}

void NetworkAnnotator::Run::pick(StationWork& work, std::size_t line, const GridPiece& piece, std::span<const float> curve, const std::string& phase) const
{
    StationPrediction& out = *work.prediction;
    const bool described = phase == "P" && (!contract.sourceOutputs.empty() || indexOf(contract.outputs, "up"));
    const double threshold = phase == "P" ? options.thresholdP.value_or(contract.defaultThresholdP) : options.thresholdS.value_or(contract.defaultThresholdS);
    const double least = described ? std::min(threshold, candidateHeight) : threshold;
    const auto peaks = contract.pickRule == PickRule::Triggers ? findTriggers(curve, threshold)
                                                               : findPeaks(curve, least, options.minimumSeparationSeconds * piece.sampleRateHz);
    for (const Peak& peak : peaks) {
        const Time time = piece.timeOf(static_cast<double>(piece.first) + peak.index) + fromSeconds(contract.correctionSeconds(phase));
        Label label = peakLabel(peak, piece.sampleRateHz, phase, time, contract.uncertainty, {out.anchor, version, started});
        if (described) describe(work, line, static_cast<double>(piece.first) + peak.index, label);
        auto& where = static_cast<double>(peak.height) >= threshold ? out.labels : out.candidates;
        where.push_back(std::move(label));
    }
}

/// Curves, coverage and picks of a station whose windows have all been through the network; then its source windows.
Result<void> NetworkAnnotator::Run::finish(StationWork& work)
{
    StationPrediction& out = *work.prediction;
    for (std::size_t l = 0; l < work.lines.size(); ++l) {
        const Timeline& line = work.lines[l];
        const Stack& stack = work.stacks[l];
        for (const GridPiece& piece : line.pieces()) {
            for (std::size_t i = piece.first; i < piece.first + piece.count;) {
                std::size_t last = i;
                while (last < piece.first + piece.count && stack.covered(last)) ++last;
                if (last > i) out.coverage.push_back({piece.timeOf(static_cast<double>(i)), piece.timeOf(static_cast<double>(last))});
                i = std::max(last, i + 1);
            }
            for (std::size_t c = 0; c < contract.outputs.size(); ++c) {
                const std::string& name = contract.outputs[c];
                const bool phase = name == "P" || name == "S";
                if (isFirstMotion(name) || (!phase && (!options.keepCurves || isBackground(name)))) continue;
                std::vector<float> curve = stack.curve(c, piece.first, piece.count);
                if (phase) pick(work, l, piece, curve, name);
                if (options.keepCurves) out.curves.push_back({name, makeSegment(piece.start + fromSeconds(contract.correctionSeconds(name)), piece.sampleRateHz, std::move(curve))});
            }
        }
    }
    work.stacks.clear();
    work.columns.clear();
    std::stable_sort(out.curves.begin(), out.curves.end(), [](const Curve& a, const Curve& b) {
        return std::tie(a.name, a.values.start) < std::tie(b.name, b.values.start);
    });
    std::stable_sort(out.labels.begin(), out.labels.end(), [](const Label& a, const Label& b) { return std::tie(a.time, a.phase) < std::tie(b.time, b.phase); });
    if (contract.pickRule == PickRule::Peaks)
        for (Label& label : takeUnlikelier(out.labels, options.instantSeconds))
            if (label.phase == "P") out.candidates.push_back(std::move(label));  // described already, for when the S's threshold is raised
    joinSMinusP(out.labels);
    if (sources.empty()) return {};
    std::vector<SourceWindows::Target> targets;
    for (Label& label : out.labels)
        if (label.phase == "P") targets.push_back({label.time, &label.source});
    return sources.add(work.instrument, targets, Placement::Anchored);
}

Result<Prediction> NetworkAnnotator::annotate(const std::vector<TracePtr>& traces, const Inventory& inventory, const AnnotateOptions& options,
                                              const Progress& progress) const
{
    if (!m_picker) return Error{Error::Code::InvalidArgument, "There is no picking network: choose a model first."};
    const Contract& contract = m_picker->contract();
    if (contract.task != Task::Picking || std::find(contract.outputs.begin(), contract.outputs.end(), "P") == contract.outputs.end())
        return Error{Error::Code::InvalidArgument, m_picker->version() + " does not pick phases: choose a picking model, and give this one beside it."};
    if (contract.windowSamples == 0 || !(contract.sampleRateHz > 0.0) || contract.componentOrder.empty())
        return Error{Error::Code::ModelMismatch, m_picker->version() + " has no usable contract (window, rate or components missing)."};

    const auto groups = groupedByInstrument(traces);
    Run run(*this, options, progress);
    double total = 0.0, done = 0.0;
    const auto weightOf = [](const std::vector<TracePtr>& streams) {
        double count = 0.0;
        for (const TracePtr& t : streams) count += static_cast<double>(t->sampleCount());
        return count;
    };
    for (const auto& streams : groups) total += weightOf(streams);
    for (const auto& streams : groups) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        const double share = weightOf(streams) / total;
        if (const auto added = run.add(streams, inventory, done, done + share); !added) return added.error();
        done += share;
    }
    if (const auto flushed = run.batch.flush(); !flushed) return flushed.error();
    if (const auto flushed = run.sources.flush(); !flushed) return flushed.error();

    const bool twoWay = std::any_of(m_sources.begin(), m_sources.end(), [](const auto& n) { return n && n->contract().task == Task::Polarity; });
    Prediction out;
    out.model = m_picker->version();
    for (StationPrediction& station : run.stations) {
        // A network for polarity alone knows up and down only, and wins over what the picker said of it.
        if (twoWay)
            for (Label& label : station.labels)
                if (label.source.probabilityUp) label.polarity = decidedPolarity(*label.source.probabilityUp);
        for (const auto& other : groups)
            if (const StreamId id = other.front()->id.instrument(); id.sameStation(station.instrument) && id != station.instrument)
                station.notes.push_back("the station has another instrument, " + id.text() + ", annotated on its own");
        out.stations.push_back(std::move(station));
    }
    progress.report(1.0);
    return out;
}

}  // namespace

std::shared_ptr<const Annotator> networkAnnotator(std::shared_ptr<const Network> picker, std::vector<std::shared_ptr<const Network>> sourceNetworks)
{
    return std::make_shared<NetworkAnnotator>(std::move(picker), std::move(sourceNetworks));
}

}  // namespace seisdesk
