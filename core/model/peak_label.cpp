#include "core/model/peak_label.h"

#include <algorithm>

namespace seisdesk {

Label peakLabel(const Peak& peak, double sampleRateHz, const std::string& phase, Time time, const PickUncertainty& uncertainty, const PickOrigin& origin)
{
    Label label;
    label.id = Id::random();
    label.stream = origin.stream;
    label.phase = phase;
    label.time = time;
    label.lowerUncertaintySeconds = peak.sigmaBefore / sampleRateHz;
    label.upperUncertaintySeconds = peak.sigmaAfter / sampleRateHz;
    scaleWidths(label, uncertainty);
    label.mode = Mode::Automatic;
    label.review = Review::Preliminary;
    label.confidence = std::clamp(static_cast<double>(peak.height), 0.0, 1.0);
    label.model = origin.model;
    label.author = "SeisDesk";
    label.created = origin.created;
    return label;
}

}  // namespace seisdesk
