#include "core/io/checksum.h"

#include <xxhash.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <vector>

namespace seisdesk {

namespace {

std::string text(XXH64_hash_t hash)
{
    char out[24];
    std::snprintf(out, sizeof out, "xxh3:%016llx", static_cast<unsigned long long>(hash));
    return out;
}

}  // namespace

std::string checksum(std::span<const std::byte> content) { return text(XXH3_64bits(content.data(), content.size())); }

Result<std::string> fileChecksum(const std::filesystem::path& file)
{
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) return Error{Error::Code::NotFound, file.string() + " is not there."};
    std::ifstream in(file, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(status)) return Error{Error::Code::Unreadable, file.string() + " could not be opened for reading."};
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
    if (!state || XXH3_64bits_reset(state.get()) == XXH_ERROR) return Error{Error::Code::Internal, "No memory for a checksum."};
    std::vector<char> piece(std::size_t{1} << 20);
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        XXH3_64bits_update(state.get(), piece.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in.eof()) return Error{Error::Code::Unreadable, file.string() + " could not be read to its end."};
    return text(XXH3_64bits_digest(state.get()));
}

}  // namespace seisdesk
