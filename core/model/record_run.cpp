#include "core/model/record_run.h"

#include "core/model/window.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// Grid samples worth a pass: 1.4 GB of records, curves and weights on the device for a network of five curves, four station-days of 100 Hz.
constexpr std::size_t passSamples = std::size_t{1} << 25;
/// Grid samples conditioned at once, while the ones before are on their way to the device.
constexpr std::size_t chunkSamples = std::size_t{1} << 19;

}  // namespace

RecordRun::RecordRun(const Network& network, const PickRules& rules, const Progress& progress, Finished finished)
    : m_network(network), m_rules(rules), m_progress(progress), m_finished(std::move(finished))
{
}

Result<void> RecordRun::add(std::shared_ptr<StationWork> work, double fraction)
{
    std::size_t samples = 0;
    for (const Timeline& line : work->lines) samples += line.size();
    if (m_samples > 0 && m_samples + samples > passSamples)
        if (auto flushed = flush(); !flushed) return flushed;
    m_samples += samples;
    m_works.push_back(std::move(work));
    m_to = fraction;
    return {};
}

Result<void> RecordRun::flush()
{
    if (m_works.empty()) return {};
    const Contract& contract = m_rules.contract;
    RecordPlan plan;
    plan.weights = windowWeights(contract);
    plan.keepCurves = m_rules.options.keepCurves;
    for (std::size_t c = 0; c < contract.outputs.size(); ++c)
        if (contract.outputs[c] == "P" || contract.outputs[c] == "S") plan.peaks.push_back({c, m_rules.least(contract.outputs[c])});
    for (const auto& work : m_works)
        for (const Timeline& line : work->lines)
            plan.lines.push_back({line.size(), windowStarts(line.size(), contract, m_rules.options.overlap.value_or(contract.defaultOverlap)), m_rules.pieces(line)});
    auto pass = m_network.recordPass(plan, m_progress);
    if (!pass) return pass.error();
    std::vector<std::vector<char>> recorded;
    std::size_t read = 0;
    for (const auto& work : m_works)
        for (const Timeline& line : work->lines) {
            recorded.emplace_back(line.size(), 0);
            if (const auto done = readInto(**pass, line, recorded.back()); !done) return done;
            read += line.size();
            m_progress.report(m_from + (m_to - m_from) * static_cast<double>(read) / static_cast<double>(m_samples), work->instrument.id.text());
        }
    auto outputs = (*pass)->finish();
    if (!outputs) return outputs.error();
    std::size_t next = 0;
    for (const auto& work : m_works) {
        for (std::size_t l = 0; l < work->lines.size(); ++l, ++next) {
            auto line = std::make_unique<PassedLine>(plan, next, contract.windowSamples, std::move((*outputs)[next]), std::move(recorded[next]));
            work->columns.emplace_back(contract);
            for (std::size_t w = 0; w < line->output().columns.size(); ++w) work->columns.back().add(line->output().starts[w], line->output().columns[w]);
            work->outputs.push_back(std::move(line));
        }
        if (const auto finished = m_finished(*work); !finished) return finished;
    }
    m_works.clear();
    m_samples = 0;
    m_from = m_to;
    return {};
}

Result<void> RecordRun::readInto(RecordPass& pass, const Timeline& line, std::vector<char>& recorded) const
{
    for (std::size_t first = 0; first < line.size();) {
        if (m_progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        const std::size_t count = std::min(chunkSamples, line.size() - first);
        const auto rows = line.read(first, count);
        if (!rows) return rows.error();
        for (std::size_t i = 0; i < count; ++i)
            recorded[first + i] = std::isfinite((*rows)[i]) || std::isfinite((*rows)[count + i]) || std::isfinite((*rows)[2 * count + i]) ? 1 : 0;
        if (const auto appended = pass.append(*rows, count); !appended) return appended;
        first += count;
    }
    return {};
}

}  // namespace seisdesk
