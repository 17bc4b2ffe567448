#pragma once
// LoadedNetwork: a network of this engine, its input checked and its exceptions caught.

#include "core/model/engine.h"
#include "core/model/torch/guarded.h"

#include <string>
#include <utility>
#include <vector>

namespace seisdesk::nets {

class LoadedNetwork : public Network {
public:
    LoadedNetwork(Contract contract, std::string version) : m_contract(std::move(contract)), m_version(std::move(version)) {}
    const Contract& contract() const override { return m_contract; }
    const std::string& version() const override { return m_version; }
    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override
    {
        const std::size_t window = m_contract.componentOrder.size() * m_contract.windowSamples;
        if (batch == 0 || input.size() % batch != 0 || input.size() / batch != window) {
            return Error{Error::Code::InvalidArgument, m_version + ": " + std::to_string(input.size()) + " samples are not " +
                         std::to_string(batch) + " windows of " + std::to_string(m_contract.componentOrder.size()) + " x " +
                         std::to_string(m_contract.windowSamples) + "."};
        }
        return guarded(m_version, [&]() -> Result<std::vector<float>> { return run(input, batch); });
    }

protected:
    virtual std::vector<float> run(std::span<const float> input, std::size_t batch) const = 0;
    Contract m_contract;
    std::string m_version;
};

}  // namespace seisdesk::nets
