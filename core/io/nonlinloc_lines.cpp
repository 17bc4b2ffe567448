#include "core/io/nonlinloc_lines.h"

#include "core/io/text_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace seisdesk::nonlinloc {

Words::Words(std::string_view line)
{
    for (std::size_t at = 0; (at = line.find_first_not_of(" \t\r", at)) != line.npos;) {
        const std::size_t end = line[at] == '"' ? std::min(line.find('"', at + 1), line.size() - 1) + 1 : std::min(line.find_first_of(" \t\r", at), line.size());
        m_words.push_back(line.substr(at, end - at));
        at = end;
    }
}

std::string Words::text(std::size_t i) const
{
    if (i >= m_words.size()) return {};
    std::string_view word = m_words[i];
    if (word.starts_with('"')) {
        word.remove_prefix(1);
        if (word.ends_with('"')) word.remove_suffix(1);
    }
    return std::string(word);
}

char Words::letter(std::size_t i) const
{
    const std::string word = text(i);
    return word.empty() ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(word.front())));
}

std::optional<double> Words::number(std::size_t i) const { return i < m_words.size() ? parseNumber(m_words[i]) : std::nullopt; }

std::size_t Words::find(std::string_view name) const { return static_cast<std::size_t>(std::ranges::find(m_words, name) - m_words.begin()); }

std::optional<double> Words::known(std::string_view name) const
{
    const auto value = after(name);
    return value && *value >= 0.0 ? value : std::nullopt;
}

std::optional<int> Words::count(std::string_view name) const
{
    const auto value = known(name);
    return value && *value < 1e9 ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

const Words* Block::line(std::string_view name) const
{
    const auto found = lines.find(name);
    return found == lines.end() ? nullptr : &found->second.words;
}

std::vector<Block> blocksOf(std::string_view text)
{
    std::vector<Block> out;
    bool inPhases = false;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        Words words(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        const std::string first = words.text(0);
        if (words.size() == 0) continue;
        if (first == "NLLOC") {
            out.push_back({number, {}, {}, false});
            inPhases = false;
        }
        if (out.empty() || out.back().ended) continue;
        Block& block = out.back();
        if (first == "END_NLLOC") block.ended = true;
        else if (first == "END_PHASE") inPhases = false;
        else if (inPhases) block.phases.push_back({number, std::move(words)});
        else if (first == "PHASE" && words.find(">") < words.size()) inPhases = true;
        else block.lines.emplace(first, NumberedWords{number, std::move(words)});
    }
    return out;
}

std::optional<Time> timeOf(std::optional<double> year, std::optional<double> month, std::optional<double> day, std::optional<double> hour, std::optional<double> minute,
                           std::optional<double> second)
{
    using namespace std::chrono;
    for (const auto& value : {year, month, day, hour, minute, second})
        if (!value || std::abs(*value) > 1e5) return std::nullopt;
    const year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(static_cast<unsigned>(std::max(*month, 0.0))), std::chrono::day(static_cast<unsigned>(std::max(*day, 0.0)))};
    if (!date.ok() || *year < 1700.0 || *year > 2250.0 || std::abs(*hour) > 48.0) return std::nullopt;
    return Time(sys_days(date)) + hours(static_cast<int>(*hour)) + minutes(static_cast<int>(*minute)) + fromSeconds(*second);
}

namespace {

std::optional<Time> runTime(const std::string& date, const std::string& clock)
{
    static constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string_view day = std::string_view(date).substr(date.starts_with("run:") ? 4 : 0);
    if (day.size() != 9) return std::nullopt;
    const auto month = std::ranges::find(names, day.substr(2, 3));
    int hour = 0, minute = 0, second = 0;
    if (month == names.end() || std::sscanf(clock.c_str(), "%2dh%2dm%2d", &hour, &minute, &second) != 3) return std::nullopt;
    return timeOf(parseNumber(day.substr(5)), static_cast<double>(month - names.begin() + 1), parseNumber(day.substr(0, 2)), hour, minute, second);
}

}  // namespace

CreationInfo creationOf(const std::string& signature)
{
    const Words words{signature};
    CreationInfo out;
    std::size_t names = words.size();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string word = words.text(i);
        if (word.starts_with("NLLoc:") || word.starts_with("obs:") || word.starts_with("run:")) names = std::min(names, i);
        if (word.starts_with("NLLoc:")) out.version = word;
        if (!out.creationTime) out.creationTime = runTime(word, words.text(i + 1));
    }
    for (std::size_t i = 0; i < names; ++i) out.author += (i ? " " : "") + words.text(i);
    return out;
}

}  // namespace seisdesk::nonlinloc
