#include "core/io/hdf5.h"

#include "core/io/child_trial.h"
#include "core/io/hdf5_chunks.h"
#include "core/io/hdf5_heaps.h"
#include "core/io/text_file.h"

#include <hdf5.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <string_view>

namespace seisdesk::hdf5 {

namespace {

/// More than any labelled window has, and what a damaged header can cost at most.
constexpr std::size_t mostSamples = 1u << 26;
constexpr std::size_t mostValues = 4096;
constexpr std::size_t longestText = 1u << 20;
constexpr std::uintmax_t largestScanned = 256u << 20;
constexpr unsigned longestTrialSeconds = 5;
constexpr std::size_t mostTried = 5000;

/// Holds the library's only lock, and keeps the library from printing its errors.
class Lock {
public:
    Lock() : m_guard(mutex()) { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

private:
    static std::mutex& mutex()
    {
        static std::mutex library;  // HDF5 is one global state, so is its lock
        return library;
    }
    std::lock_guard<std::mutex> m_guard;
};

/// An identifier with the function that closes it.
class Handle {
public:
    Handle(hid_t id, herr_t (*close)(hid_t)) : m_id(id), m_close(close) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { if (m_id >= 0) m_close(m_id); }
    operator hid_t() const { return m_id; }
    explicit operator bool() const { return m_id >= 0; }

private:
    hid_t m_id;
    herr_t (*m_close)(hid_t);
};

/// Dimensions of a simple or scalar space; nothing when it is null or has more than `limit` elements.
std::optional<std::vector<std::size_t>> dimensions(hid_t space, std::size_t limit)
{
    const H5S_class_t kind = H5Sget_simple_extent_type(space);
    if (kind == H5S_SCALAR) return std::vector<std::size_t>{};
    const int rank = H5Sget_simple_extent_ndims(space);
    if (kind != H5S_SIMPLE || rank <= 0 || rank > H5S_MAX_RANK) return std::nullopt;
    std::vector<hsize_t> extents(static_cast<std::size_t>(rank));
    if (H5Sget_simple_extent_dims(space, extents.data(), nullptr) != rank) return std::nullopt;
    std::size_t total = 1;
    for (const hsize_t extent : extents) {
        if (extent > limit || (extent > 0 && total > limit / extent)) return std::nullopt;
        total *= extent;
    }
    return std::vector<std::size_t>(extents.begin(), extents.end());
}

std::size_t product(const std::vector<std::size_t>& shape)
{
    std::size_t total = 1;
    for (const std::size_t extent : shape) total *= extent;
    return total;
}

std::string textOf(const std::vector<double>& numbers)
{
    if (numbers.size() == 1) return numberText(numbers.front());
    std::string out = "[";
    for (const double number : numbers) out += (out.size() > 1 ? ", " : "") + numberText(number);
    return out + ']';
}

/// Reads text or numbers through `read(memoryType, buffer)`, which works for attributes and datasets alike.
template <class Read>
std::optional<Value> valueOf(hid_t type, hid_t space, Read&& read)
{
    const auto shape = dimensions(space, mostValues);
    if (!shape) return std::nullopt;
    const std::size_t count = product(*shape);
    const H5T_class_t kind = H5Tget_class(type);
    if (count == 0) return std::nullopt;
    if (kind == H5T_INTEGER || kind == H5T_FLOAT || kind == H5T_ENUM) {
        // h5py writes booleans as an enumeration of 8-bit integers.
        const Handle base(kind == H5T_ENUM ? H5Tget_super(type) : -1, H5Tclose);
        Value out{{}, std::vector<double>(count)};
        if (kind == H5T_ENUM) {
            std::vector<signed char> small(count);
            if (!base || H5Tget_size(type) != 1 || read(static_cast<hid_t>(type), small.data()) < 0) return std::nullopt;
            std::copy(small.begin(), small.end(), out.numbers.begin());
        } else if (read(H5T_NATIVE_DOUBLE, out.numbers.data()) < 0) {
            return std::nullopt;
        }
        out.text = textOf(out.numbers);
        return out;
    }
    if (kind != H5T_STRING) return std::nullopt;
    if (H5Tis_variable_str(type) > 0) {
        const Handle memory(H5Tcopy(H5T_C_S1), H5Tclose);
        H5Tset_size(memory, H5T_VARIABLE);
        H5Tset_cset(memory, H5Tget_cset(type));
        std::vector<char*> texts(count, nullptr);
        const bool ok = read(static_cast<hid_t>(memory), texts.data()) >= 0;
        Value out;
        if (ok && texts.front()) out.text = std::string(texts.front()).substr(0, longestText);
        for (char* text : texts) H5free_memory(text);
        return ok ? std::optional(std::move(out)) : std::nullopt;
    }
    const std::size_t length = H5Tget_size(type);
    if (length == 0 || length > longestText || count > mostSamples / length) return std::nullopt;
    std::vector<char> buffer(length * count + 1, '\0');
    if (read(static_cast<hid_t>(type), buffer.data()) < 0) return std::nullopt;
    buffer[length] = '\0';
    return Value{std::string(trimmed(buffer.data())), {}};
}

bool isNumeric(hid_t dataset)
{
    const Handle type(H5Dget_type(dataset), H5Tclose);
    const H5T_class_t kind = type ? H5Tget_class(type) : H5T_NO_CLASS;
    return kind == H5T_INTEGER || kind == H5T_FLOAT;
}

/// The first filter of a dataset that this library cannot undo.
std::optional<std::string> missingFilter(hid_t dataset)
{
    const Handle plan(H5Dget_create_plist(dataset), H5Pclose);
    const int count = plan ? H5Pget_nfilters(plan) : 0;
    for (int i = 0; i < count; ++i) {
        unsigned flags = 0, configuration = 0;
        std::size_t elements = 0;
        char name[64] = "";
        const H5Z_filter_t filter = H5Pget_filter2(plan, static_cast<unsigned>(i), &flags, &elements, nullptr, sizeof name, name, &configuration);
        if (filter > 0 && H5Zfilter_avail(filter) <= 0) return std::to_string(filter) + (*name ? " (" + std::string(name) + ')' : "");
    }
    return std::nullopt;
}

std::vector<std::string> childrenOf(hid_t file, const std::string& group, std::size_t most = SIZE_MAX)
{
    struct {
        std::vector<std::string> names;
        std::size_t most;
    } out{{}, most};
    const Handle handle(H5Gopen2(file, group.c_str(), H5P_DEFAULT), H5Gclose);
    if (!handle) return {};
    const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
        auto* to = static_cast<decltype(out)*>(data);
        to->names.emplace_back(name);
        return to->names.size() >= to->most;
    };
    hsize_t next = 0;
    H5Literate(handle, H5_INDEX_NAME, H5_ITER_NATIVE, &next, collect, &out);
    std::sort(out.names.begin(), out.names.end());
    return std::move(out.names);
}

std::map<std::string, Value> attributesOf(hid_t file, const std::string& object)
{
    std::map<std::string, Value> out;
    const Handle handle(H5Oopen(file, object.c_str(), H5P_DEFAULT), H5Oclose);
    if (!handle) return out;
    const auto collect = [](hid_t owner, const char* name, const H5A_info_t*, void* values) -> herr_t {
        const Handle attribute(H5Aopen(owner, name, H5P_DEFAULT), H5Aclose);
        const Handle type(attribute ? H5Aget_type(attribute) : -1, H5Tclose);
        const Handle space(attribute ? H5Aget_space(attribute) : -1, H5Sclose);
        if (!type || !space) return 0;
        auto value = valueOf(type, space, [&](hid_t memory, void* buffer) { return H5Aread(attribute, memory, buffer); });
        if (value) static_cast<std::map<std::string, Value>*>(values)->insert_or_assign(name, std::move(*value));
        return 0;
    };
    hsize_t next = 0;
    H5Aiterate2(handle, H5_INDEX_NAME, H5_ITER_NATIVE, &next, collect, &out);
    return out;
}

std::optional<Value> valueAt(hid_t file, const std::string& dataset)
{
    const Handle handle(H5Dopen2(file, dataset.c_str(), H5P_DEFAULT), H5Dclose);
    const Handle type(handle ? H5Dget_type(handle) : -1, H5Tclose);
    const Handle space(handle ? H5Dget_space(handle) : -1, H5Sclose);
    const auto shape = space ? dimensions(space, mostValues) : std::nullopt;
    if (!type || !shape || !chunksAreWhole(handle, std::vector<hsize_t>(shape->size(), 0), {shape->begin(), shape->end()})) return std::nullopt;
    return valueOf(type, space, [&](hid_t memory, void* buffer) { return H5Dread(handle, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer); });
}

/// Large files are left to the trial: looking through them takes longer than anyone waits.
bool heapsLookSound(const std::filesystem::path& path)
{
    std::error_code code;
    if (std::filesystem::file_size(path, code) > largestScanned || code) return true;
    const Result<std::string> bytes = readTextFile(path);
    return !bytes || heapsAreSound(*bytes);
}

/// Reads what File will read, as far as that is no more than some thousand objects and takes no more than two seconds.
void readMetadata(const std::filesystem::path& path)
{
    const auto start = std::chrono::steady_clock::now();
    const Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
    attributesOf(file, "/");
    for (const std::string& name : childrenOf(file, "/", mostTried)) {
        const std::string group = '/' + name;
        attributesOf(file, group);
        for (const std::string& child : childrenOf(file, group, mostTried)) {
            attributesOf(file, group + '/' + child);
            if (name == "data_format") valueAt(file, group + '/' + child);
            if (std::chrono::steady_clock::now() - start > std::chrono::seconds(2)) return;
        }
    }
}

}  // namespace

struct File::Shared {
    std::filesystem::path path;
    hid_t id = -1;
    Shared(std::filesystem::path p, hid_t i) : path(std::move(p)), id(i) {}
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    ~Shared()
    {
        const Lock lock;
        H5Fclose(id);
    }
};

Result<File> File::open(const std::filesystem::path& path)
{
    std::error_code code;
    if (!std::filesystem::exists(path, code)) return Error{Error::Code::NotFound, "'" + path.string() + "' does not exist. Check the path."};
    const auto unreadable = [&](const char* why) { return Error{Error::Code::Unreadable, "'" + path.string() + "' " + why}; };
    hid_t id = -1;
    {
        const Lock lock;
        if (!std::filesystem::is_regular_file(path, code) || H5Fis_hdf5(path.c_str()) <= 0) return unreadable("is not an HDF5 file. Check the path, or fetch the file again.");
        if (!heapsLookSound(path)) return unreadable("is damaged: its texts are not where they should be. Copy or download it again.");
        // The library trusts lengths and places that it finds in a file, and crashes on damaged ones.
        const Trial trial = tryInChild([&] { readMetadata(path); }, longestTrialSeconds);
        if (trial == Trial::Crashed) return unreadable("is damaged: reading it crashes the HDF5 library. Copy or download it again.");
        if (trial == Trial::TimedOut) return unreadable("cannot be read in reasonable time. It is damaged, or its disk does not answer.");
        const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
        H5Pset_file_locking(access, false, true);  // nothing is written; read-only and network disks often cannot lock
        id = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access);
    }
    if (id < 0) return unreadable("is an HDF5 file, but cut off or damaged. Copy or download it again.");
    return File(std::make_shared<const Shared>(path, id));
}

