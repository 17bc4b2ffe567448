#include "core/label/label.h"

#include <algorithm>
#include <cctype>

namespace seisdesk {

namespace {
std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}
}  // namespace

Edit inverse(const Edit& edit) { return {edit.name, edit.added, edit.removed}; }

std::string word(Polarity polarity)
{
    switch (polarity) {
    case Polarity::Positive: return "positive";
    case Polarity::Negative: return "negative";
    case Polarity::Undecidable: return "undecidable";
    case Polarity::Unset: break;
    }
    return {};
}

std::string word(OnsetQuality onset)
{
    switch (onset) {
    case OnsetQuality::Impulsive: return "impulsive";
    case OnsetQuality::Emergent: return "emergent";
    case OnsetQuality::Questionable: return "questionable";
    case OnsetQuality::Unset: break;
    }
    return {};
}

std::string word(Mode mode) { return mode == Mode::Manual ? "manual" : "automatic"; }

std::string word(Review review)
{
    switch (review) {
    case Review::Confirmed: return "confirmed";
    case Review::Reviewed: return "reviewed";
    case Review::Final: return "final";
    case Review::Rejected: return "rejected";
    case Review::Preliminary: break;
    }
    return "preliminary";
}

Polarity polarityFrom(const std::string& text)
{
    const std::string w = lower(text);
    if (w == "positive" || w == "u" || w == "up" || w == "c" || w == "+") return Polarity::Positive;
    if (w == "negative" || w == "d" || w == "down" || w == "r" || w == "-") return Polarity::Negative;
    if (w == "undecidable" || w == "x" || w == "n") return Polarity::Undecidable;
    return Polarity::Unset;
}

OnsetQuality onsetFrom(const std::string& text)
{
    const std::string w = lower(text);
    if (w == "impulsive" || w == "i") return OnsetQuality::Impulsive;
    if (w == "emergent" || w == "e") return OnsetQuality::Emergent;
    if (w == "questionable" || w == "q" || w == "?") return OnsetQuality::Questionable;
    return OnsetQuality::Unset;
}

Mode modeFrom(const std::string& text)
{
    const std::string w = lower(text);
    return w == "automatic" || w == "a" ? Mode::Automatic : Mode::Manual;
}

Review reviewFrom(const std::string& text)
{
    const std::string w = lower(text);
    if (w == "confirmed") return Review::Confirmed;
    if (w == "reviewed" || w == "reported") return Review::Reviewed;
    if (w == "final") return Review::Final;
    if (w == "rejected") return Review::Rejected;
    return Review::Preliminary;
}

}  // namespace seisdesk
