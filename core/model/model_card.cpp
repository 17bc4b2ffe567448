#include "core/model/contract_json.h"
#include "core/model/model_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace seisdesk {

/// Made by CMake from models/catalogue.json.
std::string_view catalogueJson();

namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uintmax_t size(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uintmax_t>() : 0;
}

}  // namespace

std::string toJson(const ModelCard& card)
{
    const Json json = {{"name", card.name},
                       {"file", card.file},
                       {"version", card.version},
                       {"sha256", card.sha256},
                       {"size_bytes", card.sizeBytes},
                       {"licence", card.licence},
                       {"source", card.source},
                       {"training_data", card.trainingData},
                       {"notes", card.notes},
                       {"contract", Json::parse(toJson(card.contract), nullptr, false)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<ModelCard> modelCardFromJson(std::string_view jsonText)
{
    const Json json = Json::parse(jsonText, nullptr, false);
    if (!json.is_object() || !json.contains("contract")) {
        return Error{Error::Code::Malformed, "This model card is no JSON object with a contract; import the model again."};
    }
    auto contract = contractFromJson(json["contract"].dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!contract) return contract.error();
    ModelCard card{text(json, "name"), text(json, "file"), text(json, "sha256"), size(json, "size_bytes"), std::move(*contract),
                   text(json, "version"), text(json, "licence"), text(json, "source"), text(json, "training_data"), text(json, "notes")};
    if (card.name.empty() || card.file.empty() || card.file.find('/') != std::string::npos || card.sha256.size() != 64) {
        return Error{Error::Code::Malformed, "This model card lacks its name, file or checksum; import the model again."};
    }
    return card;
}

const std::vector<CatalogueEntry>& catalogue()
{
    static const std::vector<CatalogueEntry> entries = [] {
        std::vector<CatalogueEntry> out;
        for (const Json& json : Json::parse(catalogueJson(), nullptr, false)) {
            const auto task = taskNamed(text(json, "task"));
            if (!task) continue;
            out.push_back({text(json, "name"), text(json, "file"), text(json, "address"), text(json, "path"), text(json, "sha256"),
                           text(json, "licence"), text(json, "training_data"), text(json, "notes"), text(json, "good_for"), size(json, "size_bytes"), *task,
                           json.value("sample_rate_hz", 0.0)});
        }
        return out;
    }();
    return entries;
}

const CatalogueEntry* catalogueEntryWithSha256(std::string_view sha256)
{
    const auto& all = catalogue();
    const auto found = std::find_if(all.begin(), all.end(), [&](const CatalogueEntry& e) { return e.sha256 == sha256; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace seisdesk
