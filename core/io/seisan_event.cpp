#include "core/io/seisan_event.h"

#include <algorithm>
#include <vector>

namespace seisdesk {

namespace {

constexpr Duration sameEarthquake = std::chrono::seconds(3);

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Time> seisanTime(std::string_view name)
{
    const std::size_t dot = name.find('.');
    if (dot < 10 || dot > 11 || name.size() != dot + 8 || name[2] != '-' || name[7] != '-' || name[dot + 1] != 'S') return std::nullopt;
    const std::string day(name.substr(0, 2)), clock(name.substr(3, 4)), year(name.substr(dot + 2, 4)), month(name.substr(dot + 6, 2));
    std::string second(name.substr(8, dot - 9));  // one digit where the name was not padded
    if (std::string_view("LRD").find(name[dot - 1]) == std::string_view::npos || !areDigits(day + clock + second + year + month)) return std::nullopt;
    if (second.size() == 1) second.insert(0, "0");
    const auto time = parseTime(year + '-' + month + '-' + day + 'T' + clock.substr(0, 2) + ':' + clock.substr(2) + ':' + second);
    return time ? std::optional(*time) : std::nullopt;
}

std::map<std::string, std::string> firstReadings(const std::set<std::string>& names)
{
    std::map<std::string, std::string> out;
    std::vector<std::pair<Time, std::string>> timed;
    for (const std::string& name : names) {
        out[name] = name;
        if (const auto time = seisanTime(name)) timed.emplace_back(*time, name);
    }
    std::sort(timed.begin(), timed.end());
    for (std::size_t i = 1; i < timed.size(); ++i)
        if (timed[i].first - timed[i - 1].first <= sameEarthquake) out[timed[i].second] = out[timed[i - 1].second];
    return out;
}

}  // namespace seisdesk
