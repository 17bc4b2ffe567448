#include "core/io/nordic.h"
#include "core/io/phase_reading.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace seisdesk {

namespace {

using namespace std::chrono;

constexpr double kilometresPerDegree = 111.195;  ///< on the sphere of the Earth's volume

/// 80 columns, counted from 1.
class Card {
public:
    explicit Card(char type = ' ') : m_text(80, ' ') { m_text[79] = type; }
    Card& put(std::size_t first, std::string_view text)
    {
        m_text.replace(first - 1, std::min(text.size(), 80 - first), text.substr(0, 80 - first));
        return *this;
    }
    /// `width` columns with up to `decimals` behind the point, fewer where they would not fit; nothing for what does not fit at all.
    Card& number(std::size_t first, int width, int decimals, double value)
    {
        std::array<char, 64> buffer{};
        for (; decimals >= 0; --decimals) {
            const int length = std::snprintf(buffer.data(), buffer.size(), "%*.*f", width, decimals, value);
            if (length == width) return put(first, {buffer.data(), static_cast<std::size_t>(length)});
        }
        return *this;
    }
    Card& number(std::size_t first, int width, int decimals, const std::optional<double>& value) { return value && std::isfinite(*value) ? number(first, width, decimals, *value) : *this; }
    Card& letter(std::size_t at, char c)
    {
        m_text[at - 1] = c;
        return *this;
    }
    std::string text() const { return m_text + '\n'; }

private:
    std::string m_text;
};

struct Clock {
    year_month_day date;
    int hour = 0, minute = 0;
    double second = 0.0;
};

/// Of a time in whole steps, rounded or (for headers, which have to stay on their day) cut off; hours counted from midnight of `day`.
Clock clockOf(Time time, Duration step, sys_days day, bool round = true)
{
    const Duration since = (time - day + (round ? step / 2 : Duration::zero())) / step.count() * step.count();
    const auto h = floor<hours>(since);
    const auto m = floor<minutes>(since - h);
    return {year_month_day(day), static_cast<int>(h.count()), static_cast<int>(m.count()), toSeconds(since - h - m)};
}

void putDate(Card& card, const Clock& c)
{
    card.number(2, 4, 0, static_cast<int>(c.date.year())).number(7, 2, 0, static_cast<unsigned>(c.date.month())).number(9, 2, 0, static_cast<unsigned>(c.date.day()));
    card.number(12, 2, 0, c.hour).number(14, 2, 0, c.minute);
}

char magnitudeLetter(const std::string& type)
{
    for (const auto& [name, letter] : std::initializer_list<std::pair<const char*, char>>{
             {"ML", 'L'}, {"mB", 'B'}, {"mb", 'b'}, {"MbLg", 'G'}, {"Ms", 's'}, {"MS", 'S'}, {"MW", 'W'}, {"Mw", 'w'}, {"Mc", 'C'}, {"Md", 'C'}, {"MN", 'N'}, {"Mn", 'n'}, {"MLv", 'L'}, {"Mww", 'W'}})
        if (type == name) return letter;
    return type == "M" ? ' ' : '\0';
}

char eventLetter(const std::string& type)
{
    if (type == "explosion" || type.ends_with("explosion") || type == "quarry blast") return 'E';
    if (type == "landslide") return 'L';
    if (type == "sonic boom") return 'S';
    if (type == "induced or triggered event") return 'I';
    if (type == "ice quake") return 'G';
    return type.empty() || type == "earthquake" || type == "not reported" ? ' ' : 'O';
}

std::string agencyOf(const std::string& agency) { return agency.substr(0, 3); }

/// The lines before those of phases. `start`: of the origin, or of the first pick.
std::string header(const Event& event, const Origin* o, Time start, sys_days day)
{
    Card head('1');
    const Clock c = clockOf(start, milliseconds(100), day, false);
    putDate(head, c);
    head.number(17, 4, 1, c.second).letter(22, 'L').letter(23, eventLetter(event.type));
    if (o) {
        head.number(24, 7, 3, o->latitude.value).number(31, 8, 3, o->longitude.value);
        if (o->timeFixed == true) head.letter(11, 'F');
        if (o->depthMetres) head.number(39, 5, 1, o->depthMetres->value / 1000.0);
        if (o->depthType == "operator assigned") head.letter(44, 'F');
        head.put(46, agencyOf(o->creation.agencyId));
        if (const auto n = o->quality.usedStationCount) head.number(49, 3, 0, *n);
        head.number(52, 4, 1, o->quality.standardErrorSeconds);
    }
    std::size_t at = 56;
    std::vector<const Magnitude*> magnitudes;
    if (const Magnitude* preferred = event.magnitude()) magnitudes.push_back(preferred);
    for (const Magnitude& m : event.magnitudes)
        if (&m != event.magnitude()) magnitudes.push_back(&m);
    for (const Magnitude* m : magnitudes) {
        if (at > 72 || magnitudeLetter(m->type) == '\0') continue;
        head.number(at, 4, 1, m->magnitude.value).letter(at + 4, magnitudeLetter(m->type)).put(at + 5, agencyOf(m->creation.agencyId));
        at += 8;
    }
    std::string out = head.text();
    if (o && (o->quality.azimuthalGapDegrees || o->timeUncertainty.symmetric || o->latitude.uncertainty.symmetric)) {
        Card errors('E');
        errors.put(2, "GAP=").number(6, 3, 0, o->quality.azimuthalGapDegrees).number(15, 6, 2, o->timeUncertainty.symmetric);
        const double across = std::cos(o->latitude.value * 3.14159265358979 / 180.0);
        if (const auto u = o->latitude.uncertainty.symmetric) errors.number(25, 6, 1, *u * kilometresPerDegree);
        if (const auto u = o->longitude.uncertainty.symmetric) errors.number(31, 8, 1, *u * kilometresPerDegree * across);
        if (o->depthMetres && o->depthMetres->uncertainty.symmetric) errors.number(39, 5, 1, *o->depthMetres->uncertainty.symmetric / 1000.0);
        out += errors.text();
    }
    if (o) {
        Card exact('H');
        const Clock e = clockOf(start, milliseconds(1), day, false);
        putDate(exact, e);
        exact.number(17, 6, 3, e.second).number(24, 9, 5, o->latitude.value).number(34, 10, 5, o->longitude.value);
        if (o->depthMetres) exact.number(45, 8, 3, o->depthMetres->value / 1000.0);
        exact.number(54, 6, 3, o->quality.standardErrorSeconds);
        out += exact.text();
    }
    std::string id = formatTime(start, 0), written = formatTime(now(), 0);
    std::erase_if(id, [](char ch) { return ch < '0' || ch > '9'; });
    out += Card('I').put(2, "ACTION:NEW").put(13, written.substr(2, 8)).put(22, written.substr(11, 5)).put(28, "OP:SDSK").put(36, "STATUS:").put(58, "ID:").put(61, id).text();
    return out + Card('3').put(2, event.id).text();
}

void putArrival(Card& card, const Arrival* a, bool old)
{
    if (!a) return;
    card.number(old ? 57 : 59, old ? 4 : 5, 0, a->takeoffAngleDegrees).number(64, 5, 2, a->timeResidualSeconds);
    if (a->timeWeight) card.number(69, 2, 0, std::round(std::min(*a->timeWeight, 1.0) * 10.0));
    if (a->distanceDegrees) card.number(71, 5, *a->distanceDegrees * kilometresPerDegree < 100.0 ? 1 : 0, *a->distanceDegrees * kilometresPerDegree);
    card.number(77, 3, 0, a->azimuthDegrees);
}

std::string oldLine(const PhaseReading& r, sys_days day, std::vector<std::string>& notes)
{
    const Pick& p = *r.pick;
    const StreamId& id = p.waveform;
    Card card;
    if (id.station.size() > 5) notes.push_back(id.station + " has more than the five letters of the old format; use the new one.");
    card.put(2, id.station.substr(0, 5)).letter(7, id.channel.empty() ? ' ' : id.channel.size() > 1 ? id.channel[id.channel.size() - 2] : ' ').letter(8, id.component() ? id.component() : ' ');
    card.letter(10, p.onset == OnsetQuality::Impulsive ? 'I' : p.onset == OnsetQuality::Emergent ? 'E' : ' ');
    const int weight = r.used ? 0 : 4;
    const bool longName = r.phase.size() > 4;
    card.put(11, r.phase.substr(0, longName ? 8 : 4));
    if (weight) card.letter(longName ? 9 : 15, static_cast<char>('0' + weight));
    if (!longName) {
        if (p.mode == Mode::Automatic) card.letter(16, 'A');
        card.letter(17, p.polarity == Polarity::Positive ? 'C' : p.polarity == Polarity::Negative ? 'D' : ' ');
    }
    const Clock c = clockOf(p.time, milliseconds(10), day);
    card.number(19, 2, 0, c.hour).number(21, 2, 0, c.minute).number(23, 6, 2, c.second);
    putArrival(card, r.arrival, true);
    return card.text();
}

std::string newLine(const PhaseReading& r, sys_days day, std::vector<std::string>& notes)
{
    const Pick& p = *r.pick;
    const StreamId& id = p.waveform;
    Card card;
    if (id.station.size() > 5) notes.push_back(id.station + " has more than the five letters of the format and was cut.");
    card.put(2, id.station.substr(0, 5)).put(7, id.channel.substr(0, 3)).put(11, id.network.substr(0, 2)).put(13, id.location.substr(0, 2));
    card.letter(16, p.onset == OnsetQuality::Impulsive ? 'I' : p.onset == OnsetQuality::Emergent ? 'E' : ' ').put(17, r.phase.substr(0, 8));
    if (!r.used) card.letter(25, '4');
    if (p.mode == Mode::Automatic) card.letter(26, 'A');
    const Clock c = clockOf(p.time, milliseconds(1), day);
    card.number(27, 2, 0, c.hour).number(29, 2, 0, c.minute).number(32, 6, 3, c.second);
    card.letter(44, p.polarity == Polarity::Positive ? 'C' : p.polarity == Polarity::Negative ? 'D' : ' ');
    card.put(52, agencyOf(p.creation.agencyId));
    putArrival(card, r.arrival, false);
    return card.text();
}

std::string amplitudeLine(const Amplitude& a, Time time, sys_days day, bool old)
{
    Card card;
    const StreamId& id = a.waveform;
    card.put(2, id.station.substr(0, 5));
    const std::string phase = "I" + (a.type.empty() ? std::string("AML") : a.type);
    const Clock c = clockOf(time, milliseconds(10), day);
    const double nanometres = a.genericAmplitude.value * 1e9;
    if (old) {
        card.letter(7, id.channel.size() > 1 ? id.channel[id.channel.size() - 2] : ' ').letter(8, id.component() ? id.component() : ' ').put(11, phase.substr(0, 4));
        card.number(19, 2, 0, c.hour).number(21, 2, 0, c.minute).number(23, 6, 2, c.second).number(34, 7, 1, nanometres);
        if (a.period) card.number(42, 4, 2, a.period->value);
    } else {
        card.put(7, id.channel.substr(0, 3)).put(11, id.network.substr(0, 2)).put(13, id.location.substr(0, 2)).put(17, phase.substr(0, 8));
        card.number(27, 2, 0, c.hour).number(29, 2, 0, c.minute).number(32, 6, 3, c.second).number(38, 7, 1, nanometres);
        if (a.period) card.number(45, 6, 2, a.period->value);
    }
    return card.text();
}

}  // namespace

