#include "core/io/sniff.h"

#include "core/io/endian.h"
#include "core/io/event_text.h"
#include "core/io/file_bytes.h"
#include "core/io/mseed_record.h"
#include "core/io/nonlinloc.h"
#include "core/io/nordic.h"
#include "core/io/sac_header.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace seisdesk {

namespace {

using Bytes = std::span<const std::byte>;
using namespace std::string_view_literals;

bool skipTo(std::string_view& text, std::string_view end)
{
    const auto at = text.find(end);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
    return at != std::string_view::npos;
}

/// Local name of the root element behind byte order mark, declarations, comments and document type; empty when this is
/// no XML. A document in UTF-16 must have had its zero bytes removed.
std::string_view rootElement(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        if (!text.starts_with('<')) return {};
        bool closed = true;
        if (text.starts_with("<?")) closed = skipTo(text, "?>");
        else if (text.starts_with("<!--")) closed = skipTo(text, "-->");
        else if (text.starts_with("<!")) closed = skipTo(text, ">");
        else break;
        if (!closed) return {};
    }
    std::string_view name = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
    if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
    return name;
}

std::optional<FileKind> xmlKind(std::string_view text)
{
    std::string narrow;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        narrow.assign(text.substr(2));
        std::erase(narrow, '\0');
        text = narrow;
    }
    const std::string_view root = rootElement(text);
    if (root == "FDSNStationXML") return FileKind::StationXml;
    if (root == "quakeml") return FileKind::QuakeMl;
    if (root == "seiscomp") return FileKind::SeisComp;
    return std::nullopt;  // other XML, or a big-endian SAC file of 100 Hz, whose first byte is '<' too
}

/// Eight bytes of length, then that much JSON.
bool isSafetensors(Bytes head, std::string_view text)
{
    if (head.size() < 16) return false;
    const auto length = load<std::uint64_t>(head, 0, false);
    return length >= 2 && length < (1U << 27) && text[8] == '{' && text.find('"') < 64;
}

std::optional<FileKind> magicKind(Bytes head, std::string_view text)
{
    constexpr std::string_view hdf5 = "\x89HDF\r\n\x1a\n"sv;
    for (const std::size_t userBlock : {0U, 512U, 1024U, 2048U, 4096U})
        if (userBlock < text.size() && text.substr(userBlock).starts_with(hdf5)) {
            // Keras names its parts at the top of the file; labelled sets know no such names.
            const bool keras = text.find("model_weights") != text.npos || text.find("layer_names") != text.npos || text.find("keras_version") != text.npos;
            return keras ? FileKind::Checkpoint : FileKind::LabelledHdf5;
        }
    if (text.starts_with("SQLite format 3\0"sv)) return FileKind::Project;
    if (text.starts_with("PK\3\4"sv)) return text.find("data.pkl") != text.npos ? FileKind::Checkpoint : FileKind::Unknown;
    if (text.starts_with("\x80\x02\x8a\x0a"sv)) return FileKind::Checkpoint;  // pickle of PyTorch before 1.6
    if (isSafetensors(head, text)) return FileKind::Checkpoint;
    return std::nullopt;
}

/// The first miniSEED or control header behind noise records; nothing when something else comes first.
std::optional<FileKind> miniSeedKind(Bytes head)
{
    for (std::size_t at = 0; at < head.size(); at += miniSeedShortest) {
        const Bytes there = head.subspan(at);
        if (startsMiniSeed2(there) || startsControlHeader(there)) return FileKind::MiniSeed2;
        if (startsMiniSeed3(there)) return FileKind::MiniSeed3;
        if (!startsNoise(there)) return std::nullopt;
    }
    return std::nullopt;
}

/// miniSEED whose beginning is damaged: a sound header on the grid of record lengths.
std::optional<FileKind> damagedMiniSeedKind(Bytes head)
{
    for (std::size_t at = miniSeedShortest; at < head.size(); at += miniSeedShortest)
        if (startsMiniSeed2(head.subspan(at))) return FileKind::MiniSeed2;
    return std::nullopt;
}

/// A line of at least two column names, one of them of a time, a phase or a pick.
bool isLabelTable(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (text.starts_with('#') && text.find('\n') != text.npos && text.find(',') > text.find('\n')) skipTo(text, "\n");
    std::string line(text.substr(0, std::min<std::size_t>(text.find_first_of("\r\n"), 8192)));
    if (std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; })) return false;
    std::ranges::transform(line, line.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const char separator = line.find('\t') != line.npos ? '\t' : line.find(';') != line.npos ? ';' : line.find('|') != line.npos ? '|' : ',';
    std::size_t columns = 0;
    bool known = false;
    for (std::string_view rest = line; !rest.empty();) {
        std::string_view column = rest.substr(0, rest.find(separator));
        rest.remove_prefix(std::min(column.size() + 1, rest.size()));
        column.remove_prefix(std::min(column.find_first_not_of(" \"#"), column.size()));
        if (column.empty()) continue;
        if ((column[0] >= '0' && column[0] <= '9') || column[0] == '-' || column[0] == '.') return false;  // data, not names
        ++columns;
        for (const char* word : {"time", "phase", "arrival", "pick", "sample", "onset"}) known = known || column.find(word) != column.npos;
    }
    return columns >= 2 && known;
}

}  // namespace

FileKind sniffContent(Bytes head)
{
    head = head.first(std::min(head.size(), sniffedBytes));
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (const auto kind = xmlKind(text)) return *kind;
    if (const auto kind = miniSeedKind(head)) return *kind;
    if (const auto kind = magicKind(head, text)) return *kind;
    if (isNonLinLoc(text)) return FileKind::NonLinLoc;
    if (isNordic(text)) return FileKind::Nordic;
    if (SacHeader::bigEndian(head) || SacHeader::isAlphanumeric(head)) return FileKind::Sac;
    if (isEventText(text)) return FileKind::EventText;
    if (isLabelTable(text)) return FileKind::Csv;
    return damagedMiniSeedKind(head).value_or(FileKind::Unknown);
}

const char* name(FileKind kind)
{
    switch (kind) {
    case FileKind::MiniSeed2: return "miniSEED 2";
    case FileKind::MiniSeed3: return "miniSEED 3";
    case FileKind::Sac: return "SAC";
    case FileKind::StationXml: return "StationXML";
    case FileKind::QuakeMl: return "QuakeML";
    case FileKind::SeisComp: return "SeisComP XML";
    case FileKind::LabelledHdf5: return "HDF5";
    case FileKind::Csv: return "comma-separated values";
    case FileKind::Nordic: return "a Nordic S-file";
    case FileKind::NonLinLoc: return "NonLinLoc hypocentres";
    case FileKind::EventText: return "FDSN event text";
    case FileKind::Project: return "a project";
    case FileKind::Checkpoint: return "model weights";
    case FileKind::Unknown: break;
    }
    return "an unknown kind";
}

Result<FileKind> sniff(const std::filesystem::path& file)
{
    const auto head = FileBytes::head(file, sniffedBytes);
    if (!head) return head.error();
    return sniffContent(head->bytes());
}

}  // namespace seisdesk
