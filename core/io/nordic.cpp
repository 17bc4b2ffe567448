#include "core/io/nordic.h"

#include "core/catalog/resource_id.h"
#include "core/io/issue_counter.h"
#include "core/io/nordic_lines.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <set>

namespace seisdesk {

namespace {

using namespace nordic;

constexpr double kilometresPerDegree = 111.195;  ///< on the sphere of the Earth's volume

struct NumberedLine {
    std::size_t number = 0;  ///< in the file, from 1
    Line line;
};

using Block = std::vector<NumberedLine>;

/// Blocks between blank lines. A file of headers alone has one event per header.
std::vector<Block> blocksOf(std::string_view text)
{
    std::vector<Block> out;
    bool open = false, headersOnly = true;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view row = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (trimmed(row).empty()) {
            open = false;
            continue;
        }
        if (!open) out.emplace_back();
        open = true;
        out.back().push_back({number, Line(row)});
        headersOnly = headersOnly && out.back().back().line.type() == '1';
    }
    if (!headersOnly) return out;
    std::vector<Block> single;
    for (const Block& block : out)
        for (const NumberedLine& line : block) single.push_back({line});
    return single;
}

class EventReader {
public:
    EventReader(const std::filesystem::path& path, std::vector<ReadIssue>& issues) : m_path(path.string()), m_issues(path, issues) {}

    std::optional<Event> read(const Block& block)
    {
        const auto header = std::ranges::find_if(block, [](const NumberedLine& l) { return l.line.type() == '1'; });
        if (header == block.end()) return complain(block.front(), "begins an event without a header (type 1 in column 80)"), std::nullopt;
        const auto date = dateOf(header->line);
        auto origin = originOf(header->line);
        if (!date || !origin) return complain(*header, "has no readable date and time in columns 2 to 20"), std::nullopt;
        m_event = {};
        m_time = origin->time;
        m_event.type = eventTypeOf(header->line.column(23));
        m_event.typeCertainty = header->line.column(23) == ' ' || header->line.column(23) == 'P' ? "suspected" : "known";
        m_event.id = idFor(block, header->line);
        m_event.creation.agencyId = origin->creation.agencyId;
        for (const NumberedLine& l : block) describe(l.line);
        readReadings(block, *date);
        if (!m_event.origins.empty()) m_event.preferredOriginId = m_event.origins.front().id;
        if (!m_event.magnitudes.empty()) m_event.preferredMagnitudeId = m_event.magnitudes.front().id;
        return std::move(m_event);
    }

private:
    void complain(const NumberedLine& line, const std::string& what)
    {
        m_issues.add("lines of Nordic files that could not be read", m_path + ": line " + std::to_string(line.number) + ' ' + what + ". Correct the line, or leave it out.");
    }

    /// From the event's ID line, or its time; with a number where a file has the same twice.
    ResourceId idFor(const Block& block, const Line& header)
    {
        std::string name;
        for (const NumberedLine& l : block)
            if (l.line.type() == 'I' && l.line.text(58, 60) == "ID:" && name.empty()) name = l.line.text(61, 74);
        if (name.empty()) name = header.text(2, 20);
        std::string unique = slug(name);
        for (int n = 2; !m_ids.insert(unique).second; ++n) unique = slug(name) + '.' + std::to_string(n);
        return makeId("local", "nordic/" + unique);
    }

    void describe(const Line& line)
    {
        if (line.type() == '1') {
            auto origin = originOf(line);
            const bool placed = !line.blank(24, 30) && !line.blank(31, 38);
            if (origin && placed) {
                origin->id = m_event.id + "/origin/" + std::to_string(m_event.origins.size() + 1);
                m_event.origins.push_back(std::move(*origin));
            }
            for (Magnitude& m : magnitudesOf(line)) {
                m.id = m_event.id + "/magnitude/" + std::to_string(m_event.magnitudes.size() + 1);
                if (placed && !m_event.origins.empty()) m.originId = m_event.origins.back().id;
                m_event.magnitudes.push_back(std::move(m));
            }
        } else if (line.type() == 'H' && !m_event.origins.empty()) {
            refine(m_event.origins.back(), line);
        } else if (line.type() == 'E' && line.text(2, 5) == "GAP=" && !m_event.origins.empty()) {
            Origin& o = m_event.origins.back();
            o.quality.azimuthalGapDegrees = line.number(6, 8);
            o.timeUncertainty.symmetric = line.number(15, 20);
            if (o.depthMetres)
                if (const auto km = line.number(39, 43)) o.depthMetres->uncertainty.symmetric = *km * 1000.0;
        } else if (line.type() == '3' && line.text(2, 10) == "LOCALITY:") {
            m_event.descriptions.push_back({line.text(12, 79), "region name"});
        }
    }

