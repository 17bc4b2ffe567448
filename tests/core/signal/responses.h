#pragma once
// The responses of golden/response.txt, rebuilt as core/waveform has them.

#include "core/waveform/inventory.h"
#include "tests/core/signal/golden.h"

namespace seisdesk::test {

struct ResponseCase {
    Response response;
    Golden expected;  ///< "DISP", "VEL", "ACC": frequency, real and imaginary part in turn
};

inline std::vector<std::complex<double>> complexes(const std::vector<double>& v, std::size_t at, std::size_t count)
{
    std::vector<std::complex<double>> out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(v[at + 2 * i], v[at + 2 * i + 1]);
    return out;
}

inline std::map<std::string, ResponseCase> responseCases(const std::string& file = "response.txt")
{
    std::map<std::string, ResponseCase> out;
    ResponseCase* now = nullptr;
    std::ifstream in(sourceFile("core/signal/golden/" + file));
    for (std::string text; std::getline(in, text);) {
        std::istringstream line(text);
        std::string key, word;
        line >> key;
        if (key == "case" && line >> word) now = &out[word];
        if (!now) continue;
        Response& r = now->response;
        if (key == "units" && line >> r.inputUnits) continue;
        std::vector<double> v;
        for (double value = 0.0; line >> value;) v.push_back(value);
        const auto stage = [&](auto filter) { r.stages.emplace_back().filter = std::move(filter); };
        if (key == "sensitivity") {
            r.sensitivity = v[0];
            r.sensitivityFrequencyHz = v[1];
        } else if (key == "paz") {
            const auto zeros = static_cast<std::size_t>(v[3]), poles = static_cast<std::size_t>(v[4 + 2 * zeros]);
            stage(PolesZeros{static_cast<PolesZeros::Kind>(static_cast<int>(v[0])), v[1], v[2], complexes(v, 4, zeros), complexes(v, 5 + 2 * zeros, poles)});
        } else if (key == "coefficients") {
            const auto middle = v.begin() + 1 + static_cast<std::ptrdiff_t>(v[0]);
            stage(Coefficients{Coefficients::Kind::Digital, {v.begin() + 1, middle}, {middle + 1, v.end()}});
        } else if (key == "fir") {
            stage(Fir{v});
        } else if (key == "list") {
            ResponseList list;
            for (std::size_t i = 0; i < v.size(); i += 3) list.points.push_back({v[i], v[i + 1], v[i + 2]});
            stage(std::move(list));
        } else if (key == "none") {
            stage(std::monostate{});
        } else if (key == "gain") {
            r.stages.back().gain = v[0];
            r.stages.back().gainFrequencyHz = v[1];
        } else if (key == "decimation") {
            r.stages.back().inputSampleRateHz = v[0];
            r.stages.back().decimationFactor = static_cast<int>(v[1]);
            r.stages.back().delaySeconds = v[2];
            r.stages.back().correctionSeconds = v[3];
        } else if (key.starts_with("at")) {
            now->expected[key.substr(2)] = v;
        }
    }
    return out;
}

}  // namespace seisdesk::test
