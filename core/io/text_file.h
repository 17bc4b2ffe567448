#pragma once
// Whole files as text.

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace seisdesk {

/// The content of a regular file. Error: NotFound, Unreadable (also folders, pipes and devices).
Result<std::string> readTextFile(const std::filesystem::path& path);

/// Without blanks, tabs and line ends at both ends.
std::string_view trimmed(std::string_view text);

/// A finite decimal number, whatever the locale; blanks around it and a leading '+' are allowed. Anything else, NaN and
/// infinity included, is nothing.
std::optional<double> parseNumber(std::string_view text);

/// The shortest text that parseNumber() reads back as the same value.
std::string numberText(double value);

}  // namespace seisdesk
