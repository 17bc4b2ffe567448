#include "core/io/station_corrections_file.h"

#include "core/io/text_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <vector>

namespace seisdesk {

namespace {

const char* waveName(WaveType wave) { return wave == WaveType::P ? "P" : "S"; }

std::string secondsText(double seconds)
{
    char out[32];
    std::snprintf(out, sizeof out, "%.4f", seconds);
    return out;
}

std::vector<std::string> cells(std::string_view line)
{
    std::vector<std::string> out;
    while (true) {
        const std::size_t end = line.find_first_of(",;\t");
        out.emplace_back(trimmed(line.substr(0, end)));
        if (end == std::string_view::npos) return out;
        line.remove_prefix(end + 1);
    }
}

}  // namespace

std::string stationCorrectionsCsv(const StationCorrections& corrections)
{
    std::string out = "station,phase,seconds\n";
    for (const auto& [who, seconds] : corrections) out += who.first + ',' + waveName(who.second) + ',' + secondsText(seconds) + '\n';
    return out;
}

std::string nonLinLocDelays(const StationCorrections& corrections)
{
    std::string out;
    for (const auto& [who, seconds] : corrections) out += "LOCDELAY " + who.first.substr(who.first.find('.') + 1) + ' ' + waveName(who.second) + " 1 " + secondsText(seconds) + '\n';
    return out;
}

Result<StationCorrections> parseStationCorrections(std::string_view text, const std::filesystem::path& file)
{
    StationCorrections out;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        const auto wrong = [&](const std::string& what) {
            return Error{Error::Code::Malformed, file.string() + ": line " + std::to_string(number) + ' ' + what + ". Lines are \"NET.STA,P,0.12\" or \"LOCDELAY STA P 10 0.12\"."};
        };
        std::vector<std::string> words;
        std::istringstream stream{std::string(line)};
        for (std::string word; stream >> word;) words.push_back(word);
        const bool nonLinLoc = words.front() == "LOCDELAY";
        if (nonLinLoc && words.size() < 5) return wrong("has too few words");
        const auto three = cells(line);
        if (!nonLinLoc && three.size() < 2) {
            if (words.front().starts_with("LOC") || words.front() == "CONTROL" || words.front() == "TRANS") continue;  // a whole control file
            return wrong("has too few columns");
        }
        if (!nonLinLoc && three.size() < 3) return wrong("has too few columns");
        const std::string& station = nonLinLoc ? words[1] : three[0];
        const std::string& phase = nonLinLoc ? words[2] : three[1];
        const auto seconds = parseNumber(nonLinLoc ? words[4] : three[2]);
        if (!nonLinLoc && number == 1 && !seconds) continue;  // names of columns
        const auto known = phaseFrom(phase);
        if (station.empty() || !known) return wrong("names no station and phase");
        if (!seconds || std::abs(*seconds) > 60.0) return wrong("has no seconds between -60 and 60");
        out[{station, arrivesAs(*known)}] = *seconds;
    }
    return out;
}

Result<StationCorrections> readStationCorrections(const std::filesystem::path& file)
{
    const auto text = readTextFile(file);
    if (!text) return text.error();
    return parseStationCorrections(*text, file);
}

StationCorrections withNetworks(const StationCorrections& corrections, const std::vector<std::string>& stations)
{
    StationCorrections out;
    for (const auto& [who, seconds] : corrections) {
        if (who.first.find('.') != std::string::npos) {
            out[who] = seconds;
            continue;
        }
        for (const std::string& station : stations)
            if (station.substr(station.find('.') + 1) == who.first) out[{station, who.second}] = seconds;
    }
    return out;
}

}  // namespace seisdesk
