#include "core/signal/filter.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace seisdesk {

namespace {

using Kind = FilterSpec::Kind;

Error notAFilter(std::string_view text)
{
    return {Error::Code::Malformed, "'" + std::string(text) + "' is not a filter. Write for example 'BP 1-20', 'HP 1', 'LP 5 3 zp' or 'BW(3,0.5,8)'."};
}

/// Splits upper-cased text into numbers, words (with underscores) and single signs; blanks separate.
std::vector<std::string> tokens(std::string_view text)
{
    std::vector<std::string> out;
    const auto upper = [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); };
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    const auto isLetter = [&](char c) { return (upper(c) >= 'A' && upper(c) <= 'Z') || c == '_'; };
    for (std::size_t i = 0; i < text.size();) {
        std::string token;
        if (isDigit(text[i])) {
            for (; i < text.size(); ++i) {
                const bool exponent = upper(text[i]) == 'E' && i + 1 < text.size() && (isDigit(text[i + 1]) || text[i + 1] == '-');
                if (!isDigit(text[i]) && !exponent) break;
                token += text[i];
                if (exponent && text[i + 1] == '-') token += text[++i];
            }
        } else if (isLetter(text[i])) {
            while (i < text.size() && isLetter(text[i])) token += upper(text[i++]);
        } else if (std::isspace(static_cast<unsigned char>(text[i]))) {
            ++i;
            continue;
        } else {
            token = text[i++];
        }
        out.push_back(std::move(token));
    }
    return out;
}

/// Reads tokens one by one; a wrong one spoils the whole.
class Reader {
public:
    explicit Reader(std::vector<std::string> all) : m_all(std::move(all)) {}
    bool done() const { return m_at == m_all.size(); }
    bool ok() const { return m_ok; }
    bool accept(std::string_view token)
    {
        if (done() || m_all[m_at] != token) return false;
        ++m_at;
        return true;
    }
    void expect(std::string_view token) { m_ok = accept(token) && m_ok; }
    double number()
    {
        double value = 0.0;
        m_ok = !done() && reads(m_all[m_at], value) && m_ok;
        if (!done()) ++m_at;
        return value;
    }
    int whole()
    {
        const double value = number();
        m_ok = m_ok && value == std::floor(value) && value >= 0.0 && value < 1000.0;
        return m_ok ? static_cast<int>(value) : 0;
    }
    bool numberFollows() const
    {
        double ignored = 0.0;
        return !done() && reads(m_all[m_at], ignored);
    }

private:
    static bool reads(const std::string& token, double& value)
    {
        if (std::isalpha(static_cast<unsigned char>(token.front()))) return false;  // "nan" and "inf" are numbers to from_chars
        const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
        return error == std::errc() && end == token.data() + token.size();
    }
    std::vector<std::string> m_all;
    std::size_t m_at = 0;
    bool m_ok = true;
};

/// "(order, corner[, corner])" of SeisComP's Butterworth filters.
void readArguments(Reader& in, FilterSpec& spec)
{
    in.expect("(");
    spec.corners = in.whole();
    in.expect(",");
    (spec.kind == Kind::LowPass ? spec.highHz : spec.lowHz) = in.number();
    if (spec.kind == Kind::BandPass) {
        in.expect(",");
        spec.highHz = in.number();
    }
    in.expect(")");
}

/// "1-20 Hz 3" after the kind.
void readBand(Reader& in, FilterSpec& spec)
{
    (spec.kind == Kind::LowPass ? spec.highHz : spec.lowHz) = in.number();
    if (spec.kind == Kind::BandPass) {
        in.accept("HZ");
        in.accept("-");
        spec.highHz = in.number();
    }
    in.accept("HZ");
    if (in.numberFollows()) spec.corners = in.whole();
}

std::string shortest(double value)
{
    char text[32];
    const auto result = std::to_chars(text, text + sizeof text, value);
    return {text, result.ptr};
}

}  // namespace

Result<FilterSpec> parseFilter(std::string_view text)
{
    Reader in(tokens(text));
    FilterSpec spec;
    if (in.accept("BW") || in.accept("BW_BP")) readArguments(in, spec);
    else if (in.accept("BW_HP")) { spec.kind = Kind::HighPass; readArguments(in, spec); }
    else if (in.accept("BW_LP")) { spec.kind = Kind::LowPass; readArguments(in, spec); }
    else if (in.accept("BP")) readBand(in, spec);
    else if (in.accept("HP")) { spec.kind = Kind::HighPass; readBand(in, spec); }
    else if (in.accept("LP")) { spec.kind = Kind::LowPass; readBand(in, spec); }
    else return notAFilter(text);
    spec.zeroPhase = in.accept("ZP");
    if (!in.ok() || !in.done()) return notAFilter(text);
    // What a filter does not use stays at the defaults, so that equal filters compare equal.
    if (spec.kind == Kind::LowPass) spec.lowHz = FilterSpec{}.lowHz;
    if (spec.kind == Kind::HighPass) spec.highHz = FilterSpec{}.highHz;
    // Any rate high enough tells whether the corners themselves make sense.
    const auto design = butterworth(spec, 1e3 * (spec.lowHz + spec.highHz));
    if (!design) return design.error();
    return spec;
}

std::string filterText(const FilterSpec& spec)
{
    std::string out;
    switch (spec.kind) {
    case Kind::LowPass: out = "LP " + shortest(spec.highHz); break;
    case Kind::HighPass: out = "HP " + shortest(spec.lowHz); break;
    case Kind::BandPass: out = "BP " + shortest(spec.lowHz) + "-" + shortest(spec.highHz); break;
    }
    out += " Hz";
    if (spec.corners != FilterSpec{}.corners) out.append(1, ' ').append(std::to_string(spec.corners));
    return spec.zeroPhase ? out + " zp" : out;
}

}  // namespace seisdesk
