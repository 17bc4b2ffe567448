// Writes a tiny multi-task network as the program's shipped models: write_tiny_desk FOLDER. For tests that do not link LibTorch.

#include "core/model/checkpoint/sha256.h"
#include "core/model/model_folder.h"
#include "tests/core/model/torch/shipped_desk.h"

#include <cstdio>
#include <fstream>

int main(int argc, char** argv)
{
    using namespace seisdesk;
    if (argc != 2) return 2;
    const std::filesystem::path folder = std::filesystem::path(argv[1]) / "seismollm-desk" / "0.1";
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    ModelCard card;
    card.contract = test::shippedContract();
    card.contract.name = card.name = "seismollm-desk";
    const StateDict weights = test::shippedDesk(card.contract);
    card.file = "weights.safetensors";
    if (const auto written = writeSafetensors(weights, folder / card.file); !written) {
        std::fprintf(stderr, "%s\n", written.error().message.c_str());
        return 1;
    }
    card.sha256 = sha256OfFile(folder / card.file).value_or("");
    card.version = card.name + "@" + card.sha256.substr(0, 8);
    card.sizeBytes = std::filesystem::file_size(folder / card.file, error);
    card.notes = "Invented weights for tests.";
    std::ofstream out(folder / "model.json");
    out << toJson(card) << '\n';
    return out ? 0 : 1;
}
