#include "core/net/known_models.h"

#include <algorithm>
#include <set>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;

KnownModel hereAs(KnownModel::State state, const ModelCard& card, const fs::path& weights, const std::vector<CatalogueEntry>& published)
{
    KnownModel out;
    out.state = state;
    out.name = card.name;
    out.licence = card.licence;
    out.trainingData = card.trainingData;
    out.notes = card.notes;
    out.source = card.source;
    out.task = card.contract.task;
    out.sampleRateHz = card.contract.sampleRateHz;
    out.sizeBytes = card.sizeBytes;
    out.weights = weights;
    const auto entry = std::ranges::find(published, card.sha256, &CatalogueEntry::sha256);
    if (entry != published.end()) out.goodFor = entry->goodFor;
    return out;
}

KnownModel toBeHad(const CatalogueEntry& entry, const ModelFolder& folder, bool reachable)
{
    KnownModel out;
    out.name = entry.name;
    out.licence = entry.licence;
    out.trainingData = entry.trainingData;
    out.notes = entry.notes;
    out.source = entry.address;
    out.goodFor = entry.goodFor;
    out.task = entry.task;
    out.sampleRateHz = entry.sampleRateHz;
    out.sizeBytes = entry.sizeBytes;
    if (!reachable) {
        out.state = KnownModel::State::Elsewhere;
        return out;
    }
    std::error_code error;
    const auto bytes = fs::file_size(partOf(entry, folder), error);
    if (!error && bytes > 0) {
        out.state = KnownModel::State::Begun;
        out.fetchedBytes = bytes;
    }
    return out;
}

}  // namespace

KnownModels knownModels(const ShippedModels& shipped, const ModelFolder& folder, const std::vector<CatalogueEntry>& published,
                        const std::function<std::string(const CatalogueEntry&)>& address)
{
    KnownModels out;
    out.problems = shipped.problems;
    std::set<std::string> here;
    for (const ShippedModel& model : shipped.models) {
        out.models.push_back(hereAs(KnownModel::State::Shipped, model.card, model.weights(), published));
        out.models.back().name += " " + model.number();
        here.insert(model.card.sha256);
    }
    if (const auto listing = folder.list()) {
        for (const ModelCard& card : listing->cards) {
            out.models.push_back(hereAs(KnownModel::State::Installed, card, folder.weightsOf(card), published));
            here.insert(card.sha256);
        }
        out.problems.insert(out.problems.end(), listing->problems.begin(), listing->problems.end());
    } else {
        out.problems.push_back(listing.error().message);
    }
    for (const CatalogueEntry& entry : published)
        if (!here.contains(entry.sha256)) out.models.push_back(toBeHad(entry, folder, !address(entry).empty()));
    return out;
}

}  // namespace seisdesk
