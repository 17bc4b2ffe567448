#include "core/model/model_folder.h"

#include "core/model/checkpoint/sha256.h"
#include "core/model/nets/seisbench_arguments.h"
#include "core/model/shipped_models.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t maxCardBytes = 1 << 20;

fs::path cardPath(const fs::path& weights)
{
    fs::path path = weights;
    path += ".json";
    return path;
}

Result<ModelCard> readCard(const fs::path& path)
{
    std::error_code error;
    if (fs::file_size(path, error) > maxCardBytes || error) {
        return Error{Error::Code::Unreadable, path.string() + ": this model card cannot be read; import the model again."};
    }
    std::ifstream in(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    auto card = modelCardFromJson(text);
    if (!card) return Error{card.error().code, path.string() + ": " + card.error().message};
    return card;
}

bool isWeights(const fs::path& path)
{
    static constexpr const char* endings[] = {".pth", ".pt", ".ckpt", ".bin", ".safetensors", ".h5", ".hdf5", ".weights"};
    return std::any_of(std::begin(endings), std::end(endings), [&](const char* e) { return path.extension() == e; });
}

bool goodName(const std::string& name)
{
    return !name.empty() && name.size() <= 100 && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
}

/// A file that disappears unless it is put in its place.
class Staged {
public:
    explicit Staged(const fs::path& target) : m_target(target), m_path(target) { m_path += ".part" + std::to_string(getpid()); }
    Staged(const Staged&) = delete;
    Staged& operator=(const Staged&) = delete;
    ~Staged()
    {
        std::error_code error;
        fs::remove(m_path, error);
    }
    const fs::path& path() const { return m_path; }
    Result<void> place() const
    {
        std::error_code error;
        fs::rename(m_path, m_target, error);
        if (error) return Error{Error::Code::Unreadable, m_target.string() + ": cannot be written: " + error.message() + "."};
        return {};
    }

private:
    fs::path m_target, m_path;
};

}  // namespace

Result<ModelFolder::Listing> ModelFolder::list() const
{
    Listing listing;
    std::error_code error;
    if (!fs::exists(m_folder, error)) return listing;
    fs::directory_iterator entries(m_folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        const fs::path path = entries->path();
        if (!isWeights(path)) continue;
        std::error_code missing;
        if (!fs::exists(cardPath(path), missing)) {
            listing.problems.push_back(path.filename().string() + ": these weights have no card; import them with seisdesk models import.");
            continue;
        }
        auto card = readCard(cardPath(path));
        if (!card) {
            listing.problems.push_back(card.error().message);
        } else if (card->file != path.filename().string()) {
            listing.problems.push_back(cardPath(path).filename().string() + ": this card describes another file; import the model again.");
        } else {
            listing.cards.push_back(std::move(*card));
        }
    }
    if (error) return Error{Error::Code::Unreadable, m_folder.string() + ": the folder of models cannot be read: " + error.message() + "."};
    std::sort(listing.cards.begin(), listing.cards.end(), [](const ModelCard& a, const ModelCard& b) { return a.name < b.name; });
    std::sort(listing.problems.begin(), listing.problems.end());
    return listing;
}

Result<ModelCard> ModelFolder::find(const std::string& name) const
{
    const auto listing = list();
    if (!listing) return listing.error();
    std::string names;
    for (const ModelCard& card : listing->cards) {
        if (card.name == name || card.version == name) return card;
        names += (names.empty() ? "" : ", ") + card.name;
    }
    return Error{Error::Code::NotFound, "There is no model \"" + name + "\" in " + m_folder.string() + "; " +
                 (names.empty() ? "it is empty: seisdesk models import FILE." : "there are: " + names + ".")};
}