PhaseFile nordicText(const std::vector<Event>& events, NordicFormat format)
{
    const bool old = format == NordicFormat::Old;
    PhaseFile out;
    for (const Event& event : events) {
        const auto readings = phaseReadings(event);
        const Origin* origin = event.origin();
        if (!origin && readings.empty()) {
            out.notes.push_back(event.id + " has neither origin nor picks and was left out.");
            continue;
        }
        const Time start = origin ? origin->time : readings.front().pick->time;
        const sys_days day = floor<days>(start);
        out.text += header(event, origin, start, day);
        out.text += old ? " STAT SP IPHASW D HRMM SECON CODA AMPLIT PERI AZIMU VELO AIN AR TRES W  DIS CAZ7\n" : " STAT COM NTLO IPHASE   W HHMM SS.SSS   PAR1  PAR2 AGA OPE  AIN  RES W  DIS CAZ7\n";
        for (const PhaseReading& r : readings) {
            if (r.pick->time < day) out.notes.push_back(r.pick->id + " is on the day before its event and was left out.");
            else out.text += old ? oldLine(r, day, out.notes) : newLine(r, day, out.notes);
        }
        for (const Amplitude& a : event.amplitudes) {
            if (a.status == Review::Rejected) continue;
            const auto pick = std::find_if(event.picks.begin(), event.picks.end(), [&](const Pick& p) { return p.id == a.pickId; });
            const Time time = a.window ? a.window->reference : a.scalingTime ? a.scalingTime->value : pick != event.picks.end() ? pick->time : start;
            if (a.unit == "m" && time >= day) out.text += amplitudeLine(a, time, day, old);
        }
        out.text += std::string(80, ' ') + '\n';
    }
    return out;
}

}  // namespace seisdesk
