#include "core/locate/size/magnitude_corrections.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

namespace seisdesk {

namespace {

std::string trimmed(const std::string& text)
{
    const auto from = text.find_first_not_of(" \t\r"), to = text.find_last_not_of(" \t\r");
    return from == std::string::npos ? std::string() : text.substr(from, to - from + 1);
}

}  // namespace

Result<MagnitudeCorrections> magnitudeCorrectionsFrom(const std::string& text)
{
    MagnitudeCorrections out;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty()) continue;
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, ',');) cells.push_back(trimmed(cell));
        double value = 0.0;
        bool good = cells.size() == 3 && cells[0].find('.') != std::string::npos && !cells[1].empty();
        if (good) {
            const char* begin = cells[2].data() + (cells[2].starts_with('+') ? 1 : 0);
            const auto [end, error] = std::from_chars(begin, cells[2].data() + cells[2].size(), value);
            good = error == std::errc() && end == cells[2].data() + cells[2].size() && std::isfinite(value);
        }
        if (!good && number == 1) continue;
        if (!good) return Error{Error::Code::Malformed, "Line " + std::to_string(number) + " of the station corrections is not like \"CI.CCC,ML,0.12\": " + line};
        out[{cells[0], cells[1]}] = value;
    }
    return out;
}

Result<MagnitudeCorrections> readMagnitudeCorrections(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{Error::Code::NotFound, "No station corrections in " + file.string() + "."};
    return magnitudeCorrectionsFrom(std::string(std::istreambuf_iterator<char>(in), {}));
}

}  // namespace seisdesk