Result<ModelCard> ModelFolder::import(const fs::path& weights, Engine& engine, const ImportOptions& options) const
{
    const auto sha256 = sha256OfFile(weights);
    if (!sha256) return sha256.error();
    const auto network = engine.loadAs(weights, "cpu", options.hint);
    if (!network) return network.error();

    const CatalogueEntry* known = catalogueEntryWithSha256(*sha256);
    ModelCard card;
    card.contract = (*network)->contract();
    card.name = !options.name.empty() ? options.name : known ? known->name : isWeights(weights) ? weights.stem().string() : card.contract.name;
    if (!goodName(card.name)) {
        return Error{Error::Code::InvalidArgument, "\"" + card.name + "\" cannot name a model; use letters, digits, '_', '-' and '.' (--name)."};
    }
    card.contract.name = card.name;
    card.version = card.name + "@" + sha256->substr(0, 8);
    card.sha256 = *sha256;
    card.file = card.name + (isWeights(weights) ? weights.extension().string() : ".weights");
    const auto pick = [](const std::string& given, const std::string& otherwise) { return given.empty() ? otherwise : given; };
    card.licence = pick(options.licence, known ? known->licence : "");
    card.source = pick(options.source, known ? known->address + ", " + known->path : fs::absolute(weights).string());
    card.trainingData = pick(options.trainingData, known ? known->trainingData : "");
    card.notes = pick(options.notes, known ? known->notes : seisBenchDocstring(weights));

    if (!options.replace) {
        const auto existing = list();
        if (!existing) return existing.error();
        std::error_code error;
        const bool taken = std::any_of(existing->cards.begin(), existing->cards.end(), [&](const ModelCard& c) { return c.name == card.name; });
        if (taken || fs::exists(m_folder / card.file, error)) {
            return Error{Error::Code::InvalidArgument, "There is a model \"" + card.name + "\" already; choose another name (--name) or "
                         "replace it (--replace)."};
        }
    }

    std::error_code error;
    fs::create_directories(m_folder, error);
    const Staged data(m_folder / card.file);
    const Staged description(cardPath(m_folder / card.file));
    if (!fs::copy_file(weights, data.path(), fs::copy_options::overwrite_existing, error) || error) {
        return Error{Error::Code::OutOfSpace, m_folder.string() + ": the weights cannot be copied here: " + error.message() + "."};
    }
    fs::permissions(data.path(), fs::perms::owner_write | fs::perms::owner_read, fs::perm_options::add, error);
    card.sizeBytes = fs::file_size(data.path(), error);
    const auto copied = sha256OfFile(data.path());
    if (!copied || *copied != card.sha256) {
        return Error{Error::Code::Unreadable, weights.string() + ": the file changed while it was copied; try again."};
    }
    {
        std::ofstream out(description.path(), std::ios::binary | std::ios::trunc);
        out << toJson(card) << '\n';
        out.flush();
        if (!out) return Error{Error::Code::OutOfSpace, m_folder.string() + ": the model card cannot be written; is the disk full?"};
    }
    if (const auto placed = data.place(); !placed) return placed.error();
    if (const auto placed = description.place(); !placed) return placed.error();
    return card;
}

Result<void> ModelFolder::remove(const ModelCard& card) const
{
    const fs::path weights = weightsOf(card);
    for (const fs::path& file : {cardPath(weights), weights}) {
        std::error_code error;
        fs::remove(file, error);
        if (error) return Error{Error::Code::Unreadable, file.string() + ": cannot be removed: " + error.message() + "."};
    }
    return {};
}

Result<ModelFolder::Verdict> ModelFolder::verify(const ModelCard& card) const
{
    const auto sha256 = sha256OfFile(weightsOf(card));
    if (!sha256) return sha256.error();
    if (*sha256 == card.sha256) return Verdict{true, card.name + ": intact."};
    return Verdict{false, card.name + ": the weights are not those that were imported (SHA-256 " + sha256->substr(0, 8) + "... instead of " +
                              card.sha256.substr(0, 8) + "...); import them again."};
}

std::optional<ModelCard> cardBeside(const fs::path& weights)
{
    std::error_code error;
    for (const fs::path& file : {cardPath(weights), weights.parent_path() / "model.json"}) {
        if (!fs::is_regular_file(file, error)) continue;
        auto card = readCard(file);
        if (card && (file == cardPath(weights) || card->file == weights.filename())) return std::move(*card);
    }
    return std::nullopt;
}

Result<fs::path> weightsNamed(const std::string& pathOrName, const ModelFolder& folder)
{
    std::error_code error;
    if (fs::exists(pathOrName, error)) return fs::path(pathOrName);
    const auto card = folder.find(pathOrName);
    if (card) return folder.weightsOf(*card);
    const ShippedModels shipped = shippedModels();
    if (const ShippedModel* model = shipped.find(pathOrName)) return model->weights();
    if (!goodName(pathOrName) && pathOrName.find('@') == std::string::npos) {
        return Error{Error::Code::NotFound, pathOrName + ": there is no such file. Check the spelling."};
    }
    std::string others = "classical";
    for (const ShippedModel& model : shipped.models)
        if (shipped.find(model.card.name) == &model) others += ", " + model.card.name;
    return Error{card.error().code, pathOrName + ": there is no such file. " + card.error().message + " With SeisDesk come: " + others + "."};
}

fs::path defaultModelFolder()
{
    const auto variable = [](const char* name) -> fs::path {
        const char* value = std::getenv(name);
        return value && *value ? fs::path(value) : fs::path();
    };
    if (const fs::path chosen = variable("SEISDESK_MODELS"); !chosen.empty()) return chosen;
    if (const fs::path data = variable("XDG_DATA_HOME"); !data.empty()) return data / "seisdesk" / "models";
    return variable("HOME") / ".local" / "share" / "seisdesk" / "models";
}

fs::path adaptedFolder() { return defaultModelFolder() / "adapted"; }

}  // namespace seisdesk
