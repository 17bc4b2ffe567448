#include "core/io/quakeml_words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace seisdesk::quakeml {

namespace {

constexpr auto eventTypes = std::to_array<std::string_view>(
    {"not existing", "not reported", "earthquake", "anthropogenic event", "collapse", "cavity collapse", "mine collapse",
     "building collapse", "explosion", "accidental explosion", "chemical explosion", "controlled explosion",
     "experimental explosion", "industrial explosion", "mining explosion", "quarry blast", "road cut", "blasting levee",
     "nuclear explosion", "induced or triggered event", "rock burst", "reservoir loading", "fluid injection",
     "fluid extraction", "crash", "plane crash", "train crash", "boat crash", "other event", "atmospheric event",
     "sonic boom", "sonic blast", "acoustic noise", "thunder", "avalanche", "snow avalanche", "debris avalanche",
     "hydroacoustic event", "ice quake", "slide", "landslide", "rockslide", "meteorite", "volcanic eruption"});
constexpr auto certainties = std::to_array<std::string_view>({"known", "suspected"});
constexpr auto depthTypes = std::to_array<std::string_view>(
    {"from location", "from moment tensor inversion", "from modeling of broad-band P waveforms", "constrained by depth phases",
     "constrained by direct phases", "constrained by depth and direct phases", "operator assigned", "other"});
constexpr auto originTypes = std::to_array<std::string_view>({"hypocenter", "centroid", "amplitude", "macroseismic", "rupture start", "rupture end"});
constexpr auto descriptionTypes = std::to_array<std::string_view>(
    {"felt report", "Flinn-Engdahl region", "local time", "tectonic summary", "nearest cities", "earthquake name", "region name"});
constexpr auto units = std::to_array<std::string_view>({"m", "s", "m/s", "m/(s*s)", "m*s", "dimensionless", "other"});
constexpr auto categories = std::to_array<std::string_view>({"point", "mean", "duration", "period", "integral", "other"});
constexpr auto uncertaintyDescriptions = std::to_array<std::string_view>({"horizontal uncertainty", "uncertainty ellipse", "confidence ellipsoid"});
constexpr auto tensorCategories = std::to_array<std::string_view>({"teleseismic", "regional"});
constexpr auto inversionTypes = std::to_array<std::string_view>({"general", "zero trace", "double couple"});
constexpr auto waveTypes = std::to_array<std::string_view>({"P waves", "body waves", "surface waves", "mantle waves", "combined", "unknown"});
constexpr auto sourceTimeFunctions = std::to_array<std::string_view>({"box car", "triangle", "trapezoid", "unknown"});

bool sameLetter(char a, char b)
{
    const auto fold = [](char c) { return c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c))); };
    return fold(a) == fold(b);
}

}  // namespace

std::span<const std::string_view> words(Vocabulary vocabulary)
{
    switch (vocabulary) {
    case Vocabulary::EventType: return eventTypes;
    case Vocabulary::EventTypeCertainty: return certainties;
    case Vocabulary::DepthType: return depthTypes;
    case Vocabulary::OriginType: return originTypes;
    case Vocabulary::DescriptionType: return descriptionTypes;
    case Vocabulary::AmplitudeUnit: return units;
    case Vocabulary::AmplitudeCategory: return categories;
    case Vocabulary::UncertaintyDescription: return uncertaintyDescriptions;
    case Vocabulary::TensorCategory: return tensorCategories;
    case Vocabulary::InversionType: return inversionTypes;
    case Vocabulary::WaveType: return waveTypes;
    case Vocabulary::SourceTimeFunctionType: return sourceTimeFunctions;
    }
    return {};
}

std::string wordFrom(Vocabulary vocabulary, std::string_view text)
{
    for (const std::string_view word : words(vocabulary))
        if (std::equal(word.begin(), word.end(), text.begin(), text.end(), sameLetter)) return std::string(word);
    return {};
}

}  // namespace seisdesk::quakeml
