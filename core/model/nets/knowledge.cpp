#include "core/model/nets/knowledge.h"

#include "core/model/contract_json.h"
#include "core/model/model_folder.h"

#include <algorithm>
#include <cctype>

namespace seisdesk {

namespace {

bool hasPart(const std::string& stem, const std::string& part)
{
    return ("_" + stem + "_").find("_" + part + "_") != std::string::npos;
}

}  // namespace

Result<Knowledge> knowledgeOf(const Checkpoint& checkpoint, const std::filesystem::path& file, const ModelHint& hint)
{
    Knowledge known;
    std::string stem = file.stem().string();
    known.name = stem;
    const auto own = checkpoint.tensors.metadata.find("contract");
    if (own != checkpoint.tensors.metadata.end()) {
        auto contract = contractFromJson(own->second);
        if (!contract) return Error{contract.error().code, file.string() + ": " + contract.error().message};
        if (!contract->name.empty()) known.name = contract->name;
        known.contract = std::move(*contract);
        // Uncertainties are measured when the weights are done: the card says them where the file does not.
        if (known.contract->uncertainty == PickUncertainty{})
            if (const auto card = cardBeside(file); card && card->sha256 == checkpoint.sha256) known.contract->uncertainty = card->contract.uncertainty;
        return known;
    }
    if (const auto card = cardBeside(file); card && card->sha256 == checkpoint.sha256) {
        known.contract = card->contract;
        known.name = card->name;
        return known;
    }
    if (const CatalogueEntry* entry = catalogueEntryWithSha256(checkpoint.sha256)) {
        known.task = entry->task;
        known.sampleRateHz = entry->sampleRateHz;
        known.name = entry->name;
        return known;
    }
    std::transform(stem.begin(), stem.end(), stem.begin(), [](char c) { return c == '-' || c == '.' ? '_' : static_cast<char>(std::tolower(c)); });
    known.task = hint.task;
    known.sampleRateHz = hint.sampleRateHz;
    for (const char* part : {"dpk", "pmp", "emg", "dis", "baz"}) {
        if (!known.task && hasPart(stem, part)) known.task = taskNamed(part);
    }
    if (!known.sampleRateHz && hasPart(stem, "diting")) known.sampleRateHz = 50.0;
    if (!known.sampleRateHz && (hasPart(stem, "pnw") || hasPart(stem, "stead"))) known.sampleRateHz = 100.0;
    return known;
}

}  // namespace seisdesk
