#include "core/io/sac_header.h"

#include "core/io/endian.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <sstream>

namespace seisdesk {

namespace {

constexpr double undefined = -12345.0;
constexpr std::string_view undefinedText = "-12345  ";
constexpr std::size_t integersAt = 280, stringsAt = 440;

/// Order of the doubles of version 7's footer.
constexpr std::array<int, 22> footerWords{SacHeader::delta, SacHeader::b, SacHeader::e, SacHeader::o, SacHeader::a, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
                                          SacHeader::f, SacHeader::evlo, SacHeader::evla, SacHeader::stlo, SacHeader::stla, SacHeader::sb, SacHeader::sdelta};

template <class T>
void append(std::string& out, T value, bool bigEndian)
{
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    if (bigEndian == (std::endian::native == std::endian::little)) std::reverse(std::begin(raw), std::end(raw));
    out.append(raw, sizeof(T));
}

bool oneOf(std::int32_t value, std::initializer_list<std::int32_t> allowed) { return std::ranges::find(allowed, value) != allowed.end(); }

}  // namespace

SacHeader::SacHeader()
{
    floats.fill(undefined);
    integers.fill(static_cast<std::int32_t>(undefined));
    for (std::size_t i = 0; i < strings.size(); ++i) strings[i] = undefinedText[i % 8];
    std::fill(strings.begin() + 16, strings.begin() + 24, ' ');  // second half of kevnm
    setInteger(nvhdr, 6);
}

std::optional<bool> SacHeader::bigEndian(std::span<const std::byte> file)
{
    if (file.size() < bytes) return std::nullopt;
    for (const bool big : {false, true}) {
        const auto integerAt = [&](int word) { return load<std::int32_t>(file, integersAt + 4 * static_cast<std::size_t>(word), big); };
        const double interval = load<float>(file, 0, big);
        if (oneOf(integerAt(nvhdr), {6, 7}) && integerAt(npts) >= -12345 && oneOf(integerAt(leven), {0, 1, -12345}) &&
            (oneOf(integerAt(iftype), {-12345, 0, 1, 2, 3, 4, 51})) && std::isfinite(interval))
            return big;
    }
    return std::nullopt;
}

bool SacHeader::isAlphanumeric(std::span<const std::byte> file)
{
    // The first line: five numbers.
    const std::string text(reinterpret_cast<const char*>(file.data()), std::min<std::size_t>(file.size(), 82));
    std::istringstream line(text.substr(0, text.find('\n')));
    int numbers = 0;
    for (std::string word; line >> word; ++numbers) {
        double value = 0.0;
        const char* from = word.data() + (word[0] == '+' ? 1 : 0);
        if (std::from_chars(from, word.data() + word.size(), value).ptr != word.data() + word.size()) return false;
    }
    return numbers == 5 && text.find('\n') != std::string::npos;
}

SacHeader SacHeader::read(std::span<const std::byte> file, bool big)
{
    SacHeader out;
    for (std::size_t i = 0; i < out.floats.size(); ++i) out.floats[i] = load<float>(file, 4 * i, big);
    for (std::size_t i = 0; i < out.integers.size(); ++i) out.integers[i] = load<std::int32_t>(file, integersAt + 4 * i, big);
    std::memcpy(out.strings.data(), file.data() + stringsAt, out.strings.size());
    const std::int32_t count = out.integers[npts];
    const std::size_t footerAt = bytes + 4 * static_cast<std::size_t>(std::max(count, 0));
    if (out.integers[nvhdr] == 7 && count >= 0 && file.size() >= footerAt + footerBytes)
        for (std::size_t i = 0; i < footerWords.size(); ++i) {
            const auto value = load<double>(file, footerAt + 8 * i, big);
            // Single precision must agree, so that an edited header or a cut file does not mix two versions of a value.
            double& single = out.floats[static_cast<std::size_t>(footerWords[i])];
            if (std::abs(value - single) <= 1e-6 * std::abs(single) + 1e-30) single = value;
        }
    return out;
}

std::optional<double> SacHeader::number(int word) const
{
    const double value = floats[static_cast<std::size_t>(word)];
    return std::isfinite(value) && value != undefined ? std::optional<double>(value) : std::nullopt;
}

std::optional<int> SacHeader::integer(int word) const
{
    const std::int32_t value = integers[static_cast<std::size_t>(word)];
    return value != static_cast<std::int32_t>(undefined) ? std::optional<int>(value) : std::nullopt;
}

std::string SacHeader::string(int word) const
{
    const std::string_view raw(strings.data() + 8 * static_cast<std::size_t>(word), word == kevnm ? 16 : 8);
    std::string out;
    for (const char c : raw.substr(0, raw.find('\0')))
        if (c >= ' ' && c < '\x7f') out += c;
    out.erase(out.find_last_not_of(' ') + 1);
    out.erase(0, out.find_first_not_of(' '));
    const bool nothing = out.find_first_not_of('?') == std::string::npos || out.starts_with("-12345");
    return nothing ? std::string() : out;
}

void SacHeader::setString(int word, const std::string& value)
{
    const std::size_t length = word == kevnm ? 16 : 8;
    std::string padded = (value.empty() ? std::string(undefinedText) : value.substr(0, length));
    padded.resize(length, ' ');
    std::copy(padded.begin(), padded.end(), strings.begin() + 8 * word);
}

std::string SacHeader::headerBytes(bool big) const
{
    std::string out;
    for (const double value : floats) append(out, static_cast<float>(value), big);
    for (const std::int32_t value : integers) append(out, value, big);
    return out.append(strings.data(), strings.size());
}

std::string SacHeader::footer(bool big) const
{
    std::string out;
    if (integers[nvhdr] == 7)
        for (const int word : footerWords) append(out, floats[static_cast<std::size_t>(word)], big);
    return out;
}

}  // namespace seisdesk
