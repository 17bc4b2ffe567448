#include "core/io/envelope_cache.h"

#include "core/io/atomic_write.h"
#include "core/io/checksum.h"
#include "core/io/envelope_cache_entry.h"
#include "core/io/file_bytes.h"

#include <algorithm>
#include <span>
#include <tuple>

#include <sys/stat.h>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr const char* extension = ".envelope";

struct Entry {
    fs::file_time_type used;
    fs::path path;
    std::uint64_t bytes = 0;
    bool operator<(const Entry& o) const { return std::tie(used, path) < std::tie(o.used, o.path); }
};

/// Entries, and what writing left behind when the program was killed.
std::vector<Entry> entriesIn(const fs::path& folder)
{
    std::vector<Entry> out;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code failed;
        if (it->path().filename().string().find(extension) == std::string::npos || !it->is_regular_file(failed)) continue;
        Entry entry{it->last_write_time(failed), it->path(), it->file_size(failed)};
        if (!failed) out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace

std::optional<FileStamp> stampOf(const fs::path& file)
{
    struct stat s {};
    if (::stat(file.c_str(), &s) != 0 || !S_ISREG(s.st_mode)) return std::nullopt;
    const auto ns = [](const timespec& t) { return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec; };
    return FileStamp{static_cast<std::uint64_t>(s.st_size), static_cast<std::uint64_t>(s.st_ino), ns(s.st_mtim), ns(s.st_ctim)};
}

EnvelopeCache::EnvelopeCache(fs::path folder, std::uint64_t mostBytes) : m_folder(std::move(folder)), m_mostBytes(mostBytes) {}

fs::path EnvelopeCache::entryOf(const fs::path& file) const
{
    const std::string path = file.string();
    const std::string sum = checksum(std::as_bytes(std::span(path.data(), path.size())));
    return m_folder / (sum.substr(sum.find(':') + 1) + extension);
}

std::optional<FileOutline> EnvelopeCache::find(const fs::path& file) const
{
    const auto stamp = stampOf(file);
    if (!stamp) return std::nullopt;
    const fs::path path = entryOf(file);
    const auto bytes = FileBytes::open(path);
    if (!bytes) return std::nullopt;
    auto entry = readEntry(bytes->bytes());
    if (!entry || entry->outline.file.path != file || entry->stamp != *stamp) return std::nullopt;
    // The time of an entry is that of its last use, to the day: written seldom.
    std::error_code ignored;
    const auto now = fs::file_time_type::clock::now();
    if (now - fs::last_write_time(path, ignored) > std::chrono::hours(24)) fs::last_write_time(path, now, ignored);
    return std::move(entry->outline);
}

Result<void> EnvelopeCache::keep(const FileOutline& outline, const FileStamp& stamp) const
{
    if (stampOf(outline.file.path) != stamp) return {};
    if (now().time_since_epoch() - Duration(std::max(stamp.modifiedNs, stamp.changedNs)) < m_settling) return {};
    std::error_code failed;
    fs::create_directories(m_folder, failed);
    if (failed) return Error{Error::Code::Unreadable, "The folder " + m_folder.string() + " cannot be made (" + failed.message() + "); traces are decoded anew each time."};
    return writeAtomically(entryOf(outline.file.path), entryBytes({outline, stamp}));
}

void EnvelopeCache::trim() const
{
    std::vector<Entry> entries = entriesIn(m_folder);
    std::uint64_t total = 0;
    for (const Entry& entry : entries) total += entry.bytes;
    if (total <= m_mostBytes) return;
    std::sort(entries.begin(), entries.end());
    std::error_code ignored;
    for (const Entry& entry : entries) {
        if (total <= m_mostBytes) return;
        if (fs::remove(entry.path, ignored)) total -= entry.bytes;
    }
}

void EnvelopeCache::clear() const
{
    std::error_code ignored;
    for (const Entry& entry : entriesIn(m_folder)) fs::remove(entry.path, ignored);
}

std::uint64_t EnvelopeCache::bytes() const
{
    std::uint64_t total = 0;
    for (const Entry& entry : entriesIn(m_folder)) total += entry.bytes;
    return total;
}

}  // namespace seisdesk
