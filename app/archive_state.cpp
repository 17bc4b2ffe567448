#include "app/archive_state.h"

#include "core/io/checksum.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view title = "SeisDesk archive state 1: ";
constexpr std::size_t longestLine = 4096;

Error failure(const fs::path& file, const char* what)
{
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    return {full ? Error::Code::OutOfSpace : Error::Code::Unreadable,
            file.string() + " " + what + ": " + std::strerror(errno) + (full ? ". Free some space and give the same command again; what is done stays done." : ".")};
}

std::string checksumOf(std::string_view text) { return checksum(std::as_bytes(std::span(text.data(), text.size()))); }

std::string readAt(int descriptor, std::uintmax_t at, std::size_t count)
{
    std::string out(count, '\0');
    std::size_t have = 0;
    while (have < count) {
        const ssize_t n = ::pread(descriptor, out.data() + have, count - have, static_cast<off_t>(at + have));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        have += static_cast<std::size_t>(n);
    }
    out.resize(have);
    return out;
}

/// A line at `at` without its end; nothing when it does not end.
std::optional<std::string> lineAt(int descriptor, std::uintmax_t at)
{
    std::string text = readAt(descriptor, at, longestLine);
    const auto end = text.find('\n');
    if (end == std::string::npos) return std::nullopt;
    text.resize(end);
    return text;
}

struct BlockHead {
    std::string key, sum;
    std::size_t bytes = 0, length = 0;  ///< of the lines; of this line
};

/// "block BYTES CHECKSUM KEY"
std::optional<BlockHead> headAt(int descriptor, std::uintmax_t at)
{
    const auto line = lineAt(descriptor, at);
    if (!line || !line->starts_with("block ")) return std::nullopt;
    const auto second = line->find(' ', 6);
    const auto third = second == std::string::npos ? second : line->find(' ', second + 1);
    if (third == std::string::npos) return std::nullopt;
    BlockHead head{line->substr(third + 1), line->substr(second + 1, third - second - 1), 0, line->size() + 1};
    char* end = nullptr;
    head.bytes = std::strtoull(line->c_str() + 6, &end, 10);
    return end == line->c_str() + second ? std::optional(head) : std::nullopt;
}

}  // namespace

ArchiveState::ArchiveState(ArchiveState&& other) noexcept
    : m_file(std::move(other.m_file)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_done(std::move(other.m_done)), m_end(other.m_end), m_first(other.m_first)
{
}

ArchiveState& ArchiveState::operator=(ArchiveState&& other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_done, other.m_done);
    std::swap(m_end, other.m_end);
    std::swap(m_first, other.m_first);
    return *this;
}

ArchiveState::~ArchiveState()
{
    if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<ArchiveState> ArchiveState::open(const fs::path& file, const std::string& settings)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) return failure(file, "cannot be opened");
    ArchiveState state(file, descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return Error{Error::Code::Unreadable, file.string() + " is in use: another run writes the same output. Wait for it, or write elsewhere."};
    if (auto loaded = state.load(settings); !loaded) return loaded.error();
    return state;
}

Result<void> ArchiveState::load(const std::string& settings)
{
    const std::string wanted = std::string(title) + settings;
    const auto first = lineAt(m_descriptor, 0);
    if (!first) {  // new, or killed within its first line
        if (::ftruncate(m_descriptor, 0) != 0) return failure(m_file, "cannot be written");
        const std::string line = wanted + '\n';
        if (::pwrite(m_descriptor, line.data(), line.size(), 0) != static_cast<ssize_t>(line.size()) || ::fdatasync(m_descriptor) != 0) return failure(m_file, "cannot be written");
        m_first = m_end = line.size();
        return {};
    }
    if (*first != wanted) {
        if (!first->starts_with(title)) return Error{Error::Code::InvalidArgument, m_file.string() + " is not the state of a run. Move it away or write elsewhere."};
        return Error{Error::Code::InvalidArgument, m_file.string() + " is of a run with other settings (" + first->substr(title.size()) + "; now: " + settings +
                                                       "). Give those settings to go on with it, or delete it to begin anew."};
    }
    m_first = m_end = first->size() + 1;
    while (const auto head = headAt(m_descriptor, m_end)) {
        const std::string lines = readAt(m_descriptor, m_end + head->length, head->bytes);
        if (lines.size() != head->bytes || checksumOf(lines) != head->sum) break;
        m_done.insert(head->key);
        m_end += head->length + head->bytes;
    }
    if (::ftruncate(m_descriptor, static_cast<off_t>(m_end)) != 0) return failure(m_file, "cannot be written");
    return {};
}

Result<void> ArchiveState::commit(const std::string& key, std::string_view lines)
{
    const std::string text = "block " + std::to_string(lines.size()) + ' ' + checksumOf(lines) + ' ' + key + '\n' + std::string(lines);
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t n = ::pwrite(m_descriptor, text.data() + done, text.size() - done, static_cast<off_t>(m_end + done));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            const Error error = failure(m_file, "cannot be written");
            static_cast<void>(::ftruncate(m_descriptor, static_cast<off_t>(m_end)));
            return error;
        }
        done += static_cast<std::size_t>(n);
    }
    if (::fdatasync(m_descriptor) != 0) return failure(m_file, "cannot be written");
    m_end += text.size();
    m_done.insert(key);
    return {};
}

Result<void> ArchiveState::read(const std::function<Result<void>(std::string_view lines)>& take) const
{
    for (std::uintmax_t at = m_first; at < m_end;) {
        const auto head = headAt(m_descriptor, at);
        if (!head) return failure(m_file, "cannot be read");
        if (auto taken = take(readAt(m_descriptor, at + head->length, head->bytes)); !taken) return taken;
        at += head->length + head->bytes;
    }
    return {};
}

void ArchiveState::remove()
{
    std::error_code ignored;
    fs::remove(m_file, ignored);
}

}  // namespace seisdesk
