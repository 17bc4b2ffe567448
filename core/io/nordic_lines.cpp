#include "core/io/nordic_lines.h"

#include "core/io/text_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace seisdesk::nordic {

namespace {

/// A number whose blank columns are zeros, as in hours and minutes; absent when it is none.
std::optional<int> wholeOrZero(const Line& line, std::size_t first, std::size_t last)
{
    return line.blank(first, last) ? std::optional(0) : line.integer(first, last);
}

OnsetQuality onsetOf(char letter) { return letter == 'I' ? OnsetQuality::Impulsive : letter == 'E' ? OnsetQuality::Emergent : OnsetQuality::Unset; }

Polarity polarityOf(char letter)
{
    if (letter == 'C' || letter == '+') return Polarity::Positive;
    return letter == 'D' || letter == '-' ? Polarity::Negative : Polarity::Unset;
}

Reading::Kind kindOf(const std::string& phase)
{
    if (phase == "END" || phase.starts_with("BAZ")) return Reading::Kind::Other;
    for (const char* start : {"A", "V", "IA", "IV"})
        if (phase.starts_with(start)) return Reading::Kind::Amplitude;
    return Reading::Kind::Onset;
}

std::string magnitudeType(char letter)
{
    switch (letter) {
    case 'L':
    case 'l': return "ML";
    case 'B': return "mB";
    case 'b': return "mb";
    case 'G': return "MbLg";
    case 's': return "Ms";
    case 'S': return "MS";
    case 'W': return "MW";
    case 'w': return "Mw";
    case 'C':
    case 'c': return "Mc";
    case 'N': return "MN";
    case 'n': return "Mn";
    default: return "M";
    }
}

/// Hour, minute and seconds in the given columns.
std::optional<double> timeOfDay(const Line& line, std::size_t hour, std::size_t minute, std::size_t seconds, std::size_t secondsEnd)
{
    const auto h = wholeOrZero(line, hour, hour + 1), m = wholeOrZero(line, minute, minute + 1);
    const auto s = line.blank(seconds, secondsEnd) ? std::optional(0.0) : line.number(seconds, secondsEnd);
    if (!h || !m || !s || *h < 0 || *h > 48 || *m < 0 || *m > 60 || *s < 0.0 || *s >= 1000.0) return std::nullopt;
    return *h * 3600.0 + *m * 60.0 + *s;
}

void readEnd(Reading& out, const Line& line)
{
    out.residualSeconds = line.number(64, 68);
    if (const auto w = line.integer(69, 70)) out.usedWeight = *w / 10.0;
    out.distanceKm = line.number(71, 75);
    out.azimuthDegrees = line.number(77, 79);
}

Reading oldReading(const Line& line, bool hasAngle)
{
    Reading out;
    out.station = line.text(2, 6);
    out.channel = line.text(7, 8);
    const char weight = line.column(15);
    const bool longName = std::string_view(" 012349_").find(weight) == std::string_view::npos || weight == '_';
    out.phase = longName ? line.text(11, 18) : line.text(11, 14);
    if (!longName) out.polarity = polarityOf(line.column(17));
    out.weight = weight == '_' ? std::nullopt : longName ? line.integer(9, 9) : line.integer(15, 15);
    out.onset = onsetOf(line.column(10));
    out.automatic = !longName && line.column(16) == 'A';
    out.amplitudeNanometres = line.number(34, 40);
    out.periodSeconds = line.number(42, 45);
    if (hasAngle) out.takeoffAngleDegrees = line.number(58, 60);
    return out;
}

Reading newReading(const Line& line, bool hasAngle)
{
    Reading out;
    out.station = line.text(2, 6);
    out.channel = line.text(7, 9);
    std::erase(out.channel, ' ');
    out.network = line.text(11, 12);
    out.location = line.text(13, 14);
    out.phase = line.text(17, 24);
    out.weight = line.integer(25, 25);
    out.onset = onsetOf(line.column(16));
    out.automatic = line.column(26) == 'A';
    out.agency = line.text(52, 54);
    out.author = line.text(56, 58);
    if (hasAngle) out.takeoffAngleDegrees = line.number(59, 63);
    return out;
}

}  // namespace

Line::Line(std::string_view text) : m_text(text.substr(0, std::min<std::size_t>(text.size(), 80)))
{
    while (!m_text.empty() && (m_text.back() == '\r' || m_text.back() == '\n')) m_text.pop_back();
    m_text.resize(80, ' ');
    std::ranges::replace(m_text, '\t', ' ');
}

std::string Line::text(std::size_t first, std::size_t last) const { return std::string(trimmed(std::string_view(m_text).substr(first - 1, last - first + 1))); }

std::optional<double> Line::number(std::size_t first, std::size_t last) const { return parseNumber(text(first, last)); }

