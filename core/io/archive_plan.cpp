#include "core/io/archive_plan.h"

#include "core/io/mseed.h"

#include <algorithm>
#include <map>
#include <set>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr Duration day = std::chrono::hours(24);
constexpr Duration spill = std::chrono::minutes(10);  ///< how far the records of an SDS file may reach into its neighbours' days

std::vector<std::string_view> parts(std::string_view name)
{
    std::vector<std::string_view> out;
    for (std::size_t from = 0;;) {
        const std::size_t dot = name.find('.', from);
        out.push_back(name.substr(from, dot - from));
        if (dot == std::string_view::npos) return out;
        from = dot + 1;
    }
}

std::int64_t blockOf(Time time, Duration length)
{
    const std::int64_t t = time.time_since_epoch().count(), n = length.count();
    return t / n - (t % n < 0 ? 1 : 0);
}

/// Files by instrument and block.
class Blocks {
public:
    explicit Blocks(const ArchiveOptions& options) : m_options(options) {}

    /// `sure`: that there are records of the stream throughout. A file that may only spill over makes no block of its own.
    void add(const StreamId& stream, const TimeSpan& sure, const TimeSpan& possible, const fs::path& file)
    {
        if (sure.empty()) return;
        auto& own = m_files[stream.instrument()];
        const Duration length = m_options.block;
        for (std::int64_t b = blockOf(sure.begin, length); b <= blockOf(sure.end - Duration(1), length); ++b) own[b].surely = true;
        const TimeSpan wide = possible.padded(m_options.margin, m_options.margin);
        for (std::int64_t b = blockOf(wide.begin, length); b <= blockOf(wide.end - Duration(1), length); ++b) own[b].files.insert(file);
    }

    std::vector<ArchiveBlock> take() const
    {
        std::vector<ArchiveBlock> out;
        std::size_t number = 0;
        for (const auto& [instrument, blocks] : m_files)
            for (const auto& [b, block] : blocks) {
                if (!block.surely) continue;
                if (number++ % m_options.shards != m_options.shard - 1) continue;
                const Time begin(b * m_options.block);
                out.push_back({instrument, {begin, begin + m_options.block}, {block.files.begin(), block.files.end()}});
            }
        return out;
    }

private:
    struct Block {
        bool surely = false;
        std::set<fs::path> files;
    };
    const ArchiveOptions& m_options;
    std::map<StreamId, std::map<std::int64_t, Block>> m_files;
};

}  // namespace

std::string ArchiveBlock::key() const { return instrument.text() + ' ' + formatTime(span.begin, 0); }

std::optional<std::pair<StreamId, TimeSpan>> sdsFile(const std::string& name)
{
    const auto p = parts(name);
    const auto digits = [](std::string_view text, std::size_t count) {
        return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (p.size() != 7 || p[0].empty() || p[1].empty() || p[3].size() != 3 || p[4] != "D" || !digits(p[5], 4) || !digits(p[6], 3)) return std::nullopt;
    const auto begin = parseTime(std::string(p[5]) + '-' + std::string(p[6]));
    if (!begin) return std::nullopt;
    return std::pair{StreamId{std::string(p[0]), std::string(p[1]), std::string(p[2]), std::string(p[3])}, TimeSpan{*begin, *begin + day}};
}

Result<ArchivePlan> planArchive(const std::vector<fs::path>& files, const ArchiveOptions& options, const Progress& progress)
{
    ArchivePlan plan;
    Blocks blocks(options);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        if (i % 64 == 0) progress.report(static_cast<double>(i) / static_cast<double>(files.size()), "looking at " + std::to_string(files.size()) + " files");
        const fs::path& file = files[i];
        if (const auto named = sdsFile(file.filename().string())) {
            blocks.add(named->first, named->second, named->second.padded(spill, spill), file);
            continue;
        }
        const auto kind = sniff(file);
        if (!kind) {
            plan.issues.push_back({file, kind.error().message});
        } else if (*kind == FileKind::MiniSeed2 || *kind == FileKind::MiniSeed3) {
            std::vector<ReadIssue> later;  // of damaged records: reading will tell them
            if (const auto extents = indexMiniSeed(file, progress.quiet(), later))
                for (const MiniSeedExtent& extent : *extents) blocks.add(extent.id, extent.span, extent.span, file);
            else plan.issues.push_back({file, extents.error().message});
        } else if (*kind == FileKind::Sac) {
            if (const auto records = readRecords({file.string()}, {}, progress.quiet()))
                for (const Trace& trace : records->traces) blocks.add(trace.id, trace.span(), trace.span(), file);
        } else if (*kind == FileKind::StationXml) {
            plan.metadata.push_back(file);
        } else {
            plan.issues.push_back({file, file.string() + " holds no records of an archive and was skipped. Those are miniSEED and SAC files."});
        }
    }
    plan.blocks = blocks.take();
    return plan;
}

}  // namespace seisdesk
