#pragma once
// Made records without labels: pairs of P (on Z) and S (on N) that the echo of fake_network.h sees, and plain noise.

#include "core/model/adapt/harvest.h"

#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

#include <vector>

namespace seisdesk::test {

inline const Time unlabelledStart = parseTime("2020-01-01T00:00:00Z").value();
inline constexpr std::size_t fakeWindow = 1000;

/// The echo, deaf to the outliers that hours of noise have.
inline std::vector<float> loudEcho(std::span<const float> in)
{
    std::vector<float> heard(in.begin(), in.end());
    for (std::size_t row = 0; row + fakeWindow <= heard.size(); row += fakeWindow)
        if (const auto at = heard.begin() + static_cast<std::ptrdiff_t>(row); *std::max_element(at, at + fakeWindow) < 7.0f) std::fill(at, at + fakeWindow, 0.0f);
    return echo(fakeWindow)(heard);
}

inline LoadedModels fakeModels(FakeNetwork::Answer answer = loudEcho)
{
    LoadedModels out;
    out.picker = std::make_shared<FakeNetwork>(pickingContract(100.0, fakeWindow), std::move(answer));
    return out;
}

/// P at the given seconds and S `sAfter` behind each.
inline std::vector<TracePtr> station(const std::string& name, const std::vector<double>& p, double sAfter = 4.0, std::size_t samples = 80000)
{
    std::vector<Time> ps, ss;
    for (const double t : p) {
        ps.push_back(unlabelledStart + fromSeconds(t));
        ss.push_back(unlabelledStart + fromSeconds(t + sAfter));
    }
    const auto seed = static_cast<unsigned>(name.back());
    return {trace("XX." + name + "..HHZ", {pulses(unlabelledStart, 100.0, samples, ps, 0.05, 0.002, seed)}),
            trace("XX." + name + "..HHN", {pulses(unlabelledStart, 100.0, samples, ss, 0.05, 0.002, seed + 100)})};
}

inline std::vector<TracePtr> together(std::vector<TracePtr> a, const std::vector<TracePtr>& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// Two views, which the fake network answers alike; the rest as usual.
inline HarvestOptions twoViews()
{
    HarvestOptions out;
    out.views.views = {{"as recorded", 0.0, {}, false}, {"later windows", 2.5, {}, false}};
    out.windowSeconds = 30.0;
    return out;
}

inline std::vector<double> everyMinute(int count)
{
    std::vector<double> out;
    for (int i = 0; i < count; ++i) out.push_back(43.0 + 70.0 * i);
    return out;
}

}  // namespace seisdesk::test
