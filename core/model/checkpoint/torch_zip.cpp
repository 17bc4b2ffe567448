#include "core/model/checkpoint/torch_zip.h"

#include "core/model/checkpoint/pickle.h"

#include <zip.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

namespace seisdesk {

namespace {

using Kind = PickleNode::Kind;

struct ZipClose {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

/// A zip whose entries are stored, as torch.save writes them. That also bounds what a small file can unfold to.
class Archive {
public:
    static Result<Archive> open(const std::filesystem::path& file)
    {
        Archive archive;
        archive.m_name = file.string();
        int code = 0;
        archive.m_zip.reset(zip_open(file.c_str(), ZIP_RDONLY, &code));
        if (!archive.m_zip) return archive.damaged("its zip directory cannot be read");
        const zip_int64_t count = zip_get_num_entries(archive.m_zip.get(), 0);
        for (zip_int64_t i = 0; i < count; ++i) {
            const char* name = zip_get_name(archive.m_zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
            if (name) archive.m_entries.emplace(name, static_cast<zip_uint64_t>(i));
        }
        return archive;
    }

    /// The folder inside the archive that holds "data.pkl", with its slash; nothing when there is none.
    std::optional<std::string> root() const
    {
        for (const auto& [name, index] : m_entries) {
            if (name == "data.pkl" || name.ends_with("/data.pkl")) return name.substr(0, name.size() - 8);
        }
        return std::nullopt;
    }
    bool contains(const std::string& name) const { return m_entries.count(name) > 0; }
    bool containsFolder(const std::string& prefix) const
    {
        return std::any_of(m_entries.begin(), m_entries.end(), [&](const auto& e) { return e.first.starts_with(prefix); });
    }

    Result<std::vector<std::byte>> read(const std::string& name) const
    {
        const auto found = m_entries.find(name);
        if (found == m_entries.end()) return damaged("its entry \"" + name + "\" is missing");
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(m_zip.get(), found->second, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE)) {
            return damaged("its entry \"" + name + "\" cannot be read");
        }
        if (stat.comp_method != ZIP_CM_STORE || stat.encryption_method != ZIP_EM_NONE) {
            return Error{Error::Code::Unsupported, m_name + ": its entries are compressed or encrypted, which torch.save never "
                         "does. Write it anew in Python: torch.save(torch.load(f), f)."};
        }
        std::error_code error;
        if (stat.size > std::filesystem::file_size(m_name, error) || error) return damaged("its entry \"" + name + "\" is cut short");
        const std::unique_ptr<zip_file_t, ZipClose> entry(zip_fopen_index(m_zip.get(), found->second, 0));
        std::vector<std::byte> bytes(static_cast<std::size_t>(stat.size));
        std::byte beyond;  // reading past the end makes libzip check the CRC
        if (!entry || zip_fread(entry.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()) ||
            zip_fread(entry.get(), &beyond, 1) != 0) {
            return damaged("its entry \"" + name + "\" fails the checksum");
        }
        return bytes;
    }

    Error damaged(const std::string& what) const
    {
        return {Error::Code::Malformed, m_name + ": " + what + "; the file is damaged, copy or download it again."};
    }
    const std::string& name() const { return m_name; }

private:
    std::string m_name;
    std::unique_ptr<zip_t, ZipClose> m_zip;
    std::map<std::string, zip_uint64_t> m_entries;
};

/// Copies strided views out of the archive's storages, each of which is read once.
class TensorReader {
public:
    TensorReader(const Archive& archive, const std::string& root, std::uintmax_t budget)
        : m_archive(archive), m_root(root), m_budget(budget) {}

    Result<Tensor> read(const TensorView& view, const std::string& name)
    {
        const std::size_t item = itemSize(view.type);
        std::int64_t count = 1;
        std::int64_t last = view.offset;  // the highest element the view touches
        for (std::size_t d = 0; d < view.shape.size(); ++d) {
            const std::int64_t extent = view.shape[d];
            std::int64_t reach = 0;
            if (extent < 0 || view.strides[d] < 0 || __builtin_mul_overflow(count, extent, &count) ||
                (extent > 0 && __builtin_mul_overflow(extent - 1, view.strides[d], &reach)) ||
                __builtin_add_overflow(last, reach, &last)) {
                return wrong(name, "has an impossible shape");
            }
        }
        Tensor tensor{view.type, view.shape, {}};
        if (view.offset < 0 || view.storageElements < 0) return wrong(name, "has a negative offset or size");
        if (count == 0) return tensor;
        if (count > view.storageElements) return wrong(name, "repeats elements of its storage");
        const auto storage = this->storage(view, name);
        if (!storage) return storage.error();
        if (last >= view.storageElements) return wrong(name, "reaches past the end of its storage");
        const std::uintmax_t bytes = static_cast<std::uintmax_t>(count) * item;
        if (bytes > m_budget) return wrong(name, "and its neighbours together are larger than the file");
        m_budget -= bytes;
        tensor.bytes.resize(static_cast<std::size_t>(bytes));
        copy(view, item, **storage, tensor.bytes);
        return tensor;
    }

private:
    Error wrong(const std::string& name, const std::string& what) const
    {
        return m_archive.damaged("tensor \"" + name + "\" " + what);
    }

    Result<const std::vector<std::byte>*> storage(const TensorView& view, const std::string& name)
    {
        auto found = m_storages.find(view.storage);
        if (found == m_storages.end()) {
            auto bytes = m_archive.read(m_root + "data/" + view.storage);
            if (!bytes) return bytes.error();
            found = m_storages.emplace(view.storage, std::move(*bytes)).first;
        }
        const std::size_t elements = found->second.size() / itemSize(view.type);
        if (static_cast<std::uint64_t>(view.storageElements) > elements) return wrong(name, "has a storage that is cut short");
        return &found->second;
    }

