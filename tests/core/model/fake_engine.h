#pragma once
// An engine with a made-up GPU and a processor, whose networks are the same.

#include "tests/core/model/fake_device.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace seisdesk::test {

class FakeEngine : public Engine {
public:
    std::string description() const override { return "Fake"; }
    std::vector<Device> devices() const override { return {{"cpu", "1 thread"}, {"cuda:0", "Fake card"}}; }
    void setThreads(int) override {}
    Result<std::shared_ptr<const Network>> load(const std::filesystem::path&, const std::string& where) override
    {
        ++loads[where];
        if (where == "cpu") return std::shared_ptr<const Network>(processor);
        if (!loadError.message.empty()) return loadError;
        return std::shared_ptr<const Network>(device);
    }

    std::shared_ptr<FakeDevice> device = std::make_shared<FakeDevice>(pickingContract(), echo(1000));
    std::shared_ptr<FakeNetwork> processor = std::make_shared<FakeNetwork>(pickingContract(), echo(1000));
    Error loadError{Error::Code::Internal, {}};
    std::map<std::string, int> loads;
};

}  // namespace seisdesk::test
