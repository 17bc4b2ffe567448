#include "core/io/set_examples.h"

#include "core/model/training/window_example.h"

namespace seisdesk {

Result<std::vector<Example>> setExamples(const std::filesystem::path& path, double sampleRateHz, const Progress& progress)
{
    const auto set = LabelledSet::open(path);
    if (!set) return set.error();
    std::vector<Example> out;
    for (std::size_t i = 0; i < set->size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(static_cast<double>(i) / static_cast<double>(set->size()), "Reading " + set->name());
        const auto window = set->read(i);
        if (!window) continue;
        auto example = windowExample(*window, sampleRateHz);
        if (!example) continue;
        example->set = set->name();
        // Without onsets and without an earthquake it is noise; an earthquake whose onsets nobody picked teaches nothing.
        const bool earthquake = window->truth.magnitude || window->truth.distanceKm || window->truth.backAzimuthDeg;
        example->exhaustive = set->exhaustive() || (window->labels.empty() && !earthquake);
        out.push_back(std::move(*example));
    }
    return out;
}

}  // namespace seisdesk
