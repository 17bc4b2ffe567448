#include "core/io/sac.h"

#include "core/io/atomic_write.h"
#include "core/io/endian.h"
#include "core/io/sac_header.h"

#include <algorithm>
#include <limits>

namespace seisdesk {

namespace {

using H = SacHeader;

void writeTimes(const Segment& segment, Time reference, SacHeader& h)
{
    using namespace std::chrono;
    const auto day = floor<days>(reference);
    const year_month_day date(day);
    const auto clock = reference - day;
    h.setInteger(H::nzyear, static_cast<int>(date.year()));
    h.setInteger(H::nzjday, static_cast<int>((day - sys_days(date.year() / 1 / 1)).count()) + 1);
    h.setInteger(H::nzhour, static_cast<int>(floor<hours>(clock).count()));
    h.setInteger(H::nzmin, static_cast<int>(floor<minutes>(clock).count() % 60));
    h.setInteger(H::nzsec, static_cast<int>(floor<seconds>(clock).count() % 60));
    h.setInteger(H::nzmsec, static_cast<int>(floor<milliseconds>(clock).count() % 1000));
    h.setInteger(H::iztype, 9);  // the reference is the begin time
    h.setNumber(H::delta, 1.0 / segment.sampleRateHz);
    const double begin = toSeconds(segment.start - reference);
    h.setNumber(H::b, begin);
    h.setNumber(H::e, begin + static_cast<double>(segment.size() - 1) / segment.sampleRateHz);
}

void writePicks(std::vector<Label> labels, Time reference, SacHeader& h)
{
    std::erase_if(labels, [](const Label& l) { return l.end || l.review == Review::Rejected; });
    std::ranges::stable_sort(labels, {}, &Label::time);
    bool first = true;
    int next = 0;
    for (const Label& label : labels) {
        const bool isP = label.phase.starts_with('P') || label.phase.starts_with('p');
        const bool toA = first && isP;
        if (!toA && next > 9) continue;
        const int word = toA ? static_cast<int>(H::a) : H::t0 + next, name = toA ? static_cast<int>(H::ka) : H::kt0 + next;
        if (toA) first = false;
        else ++next;
        h.setNumber(word, toSeconds(label.time - reference));
        h.setString(name, label.phase);
    }
}

void writePlaces(const SacFile& file, Time reference, SacHeader& h)
{
    if (file.channel) {
        h.setNumber(H::stla, file.channel->latitudeDegrees);
        h.setNumber(H::stlo, file.channel->longitudeDegrees);
        h.setNumber(H::stel, file.channel->elevationMetres);
        h.setNumber(H::stdp, file.channel->depthMetres);
        if (file.channel->azimuthDegrees) h.setNumber(H::cmpaz, *file.channel->azimuthDegrees);
        if (file.channel->dipDegrees) h.setNumber(H::cmpinc, *file.channel->dipDegrees + 90.0);
    }
    const Origin* origin = file.event && !file.event->origins.empty() ? &file.event->origins.back() : nullptr;
    if (file.event)
        for (const Origin& o : file.event->origins)
            if (o.id == file.event->preferredOriginId) origin = &o;
    if (!origin) return;
    h.setNumber(H::o, toSeconds(origin->time - reference));
    h.setNumber(H::evla, origin->latitude.value);
    h.setNumber(H::evlo, origin->longitude.value);
    if (origin->depthMetres) h.setNumber(H::evdp, origin->depthMetres->value / 1000.0);
    if (!file.event->magnitudes.empty()) h.setNumber(H::mag, file.event->magnitudes.back().magnitude.value);
    if (!file.event->descriptions.empty()) h.setString(H::kevnm, file.event->descriptions.front().text);
}

void writeRange(const std::vector<float>& samples, SacHeader& h)
{
    double low = std::numeric_limits<double>::infinity(), high = -low, sum = 0.0;
    for (const float v : samples) {
        low = std::min<double>(low, v);
        high = std::max<double>(high, v);
        sum += v;
    }
    if (!(low <= high)) return;  // nothing but NaN
    h.setNumber(H::depmin, low);
    h.setNumber(H::depmax, high);
    h.setNumber(H::depmen, sum / static_cast<double>(samples.size()));
}

}  // namespace

Result<std::string> sacBytes(const SacFile& file, const SacWriting& how)
{
    const Segment& segment = file.segment;
    if (how.version != 6 && how.version != 7) return Error{Error::Code::InvalidArgument, "SAC has versions 6 and 7, not " + std::to_string(how.version) + "."};
    if (segment.empty() || !(segment.sampleRateHz > 0.0)) return Error{Error::Code::InvalidArgument, file.id.text() + " has no samples to write as SAC."};
    if (segment.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        return Error{Error::Code::InvalidArgument, file.id.text() + " has more samples than a SAC file can hold; write it in shorter pieces."};
    const Time reference = std::chrono::floor<std::chrono::milliseconds>(segment.start);
    SacHeader h;
    h.setInteger(H::nvhdr, how.version);
    h.setInteger(H::npts, static_cast<int>(segment.size()));
    h.setInteger(H::iftype, H::timeSeries);
    h.setInteger(H::leven, 1);
    h.setInteger(H::lpspol, 0);
    h.setInteger(H::lovrok, 1);
    h.setInteger(H::lcalda, 1);
    writeTimes(segment, reference, h);
    writePicks(file.labels, reference, h);
    writePlaces(file, reference, h);
    writeRange(*segment.samples, h);
    h.setString(H::knetwk, file.id.network);
    h.setString(H::kstnm, file.id.station);
    h.setString(H::khole, file.id.location);
    h.setString(H::kcmpnm, file.id.channel);
    std::string out = h.headerBytes(how.bigEndian);
    out.reserve(out.size() + 4 * segment.size() + H::footerBytes);
    const bool swap = how.bigEndian == (std::endian::native == std::endian::little);
    for (const float value : *segment.samples) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        if (swap) std::reverse(std::begin(raw), std::end(raw));
        out.append(raw, sizeof raw);
    }
    return out + h.footer(how.bigEndian);
}

Result<void> writeSac(const std::filesystem::path& path, const SacFile& file, const SacWriting& how)
{
    const auto bytes = sacBytes(file, how);
    if (!bytes) return bytes.error();
    return writeAtomically(path, *bytes);
}

}  // namespace seisdesk
