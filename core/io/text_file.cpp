#include "core/io/text_file.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>

namespace seisdesk {

namespace fs = std::filesystem;

Result<std::string> readTextFile(const fs::path& path)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status)) return Error{Error::Code::NotFound, "'" + path.string() + "' does not exist. Check the path."};
    if (!fs::is_regular_file(status)) return Error{Error::Code::Unreadable, "'" + path.string() + "' is not a regular file."};
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    const auto unreadable = [&] { return Error{Error::Code::Unreadable, "'" + path.string() + "' cannot be read. Check its permissions and the disk."}; };
    if (!file) return unreadable();
    std::string text;
    const auto size = fs::file_size(path, code);
    if (!code) text.reserve(size);
    std::array<char, 65536> buffer;
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) text.append(buffer.data(), count);
    if (std::ferror(file.get())) return unreadable();
    return text;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<double> parseNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string numberText(double value)
{
    std::array<char, 32> buffer;
    const auto [end, code] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end};
}

}  // namespace seisdesk
