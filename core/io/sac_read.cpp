#include "core/io/sac.h"

#include "core/catalog/resource_id.h"
#include "core/io/endian.h"
#include "core/io/issue_counter.h"
#include "core/io/sac_header.h"

#include <algorithm>
#include <cmath>
#include <charconv>
#include <new>

namespace seisdesk {

namespace {

using H = SacHeader;

/// The header in binary terms and the samples, whichever form the file has.
struct Content {
    SacHeader header;
    std::vector<float> samples;
    std::uint64_t announced = 0;
};

/// The rate that a single-precision interval stands for: 0.01 in single precision is not 1/100 to the last digit.
double plainRate(double interval)
{
    constexpr double closeness = 3e-7;  // two and a half units in the last place
    const double rate = 1.0 / interval, whole = std::round(rate), microseconds = std::round(interval * 1e6) * 1e-6;
    if (whole >= 1.0 && std::abs(rate - whole) <= closeness * rate) return whole;
    if (microseconds > 0.0 && std::abs(interval - microseconds) <= closeness * interval) return 1.0 / microseconds;
    return rate;
}

std::optional<Time> referenceTime(const SacHeader& h)
{
    using namespace std::chrono;
    const auto year = h.integer(H::nzyear), day = h.integer(H::nzjday);
    if (!year || !day || *day < 1 || *day > 366) return std::nullopt;
    const int full = *year >= 0 && *year <= 99 ? *year + 1900 : *year;  // old files
    if (full < 1800 || full > 2200) return std::nullopt;
    const auto part = [&](int word, int most) { const auto v = h.integer(word); return v && *v >= 0 && *v <= most ? *v : 0; };
    return Time(sys_days(std::chrono::year{full} / 1 / 1) + days{*day - 1}) + hours{part(H::nzhour, 23)} + minutes{part(H::nzmin, 59)} +
           seconds{part(H::nzsec, 60)} + milliseconds{part(H::nzmsec, 999)};
}

/// Phase, onset and polarity from a pick's name: "S", "Pn", or the four characters of a phase card such as "IPU0".
void readName(const std::string& name, Label& label)
{
    const auto has = [&](std::size_t i, std::string_view any) { return i >= name.size() || any.find(name[i]) != std::string_view::npos; };
    const bool card = name.size() >= 3 && name.size() <= 4 && has(0, "IEie") && has(1, "PSps") && has(2, "UuDdCc+-Rr.,_ 01234") && has(3, "01234 ");
    if (!card) {
        label.phase = name;
        return;
    }
    label.phase = std::string(1, name[1] == 'p' || name[1] == 'P' ? 'P' : 'S');
    label.onset = name[0] == 'I' || name[0] == 'i' ? OnsetQuality::Impulsive : OnsetQuality::Emergent;
    if (std::string_view("UuCc+").find(name[2]) != std::string_view::npos) label.polarity = Polarity::Positive;
    else if (std::string_view("Dd-Rr").find(name[2]) != std::string_view::npos) label.polarity = Polarity::Negative;
    label.comment = "SAC pick " + name;
}

/// Seconds behind the reference time that Time can hold with room to spare.
bool sensible(double seconds) { return std::abs(seconds) < 1e9; }

void readPicks(const SacHeader& h, Time reference, SacFile& out)
{
    const TimeSpan span = out.segment.span();
    for (int i = -1; i < 10; ++i) {
        const auto seconds = h.number(i < 0 ? static_cast<int>(H::a) : H::t0 + i);
        if (!seconds || !sensible(*seconds)) continue;
        Label label;
        label.time = reference + fromSeconds(*seconds);
        std::string name = h.string(i < 0 ? static_cast<int>(H::ka) : H::kt0 + i);
        if (name.empty()) {
            // Some programs write zeros for "no pick": a time without a name counts only behind the first sample.
            if (label.time <= span.begin || label.time >= span.end) continue;
            name = i < 0 ? "P" : "T" + std::to_string(i);
        }
        label.stream = out.id;
        readName(name, label);
        label.author = "SAC header";
        label.id = idOf("sac|" + out.id.text() + '|' + std::to_string(i) + '|' + name + '|' + std::to_string(label.time.time_since_epoch().count()));
        out.labels.push_back(std::move(label));
    }
}

void readStation(const SacHeader& h, SacFile& out)
{
    const auto latitude = h.number(H::stla), longitude = h.number(H::stlo);
    if (!latitude || !longitude || std::abs(*latitude) > 90.0 || std::abs(*longitude) > 360.0) return;
    Channel channel;
    channel.id = out.id;
    channel.latitudeDegrees = *latitude;
    channel.longitudeDegrees = *longitude > 180.0 ? *longitude - 360.0 : *longitude;
    channel.elevationMetres = h.number(H::stel).value_or(0.0);
    channel.depthMetres = h.number(H::stdp).value_or(0.0);
    channel.azimuthDegrees = h.number(H::cmpaz);
    if (const auto fromVertical = h.number(H::cmpinc)) channel.dipDegrees = *fromVertical - 90.0;  // SAC counts from up
    channel.sampleRateHz = out.segment.sampleRateHz;
    out.channel = channel;
}

void readEvent(const SacHeader& h, Time reference, SacFile& out)
{
    const auto seconds = h.number(H::o), latitude = h.number(H::evla), longitude = h.number(H::evlo);
    if (!seconds || !sensible(*seconds) || !latitude || !longitude || std::abs(*latitude) > 90.0 || std::abs(*longitude) > 360.0) return;
    Origin origin;
    origin.time = reference + fromSeconds(*seconds);
    origin.latitude.value = *latitude;
    origin.longitude.value = *longitude > 180.0 ? *longitude - 360.0 : *longitude;
    if (const auto depth = h.number(H::evdp)) origin.depthMetres = RealQuantity{std::abs(*depth) > 800.0 ? *depth : *depth * 1000.0, {}};
    const std::string key = idOf(formatTime(origin.time, 3) + '|' + std::to_string(std::lround(origin.latitude.value * 1e4)) + '|' +
                                 std::to_string(std::lround(origin.longitude.value * 1e4))).text();  // the same for every trace of the event
    Event event;
    event.id = "smi:local/sac/event/" + key;
    origin.id = "smi:local/sac/origin/" + key;
    event.preferredOriginId = origin.id;
    if (const auto size = h.number(H::mag)) {
        Magnitude magnitude;
        magnitude.id = event.preferredMagnitudeId = "smi:local/sac/magnitude/" + key;
        magnitude.originId = origin.id;
        magnitude.magnitude.value = *size;
        switch (h.integer(H::imagtyp).value_or(0)) {
        case 52: magnitude.type = "mb"; break;
        case 53: magnitude.type = "Ms"; break;
        case 54: magnitude.type = "ML"; break;
        case 55: magnitude.type = "Mw"; break;
        case 56: magnitude.type = "Md"; break;
        default: break;
        }
        event.magnitudes.push_back(magnitude);
    }
    if (const std::string name = h.string(H::kevnm); !name.empty()) event.descriptions.push_back({name, "earthquake name"});
    event.origins.push_back(std::move(origin));
    out.event = std::move(event);
}

std::uint64_t announcedSamples(const SacHeader& h) { return static_cast<std::uint64_t>(std::max(h.integer(H::npts).value_or(0), 0)); }

Content readBinary(std::span<const std::byte> file, bool big, const std::string& fileName, IssueCounter& issues)
{
    Content out{SacHeader::read(file, big), {}, 0};
    out.announced = announcedSamples(out.header);
    const std::uint64_t there = (file.size() - H::bytes) / 4;
    const std::uint64_t count = std::min(out.announced, there);
    const std::size_t expected = H::bytes + 4 * out.announced + (out.header.integer(H::nvhdr) == 7 ? H::footerBytes : 0);
    if (file.size() < expected)
        issues.add("short files", fileName + ": the header announces " + std::to_string(out.announced) + " samples (word npts, byte 316) and the file ends at byte " +
                   std::to_string(file.size()) + " instead of " + std::to_string(expected) + "; " + std::to_string(count) + " samples were read. Copy or download the file again.");
    else if (file.size() > expected)
        issues.add("long files", fileName + ": goes on for " + std::to_string(file.size() - expected) + " bytes behind the " + std::to_string(out.announced) +
                   " samples that its header announces (word npts, byte 316), which were not read. Correct npts if they are samples.");
    out.samples.resize(count);
    for (std::uint64_t i = 0; i < count; ++i) out.samples[i] = load<float>(file, H::bytes + 4 * i, big);
    return out;
}

/// Takes the next number, whatever blanks and line ends stand before it. Columns are no help: editors strip them.
template <class T>
bool take(std::string_view& rest, T& value)
{
    constexpr std::string_view blanks = " \t\r\n+";
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    const auto done = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (done.ec != std::errc()) return false;
    rest.remove_prefix(static_cast<std::size_t>(done.ptr - rest.data()));
    return true;
}

std::string_view takeLine(std::string_view& rest)
{
    const auto end = rest.find('\n');
    std::string_view out = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (out.ends_with('\r')) out.remove_suffix(1);
    return out;
}

/// 14 lines of 5 floats, 8 of 5 integers, 8 of 3 strings in columns of 8, then 5 samples a line.
std::optional<Content> readAlphanumeric(std::span<const std::byte> file, const std::string& fileName, IssueCounter& issues)
{
    std::string_view rest(reinterpret_cast<const char*>(file.data()), file.size());
    Content out;
    for (double& value : out.header.floats)
        if (!take(rest, value)) return std::nullopt;
    for (std::int32_t& value : out.header.integers)
        if (!take(rest, value)) return std::nullopt;
    takeLine(rest);
    for (std::size_t row = 0; row < 8; ++row) {
        const std::string_view text = takeLine(rest).substr(0, 24);
        std::ranges::copy(text, out.header.strings.begin() + static_cast<std::ptrdiff_t>(24 * row));
    }
    out.announced = announcedSamples(out.header);
    for (float value = 0.0F; out.samples.size() < out.announced && take(rest, value);) out.samples.push_back(value);
    if (out.samples.size() < out.announced)
        issues.add("short files", fileName + ": announces " + std::to_string(out.announced) + " samples and holds " + std::to_string(out.samples.size()) +
                   ", which were read. Copy or download the file again.");
    return out;
}

Result<SacFile> interpret(Content content, const std::string& fileName, IssueCounter& issues)
{
    const SacHeader& h = content.header;
    const int type = h.integer(H::iftype).value_or(H::timeSeries);
    if (type == 2 || type == 3 || type == 51)
        return Error{Error::Code::Unsupported, fileName + " holds a spectrum or a grid, not a record. Read the time series it was made from."};
    if (h.integer(H::leven).value_or(1) == 0)
        return Error{Error::Code::Unsupported, fileName + " is unevenly sampled (leven is false). Interpolate it in SAC with \"interpolate delta 0.01\" first."};
    const auto interval = h.number(H::delta);
    if (!interval || !(*interval > 1e-9) || *interval * static_cast<double>(std::max<std::uint64_t>(content.announced, 1)) > 1e9)
        return Error{Error::Code::Malformed, fileName + ": the sampling interval (word delta, byte 0) is impossible. Set it in SAC with \"chnhdr delta\"."};
    SacFile out;
    out.id = {h.string(H::knetwk), h.string(H::kstnm), h.string(H::khole), h.string(H::kcmpnm)};
    if (out.id.location == "--") out.id.location.clear();
    for (std::string* code : {&out.id.network, &out.id.station, &out.id.location, &out.id.channel}) std::erase(*code, ' ');
    const auto reference = referenceTime(h);
    if (!reference)
        issues.add("files without a reference time", fileName + ": has no reference time (words nzyear to nzmsec), so it was put at 1970-01-01. Set it in SAC with \"chnhdr nzyear ...\".");
    const double begin = h.number(H::b).value_or(0.0);
    if (!sensible(begin)) return Error{Error::Code::Malformed, fileName + ": the begin time (word b, byte 20) is impossible. Set it in SAC with \"chnhdr b\"."};
    out.segment = makeSegment(reference.value_or(Time{}) + fromSeconds(begin), plainRate(*interval), std::move(content.samples));
    readStation(h, out);
    if (reference) {
        readPicks(h, *reference, out);
        readEvent(h, *reference, out);
    }
    return out;
}

}  // namespace

Result<SacFile> readSac(const FileBytes& file, const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const std::string fileName = path.string();
    IssueCounter found(path, issues);
    try {
        if (const auto big = SacHeader::bigEndian(file.bytes())) return interpret(readBinary(file.bytes(), *big, fileName, found), fileName, found);
        if (SacHeader::isAlphanumeric(file.bytes())) {
            if (auto content = readAlphanumeric(file.bytes(), fileName, found)) return interpret(std::move(*content), fileName, found);
            return Error{Error::Code::Malformed, fileName + " has a damaged header of alphanumeric SAC (lines 1 to 30). Write it again with SAC."};
        }
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::OutOfSpace, "Not enough memory for the samples in " + fileName + "."};
    }
    return Error{Error::Code::Malformed, fileName + " has no SAC header of version 6 or 7. Files of older versions can be written again with SAC."};
}

Result<SacFile> readSac(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    return readSac(*file, path, issues);
}

}  // namespace seisdesk
