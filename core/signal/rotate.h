#pragma once
// Rotation of components: to vertical, north, east by metadata; to radial, transverse; to ray coordinates.

#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

/// Where a component's positive direction points: azimuth clockwise from north, dip down from horizontal (SEED).
struct Orientation {
    double azimuthDegrees = 0.0;
    double dipDegrees = 0.0;
};

using Samples = std::vector<float>;
using SampleView = std::span<const float>;

/// Ground motion up, north and east from any three components, by inverting their direction matrix, so axes that are not
/// at right angles are put right. Matches obspy.signal.rotate.rotate2zne to 1e-5 of the largest value. Error
/// InvalidArgument for unequal lengths or axes that (nearly) lie in one plane.
Result<std::array<Samples, 3>> rotatedToZne(const std::array<SampleView, 3>& components, const std::array<Orientation, 3>& axes);

/// Ground motion north and east from two horizontal components; as above. Dips are taken as zero.
Result<std::array<Samples, 2>> rotatedToNe(const std::array<SampleView, 2>& components, const std::array<double, 2>& azimuthsDegrees);

/// Radial (away from the source) and transverse (clockwise seen from above) from north and east, by the back-azimuth at
/// the station. Matches obspy's rotate_ne_rt to 1e-6.
Result<std::array<Samples, 2>> neToRt(SampleView north, SampleView east, double backAzimuthDegrees);
Result<std::array<Samples, 2>> rtToNe(SampleView radial, SampleView transverse, double backAzimuthDegrees);

/// L (along the ray), Q, T from vertical, north, east, by back-azimuth and incidence (0 is a ray from straight below).
/// Matches obspy's rotate_zne_lqt to 1e-6.
Result<std::array<Samples, 3>> zneToLqt(const std::array<SampleView, 3>& zne, double backAzimuthDegrees, double incidenceDegrees);
Result<std::array<Samples, 3>> lqtToZne(const std::array<SampleView, 3>& lqt, double backAzimuthDegrees, double incidenceDegrees);

/// Traces after rotation, and what was done to them in words.
struct RotatedTraces {
    std::vector<TracePtr> traces;
    std::vector<std::string> notes;  ///< e.g. "PB.B921..EH: 1, 2 turned to N, E by azimuth/dip 312.0/0.0, 42.0/0.0."
};

/// Turns the components of every instrument into Z, N and E by the metadata valid at each moment. Three components, or
/// two horizontal ones, are rotated over the spans they have in common; what only some of them recorded is left out of
/// the result and noted. An upright vertical beside level horizontals stays whole. Instruments that point along Z, N, E already (to 0.05 degrees), and those without orientation
/// or with too few components, come back unchanged, the latter two with a note. Samples of the components may be offset
/// by less than half a sample; they are taken as simultaneous. The result is sorted by stream.
RotatedTraces rotatedToZne(const std::vector<TracePtr>& traces, const Inventory& inventory);

/// Radial and transverse (channels ending in R and T) from the N and E traces of each instrument; others unchanged. The
/// notes name what could not be rotated.
RotatedTraces rotatedToRt(const std::vector<TracePtr>& traces, double backAzimuthDegrees);

}  // namespace seisdesk
