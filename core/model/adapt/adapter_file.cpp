#include "core/model/adapt/adapter_file.h"

#include "core/model/checkpoint/safetensors.h"
#include "core/model/contract_json.h"
#include "core/model/shipped_models.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t mostNeighbours = 64;  // files beside an adapter whose checksum is computed

bool isWeights(const fs::path& path)
{
    static constexpr const char* endings[] = {".pth", ".pt", ".ckpt", ".bin", ".safetensors", ".h5", ".hdf5", ".weights"};
    return std::any_of(std::begin(endings), std::end(endings), [&](const char* e) { return path.extension() == e; });
}

/// Weights in the adapter's folder, the one of the parent's name first.
std::vector<fs::path> neighbours(const Adapter& adapter, const fs::path& file)
{
    const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
    std::vector<fs::path> out;
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator() && out.size() < mostNeighbours; entries.increment(error))
        if (isWeights(entries->path()) && entries->path().filename() != file.filename()) out.push_back(entries->path());
    std::sort(out.begin(), out.end());
    if (!adapter.parentFile.empty()) out.insert(out.begin(), folder / fs::path(adapter.parentFile).filename());
    return out;
}

Error unlike(const fs::path& file, const std::string& what) { return {Error::Code::Malformed, file.string() + ": " + what + "."}; }

}  // namespace

bool isAdapter(const StateDict& file) { return file.metadata.contains("adapter") && file.metadata.contains("parent_sha256"); }

Result<Adapter> readAdapter(const fs::path& file)
{
    auto tensors = readSafetensors(file);
    if (!tensors) return tensors.error();
    if (!isAdapter(*tensors)) return unlike(file, "this is no adapter: it names no parent");
    Adapter out;
    out.more = std::move(tensors->metadata);
    tensors->metadata.clear();
    out.tensors = std::move(*tensors);
    const auto taken = [&](const char* key) {
        const auto node = out.more.extract(key);
        return node.empty() ? std::string() : node.mapped();
    };
    out.parentSha256 = taken("parent_sha256");
    out.parentFile = taken("parent_file");
    auto contract = contractFromJson(taken("contract"));
    if (!contract) return Error{contract.error().code, file.string() + ": " + contract.error().message};
    out.contract = std::move(*contract);
    const Json said = Json::parse(taken("adapter"), nullptr, false);
    if (!said.is_object()) return unlike(file, "its description of the adapter is no JSON object");
    try {
        const auto scope = scopeFrom(said.value("scope", std::string()));
        if (!scope) return unlike(file, "its scope \"" + said.value("scope", std::string()) + "\" is unknown");
        out.scope = *scope;
        out.loraRank = said.value("rank", std::int64_t{0});
        out.loraAlpha = said.value("alpha", 0.0);
        out.steps = said.value("steps", std::uint64_t{0});
        for (const auto& [key, into] : {std::pair{"reason", &out.reason}, {"name", &out.name}, {"author", &out.author}, {"notes", &out.notes}, {"created", &out.created}, {"parent_path", &out.parentPath}})
            *into = said.value(key, std::string());
    } catch (const Json::exception&) {
        return unlike(file, "its description of the adapter has a value of a wrong kind");
    }
    return out;
}

Result<void> writeAdapter(const Adapter& adapter, const fs::path& file)
{
    StateDict out = adapter.tensors;
    out.metadata = adapter.more;
    Json said = {{"scope", word(adapter.scope)}, {"rank", adapter.loraRank}, {"alpha", adapter.loraAlpha}, {"reason", adapter.reason}, {"steps", adapter.steps},
                 {"name", adapter.name}, {"author", adapter.author}, {"notes", adapter.notes}, {"created", adapter.created}};
    if (!adapter.parentPath.empty()) said["parent_path"] = adapter.parentPath;
    out.metadata["adapter"] = said.dump(-1, ' ', false, Json::error_handler_t::replace);
    out.metadata["parent_sha256"] = adapter.parentSha256;
    out.metadata["parent_file"] = adapter.parentFile;
    out.metadata["contract"] = toJson(adapter.contract);
    return writeSafetensors(out, file);
}

Result<fs::path> parentOf(const Adapter& adapter, const fs::path& file)
{
    for (const fs::path& candidate : neighbours(adapter, file))
        if (hasSha256(candidate, adapter.parentSha256)) return candidate;
    if (const fs::path found = weightsWithSha256(adapter.parentSha256); !found.empty()) return found;
    if (hasSha256(adapter.parentPath, adapter.parentSha256)) return fs::path(adapter.parentPath);
    const std::string called = adapter.parentFile.empty() ? std::string() : "\"" + adapter.parentFile + "\", ";
    return Error{Error::Code::NotFound, file.string() + ": this adapter changes the network " + called + "SHA-256 " + adapter.parentSha256.substr(0, 16) +
                 "..., which is neither beside it nor in " + defaultModelFolder().string() + " nor comes with SeisDesk. Copy that file beside the adapter or import it "
                 "(seisdesk models import FILE)."};
}

}  // namespace seisdesk
