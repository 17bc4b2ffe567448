#include "core/base/time.h"

#include <array>
#include <cmath>
#include <limits>

namespace seisdesk {

namespace {

/// Reads `digits` decimal digits at `at`, or fails. Advances `at`.
bool readDigits(std::string_view text, std::size_t& at, std::size_t digits, int& out)
{
    if (at + digits > text.size()) return false;
    out = 0;
    for (std::size_t end = at + digits; at < end; ++at) {
        if (text[at] < '0' || text[at] > '9') return false;
        out = out * 10 + (text[at] - '0');
    }
    return true;
}

bool skip(std::string_view text, std::size_t& at, char wanted)
{
    if (at >= text.size() || text[at] != wanted) return false;
    ++at;
    return true;
}

struct Fields {
    int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
    std::int64_t nanoseconds = 0;
    int offsetMinutes = 0;
};

bool readDate(std::string_view text, std::size_t& at, Fields& f)
{
    if (!readDigits(text, at, 4, f.year) || !skip(text, at, '-')) return false;
    std::size_t ordinal = at;
    int dayOfYear = 0;
    if (readDigits(text, ordinal, 3, dayOfYear) && (ordinal == text.size() || text[ordinal] == 'T' || text[ordinal] == ' ')) {
        if (dayOfYear < 1 || dayOfYear > 366) return false;
        at = ordinal;
        f.day = dayOfYear;  // months() below accepts day overflow of January
        return true;
    }
    return readDigits(text, at, 2, f.month) && skip(text, at, '-') && readDigits(text, at, 2, f.day) && f.month >= 1 &&
           f.month <= 12 && f.day >= 1 && f.day <= 31;
}

bool readClock(std::string_view text, std::size_t& at, Fields& f)
{
    if (!readDigits(text, at, 2, f.hour) || !skip(text, at, ':') || !readDigits(text, at, 2, f.minute)) return false;
    if (skip(text, at, ':')) {
        if (!readDigits(text, at, 2, f.second)) return false;
        if (at < text.size() && (text[at] == '.' || text[at] == ',')) {
            ++at;
            std::int64_t scale = 100'000'000;
            bool any = false;
            for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, any = true) {
                f.nanoseconds += (text[at] - '0') * scale;
                scale /= 10;
            }
            if (!any) return false;
        }
    }
    return f.hour <= 24 && f.minute < 60 && f.second <= 60;
}

bool readZone(std::string_view text, std::size_t& at, Fields& f)
{
    if (at == text.size()) return true;
    if (skip(text, at, 'Z') || skip(text, at, 'z')) return true;
    const int sign = text[at] == '+' ? 1 : text[at] == '-' ? -1 : 0;
    int hours = 0, minutes = 0;
    if (sign == 0 || !readDigits(text, ++at, 2, hours)) return false;
    skip(text, at, ':');
    if (at < text.size() && !readDigits(text, at, 2, minutes)) return false;
    f.offsetMinutes = sign * (hours * 60 + minutes);
    return true;
}

Time compose(const Fields& f)
{
    using namespace std::chrono;
    if (f.year < 1678) return Time::min();
    if (f.year > 2261) return Time::max();
    const sys_days first = year{f.year} / month{static_cast<unsigned>(f.month)} / 1;
    return Time(first + days{f.day - 1}) + hours{f.hour} + minutes{f.minute - f.offsetMinutes} + seconds{f.second} +
           nanoseconds{f.nanoseconds};
}

}  // namespace

Duration fromSeconds(double seconds)
{
    const double ns = std::round(seconds * 1e9);
    if (std::isnan(ns)) return Duration::zero();
    if (ns >= 9.2233720368547e18) return Duration::max();
    if (ns <= -9.2233720368547e18) return Duration::min();
    return Duration(static_cast<std::int64_t>(ns));
}

Result<Time> parseTime(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    const std::string_view trimmed = first == std::string_view::npos ? std::string_view{} : text.substr(first, last - first + 1);
    Fields fields;
    std::size_t at = 0;
    bool ok = readDate(trimmed, at, fields);
    if (ok && at < trimmed.size() && trimmed[at] != 'Z') ok = (skip(trimmed, at, 'T') || skip(trimmed, at, ' ')) && readClock(trimmed, at, fields);
    ok = ok && readZone(trimmed, at, fields) && at == trimmed.size();
    if (!ok) return Error{Error::Code::Malformed, "'" + std::string(text) + "' is not a time such as 2019-07-04T17:02:55.34Z."};
    return compose(fields);
}

std::string formatTime(Time time, int decimals)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const std::int64_t clock = (time - day).count(), s = clock / 1'000'000'000;
    std::array<char, 32> buffer;
    char* out = buffer.data();
    // Writing digits one by one: catalogues hold millions of times, and printf takes longer than all the rest.
    const auto digits = [&](std::int64_t value, int count) {
        for (int i = count - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
        out += count;
    };
    digits(static_cast<int>(date.year()), 4);
    *out++ = '-', digits(static_cast<unsigned>(date.month()), 2);
    *out++ = '-', digits(static_cast<unsigned>(date.day()), 2);
    *out++ = 'T', digits(s / 3600, 2);
    *out++ = ':', digits(s / 60 % 60, 2);
    *out++ = ':', digits(s % 60, 2);
    decimals = std::clamp(decimals, 0, 9);
    if (decimals > 0) {
        *out++ = '.';
        digits(clock % 1'000'000'000, 9);
        out -= 9 - decimals;
    }
    *out++ = 'Z';
    return {buffer.data(), out};
}

Time now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

}  // namespace seisdesk