    static void copy(const TensorView& view, std::size_t item, const std::vector<std::byte>& from, std::vector<std::byte>& to)
    {
        std::int64_t dense = 1;
        bool contiguous = true;
        for (std::size_t d = view.shape.size(); d-- > 0; dense *= view.shape[d]) {
            if (view.shape[d] != 1 && view.strides[d] != dense) contiguous = false;
        }
        if (contiguous) {
            std::memcpy(to.data(), from.data() + static_cast<std::size_t>(view.offset) * item, to.size());
            return;
        }
        std::vector<std::int64_t> index(view.shape.size(), 0);
        std::int64_t at = view.offset;
        for (std::size_t out = 0; out < to.size(); out += item) {
            std::memcpy(to.data() + out, from.data() + static_cast<std::size_t>(at) * item, item);
            for (std::size_t d = index.size(); d-- > 0;) {
                at += view.strides[d];
                if (++index[d] < view.shape[d]) break;
                at -= index[d] * view.strides[d];
                index[d] = 0;
            }
        }
    }

    const Archive& m_archive;
    std::string m_root;
    std::uintmax_t m_budget;
    std::unordered_map<std::string, std::vector<std::byte>> m_storages;
};

bool holdsTensors(const PickleTree& tree, const PickleNode& dict)
{
    for (std::size_t i = 1; i < dict.items.size(); i += 2) {
        if (tree.nodes[dict.items[i]].kind == Kind::Tensor) return dict.kind == Kind::Dict;
    }
    return false;
}

const PickleNode* weightsOf(const PickleTree& tree, const PickleNode& root)
{
    if (holdsTensors(tree, root)) return &root;
    for (const char* key : {"model_dict", "model_state_dict", "state_dict", "model"}) {
        const PickleNode* inner = tree.entry(root, key);
        if (inner && holdsTensors(tree, *inner)) return inner;
    }
    return nullptr;
}

/// Without the parts that DistributedDataParallel ("module.") and torch.compile ("_orig_mod.") put into names.
std::string plainName(const std::string& name)
{
    std::string out;
    for (std::size_t from = 0; from <= name.size();) {
        const std::size_t dot = std::min(name.find('.', from), name.size());
        const std::string part = name.substr(from, dot - from);
        if (dot == name.size() || (part != "module" && part != "_orig_mod")) out += part + (dot < name.size() ? "." : "");
        from = dot + 1;
    }
    return out;
}

void addMetadata(const PickleTree& tree, const PickleNode& dict, StateDict& out)
{
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const PickleNode& key = tree.nodes[dict.items[i]];
        const PickleNode& value = tree.nodes[dict.items[i + 1]];
        if (key.kind != Kind::String) continue;
        if (value.kind == Kind::String) out.metadata[key.text] = value.text;
        if (value.kind == Kind::Int) out.metadata[key.text] = std::to_string(value.integer);
        if (value.kind == Kind::Bool) out.metadata[key.text] = value.integer ? "true" : "false";
        if (value.kind == Kind::Float) out.metadata[key.text] = std::to_string(value.real);
    }
}

}  // namespace

Result<StateDict> readTorchZip(const std::filesystem::path& file)
{
    auto archive = Archive::open(file);
    if (!archive) return archive.error();
    const auto root = archive->root();
    if (!root) {
        return Error{Error::Code::Unsupported, file.string() + ": this zip archive is no PyTorch checkpoint, it holds no data.pkl."};
    }
    if (archive->contains(*root + "constants.pkl") || archive->containsFolder(*root + "code/")) {
        return Error{Error::Code::Unsupported, file.string() + ": this is a TorchScript program, and SeisDesk runs no code from "
                     "weights files. Save its weights in Python: torch.save(torch.jit.load(f).state_dict(), f2)."};
    }
    if (archive->contains(*root + "byteorder")) {
        const auto order = archive->read(*root + "byteorder");
        if (!order) return order.error();
        if (order->size() < 1 || std::to_integer<char>((*order)[0]) != 'l') {
            return Error{Error::Code::Unsupported, file.string() + ": its numbers are big-endian. Write it anew on a little-endian "
                         "machine: torch.save(torch.load(f), f)."};
        }
    }
    const auto pickle = archive->read(*root + "data.pkl");
    if (!pickle) return pickle.error();
    const auto tree = unpickle(*pickle);
    if (!tree) return Error{tree.error().code, file.string() + ", data.pkl: " + tree.error().message + "."};

    const PickleNode& top = tree->nodes[tree->root];
    const PickleNode* weights = weightsOf(*tree, top);
    if (!weights) {
        return Error{Error::Code::Malformed, file.string() + ": it holds no named tensors, neither directly nor under model_dict, "
                     "model_state_dict, state_dict or model. Save them in Python: torch.save(model.state_dict(), f)."};
    }
    StateDict out;
    addMetadata(*tree, top, out);
    std::error_code error;
    // Twice the file leaves room for tied weights, which are stored once and named twice.
    TensorReader reader(*archive, *root, 2 * std::filesystem::file_size(file, error) + 4096);
    for (std::size_t i = 0; i + 1 < weights->items.size(); i += 2) {
        const PickleNode& key = tree->nodes[weights->items[i]];
        const PickleNode& value = tree->nodes[weights->items[i + 1]];
        if (value.kind != Kind::Tensor) continue;
        if (key.kind != Kind::String) return archive->damaged("a tensor's name is no text");
        auto tensor = reader.read(tree->tensors[value.tensor], key.text);
        if (!tensor) return tensor.error();
        if (!out.add(plainName(key.text), std::move(*tensor))) return archive->damaged("tensor \"" + key.text + "\" is there twice");
    }
    return out;
}

}  // namespace seisdesk
