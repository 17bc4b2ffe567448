#pragma once
// An engine whose fine-tuning is decided by the test, and windows for it.

#include "core/model/adapt/adapter_file.h"
#include "core/model/adapt/example_set.h"
#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

namespace seisdesk::test {

/// Echoes as echo() does; `lateLocal` and `lateElsewhere` samples late (a thousand: silent) in windows that have a pulse on the third
/// component and in those that have none.
inline FakeNetwork::Answer skewed(int lateLocal, int lateElsewhere)
{
    return [=](std::span<const float> in) {
        constexpr std::size_t n = 1000;
        std::vector<float> out = echo(n)(in);
        const auto third = in.subspan(2 * n, n);
        const int late = *std::max_element(third.begin(), third.end()) > 4.5f ? lateLocal : lateElsewhere;
        std::vector<float> moved(out.size(), 0.0f);
        for (std::size_t row = 0; row < 3; ++row)
            for (std::size_t i = static_cast<std::size_t>(std::min(late, 1000)); i < n; ++i) moved[row * n + i] = out[row * n + i - static_cast<std::size_t>(late)];
        return moved;
    };
}

class FakeEngine : public Engine {
public:
    FakeNetwork::Answer parent = skewed(13, 0), child = skewed(0, 0);
    FineTuneJob seen;

    std::string description() const override { return "fake"; }
    std::vector<Device> devices() const override { return {{"cpu", ""}}; }
    void setThreads(int) override {}
    Result<std::shared_ptr<const Network>> load(const std::filesystem::path& weights, const std::string&) override
    {
        if (weights == "parent") return std::shared_ptr<const Network>(std::make_shared<FakeNetwork>(pickingContract(), parent));
        const auto adapter = readAdapter(weights);
        if (!adapter) return adapter.error();
        return std::shared_ptr<const Network>(std::make_shared<FakeNetwork>(adapter->contract, child));
    }
    Result<FineTuneOutcome> fineTune(const FineTuneJob& job, const Progress& progress) override
    {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        seen = job;
        Adapter adapter;
        adapter.scope = Scope::Heads;
        adapter.name = job.name;
        adapter.parentSha256 = "00";
        adapter.contract = pickingContract();
        FineTuneOutcome out;
        out.adapter = job.folder / "adapter.safetensors";
        if (const auto written = writeAdapter(adapter, out.adapter); !written) return written.error();
        out.scope = Scope::Heads;
        out.reason = "Because.";
        out.steps = 30, out.bestStep = 20;
        out.curve = {{10, 1.0, 0.5, 0.6}, {20, 2.0, 0.4, {}}};
        return out;
    }
};

/// P at 5 and S at 7 s of 10 s; local windows have a pulse on the third component, too.
inline LabelledWindow pulseWindow(const std::string& name, bool local, double labelsLateSeconds = 0.0, const std::string& author = {})
{
    LabelledWindow out;
    out.name = name;
    out.eventId = name;
    out.stationId = "XX.A";
    const unsigned seed = static_cast<unsigned>(std::hash<std::string>{}(name));
    for (const auto& [channel, when] : {std::pair("HHZ", 5.0), std::pair("HHN", 7.0), std::pair("HHE", 6.0)}) {
        std::vector<Time> at;
        if (local || channel[2] != 'E') at.push_back(Time{} + fromSeconds(when));
        out.traces.push_back({*StreamId::parse(std::string("XX.A..") + channel), {pulses(Time{}, 100.0, 1000, at, 0.08, 0.0002, seed)}});
    }
    for (const auto& [phase, when] : {std::pair("P", 5.0), std::pair("S", 7.0)}) {
        Label l;
        l.phase = phase;
        l.stream = out.traces.front().id;
        l.time = Time{} + fromSeconds(when + labelsLateSeconds);
        l.author = author;
        out.labels.push_back(std::move(l));
    }
    return out;
}

}  // namespace seisdesk::test
