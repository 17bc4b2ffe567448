#include "core/model/precision_parity.h"

#include "core/model/adapt/reference_set.h"
#include "core/model/peaks.h"
#include "core/model/training/window_example.h"
#include "core/model/window.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

namespace seisdesk {

namespace {

constexpr double curveTolerance = 1e-2, shiftTolerance = 1.0, separationSamples = 50.0;

std::vector<Peak> peaksOf(const Contract& contract, std::span<const float> curve, double threshold)
{
    return contract.pickRule == PickRule::Triggers ? findTriggers(curve, threshold) : findPeaks(curve, threshold, separationSamples);
}

/// Distance to the nearest pick, or infinity.
double nearest(const std::vector<Peak>& all, double index)
{
    double out = std::numeric_limits<double>::infinity();
    for (const Peak& p : all) out = std::min(out, std::abs(p.index - index));
    return out;
}

void compare(PrecisionParity& out, const Contract& contract, double threshold, std::span<const float> full, std::span<const float> half)
{
    for (std::size_t i = 0; i < full.size(); ++i) {
        const double d = std::abs(static_cast<double>(full[i]) - static_cast<double>(half[i]));
        out.curveDifference = std::max(out.curveDifference, std::isfinite(d) ? d : 1.0);
    }
    // What stands within the tolerance of the threshold may fall to either side.
    const auto firm = [&](const Peak& p) { return static_cast<double>(p.height) >= threshold + curveTolerance; };
    const std::vector<Peak> wanted = peaksOf(contract, full, threshold), got = peaksOf(contract, half, threshold);
    for (const Peak& p : wanted) {
        const double away = nearest(got, p.index);
        if (away > separationSamples) {
            if (firm(p)) ++out.lost;
            continue;
        }
        ++out.picks;
        out.pickShiftSamples = std::max(out.pickShiftSamples, away);
    }
    for (const Peak& p : got)
        if (firm(p) && nearest(wanted, p.index) > separationSamples) ++out.lost;
}

}  // namespace

bool PrecisionParity::holds() const { return curveDifference <= curveTolerance && pickShiftSamples <= shiftTolerance && lost == 0; }

std::string PrecisionParity::text() const
{
    std::ostringstream out;
    out.precision(2);
    out << "curves within " << curveDifference << ", " << picks << " picks within " << pickShiftSamples << " samples";
    if (lost > 0) out << ", " << lost << " made by one alone";
    return out.str();
}

Result<PrecisionParity> precisionParity(const Network& full, const Network& half, std::span<const float> windows, std::size_t count)
{
    const auto a = full.forward(windows, count), b = half.forward(windows, count);
    if (!a) return a.error();
    if (!b) return b.error();
    if (a->size() != b->size() || count == 0 || a->size() % count != 0) return Error{Error::Code::ModelMismatch, full.version() + " returns other sizes with 16 bits."};
    const Contract& contract = full.contract();
    const std::size_t each = a->size() / count, length = contract.windowSamples;
    PrecisionParity out;
    for (std::size_t w = 0; w < count; ++w)
        for (std::size_t c = 0; c < contract.outputs.size() && (c + 1) * length <= each; ++c) {
            const std::string& name = contract.outputs[c];
            if (name != "P" && name != "S") continue;
            compare(out, contract, name == "P" ? contract.defaultThresholdP : contract.defaultThresholdS, std::span(*a).subspan(w * each + c * length, length),
                    std::span(*b).subspan(w * each + c * length, length));
        }
    return out;
}

Result<std::vector<float>> parityWindows(const Contract& contract, std::size_t count)
{
    constexpr double slackSeconds = 2.0;
    const std::size_t each = contract.componentOrder.size() * contract.windowSamples;
    std::vector<float> out(count * each);
    ReferenceOptions options;
    options.windows = count;
    options.seconds = static_cast<double>(contract.windowSamples) / contract.sampleRateHz + slackSeconds;
    std::size_t next = 0;
    for (const LabelledWindow& window : referenceSet(options)) {
        const auto example = windowExample(window, contract.sampleRateHz);
        if (!example) return example.error();
        prepareWindow(example->rows, example->samples, 0, example->samples, contract, std::span(out).subspan(each * next++, each));
    }
    return out;
}

}  // namespace seisdesk
