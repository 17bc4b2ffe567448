#include "core/model/adapt/fine_tuner.h"

#include <array>
#include <utility>

namespace seisdesk {

namespace {

constexpr std::array<std::pair<Scope, const char*>, 5> words{{{Scope::Automatic, "automatic"},
                                                              {Scope::Lora, "lora"},
                                                              {Scope::Norms, "norms"},
                                                              {Scope::Heads, "heads"},
                                                              {Scope::Everything, "everything"}}};

constexpr std::size_t fewOnsets = 12;

std::string counted(std::size_t onsets) { return std::to_string(onsets) + (onsets == 1 ? " onset" : " onsets"); }

}  // namespace

std::string word(Scope scope)
{
    for (const auto& [value, text] : words)
        if (value == scope) return text;
    return "automatic";
}

std::optional<Scope> scopeFrom(const std::string& text)
{
    for (const auto& [value, known] : words)
        if (text == known) return value;
    return std::nullopt;
}

ScopeChoice chooseScope(const std::string& family, std::size_t onsets)
{
    if (onsets < fewOnsets) return {Scope::Norms, counted(onsets) + " are too few to change more than biases and normalisations."};
    return {Scope::Everything, counted(onsets) + " are enough to move every weight of the " + family + " a little, held near what it was."};
}

}  // namespace seisdesk