const std::filesystem::path& File::path() const { return m_shared->path; }

bool File::has(const std::string& object) const
{
    const Lock lock;
    // Every group on the way must be there, or the library calls it an error.
    for (std::size_t slash = object.find('/', 1); slash != std::string::npos; slash = object.find('/', slash + 1))
        if (H5Lexists(m_shared->id, object.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return false;
    return H5Lexists(m_shared->id, object.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> File::children(const std::string& group) const
{
    const Lock lock;
    return childrenOf(m_shared->id, group);
}

std::map<std::string, Value> File::attributes(const std::string& object) const
{
    const Lock lock;
    return attributesOf(m_shared->id, object);
}

std::optional<Value> File::value(const std::string& dataset) const
{
    const Lock lock;
    return valueAt(m_shared->id, dataset);
}

std::optional<std::vector<std::size_t>> File::shape(const std::string& dataset) const
{
    const Lock lock;
    const Handle handle(H5Dopen2(m_shared->id, dataset.c_str(), H5P_DEFAULT), H5Dclose);
    if (!handle || !isNumeric(handle)) return std::nullopt;
    const Handle space(H5Dget_space(handle), H5Sclose);
    return space ? dimensions(space, SIZE_MAX) : std::nullopt;
}

Result<Array> File::read(const std::string& dataset, const std::vector<Slice>& slices) const
{
    const Lock lock;
    const auto failure = [&](Error::Code code, const std::string& what) { return Error{code, "'" + m_shared->path.string() + "', dataset '" + dataset + "': " + what}; };
    const Handle handle(H5Dopen2(m_shared->id, dataset.c_str(), H5P_DEFAULT), H5Dclose);
    if (!handle) return failure(Error::Code::NotFound, "it is not in the file or cannot be opened.");
    const Handle space(H5Dget_space(handle), H5Sclose);
    const auto whole = space ? dimensions(space, SIZE_MAX) : std::nullopt;
    if (!whole || !isNumeric(handle)) return failure(Error::Code::Malformed, "it does not hold numbers.");
    std::vector<hsize_t> begin, count;
    Array out;
    for (std::size_t i = 0; i < whole->size(); ++i) {
        const Slice slice = i < slices.size() ? slices[i] : Slice{};
        const std::size_t end = std::min(slice.end.value_or((*whole)[i]), (*whole)[i]);
        begin.push_back(std::min(slice.begin, end));
        count.push_back(end - begin.back());
        out.shape.push_back(count.back());
    }
    std::size_t total = 1;
    for (const std::size_t extent : out.shape) {
        if (extent > 0 && total > mostSamples / extent) return failure(Error::Code::Malformed, "it claims more samples than a window can have.");
        total *= extent;
    }
    if (total == 0) return out;
    if (const auto filter = missingFilter(handle))
        return failure(Error::Code::Unsupported, "its compression filter " + *filter + " is not installed. Install the HDF5 plug-in, or recompress with h5repack -f GZIP=4.");
    if (!chunksAreWhole(handle, begin, count)) return failure(Error::Code::Malformed, "its samples are not all there; the file is damaged.");
    out.values.resize(total);
    const Handle memory(whole->empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose);
    const bool selected = whole->empty() || H5Sselect_hyperslab(space, H5S_SELECT_SET, begin.data(), nullptr, count.data(), nullptr) >= 0;
    if (!memory || !selected || H5Dread(handle, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, out.values.data()) < 0)
        return failure(Error::Code::Malformed, "its samples cannot be read; the file is damaged there.");
    return out;
}

}  // namespace seisdesk::hdf5
