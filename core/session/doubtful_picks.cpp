#include "core/session/doubtful_picks.h"

#include <algorithm>
#include <cstdio>

namespace seisdesk {

namespace {

std::string number(const char* format, double value)
{
    char text[48];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

}  // namespace

bool awaitsJudgement(const Label& label) { return !label.end && label.mode == Mode::Automatic && label.review == Review::Preliminary; }

Result<std::vector<DoubtfulPick>> rankByConfidence(const DoubtInput& input, const Progress& progress)
{
    constexpr double wideSeconds = 0.5;
    std::vector<DoubtfulPick> out;
    for (const Label& label : input.labels) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        if (!awaitsJudgement(label)) continue;
        const double doubt = 1.0 - std::clamp(label.confidence.value_or(0.5), 0.0, 1.0);
        const double seconds = label.lowerUncertaintySeconds.value_or(0.0) + label.upperUncertaintySeconds.value_or(0.0);
        const double width = std::min(1.0, seconds / wideSeconds);
        DoubtfulPick pick{label.id, std::max(doubt, width), {}};
        if (width > doubt) pick.reason = number("uncertain by %.2f s", seconds / 2.0);
        else pick.reason = label.confidence ? number("curve at %.2f", *label.confidence) : "no confidence given";
        out.push_back(std::move(pick));
    }
    std::stable_sort(out.begin(), out.end(), [](const DoubtfulPick& a, const DoubtfulPick& b) { return a.score > b.score; });
    return out;
}

}  // namespace seisdesk
