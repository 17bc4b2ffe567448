#include "core/net/fetch_model.h"

namespace seisdesk {

std::string downloadAddress(const CatalogueEntry& entry)
{
    const bool asPublished = entry.path == entry.file || entry.path.ends_with("/" + entry.file);
    if (!asPublished || !entry.address.starts_with("https://github.com/")) return {};
    return entry.address + "/raw/HEAD/" + entry.path;
}

namespace {

std::filesystem::path targetOf(const CatalogueEntry& entry, const ModelFolder& folder) { return folder.path() / "downloads" / entry.file; }

}  // namespace

std::filesystem::path partOf(const CatalogueEntry& entry, const ModelFolder& folder)
{
    std::filesystem::path path = targetOf(entry, folder);
    path += ".part";
    return path;
}

Result<ModelCard> fetchModel(const CatalogueEntry& entry, const std::string& address, const ModelFolder& folder, Engine& engine, bool replace,
                             const Progress& progress)
{
    if (address.empty()) {
        return Error{Error::Code::Unsupported, entry.name + " is not published as " + entry.file + "; see " + entry.address + ", and import the file by seisdesk models import."};
    }
    if (!replace && folder.find(entry.name)) return Error{Error::Code::InvalidArgument, "There is a model \"" + entry.name + "\" already; replace it by --replace."};
    DownloadRequest request{address, targetOf(entry, folder), entry.sizeBytes, entry.sha256};
    if (const auto done = download(request, progress); !done) return done.error();
    ModelFolder::ImportOptions options;
    options.name = entry.name;
    options.source = address;
    options.licence = entry.licence;
    options.trainingData = entry.trainingData;
    options.notes = entry.notes;
    options.replace = replace;
    auto card = folder.import(request.target, engine, options);
    std::error_code error;
    std::filesystem::remove(request.target, error);
    std::filesystem::remove(request.target.parent_path(), error);  // if nothing else is on its way
    return card;
}

}  // namespace seisdesk
