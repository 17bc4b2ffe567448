#include "core/io/locator_files.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <set>

namespace seisdesk {

namespace {

using namespace std::chrono;

template <class... Values> std::string printed(const char* format, Values... values)
{
    std::array<char, 256> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), format, values...);
    return {buffer.data(), static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(buffer.size()) - 1))};
}

/// Without blanks, which separate columns.
std::string oneWord(std::string text)
{
    std::erase_if(text, [](unsigned char c) { return c <= ' '; });
    return text.empty() ? "?" : text;
}

char firstMotion(Polarity polarity, char up, char down, char none) { return polarity == Polarity::Positive ? up : polarity == Polarity::Negative ? down : none; }

char onsetLetter(OnsetQuality onset, char none) { return onset == OnsetQuality::Impulsive ? 'i' : onset == OnsetQuality::Emergent ? 'e' : none; }

struct Minute {
    Time start{};
    year_month_day date;
    int hour = 0, minute = 0;
};

Minute minuteOf(Time time)
{
    const auto start = floor<minutes>(time);
    const auto day = floor<days>(start);
    const auto clock = start - day;
    return {Time(start), year_month_day(day), static_cast<int>(floor<hours>(clock).count()), static_cast<int>(clock.count() % 60)};
}

std::string dateText(const Minute& m) { return printed("%04d%02u%02u", static_cast<int>(m.date.year()), static_cast<unsigned>(m.date.month()), static_cast<unsigned>(m.date.day())); }

}  // namespace

PhaseFile nonLinLocObservations(const std::vector<Event>& events)
{
    PhaseFile out;
    for (const Event& event : events) {
        const auto readings = phaseReadings(event);
        if (readings.empty()) {
            out.notes.push_back(event.id + " has no picks and was left out.");
            continue;
        }
        if (!out.text.empty()) out.text += '\n';
        out.text += "PUBLIC_ID " + event.id + '\n';
        for (const PhaseReading& r : readings) {
            const Minute m = minuteOf(r.pick->time);
            out.text += printed("%-6s ?    %-4s %c %-6s %c %s %02d%02d %7.4f GAU %9.2e %9.2e %9.2e %9.2e %9.2e\n", oneWord(r.pick->waveform.station).c_str(), oneWord(r.pick->waveform.channel).c_str(),
                                onsetLetter(r.pick->onset, '?'), oneWord(r.phase).c_str(), firstMotion(r.pick->polarity, 'U', 'D', '?'), dateText(m).c_str(), m.hour, m.minute,
                                toSeconds(r.pick->time - m.start), r.errorSeconds, -1.0, -1.0, -1.0, r.used ? 1.0 : 0.0);
        }
    }
    return out;
}

namespace {

/// What one card says.
struct Card {
    const PhaseReading* p = nullptr;
    const PhaseReading* s = nullptr;
};

std::string cardText(const std::string& station, const Card& card)
{
    const Pick& first = *(card.p ? card.p : card.s)->pick;
    const Minute m = minuteOf(first.time);
    const auto motion = [](const Pick& pick) { return firstMotion(pick.polarity, 'U', 'D', ' '); };
    const auto upper = [](char c) { return c == 'i' ? 'I' : c == 'e' ? 'E' : ' '; };
    // Without a P its field has weight 4, which is none.
    std::string line = printed("%-4s%cP%c%d ", station.c_str(), card.p ? upper(onsetLetter(first.onset, ' ')) : ' ', card.p ? motion(first) : ' ', card.p ? weightClass(*card.p) : 4);
    line += dateText(m).substr(2) + printed("%02d%02d%5.2f", m.hour, m.minute, card.p ? toSeconds(first.time - m.start) : 0.0);
    if (card.s) line += printed("       %5.2f%cS %d", toSeconds(card.s->pick->time - m.start), upper(onsetLetter(card.s->pick->onset, ' ')), weightClass(*card.s));
    return line + '\n';
}

}  // namespace

PhaseFile hypo71Cards(const std::vector<Event>& events)
{
    PhaseFile out;
    std::map<std::string, std::set<std::string>> shortened;
    for (const Event& event : events) {
        const auto readings = phaseReadings(event);
        std::vector<std::pair<std::string, Card>> cards;
        std::size_t left = 0;
        for (const PhaseReading& r : readings) {
            const std::string full = r.pick->waveform.network + '.' + r.pick->waveform.station, station = oneWord(r.pick->waveform.station).substr(0, 4);
            shortened[station].insert(full);
            const bool isP = r.phase.starts_with('P') && r.phase.find('S') == std::string::npos, isS = r.phase.starts_with('S') && r.phase.find('P') == std::string::npos;
            auto card = std::find_if(cards.begin(), cards.end(), [&](const auto& c) { return c.first == station; });
            const PhaseReading** place = nullptr;
            if (isP || isS) {
                if (card == cards.end()) card = cards.insert(cards.end(), {station, {}});
                place = isP ? &card->second.p : &card->second.s;
            }
            const bool late = isS && card->second.p && r.pick->time - minuteOf(card->second.p->pick->time).start >= seconds(100);
            if (!place || *place || late) ++left;
            else *place = &r;
        }
        std::erase_if(cards, [](const auto& c) { return !c.second.p && !c.second.s; });
        if (left) out.notes.push_back(event.id + ": " + std::to_string(left) + " readings that are neither the first P nor the first S of their station were left out.");
        if (cards.empty()) continue;
        for (const auto& [station, card] : cards) out.text += cardText(station, card);
        out.text += std::string(17, ' ') + "10\n";
    }
    for (const auto& [station, full] : shortened) {
        std::string names;
        for (const std::string& name : full) names += (names.empty() ? "" : ", ") + name;
        if (full.size() > 1 || full.begin()->size() - full.begin()->find('.') - 1 > 4) out.notes.push_back(names + " became '" + station + "'.");
    }
    return out;
}

}  // namespace seisdesk
