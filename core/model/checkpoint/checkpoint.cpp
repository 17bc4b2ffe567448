#include "core/model/checkpoint/checkpoint.h"

#include "core/model/checkpoint/keras_hdf5.h"
#include "core/model/checkpoint/safetensors.h"
#include "core/model/checkpoint/sha256.h"
#include "core/model/checkpoint/torch_zip.h"

#include <array>
#include <fstream>

namespace seisdesk {

namespace {

Result<CheckpointFormat> formatOf(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        return Error{Error::Code::NotFound, file.string() + ": there is no such file. Check the spelling."};
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{Error::Code::Unreadable, file.string() + ": cannot be opened; check its permissions."};
    std::array<char, 64> raw{};
    in.read(raw.data(), raw.size());
    const std::string_view head(raw.data(), static_cast<std::size_t>(in.gcount()));
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return CheckpointFormat::TorchZip;
    if (head.starts_with("\x89HDF\r\n\x1a\n")) return CheckpointFormat::KerasHdf5;
    if (head.size() >= 9 && head[8] == '{') return CheckpointFormat::Safetensors;
    if (head.size() >= 2 && head[0] == '\x80' && head[1] >= '\x01' && head[1] <= '\x05') {
        return Error{Error::Code::Unsupported, file.string() + ": this is a legacy PyTorch pickle, which could run any code. "
                     "Convert it once, if you trust it: python3 -c \"import torch; f='" + file.string() +
                     "'; torch.save(torch.load(f), f)\""};
    }
    if (head.starts_with("version https://git-lfs")) {
        return Error{Error::Code::Unsupported, file.string() + ": this is a Git LFS pointer, not the weights; run git lfs pull."};
    }
    return Error{Error::Code::Unsupported, file.string() + ": no weights file that SeisDesk knows (PyTorch zip, safetensors, Keras HDF5)."};
}

}  // namespace

const char* name(CheckpointFormat format)
{
    switch (format) {
    case CheckpointFormat::TorchZip: return "PyTorch";
    case CheckpointFormat::Safetensors: return "safetensors";
    case CheckpointFormat::KerasHdf5: break;
    }
    return "Keras HDF5";
}

Result<Checkpoint> readCheckpoint(const std::filesystem::path& file)
{
    const auto format = formatOf(file);
    if (!format) return format.error();
    auto sha256 = sha256OfFile(file);
    if (!sha256) return sha256.error();
    auto tensors = *format == CheckpointFormat::TorchZip      ? readTorchZip(file)
                   : *format == CheckpointFormat::Safetensors ? readSafetensors(file)
                                                              : readKerasHdf5(file);
    if (!tensors) return tensors.error();
    if (tensors->empty()) return Error{Error::Code::Malformed, file.string() + ": it holds no tensors."};
    return Checkpoint{*format, std::move(*sha256), std::move(*tensors)};
}

}  // namespace seisdesk