std::optional<int> Line::integer(std::size_t first, std::size_t last) const
{
    const auto value = number(first, last);
    return value && *value == std::floor(*value) && std::abs(*value) < 1e6 ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<Time> dateOf(const Line& line)
{
    const auto y = line.integer(2, 5), m = line.integer(7, 8), d = line.integer(9, 10);
    if (!y || !m || !d || *y < 1678 || *y > 2261 || *m < 1 || *d < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)), std::chrono::day(static_cast<unsigned>(*d))};
    return date.ok() ? std::optional(Time(std::chrono::sys_days(date).time_since_epoch())) : std::nullopt;
}

std::optional<Origin> originOf(const Line& line)
{
    const auto date = dateOf(line);
    const auto seconds = timeOfDay(line, 12, 14, 17, 20);
    if (!date || !seconds) return std::nullopt;
    Origin out;
    out.time = *date + fromSeconds(*seconds);
    if (const auto latitude = line.number(24, 30)) out.latitude.value = *latitude;
    if (const auto longitude = line.number(31, 38)) out.longitude.value = *longitude;
    if (const auto depth = line.number(39, 43)) out.depthMetres = RealQuantity{*depth * 1000.0, {}};
    if (line.column(44) == 'F') out.depthType = "operator assigned";
    if (line.column(11) == 'F') out.timeFixed = true;
    out.creation.agencyId = line.text(46, 48);
    out.quality.usedStationCount = line.integer(49, 51);
    out.quality.standardErrorSeconds = line.number(52, 55);
    return out;
}

std::vector<Magnitude> magnitudesOf(const Line& line)
{
    std::vector<Magnitude> out;
    for (const std::size_t at : {56U, 64U, 72U}) {
        const auto value = line.number(at, at + 3);
        if (!value || line.column(at + 4) == ' ') continue;
        Magnitude m;
        m.magnitude.value = *value;
        m.type = magnitudeType(line.column(at + 4));
        m.creation.agencyId = line.text(at + 5, at + 7);
        out.push_back(std::move(m));
    }
    return out;
}

std::string eventTypeOf(char letter)
{
    switch (letter) {
    case 'E':
    case 'P': return "explosion";
    case 'L':
    case 'X': return "landslide";
    case 'S': return "sonic boom";
    case 'I': return "induced or triggered event";
    case 'O': return "other event";
    case 'C':
    case 'G': return "ice quake";
    default: return "earthquake";
    }
}

void refine(Origin& origin, const Line& line)
{
    const auto date = dateOf(line);
    const auto seconds = timeOfDay(line, 12, 14, 17, 23);
    if (!date || !seconds || std::abs(toSeconds(*date + fromSeconds(*seconds) - origin.time)) > 1.0) return;
    origin.time = *date + fromSeconds(*seconds);
    if (const auto latitude = line.number(24, 32)) origin.latitude.value = *latitude;
    if (const auto longitude = line.number(34, 43)) origin.longitude.value = *longitude;
    if (const auto depth = line.number(45, 52)) origin.depthMetres = RealQuantity{*depth * 1000.0, {}};
    if (const auto rms = line.number(54, 59)) origin.quality.standardErrorSeconds = *rms;
}

std::optional<Format> formatOf(const Line& titles)
{
    const std::string start = titles.text(2, 16);
    if (start.starts_with("STAT COM") || start.starts_with("STAT  COM")) return Format::New;
    return start.starts_with("STAT SP") ? std::optional(Format::Old) : std::nullopt;
}

Format guessFormat(const Line& reading)
{
    const std::string old = reading.text(23, 28);
    return old.find('.') != std::string::npos && parseNumber(old) ? Format::Old : Format::New;
}

std::optional<Reading> readingOf(const Line& line, Format format, bool hasAngle, std::optional<ReadingError>& error)
{
    const bool isOld = format == Format::Old;
    if (isOld ? line.blank(19, 28) : line.blank(27, 37)) return std::nullopt;
    Reading out = isOld ? oldReading(line, hasAngle) : newReading(line, hasAngle);
    // Seconds sometimes run over into the next column.
    const auto seconds = isOld ? timeOfDay(line, 19, 21, 23, 29) : timeOfDay(line, 27, 29, 31, 37);
    if (!seconds) {
        error = ReadingError{"has the unreadable time '" + (isOld ? line.text(19, 29) : line.text(27, 37)) + "' in columns " + (isOld ? "19 to 29" : "27 to 37")};
        return std::nullopt;
    }
    if (out.station.empty()) {
        error = ReadingError{"names no station in columns 2 to 6"};
        return std::nullopt;
    }
    out.secondsOfDay = *seconds;
    out.kind = kindOf(out.phase);
    if (!isOld) {
        if (out.kind == Reading::Kind::Amplitude) out.amplitudeNanometres = line.number(38, 44), out.periodSeconds = line.number(45, 50);
        else if (out.kind == Reading::Kind::Onset) out.polarity = polarityOf(line.column(44));
    }
    readEnd(out, line);
    return out;
}

}  // namespace seisdesk::nordic
