#include "core/model/station_work.h"

#include "core/model/one_instant.h"
#include "core/model/peak_label.h"
#include "core/model/s_minus_p.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>
#include <tuple>

namespace seisdesk {

namespace {

constexpr double candidateHeight = 0.05;

bool isBackground(const std::string& output) { return output == "noise" || output == "non" || output == "N"; }
bool isFirstMotion(const std::string& output) { return output == "up" || output == "down"; }

std::optional<std::size_t> indexOf(const std::vector<std::string>& names, const char* name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

bool isDescribed(const Contract& contract, const std::string& phase) { return phase == "P" && (!contract.sourceOutputs.empty() || indexOf(contract.outputs, "up")); }

/// First motion and source at an onset, of networks that say them.
void describe(const StationWork& work, const PickRules& rules, std::size_t line, double sample, Label& label)
{
    const Contract& contract = rules.contract;
    if (const std::vector<float> values = work.columns[line].at(sample); !values.empty())
        label.source = sourceEstimate(contract, values, hasHorizontals(work.instrument, label.time));
    const auto up = indexOf(contract.outputs, "up"), down = indexOf(contract.outputs, "down");
    if (!up || !down) return;
    const auto at = static_cast<std::size_t>(std::lround(sample));
    const LineOutput& output = *work.outputs[line];
    label.polarity = firstMotion(output.value(*up, at), output.value(*down, at), rules.options.thresholdPolarity.value_or(contract.defaultThresholdPolarity), label.source);
}

void pick(StationWork& work, const PickRules& rules, std::size_t line, std::size_t piece, const PassPiece& stretch, std::size_t curve)
{
    StationPrediction& out = *work.prediction;
    const GridPiece& grid = work.lines[line].pieces()[piece];
    const std::string& phase = rules.contract.outputs[curve];
    const double threshold = rules.threshold(phase);
    for (const Peak& peak : work.outputs[line]->peaks(curve, piece, stretch, rules.least(phase))) {
        const Time time = grid.timeOf(static_cast<double>(grid.first) + peak.index) + fromSeconds(rules.contract.correctionSeconds(phase));
        Label label = peakLabel(peak, grid.sampleRateHz, phase, time, rules.contract.uncertainty, {out.anchor, rules.version, rules.started});
        if (isDescribed(rules.contract, phase)) describe(work, rules, line, static_cast<double>(grid.first) + peak.index, label);
        auto& where = static_cast<double>(peak.height) >= threshold ? out.labels : out.candidates;
        where.push_back(std::move(label));
    }
}

}  // namespace

double PickRules::threshold(const std::string& phase) const
{
    return phase == "P" ? options.thresholdP.value_or(contract.defaultThresholdP) : options.thresholdS.value_or(contract.defaultThresholdS);
}

double PickRules::least(const std::string& phase) const
{
    double out = threshold(phase);
    if (contract.pickRule != PickRule::Peaks) return out;
    if (isDescribed(contract, phase)) out = std::min(out, candidateHeight);
    return std::min(out, options.weakest.value_or(out));
}

std::vector<PassPiece> PickRules::pieces(const Timeline& line) const
{
    std::vector<PassPiece> out;
    for (const GridPiece& piece : line.pieces()) out.push_back({piece.first, piece.count, options.minimumSeparationSeconds * piece.sampleRateHz});
    return out;
}

void finishStation(StationWork& work, const PickRules& rules)
{
    const Contract& contract = rules.contract;
    const bool keepCurves = rules.options.keepCurves;
    StationPrediction& out = *work.prediction;
    for (std::size_t l = 0; l < work.lines.size(); ++l) {
        const LineOutput& output = *work.outputs[l];
        const std::vector<PassPiece> stretches = rules.pieces(work.lines[l]);
        for (std::size_t p = 0; p < stretches.size(); ++p) {
            const GridPiece& piece = work.lines[l].pieces()[p];
            for (std::size_t i = piece.first; i < piece.first + piece.count;) {
                std::size_t last = i;
                while (last < piece.first + piece.count && output.covered(last)) ++last;
                if (last > i) out.coverage.push_back({piece.timeOf(static_cast<double>(i)), piece.timeOf(static_cast<double>(last))});
                i = std::max(last, i + 1);
            }
            for (std::size_t c = 0; c < contract.outputs.size(); ++c) {
                const std::string& name = contract.outputs[c];
                const bool phase = name == "P" || name == "S";
                if (isFirstMotion(name) || (!phase && (!keepCurves || isBackground(name)))) continue;
                if (phase) pick(work, rules, l, p, stretches[p], c);
                if (keepCurves)
                    out.curves.push_back({name, makeSegment(piece.start + fromSeconds(contract.correctionSeconds(name)), piece.sampleRateHz, output.curve(c, piece.first, piece.count))});
            }
        }
    }
    work.outputs.clear();
    work.columns.clear();
    std::stable_sort(out.curves.begin(), out.curves.end(), [](const Curve& a, const Curve& b) {
        return std::tie(a.name, a.values.start) < std::tie(b.name, b.values.start);
    });
    std::stable_sort(out.labels.begin(), out.labels.end(), [](const Label& a, const Label& b) { return std::tie(a.time, a.phase) < std::tie(b.time, b.phase); });
    if (contract.pickRule == PickRule::Peaks)
        for (Label& label : takeUnlikelier(out.labels, rules.options.instantSeconds))
            if (label.phase == "P") out.candidates.push_back(std::move(label));  // described already, for when the S's threshold is raised
    joinSMinusP(out.labels);
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

}  // namespace seisdesk
