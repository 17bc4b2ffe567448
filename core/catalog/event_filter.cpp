#include "core/catalog/event_filter.h"

#include "core/catalog/review_state.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

double distanceKm(const LatLonCircle& circle, double latitude, double longitude)
{
    constexpr double radian = std::numbers::pi / 180.0;
    const double half1 = std::sin(0.5 * radian * (latitude - circle.latitudeDegrees)), half2 = std::sin(0.5 * radian * (longitude - circle.longitudeDegrees));
    const double a = half1 * half1 + std::cos(radian * latitude) * std::cos(radian * circle.latitudeDegrees) * half2 * half2;
    return 2.0 * 6371.0 * std::asin(std::sqrt(std::min(1.0, a)));
}

bool inside(const Region& region, const EventRow& row)
{
    if (std::holds_alternative<std::monostate>(region)) return true;
    if (!row.latitudeDegrees || !row.longitudeDegrees) return false;
    const double latitude = *row.latitudeDegrees, longitude = *row.longitudeDegrees;
    if (const auto* circle = std::get_if<LatLonCircle>(&region)) return distanceKm(*circle, latitude, longitude) <= circle->radiusKm;
    const LatLonBox& box = std::get<LatLonBox>(region);
    if (latitude < box.south || latitude > box.north) return false;
    return box.west <= box.east ? longitude >= box.west && longitude <= box.east : longitude >= box.west || longitude <= box.east;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool contains(const std::string& text, std::string_view word)
{
    return std::search(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

bool says(const EventRow& row, std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        const std::string* all[] = {&row.place, &row.author, &row.agency, &row.type, &row.magnitudeType, &row.id};
        if (std::none_of(std::begin(all), std::end(all), [&](const std::string* one) { return contains(*one, word); })) return false;
    }
    return true;
}

std::vector<std::string> parts(const std::string& text)
{
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c == '/') out.emplace_back();
        else if (c != ' ') out.back() += c;
    }
    return out;
}

std::optional<double> number(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string shortest(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

/// -1, 0, 1; what is not known comes last in either direction.
template <class T> int compared(const std::optional<T>& a, const std::optional<T>& b, bool descending)
{
    if (!a || !b) return static_cast<int>(!a) - static_cast<int>(!b);
    const int sign = *a < *b ? -1 : *b < *a ? 1 : 0;
    return descending ? -sign : sign;
}
int compared(const std::string& a, const std::string& b, bool descending)
{
    if (a.empty() || b.empty()) return static_cast<int>(a.empty()) - static_cast<int>(b.empty());
    return compared(std::optional(a), std::optional(b), descending);
}

int compared(const EventRow& a, const EventRow& b, const EventOrder& order)
{
    const bool down = order.descending;
    switch (order.column) {
    case EventColumn::Status: return compared(std::optional(a.review.value_or(Review::Preliminary)), std::optional(b.review.value_or(Review::Preliminary)), down);
    case EventColumn::Magnitude: return compared(a.magnitude, b.magnitude, down);
    case EventColumn::Depth: return compared(a.depthKm, b.depthKm, down);
    case EventColumn::Latitude: return compared(a.latitudeDegrees, b.latitudeDegrees, down);
    case EventColumn::Longitude: return compared(a.longitudeDegrees, b.longitudeDegrees, down);
    case EventColumn::Picks: return compared(std::optional(a.picks), std::optional(b.picks), down);
    case EventColumn::Type: return compared(a.type, b.type, down);
    case EventColumn::Author: return compared(a.author.empty() ? a.agency : a.author, b.author.empty() ? b.agency : b.author, down);
    case EventColumn::Place: return compared(a.place, b.place, down);
    case EventColumn::Time: break;
    }
    return compared(a.time, b.time, down);
}

}  // namespace

Result<Region> regionFrom(const std::string& text)
{
    const Error help{Error::Code::InvalidArgument, "Give a region as south/north/west/east (35/36.2/-118.5/-117) or as a centre with a radius (35.7/-117.5/50km)."};
    std::vector<std::string> words = parts(text);
    if (words.size() == 1 && words.front().empty()) return Region{};
    const bool circle = words.size() == 3;
    if (circle && words.back().ends_with("km")) words.back().resize(words.back().size() - 2);
    std::vector<double> values;
    for (const std::string& word : words) {
        const auto value = number(word);
        if (!value) return help;
        values.push_back(*value);
    }
    const auto latitude = [](double v) { return v >= -90.0 && v <= 90.0; };
    const auto longitude = [](double v) { return v >= -180.0 && v <= 180.0; };
    if (circle && latitude(values[0]) && longitude(values[1]) && values[2] > 0.0) return Region{LatLonCircle{values[0], values[1], values[2]}};
    if (values.size() == 4 && latitude(values[0]) && latitude(values[1]) && values[0] <= values[1] && longitude(values[2]) && longitude(values[3]))
        return Region{LatLonBox{values[0], values[1], values[2], values[3]}};
    return help;
}

std::string regionText(const Region& region)
{
    if (const auto* box = std::get_if<LatLonBox>(&region)) return shortest(box->south) + '/' + shortest(box->north) + '/' + shortest(box->west) + '/' + shortest(box->east);
    if (const auto* circle = std::get_if<LatLonCircle>(&region)) return shortest(circle->latitudeDegrees) + '/' + shortest(circle->longitudeDegrees) + '/' + shortest(circle->radiusKm) + "km";
    return {};
}

bool matches(const EventRow& row, const EventFilter& filter)
{
    if ((filter.from || filter.until) && !row.time) return false;
    if (filter.from && *row.time < *filter.from) return false;
    if (filter.until && *row.time > *filter.until) return false;
    if ((filter.smallest || filter.largest) && !row.magnitude) return false;
    if (filter.smallest && *row.magnitude < *filter.smallest) return false;
    if (filter.largest && *row.magnitude > *filter.largest) return false;
    if (filter.unreviewed && isReviewed(row.review)) return false;
    if (!filter.reviews.empty() && !filter.reviews.contains(row.review.value_or(Review::Preliminary))) return false;
    if (!filter.type.empty() && filter.type != row.type) return false;
    return inside(filter.region, row) && says(row, filter.text);
}

std::vector<std::size_t> listed(const std::vector<EventRow>& rows, const EventFilter& filter, const EventOrder& order)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (matches(rows[i], filter)) out.push_back(i);
    std::sort(out.begin(), out.end(), [&](std::size_t i, std::size_t j) {
        const EventRow &a = rows[i], &b = rows[j];
        if (order.unreviewedFirst && isReviewed(a.review) != isReviewed(b.review)) return !isReviewed(a.review);
        if (const int sign = compared(a, b, order); sign != 0) return sign < 0;
        if (const int sign = compared(a.time, b.time, false); sign != 0) return sign < 0;
        return a.id < b.id;
    });
    return out;
}

std::optional<std::size_t> stepped(const std::vector<EventRow>& rows, const std::vector<std::size_t>& list, std::optional<std::size_t> current, int step, bool unreviewed)
{
    const auto size = static_cast<std::ptrdiff_t>(list.size());
    const auto found = current ? std::find(list.begin(), list.end(), *current) : list.end();
    std::ptrdiff_t at = found != list.end() ? found - list.begin() + step : step > 0 ? 0 : size - 1;
    for (; at >= 0 && at < size; at += step)
        if (!unreviewed || !isReviewed(rows[list[static_cast<std::size_t>(at)]].review)) return static_cast<std::size_t>(at);
    return std::nullopt;
}

}  // namespace seisdesk
