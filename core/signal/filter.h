#pragma once
// Butterworth filters as second-order sections: the same design and arithmetic as obspy.signal.filter, in double.

#include "core/waveform/trace.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// A Butterworth filter. LowPass uses `highHz` only, HighPass `lowHz` only. `corners` is the order (1 to 12) of each
/// flank. Zero phase runs forwards and backwards and so doubles the order.
struct FilterSpec {
    enum class Kind { LowPass, HighPass, BandPass };
    Kind kind = Kind::BandPass;
    double lowHz = 1.0;
    double highHz = 20.0;
    int corners = 4;
    bool zeroPhase = false;
    bool operator==(const FilterSpec&) const = default;
};

/// Reads "BP 1-20", "BP 1-20 Hz", "BP 1-20 3" (three corners), "HP 1", "LP 5", each with an optional trailing "zp" for
/// zero phase, and SeisComP's "BW(3,0.5,8)", "BW_HP(3,1)", "BW_LP(3,5)" (order first). Case and blanks do not matter.
/// Error Malformed for anything else; InvalidArgument for corners that make no filter.
Result<FilterSpec> parseFilter(std::string_view text);

/// "BP 1-20 Hz", then " 3" when there are not four corners, then " zp" for zero phase. parseFilter reads it back.
std::string filterText(const FilterSpec& spec);

/// (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2).
struct SecondOrderSection {
    double b0 = 1.0, b1 = 0.0, b2 = 0.0, a1 = 0.0, a2 = 0.0;
};

/// The sections of a filter at a sample rate, by bilinear transform of the analogue prototype with warped corners. As in
/// ObsPy, a band-pass whose upper corner is at or above Nyquist becomes a high-pass, and a low-pass there is an error
/// InvalidArgument, as is a lower corner at or above Nyquist.
Result<std::vector<SecondOrderSection>> butterworth(const FilterSpec& spec, double sampleRateHz);

/// What the filter holds before the first sample: zeros (as ObsPy does, so an offset rings), or the first sample for
/// ever (no ringing from an offset).
enum class FilterStart { AtRest, Settled };

/// Filters samples. Matches obspy.signal.filter.bandpass, lowpass and highpass to 1e-6 of the largest value with AtRest.
/// Runs between non-finite samples are filtered on their own; non-finite samples come back as NaN.
Result<std::vector<float>> filtered(std::span<const float> samples, double sampleRateHz, const FilterSpec& spec,
                                    FilterStart start = FilterStart::AtRest);

/// The same for records as an analyst sees them: settled at the start, so that raw counts need no demeaning first. Start
/// time and rate are kept; uses the exact samples where there are any.
Result<Segment> filtered(const Segment& segment, const FilterSpec& spec, FilterStart start = FilterStart::Settled);

/// Every segment on its own.
Result<Trace> filtered(const Trace& trace, const FilterSpec& spec, FilterStart start = FilterStart::Settled);

}  // namespace seisdesk