    void readReadings(const Block& block, Time date)
    {
        std::optional<Format> format;
        bool hasAngle = true;
        for (const NumberedLine& l : block) {
            if (l.line.type() == '7') {
                if (const auto told = formatOf(l.line)) format = told;
                hasAngle = l.line.text(58, 63).find("SNR") == std::string::npos;
            }
            if (l.line.type() != ' ' && l.line.type() != '4') continue;
            if (!format) format = guessFormat(l.line);
            std::optional<ReadingError> error;
            const auto reading = readingOf(l.line, *format, hasAngle, error);
            if (error) complain(l, error->message);
            if (reading) add(*reading, l, date);
        }
    }

    void add(const Reading& r, const NumberedLine& line, Time date)
    {
        Time time = date + fromSeconds(r.secondsOfDay);
        if (m_time - time > std::chrono::hours(12)) time += std::chrono::hours(24);  // behind midnight, counted from zero again
        const StreamId stream{r.network, r.station, r.location, r.channel};
        const std::string name = formatTime(time, 3) + '.' + r.station + '.' + r.channel + '.' + r.phase;
        if (r.kind == Reading::Kind::Amplitude && r.amplitudeNanometres) {
            Amplitude a;
            a.id = m_event.id + "/amplitude/" + slug(name);
            a.genericAmplitude.value = *r.amplitudeNanometres * 1e-9;
            a.type = r.phase.starts_with('I') ? r.phase.substr(1) : r.phase;
            a.unit = "m";
            a.category = "point";
            if (r.periodSeconds) a.period = RealQuantity{*r.periodSeconds, {}};
            a.waveform = stream;
            m_event.amplitudes.push_back(std::move(a));
        }
        if (r.kind != Reading::Kind::Onset) return;
        if (r.phase.empty()) return complain(line, "names no phase");
        Pick p;
        p.id = m_event.id + "/pick/" + slug(name) + '.' + idOf(m_event.id + name).text();  // the label's id, which its stream may not change
        p.time = time;
        p.waveform = stream;
        p.phaseHint = r.phase;
        p.polarity = r.polarity;
        p.onset = r.onset;
        p.mode = r.automatic ? Mode::Automatic : Mode::Manual;
        if (!r.automatic) p.status = Review::Reviewed;
        p.creation.agencyId = r.agency;
        p.creation.author = r.author;
        if (r.weight) p.comments.push_back({p.id + "/note", "weight " + std::to_string(*r.weight)});
        if (!m_event.origins.empty()) {
            Arrival a;
            a.id = p.id + "/arrival";
            a.pickId = p.id;
            a.phase = r.phase;
            a.timeResidualSeconds = r.residualSeconds;
            a.timeWeight = r.usedWeight;
            a.azimuthDegrees = r.azimuthDegrees;
            a.takeoffAngleDegrees = r.takeoffAngleDegrees;
            if (r.distanceKm) a.distanceDegrees = *r.distanceKm / kilometresPerDegree;
            m_event.origins.front().arrivals.push_back(std::move(a));
        }
        m_event.picks.push_back(std::move(p));
    }

    std::string m_path;
    IssueCounter m_issues;
    std::set<std::string> m_ids;
    Event m_event;
    Time m_time{};  ///< of the header
};

}  // namespace

bool isNordic(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view row = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (row.ends_with('\r')) row.remove_suffix(1);
        if (trimmed(row).empty()) continue;
        const Line line(row);
        return row.size() >= 80 && row.front() == ' ' && line.type() == '1' && trimmed(row.substr(80)).empty() && originOf(line);
    }
    return false;
}

Result<std::vector<Event>> readNordic(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const auto text = readTextFile(path);
    if (!text) return text.error();
    std::vector<Event> out;
    const std::vector<Block> blocks = blocksOf(*text);
    if (std::ranges::none_of(blocks, [](const Block& b) { return std::ranges::any_of(b, [](const NumberedLine& l) { return l.line.type() == '1' && originOf(l.line); }); }))
        return Error{Error::Code::Unsupported, "'" + path.string() + "' is no Nordic file: no line has a date in columns 2 to 10 and type 1 in column 80."};
    EventReader reader(path, issues);
    for (const Block& block : blocks)
        if (auto event = reader.read(block)) out.push_back(std::move(*event));
    return out;
}

}  // namespace seisdesk
