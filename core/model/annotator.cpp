#include "core/model/annotator.h"

#include "core/model/instruments.h"
#include "core/model/record_run.h"
#include "core/model/source_windows.h"
#include "core/model/station_work.h"
#include "core/model/window.h"
#include "core/model/window_batch.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <sstream>

namespace seisdesk {

namespace {

/// Grid samples conditioned at once; bounds what is held beside the records and the curves.
constexpr std::size_t chunkSamples = std::size_t{1} << 19;

class NetworkAnnotator final : public Annotator {
public:
    NetworkAnnotator(std::shared_ptr<const Network> picker, std::vector<std::shared_ptr<const Network>> sources)
        : m_picker(std::move(picker)), m_sources(std::move(sources))
    {
    }

    std::string version() const override { return m_picker ? m_picker->version() : std::string(); }
    std::string description() const override;
    std::string remark() const override;
    Result<Prediction> annotate(const std::vector<TracePtr>& traces, const Inventory& inventory, const AnnotateOptions& options,
                                const Progress& progress) const override;

private:
    struct Run;  // one way through all records
    Result<std::deque<StationPrediction>> annotated(const std::vector<std::vector<TracePtr>>& groups, const Inventory& inventory, const AnnotateOptions& options,
                                                    const Progress& progress, bool byRecords) const;
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

std::string NetworkAnnotator::remark() const
{
    std::string out = m_picker ? m_picker->remark() : std::string();
    for (const auto& n : m_sources)
        if (out.empty() && n) out = n->remark();
    return out;
}

struct NetworkAnnotator::Run {
    Run(const NetworkAnnotator& annotator, const AnnotateOptions& o, const Progress& p, bool byRecords)
        : options(o), progress(p), contract(annotator.m_picker->contract()), rules{o, contract, annotator.m_picker->version(), now()}, weights(windowWeights(contract)),
          batch(*annotator.m_picker, o.batchSize, p), sources(annotator.m_sources, o.batchSize, p)
    {
        if (byRecords) records.emplace(*annotator.m_picker, rules, progress, [this](StationWork& work) { return finish(work); });
    }

    Result<void> add(const std::vector<TracePtr>& streams, const Inventory& inventory, double from, double to);
    Result<void> addLine(const std::shared_ptr<StationWork>& work, std::size_t index, const Progress& part);
    Result<void> finish(StationWork& work);
    Result<void> settle(const std::shared_ptr<StationWork>& work) { return --work->pending == 0 ? finish(*work) : Result<void>{}; }
    Result<void> flush();

    const AnnotateOptions& options;
    const Progress& progress;
    const Contract& contract;
    const PickRules rules;
    const std::vector<float> weights;
    WindowBatch batch;
    std::optional<RecordRun> records;  ///< where the network takes whole records
    SourceWindows sources;
    std::deque<StationPrediction> stations;
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
    if (records) return records->add(work, to);
    for (const Timeline& line : work->lines) {
        work->outputs.push_back(std::make_unique<StackedLine>(contract, line.size()));
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
    Stack& stack = static_cast<StackedLine&>(*work->outputs[index]).stack();
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
                return Error{Error::Code::ModelMismatch, rules.version + " does not return " + std::to_string(contract.outputs.size()) + " curves of " +
                                                             std::to_string(contract.windowSamples) + " samples" +
                                                             (contract.sourceOutputs.empty() ? "" : " and what it says of the source") + ", as its contract says."};
            Stack& sums = static_cast<StackedLine&>(*work->outputs[index]).stack();
            sums.add(start, output.first(curves), weights);
            if (output.size() > curves) work->columns[index].add(start, output.subspan(curves));
            part.report(static_cast<double>(start) / static_cast<double>(sums.size()), work->instrument.id.text());
            return settle(work);
        });
        if (!added) return added;
    }
    return {};
}

/// Picks of a station whose windows have all been through the network; then its source windows.
Result<void> NetworkAnnotator::Run::finish(StationWork& work)
{
    finishStation(work, rules);
    StationPrediction& out = *work.prediction;
    if (sources.empty()) return {};
    std::vector<SourceWindows::Target> targets;
    for (Label& label : out.labels)
        if (label.phase == "P") targets.push_back({label.time, &label.source});
    return sources.add(work.instrument, targets, Placement::Anchored);
}

Result<void> NetworkAnnotator::Run::flush()
{
    if (records)
        if (auto flushed = records->flush(); !flushed) return flushed;
    if (auto flushed = batch.flush(); !flushed) return flushed;
    return sources.flush();
}

Result<std::deque<StationPrediction>> NetworkAnnotator::annotated(const std::vector<std::vector<TracePtr>>& groups, const Inventory& inventory, const AnnotateOptions& options,
                                                                  const Progress& progress, bool byRecords) const
{
    Run run(*this, options, progress, byRecords);
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
    if (const auto flushed = run.flush(); !flushed) return flushed.error();
    return std::move(run.stations);
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
    const bool byRecords = m_picker->takesRecords();
    auto stations = annotated(groups, inventory, options, progress, byRecords);
    // What the device cannot take whole, or at all any more, goes window by window: through it or through what stands behind it.
    if (!stations && byRecords && (stations.error().code == Error::Code::OutOfSpace || stations.error().code == Error::Code::Internal))
        stations = annotated(groups, inventory, options, progress, false);
    if (!stations) return stations.error();

    const bool twoWay = std::any_of(m_sources.begin(), m_sources.end(), [](const auto& n) { return n && n->contract().task == Task::Polarity; });
    Prediction out;
    out.model = m_picker->version();
    for (StationPrediction& station : *stations) {
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
