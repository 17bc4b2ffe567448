#pragma once
// ModelFolder: the weights files a user has imported, each with a JSON card beside it; and the catalogue of public weights.

#include "core/base/result.h"
#include "core/model/contract.h"
#include "core/model/engine.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// What is known about a weights file. Written as "<file>.json" beside it.
struct ModelCard {
    std::string name;          ///< unique in its folder, e.g. "seist_m_dpk_diting"
    std::string file;          ///< file name inside the folder, e.g. "seist_m_dpk_diting.pth"
    std::string sha256;
    std::uintmax_t sizeBytes = 0;
    Contract contract;
    std::string version;       ///< as Network::version()
    std::string licence;       ///< empty: unknown
    std::string source;        ///< public address, or where it was imported from
    std::string trainingData;
    std::string notes;
    bool operator==(const ModelCard&) const = default;
};

std::string toJson(const ModelCard& card);
Result<ModelCard> modelCardFromJson(std::string_view json);

/// Weights that are published elsewhere: name, address, size, checksum, licence and what they were trained on.
struct CatalogueEntry {
    std::string name;     ///< "seist_m_dpk_diting"
    std::string file;     ///< as published
    std::string address;  ///< of the project
    std::string path;     ///< inside the project
    std::string sha256, licence, trainingData, notes;
    std::string goodFor;  ///< a sentence or two for choosing
    std::uintmax_t sizeBytes = 0;
    Task task = Task::Picking;
    double sampleRateHz = 0.0;
};

/// The catalogue built into the program (models/catalogue.json).
const std::vector<CatalogueEntry>& catalogue();
/// By SHA-256, so that a renamed file is still known. Null when unknown.
const CatalogueEntry* catalogueEntryWithSha256(std::string_view sha256);

/// A folder on disk; reads it anew on every call. Does not throw.
class ModelFolder {
public:
    struct Listing {
        std::vector<ModelCard> cards;          ///< sorted by name
        std::vector<std::string> problems;     ///< unreadable cards, weights without a card: one sentence each
    };
    struct Verdict {
        bool intact = false;
        std::string message;                   ///< one sentence for people
    };
    struct ImportOptions {
        std::string name;                      ///< empty: the catalogue's, else the file's stem
        ModelHint hint;                        ///< where the file does not say its task or rate
        std::string licence, source, trainingData, notes;
        bool replace = false;                  ///< an existing model of that name
    };

    explicit ModelFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    const std::filesystem::path& path() const { return m_folder; }

    /// A folder that does not exist is empty.
    Result<Listing> list() const;
    /// By name or version. Errors: NotFound, naming the models there are.
    Result<ModelCard> find(const std::string& name) const;
    std::filesystem::path weightsOf(const ModelCard& card) const { return m_folder / card.file; }
    /// Loads the file strictly through the engine, then copies it and writes the card. Each appears whole or not at all;
    /// should the program die between the two, list() names the file as one without (or with a stale) card.
    Result<ModelCard> import(const std::filesystem::path& weights, Engine& engine, const ImportOptions& options) const;
    /// Deletes card and weights, the card first: what is left after a crash is named by list(). Error Unreadable.
    Result<void> remove(const ModelCard& card) const;
    /// Recomputes the checksum.
    Result<Verdict> verify(const ModelCard& card) const;

private:
    std::filesystem::path m_folder;
};

/// The card beside a weights file, if there is one: "<file>.json", or a shipped model's "model.json" that names the file.
std::optional<ModelCard> cardBeside(const std::filesystem::path& weights);

/// A path as it is, or the weights of a model by its name, in the folder or else among those that come with the program: what
/// `--model` accepts. Errors: NotFound, naming the models there are.
Result<std::filesystem::path> weightsNamed(const std::string& pathOrName, const ModelFolder& folder);

/// $XDG_DATA_HOME/seisdesk/models or ~/.local/share/seisdesk/models; $SEISDESK_MODELS overrides.
std::filesystem::path defaultModelFolder();
/// "adapted" in it, where adopted adapters are: "<name>-<first 8 digits of the checksum>.safetensors". One file serves every project, and it
/// outlives the project that made it.
std::filesystem::path adaptedFolder();

}  // namespace seisdesk
