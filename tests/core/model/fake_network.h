#pragma once
// Networks whose answers are known, so that what surrounds a network can be tested without one.

#include "core/model/engine.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>

namespace seisdesk::test {

/// Calls a function for each window: input [components][windowSamples], returns that window's output.
class FakeNetwork : public Network {
public:
    using Answer = std::function<std::vector<float>(std::span<const float>)>;
    FakeNetwork(Contract contract, Answer answer) : m_contract(std::move(contract)), m_answer(std::move(answer)) {}

    const Contract& contract() const override { return m_contract; }
    const std::string& version() const override { return m_version; }
    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override
    {
        if (batch > largestBatch) return Error{Error::Code::OutOfSpace, "Too many windows at once."};
        ++calls;
        windows += batch;
        if (onCall) onCall();
        const std::size_t each = m_contract.componentOrder.size() * m_contract.windowSamples;
        if (input.size() != batch * each) return Error{Error::Code::InvalidArgument, "wrong size"};
        std::vector<float> out;
        for (std::size_t b = 0; b < batch; ++b) {
            const std::vector<float> answer = m_answer(input.subspan(b * each, each));
            out.insert(out.end(), answer.begin(), answer.end());
        }
        return out;
    }

    mutable std::atomic<std::size_t> calls{0}, windows{0};
    std::size_t largestBatch = 1000000;
    std::function<void()> onCall;

private:
    Contract m_contract;
    std::string m_version = "fake@00000000";
    Answer m_answer;
};

inline Contract pickingContract(double rate = 100.0, std::size_t window = 1000)
{
    Contract c;
    c.family = "Fake";
    c.name = "fake";
    c.sampleRateHz = rate;
    c.windowSamples = window;
    c.outputs = {"noise", "P", "S"};
    return c;
}

/// P is the shape of the first component and S that of the second, brought to 0.9, in windows where something stands out
/// from the noise; elsewhere nothing.
inline FakeNetwork::Answer echo(std::size_t window)
{
    return [window](std::span<const float> in) {
        std::vector<float> out(3 * window, 0.0f);
        for (std::size_t c = 0; c < 2 && (c + 1) * window <= in.size(); ++c) {
            const auto row = in.subspan(c * window, window);
            const float top = *std::max_element(row.begin(), row.end());
            if (top < 4.5f) continue;
            for (std::size_t i = 0; i < window; ++i) out[(c + 1) * window + i] = std::max(0.0f, 0.9f * row[i] / top);
        }
        return out;
    };
}

}  // namespace seisdesk::test
