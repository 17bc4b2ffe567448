#include "core/model/shipped_models.h"

#include "core/model/checkpoint/sha256.h"
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t maxCardBytes = 1 << 20;

std::vector<fs::path> foldersIn(const fs::path& folder)
{
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) {
        std::error_code unknown;
        if (i->is_directory(unknown)) out.push_back(i->path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// "1.10" is newer than "1.9".
bool isNewer(const std::string& a, const std::string& b)
{
    const auto numbers = [](const std::string& text) {
        std::vector<long> out;
        for (const char *at = text.data(), *end = at + text.size(); at < end; ++at) {
            long value = 0;
            const auto [next, error] = std::from_chars(at, end, value);
            if (error != std::errc{}) continue;
            out.push_back(value);
            at = next;
        }
        return out;
    };
    const auto left = numbers(a), right = numbers(b);
    return left != right ? left > right : a > b;
}

fs::path programsFolder()
{
    if (const char* chosen = std::getenv("SEISDESK_SHIPPED_MODELS"); chosen && *chosen) return chosen;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path beside = program.parent_path().parent_path() / "share" / "seisdesk" / "models";
    if (!error && fs::is_directory(beside, error)) return beside;
    return SEISDESK_SHARE_INSTALL_DIR "/models";
}

}  // namespace

const ShippedModel* ShippedModels::find(const std::string& name) const
{
    const auto found = std::find_if(models.begin(), models.end(), [&](const ShippedModel& m) {
        return m.card.name == name || m.card.version == name || m.card.name + "/" + m.number() == name;
    });
    return found == models.end() ? nullptr : &*found;
}

const ShippedModel* ShippedModels::standard() const { return find(standardModelName); }

ShippedModels shippedModelsIn(const fs::path& folder)
{
    ShippedModels out;
    for (const fs::path& name : foldersIn(folder)) {
        for (const fs::path& version : foldersIn(name)) {
            const fs::path file = version / "model.json";
            std::error_code error;
            if (!fs::is_regular_file(file, error)) continue;  // being prepared
            if (fs::file_size(file, error) > maxCardBytes || error) {
                out.problems.push_back(file.string() + ": this model card cannot be read; install SeisDesk again.");
                continue;
            }
            std::ifstream in(file, std::ios::binary);
            auto card = modelCardFromJson(std::string((std::istreambuf_iterator<char>(in)), {}));
            if (!card) {
                out.problems.push_back(file.string() + ": " + card.error().message);
                continue;
            }
            ShippedModel model{std::move(*card), version};
            if (!fs::is_regular_file(model.weights(), error)) out.problems.push_back(model.weights().string() + ": these weights are missing; install SeisDesk again.");
            else out.models.push_back(std::move(model));
        }
    }
    std::stable_sort(out.models.begin(), out.models.end(), [](const ShippedModel& a, const ShippedModel& b) {
        return a.card.name != b.card.name ? a.card.name < b.card.name : isNewer(a.number(), b.number());
    });
    return out;
}

ShippedModels shippedModels() { return shippedModelsIn(programsFolder()); }

bool hasSha256(const std::filesystem::path& file, const std::string& sha256)
{
    std::error_code error;
    if (file.empty() || !std::filesystem::is_regular_file(file, error)) return false;
    const auto sum = sha256OfFile(file);
    return sum && *sum == sha256;
}

std::filesystem::path weightsWithSha256(const std::string& sha256)
{
    const ModelFolder folder(defaultModelFolder());
    if (const auto listing = folder.list())
        for (const ModelCard& card : listing->cards)
            if (card.sha256 == sha256 && hasSha256(folder.weightsOf(card), sha256)) return folder.weightsOf(card);
    for (const ShippedModel& model : shippedModels().models)
        if (model.card.sha256 == sha256 && hasSha256(model.weights(), sha256)) return model.weights();
    std::error_code error;
    for (std::filesystem::directory_iterator it(adaptedFolder(), error), end; !error && it != end; it.increment(error))
        if (it->path().stem().string().ends_with(sha256.substr(0, 8)) && hasSha256(it->path(), sha256)) return it->path();
    return {};
}

}  // namespace seisdesk
