#include "core/session/adapter_files.h"

#include "core/model/adapt/adapter_file.h"
#include "core/model/checkpoint/safetensors.h"
#include "core/model/checkpoint/sha256.h"
#include "core/model/shipped_models.h"

#include <QFile>
#include <QSaveFile>

#include <cctype>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

/// Letters, digits, '-', '_' and '.' of a name.
std::string fileName(const std::string& name)
{
    std::string out;
    for (const char c : name) out += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' ? c : '_';
    return out.empty() || out.front() == '.' ? "adapted" + out : out;
}

/// Where a file with this checksum is; empty when it is nowhere.
fs::path fileWithSha256(const std::string& sha256, const fs::path& hint) { return hasSha256(hint, sha256) ? hint : weightsWithSha256(sha256); }

}  // namespace

fs::path fileOfVersion(const ModelVersion& version) { return fileWithSha256(version.id, version.path); }

Result<void> copyWhole(const fs::path& from, const fs::path& to)
{
    QFile in(QString::fromStdString(from.string()));
    if (!in.open(QIODevice::ReadOnly)) return Error{in.exists() ? Error::Code::Unreadable : Error::Code::NotFound, from.string() + " cannot be read: " + in.errorString().toStdString() + '.'};
    std::error_code error;
    if (to.has_parent_path()) fs::create_directories(to.parent_path(), error);
    QSaveFile out(QString::fromStdString(to.string()));
    bool done = out.open(QIODevice::WriteOnly);
    for (QByteArray piece; done && !(piece = in.read(1 << 20)).isEmpty();) done = out.write(piece) == piece.size();
    if (!done || !out.commit())
        return Error{Error::Code::OutOfSpace, to.string() + " cannot be written: " + out.errorString().toStdString() + ". Make room there, or choose another folder."};
    return {};
}

Result<fs::path> keepAdapter(const fs::path& adapter, const fs::path& folder, const std::string& name)
{
    const auto sum = sha256OfFile(adapter);
    if (!sum) return sum.error();
    const fs::path target = folder / (fileName(name) + '-' + sum->substr(0, 8) + ".safetensors");
    std::error_code error;
    if (fs::exists(target, error))
        if (const auto there = sha256OfFile(target); there && *there == *sum) return target;
    if (const auto copied = copyWhole(adapter, target); !copied) return copied.error();
    return target;
}

Result<ModelVersion> versionOfWeights(const std::vector<std::string>& weights)
{
    ModelVersion out;
    if (weights.empty()) {
        const ShippedModels shipped = shippedModels();
        const ShippedModel* standard = shipped.standard();
        if (!standard) return Error{Error::Code::NotFound, "This SeisDesk came without a network, so that there is nothing that could learn. Load weights first."};
        out.name = standard->card.name;
        out.path = standard->weights();
    } else {
        if (weights.front() == "classical") return Error{Error::Code::Unsupported, "The classical picker has nothing that could learn. Choose a network first."};
        const auto path = weightsNamed(weights.front(), ModelFolder(defaultModelFolder()));
        if (!path) return path.error();
        const auto card = cardBeside(*path);
        out.name = card ? card->name : path->stem().string();
        out.path = *path;
    }
    auto sum = sha256OfFile(out.path);
    if (!sum) return sum.error();
    out.id = std::move(*sum);
    return out;
}

Result<AdapterLineage> adapterLineage(const fs::path& file)
{
    const auto tensors = readSafetensors(file);
    if (!tensors) return tensors.error();
    if (!isAdapter(*tensors))
        return Error{Error::Code::ModelMismatch, file.filename().string() + " is not an adapter: it does not say which model it belongs to. Whole models are loaded from the Model panel."};
    const auto adapter = readAdapter(file);
    if (!adapter) return adapter.error();
    AdapterLineage out;
    out.parent.id = adapter->parentSha256;
    out.parent.name = fs::path(adapter->parentFile).stem().string();
    if (out.parent.name.empty()) out.parent.name = out.parent.id.substr(0, 8);
    out.parent.path = fileWithSha256(out.parent.id, adapter->parentPath.empty() ? file.parent_path() / adapter->parentFile : fs::path(adapter->parentPath));
    auto sum = sha256OfFile(file);
    if (!sum) return sum.error();
    out.adapter.id = std::move(*sum);
    out.adapter.parent = out.parent.id;
    out.adapter.name = adapter->name.empty() ? file.stem().string() : adapter->name;
    out.adapter.author = adapter->author;
    out.adapter.notes = adapter->notes;
    out.adapter.path = file;
    if (const auto created = parseTime(adapter->created)) out.adapter.created = *created;
    return out;
}

}  // namespace seisdesk
