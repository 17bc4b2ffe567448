#pragma once
// PickUncertainty: what makes the widths that a network's curves suggest into intervals that hold 68 % of analysts' onsets.

#include "core/base/result.h"
#include "core/label/label.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace seisdesk {

/// Share of analysts' onsets that a one-sigma interval is to hold.
inline constexpr double oneSigmaShare = 0.6827;

/// Factors on the widths of one phase's curve, before and after the pick, and how many picks of analysts they rest on: those the
/// analyst put earlier, and those put later (or not moved).
struct WidthScale {
    double before = 1.0, after = 1.0;
    std::size_t picksBefore = 0, picksAfter = 0;
    bool operator==(const WidthScale&) const = default;
};

struct PickUncertainty {
    WidthScale p, s;
    /// Of a phase hint that begins with P or S; null for others.
    const WidthScale* of(std::string_view phase) const;
    bool operator==(const PickUncertainty&) const = default;
};

/// Multiplies the label's uncertainties, where it has any.
void scaleWidths(Label& label, const PickUncertainty& uncertainty);

/// {"P": {"before", "after", "picks_before", "picks_after"}, "S": {...}}; "lower" uncertainties are those before the pick.
std::string toJson(const PickUncertainty& uncertainty);
/// Absent members keep their defaults. Error: Malformed for what is no object and for factors that are not in (0, 1000].
Result<PickUncertainty> pickUncertaintyFromJson(std::string_view json);

}  // namespace seisdesk
