#pragma once
// A label with every field set, for tests of what must come back.

#include "core/label/label.h"

namespace seisdesk::test {

inline Label exampleLabel(const std::string& phase = "P", const std::string& time = "2019-07-04T17:03:00.123456789Z")
{
    Label label;
    label.id = Id::random();
    label.stream = {"CI", "SLA", "", "HHZ"};
    label.phase = phase;
    label.time = *parseTime(time);
    label.lowerUncertaintySeconds = 0.03;
    label.upperUncertaintySeconds = 0.06;
    label.polarity = Polarity::Negative;
    label.onset = OnsetQuality::Impulsive;
    label.mode = Mode::Automatic;
    label.review = Review::Confirmed;
    label.confidence = 0.93125;
    label.source = {Estimate{3.9, 0.2}, Estimate{28.4, std::nullopt}, Estimate{224.5, 11.0}, 0.07, 0.88};
    label.model = "seist_m_dpk_diting@3f2a91";
    label.filter = "BP 1-20 Hz";
    label.author = "J. Müller <&\"'>";
    label.created = *parseTime("2024-01-02T03:04:05.5Z");
    label.event = "smi:org.example.obs/event/38443095";
    label.comment = "two\nlines, \"quoted\"";
    return label;
}

}  // namespace seisdesk::test
