#include "core/io/event_text.h"

#include "core/catalog/resource_id.h"
#include "core/io/issue_counter.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <map>

namespace seisdesk {

namespace {

using Columns = std::map<std::string, std::size_t>;
using Fields = std::vector<std::string_view>;

std::string_view nextLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

Fields split(std::string_view line)
{
    Fields out;
    for (std::size_t end = 0; end != line.npos;) {
        end = line.find('|');
        out.push_back(trimmed(line.substr(0, end)));
        if (end != line.npos) line.remove_prefix(end + 1);
    }
    return out;
}

/// "depth" for "Depth/km"; servers write units and case as they like.
std::string columnName(std::string_view text)
{
    std::string out;
    for (const char c : text.substr(0, text.find('/')))
        if (c != '#' && c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

Columns columnsOf(std::string_view header)
{
    Columns out;
    const Fields names = split(header);
    for (std::size_t i = 0; i < names.size(); ++i) out.try_emplace(columnName(names[i]), i);
    return out;
}

std::string_view firstLine(std::string_view& text)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string_view line;
    while (line.empty() && !text.empty()) line = nextLine(text);
    return line;
}

bool areOurs(const Columns& columns)
{
    return std::ranges::all_of(std::initializer_list<const char*>{"eventid", "time", "latitude", "longitude"}, [&](const char* name) { return columns.contains(name); });
}

class LineReader {
public:
    LineReader(const Columns& columns, Fields fields) : m_columns(columns), m_fields(std::move(fields)) {}

    Result<Event> read() const
    {
        const auto time = parseTime(at("time"));
        if (!time) return time.error();
        const auto latitude = parseNumber(at("latitude")), longitude = parseNumber(at("longitude"));
        if (!latitude || *latitude < -90.0 || *latitude > 90.0) return wrong("latitude");
        if (!longitude || *longitude < -180.0 || *longitude > 360.0) return wrong("longitude");
        if (at("eventid").empty()) return wrong("EventID");
        Event event;
        event.id = publicId();
        event.type = at("eventtype");
        event.creation.agencyId = at("contributor").empty() ? at("catalog") : at("contributor");
        if (!at("eventlocationname").empty()) event.descriptions.push_back({std::string(at("eventlocationname")), "region name"});
        Origin& origin = event.origins.emplace_back();
        origin.id = legalId(event.id + "/origin", "local.fdsn");
        origin.time = *time;
        origin.latitude.value = *latitude;
        origin.longitude.value = *longitude > 180.0 ? *longitude - 360.0 : *longitude;
        if (const auto depth = parseNumber(at("depth"))) origin.depthMetres.emplace().value = 1e3 * *depth;
        origin.creation.agencyId = event.creation.agencyId;
        origin.creation.author = at("author");
        event.preferredOriginId = origin.id;
        if (const auto value = parseNumber(at("magnitude"))) {
            Magnitude& magnitude = event.magnitudes.emplace_back();
            magnitude.id = legalId(event.id + "/magnitude", "local.fdsn");
            magnitude.originId = origin.id;
            magnitude.magnitude.value = *value;
            magnitude.type = at("magtype");
            magnitude.creation.author = at("magauthor");
            event.preferredMagnitudeId = magnitude.id;
        }
        return event;
    }

private:
    std::string_view at(const char* column) const
    {
        const auto found = m_columns.find(column);
        return found == m_columns.end() || found->second >= m_fields.size() ? std::string_view() : m_fields[found->second];
    }

    ResourceId publicId() const
    {
        const std::string id(at("eventid")), contributor(at("contributor"));
        return isLegalId(id) ? id : makeId("local.fdsn", "event/" + (contributor.empty() ? std::string() : slug(contributor) + '.') + slug(id));
    }

    Error wrong(const char* column) const { return {Error::Code::Malformed, std::string("its ") + column + " is missing or no such thing"}; }

    const Columns& m_columns;
    Fields m_fields;
};

}  // namespace

bool isEventText(std::string_view text)
{
    const std::string_view header = firstLine(text);
    return header.find('|') != header.npos && areOurs(columnsOf(header));
}

Result<std::vector<Event>> readEventText(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const auto content = readTextFile(path);
    if (!content) return content.error();
    std::string_view text = *content;
    const Columns columns = columnsOf(firstLine(text));
    if (!areOurs(columns)) return Error{Error::Code::Unsupported, path.string() + " has no line that names the columns EventID, Time, Latitude and Longitude, so it was not read."};
    IssueCounter counter(path, issues);
    std::vector<Event> events;
    auto number = static_cast<std::size_t>(std::count(content->data(), text.data(), '\n'));
    while (!text.empty()) {
        const std::string_view line = nextLine(text);
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        auto event = LineReader(columns, split(line)).read();
        if (event) events.push_back(std::move(*event));
        else counter.add("lines that are no event", path.string() + ": line " + std::to_string(number) + " was left out: " + event.error().message + '.');
    }
    return events;
}

}  // namespace seisdesk
