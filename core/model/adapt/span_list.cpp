#include "core/model/adapt/span_list.h"

namespace seisdesk {

std::vector<TimeSpan> joined(std::vector<TimeSpan> spans)
{
    std::erase_if(spans, [](const TimeSpan& s) { return s.empty(); });
    std::ranges::sort(spans);
    std::vector<TimeSpan> out;
    for (const TimeSpan& s : spans) {
        if (!out.empty() && s.begin <= out.back().end) out.back().end = std::max(out.back().end, s.end);
        else out.push_back(s);
    }
    return out;
}

std::vector<TimeSpan> without(std::vector<TimeSpan> spans, std::vector<TimeSpan> holes, const TimeSpan& within, Duration shortest)
{
    holes = joined(std::move(holes));
    std::vector<TimeSpan> out;
    for (const TimeSpan& whole : joined(std::move(spans))) {
        TimeSpan rest = whole.intersected(within);
        for (const TimeSpan& hole : holes) {
            if (!hole.overlaps(rest)) continue;
            out.push_back({rest.begin, std::max(rest.begin, hole.begin)});
            rest.begin = std::min(rest.end, hole.end);
        }
        out.push_back(rest);
    }
    std::erase_if(out, [&](const TimeSpan& s) { return s.empty() || s.length() < shortest; });
    return out;
}

}  // namespace seisdesk
