#include "core/io/record_readers.h"

#include "core/catalog/compile.h"
#include "core/io/checksum.h"
#include "core/io/event_text.h"
#include "core/io/label_csv.h"
#include "core/io/labelled_set.h"
#include "core/io/mseed.h"
#include "core/io/nonlinloc.h"
#include "core/io/nordic.h"
#include "core/io/quakeml.h"
#include "core/io/sac.h"
#include "core/io/sc3ml.h"
#include "core/io/stationxml.h"

#include <array>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;
using Issues = std::vector<ReadIssue>;

Result<FileContent> miniSeed(const fs::path& path, const ReadOptions& options, const Progress& progress, Issues& issues)
{
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    auto traces = readMiniSeed(*file, path, options, progress, issues);
    if (!traces) return traces.error();
    FileContent out;
    out.traces = std::move(*traces);
    out.checksum = checksum(file->bytes());
    return out;
}

/// A station of one channel, as far as a SAC header knows it.
Inventory inventoryOf(const Channel& channel)
{
    Station station;
    station.network = channel.id.network;
    station.code = channel.id.station;
    station.latitudeDegrees = channel.latitudeDegrees;
    station.longitudeDegrees = channel.longitudeDegrees;
    station.elevationMetres = channel.elevationMetres;
    station.channels.push_back(channel);
    return {{station}};
}

Result<FileContent> sac(const fs::path& path, const ReadOptions& options, const Progress&, Issues& issues)
{
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    auto read = readSac(*file, path, issues);
    if (!read) return read.error();
    FileContent out;
    out.checksum = checksum(file->bytes());
    Segment segment = options.span ? cut(read->segment, *options.span) : std::move(read->segment);
    if (!segment.empty()) out.traces.push_back({read->id, {std::move(segment)}});
    if (read->channel) out.inventory = inventoryOf(*read->channel);
    out.labels = std::move(read->labels);
    if (read->event) out.events.push_back(std::move(*read->event));
    return out;
}

Result<FileContent> stationXml(const fs::path& path, const ReadOptions&, const Progress&, Issues& issues)
{
    auto inventory = readStationXml(path, issues);
    if (!inventory) return inventory.error();
    FileContent out;
    out.inventory = std::move(*inventory);
    return out;
}

Result<FileContent> catalogue(Result<std::vector<Event>> events)
{
    if (!events) return events.error();
    FileContent out;
    out.labels = labelsFromEvents(*events);
    out.events = std::move(*events);
    return out;
}

Result<FileContent> quakeMl(const fs::path& path, const ReadOptions&, const Progress&, Issues& issues) { return catalogue(readQuakeMl(path, issues)); }

Result<FileContent> seisComp(const fs::path& path, const ReadOptions&, const Progress&, Issues& issues) { return catalogue(readSeisCompXml(path, issues)); }

Result<FileContent> nordicFile(const fs::path& path, const ReadOptions&, const Progress&, Issues& issues) { return catalogue(readNordic(path, issues)); }

Result<FileContent> nonLinLoc(const fs::path& path, const ReadOptions&, const Progress&, Issues& issues) { return catalogue(readNonLinLoc(path, issues)); }

Result<FileContent> eventText(const fs::path& path, const ReadOptions&, const Progress&, Issues& issues) { return catalogue(readEventText(path, issues)); }

/// Column tables of labelled sets lie beside the HDF5 files that hold the same labels with their windows.
bool belongsToSet(const fs::path& path)
{
    std::error_code error;
    for (const char* extension : {".hdf5", ".h5"}) {
        if (fs::exists(fs::path(path).replace_extension(extension), error)) return true;
        if (path.filename().string().starts_with("metadata") && fs::exists(path.parent_path() / (std::string("waveforms") + extension), error)) return true;
    }
    return false;
}

Result<FileContent> csv(const fs::path& path, const ReadOptions&, const Progress&, Issues& issues)
{
    FileContent out;
    if (belongsToSet(path)) return out;
    auto labels = readLabelCsv(path, issues);
    if (!labels) return labels.error();
    out.labels = std::move(*labels);
    return out;
}

/// Sets are made for training; as records they are shown up to what a desk can hold.
constexpr std::size_t mostSamples = std::size_t{1} << 28;

Result<LabelledSet> openSet(const fs::path& path)
{
    auto set = LabelledSet::open(path);
    // SeisBench and DiTing keep the columns in a table beside the file: the set is the folder.
    if (!set && set.error().code == Error::Code::Unsupported)
        if (auto folder = LabelledSet::open(path.parent_path())) return folder;
    return set;
}

Result<FileContent> labelledSet(const fs::path& path, const ReadOptions& options, const Progress& progress, Issues& issues)
{
    const auto set = openSet(path);
    if (!set) return set.error();
    FileContent out;
    std::size_t samples = 0;
    for (std::size_t i = 0; i < set->size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Reading " + path.string() + " was cancelled."};
        if (samples > mostSamples) {
            issues.push_back({path, path.string() + ": only the first " + std::to_string(i) + " of " + std::to_string(set->size()) +
                                    " windows were read, the rest would not fit in memory. Use the set for training or evaluation, which read it piece by piece."});
            break;
        }
        auto window = set->read(i);
        if (!window) {
            issues.push_back({path, window.error().message});
            continue;
        }
        for (Trace& trace : window->traces) {
            if (options.span)
                for (Segment& s : trace.segments) s = cut(s, *options.span);
            samples += trace.sampleCount();
            if (trace.sampleCount() > 0) out.traces.push_back(std::move(trace));
        }
        out.labels.insert(out.labels.end(), window->labels.begin(), window->labels.end());
        progress.report(static_cast<double>(i + 1) / static_cast<double>(set->size()));
    }
    return out;
}

struct Row {
    FileKind kind;
    RecordReader reader;
};

constexpr std::array readers{
    Row{FileKind::MiniSeed2, miniSeed}, Row{FileKind::MiniSeed3, miniSeed}, Row{FileKind::Sac, sac}, Row{FileKind::StationXml, stationXml},
    Row{FileKind::QuakeMl, quakeMl},
    Row{FileKind::SeisComp, seisComp},
    Row{FileKind::Nordic, nordicFile}, Row{FileKind::NonLinLoc, nonLinLoc},
    Row{FileKind::EventText, eventText},
    Row{FileKind::Csv, csv},
    Row{FileKind::LabelledHdf5, labelledSet},
};

}  // namespace

RecordReader readerFor(FileKind kind)
{
    for (const Row& row : readers)
        if (row.kind == kind) return row.reader;
    return nullptr;
}

}  // namespace seisdesk
