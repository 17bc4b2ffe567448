#include "core/model/checkpoint/safetensors.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <optional>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t maxHeaderBytes = 100'000'000;  // as the reference implementation

struct TypeName { DType type; const char* code; };
constexpr TypeName typeNames[] = {{DType::Float32, "F32"}, {DType::Float64, "F64"}, {DType::Float16, "F16"},
                                  {DType::BFloat16, "BF16"}, {DType::Int64, "I64"}, {DType::Int32, "I32"},
                                  {DType::Int16, "I16"}, {DType::Int8, "I8"}, {DType::UInt8, "U8"}, {DType::Bool, "BOOL"}};

Error damaged(const std::filesystem::path& file, const std::string& what)
{
    return {Error::Code::Malformed, file.string() + ": " + what + "; the safetensors file is damaged, copy or download it again."};
}

struct Slot {
    std::string name;
    DType type = DType::Float32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0, end = 0;  ///< in the data section
};

Result<Slot> slotOf(const std::filesystem::path& file, const std::string& name, const Json& entry)
{
    const std::string where = "tensor \"" + name.substr(0, 200) + "\"";
    if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string() || !entry.contains("shape") ||
        !entry["shape"].is_array() || !entry.contains("data_offsets") || !entry["data_offsets"].is_array() ||
        entry["data_offsets"].size() != 2 || !entry["data_offsets"][0].is_number_unsigned() ||
        !entry["data_offsets"][1].is_number_unsigned()) {
        return damaged(file, where + " lacks dtype, shape or data_offsets");
    }
    const std::string code = entry["dtype"].get<std::string>();
    const auto* type = std::find_if(std::begin(typeNames), std::end(typeNames), [&](const TypeName& t) { return code == t.code; });
    if (type == std::end(typeNames)) {
        return Error{Error::Code::Unsupported, file.string() + ": " + where + " has element type " + code.substr(0, 20) +
                     "; store it as F32, F16 or BF16."};
    }
    Slot slot{name, type->type, {}, entry["data_offsets"][0].get<std::uint64_t>(), entry["data_offsets"][1].get<std::uint64_t>()};
    std::uint64_t bytes = itemSize(slot.type);
    for (const Json& extent : entry["shape"]) {
        if (!extent.is_number_unsigned() || slot.shape.size() >= 16 || extent.get<std::uint64_t>() >> 62 ||
            __builtin_mul_overflow(bytes, extent.get<std::uint64_t>(), &bytes)) {
            return damaged(file, where + " has an impossible shape");
        }
        slot.shape.push_back(extent.get<std::int64_t>());
    }
    if (slot.end < slot.begin || slot.end - slot.begin != bytes) return damaged(file, where + " has a shape unlike its size");
    return slot;
}

}  // namespace

Result<StateDict> readSafetensors(const std::filesystem::path& file)
{
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    std::ifstream in(file, std::ios::binary);
    if (error || !in) return Error{Error::Code::Unreadable, file.string() + ": cannot be opened; check that it exists and its permissions."};
    std::uint64_t headerBytes = 0;
    in.read(reinterpret_cast<char*>(&headerBytes), sizeof headerBytes);
    if (!in || headerBytes > maxHeaderBytes || headerBytes + 8 > size) return damaged(file, "its header is cut short");
    std::string text(static_cast<std::size_t>(headerBytes), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    const Json header = Json::parse(text, nullptr, false);
    if (!in || !header.is_object()) return damaged(file, "its header is no JSON object");

    StateDict out;
    std::vector<Slot> slots;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            if (!entry.is_object()) return damaged(file, "its metadata are no JSON object");
            for (const auto& [key, value] : entry.items()) {
                if (value.is_string()) out.metadata[key] = value.get<std::string>();
            }
            continue;
        }
        auto slot = slotOf(file, name, entry);
        if (!slot) return slot.error();
        slots.push_back(std::move(*slot));
    }
    std::vector<const Slot*> byOffset;
    for (const Slot& slot : slots) byOffset.push_back(&slot);
    std::sort(byOffset.begin(), byOffset.end(), [](const Slot* a, const Slot* b) {
        return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
    });
    std::uint64_t at = 0;
    for (const Slot* slot : byOffset) {
        if (slot->begin != at) return damaged(file, "tensor \"" + slot->name.substr(0, 200) + "\" leaves a hole or overlaps");
        at = slot->end;
    }
    if (at != size - 8 - headerBytes) return damaged(file, "its data are longer or shorter than its header says");

    for (Slot& slot : slots) {
        Tensor tensor{slot.type, std::move(slot.shape), std::vector<std::byte>(static_cast<std::size_t>(slot.end - slot.begin))};
        in.seekg(static_cast<std::streamoff>(8 + headerBytes + slot.begin));
        in.read(reinterpret_cast<char*>(tensor.bytes.data()), static_cast<std::streamsize>(tensor.bytes.size()));
        if (!in) return Error{Error::Code::Unreadable, file.string() + ": reading failed; check the disk."};
        if (!out.add(slot.name, std::move(tensor))) return damaged(file, "tensor \"" + slot.name.substr(0, 200) + "\" is there twice");
    }
    return out;
}

Result<void> writeSafetensors(const StateDict& tensors, const std::filesystem::path& file)
{
    Json header = Json::object();
    if (!tensors.metadata.empty()) header["__metadata__"] = tensors.metadata;
    std::uint64_t at = 0;
    for (const auto& [name, tensor] : tensors) {
        const auto* type = std::find_if(std::begin(typeNames), std::end(typeNames), [&, t = tensor.type](const TypeName& n) { return n.type == t; });
        header[name] = {{"dtype", type->code}, {"shape", tensor.shape}, {"data_offsets", {at, at + tensor.bytes.size()}}};
        at += tensor.bytes.size();
    }
    std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.append((8 - text.size() % 8) % 8, ' ');  // aligns the data, as the reference writer does

    std::filesystem::path partial = file;
    partial += ".part" + std::to_string(getpid());
    std::error_code error;
    {
        std::ofstream out(partial, std::ios::binary | std::ios::trunc);
        if (!out) return Error{Error::Code::Unreadable, partial.string() + ": cannot be written; check the folder and its permissions."};
        const std::uint64_t headerBytes = text.size();
        out.write(reinterpret_cast<const char*>(&headerBytes), sizeof headerBytes);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        for (const auto& [name, tensor] : tensors) {
            out.write(reinterpret_cast<const char*>(tensor.bytes.data()), static_cast<std::streamsize>(tensor.bytes.size()));
        }
        out.flush();
        if (!out) {
            std::filesystem::remove(partial, error);
            return Error{Error::Code::OutOfSpace, file.string() + ": writing failed; is the disk full?"};
        }
    }
    std::filesystem::rename(partial, file, error);
    if (!error) return {};
    const std::string reason = error.message();
    std::filesystem::remove(partial, error);
    return Error{Error::Code::Unreadable, file.string() + ": cannot be replaced: " + reason + "."};
}

}  // namespace seisdesk
