#include "core/locate/travel/velocity_file.h"

#include "core/locate/travel/shipped_velocity.h"

#include <charconv>
#include <fstream>
#include <sstream>

namespace seisdesk {

namespace {

std::vector<std::string> words(std::string_view line)
{
    std::vector<std::string> out;
    std::istringstream in{std::string(line.substr(0, line.find('#')))};
    for (std::string word; in >> word;) out.push_back(word);
    return out;
}

std::optional<double> number(const std::string& word)
{
    const char* begin = word.data() + (word.starts_with('+') ? 1 : 0);
    double value = 0.0;
    const auto [end, error] = std::from_chars(begin, word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size() || value != value) return std::nullopt;
    return value;
}

/// One file while it is read.
class Reader {
public:
    explicit Reader(const std::filesystem::path& file) : m_file(file), m_titleLines(file.extension() == ".tvel" ? 2 : 0), m_gradient(m_titleLines > 0) {}

    Result<void> take(std::string_view line)
    {
        ++m_line;
        if (m_line <= m_titleLines) return {};
        const auto all = words(line);
        if (all.empty()) return {};
        if (all[0] == "LAYER") return layer(all);
        if (all[0] == "layers" || all[0] == "gradient") {
            if (!m_rows.empty()) return malformed("'" + all[0] + "' must come before the numbers");
            m_gradient = all[0] == "gradient";
            return {};
        }
        const bool keyword = all[0].find_first_of("0123456789") == std::string::npos && all[0].size() > 2;
        if (keyword && m_rows.empty()) return {};  // of a NonLinLoc control file
        return row(all);
    }

    Result<VelocityModel> model()
    {
        VelocityModel out{m_file.stem().string(), {}};
        if (!m_layers.empty()) {
            for (std::size_t i = 0; i < m_layers.size(); ++i) {
                const auto& [top, gradient] = m_layers[i];
                out.nodes.push_back(top);
                const double bottom = i + 1 < m_layers.size() ? m_layers[i + 1].first.depthKm : top.depthKm;
                VelocityNode base = top;
                base.depthKm = bottom;
                base.vpKmS += gradient.vpKmS * (bottom - top.depthKm);
                base.vsKmS += gradient.vsKmS * (bottom - top.depthKm);
                if (bottom > top.depthKm) out.nodes.push_back(base);
            }
        } else
            for (std::size_t i = 0; i < m_rows.size(); ++i) {
                if (!m_gradient && i > 0) {
                    out.nodes.push_back(m_rows[i - 1]);
                    out.nodes.back().depthKm = m_rows[i].depthKm;
                }
                out.nodes.push_back(m_rows[i]);
            }
        // NonLinLoc tables may start above sea level.
        while (out.nodes.size() > 1 && out.nodes[1].depthKm <= 0.0) out.nodes.erase(out.nodes.begin());
        if (!out.nodes.empty() && out.nodes.front().depthKm < 0.0) {
            const VelocityNode at{0.0, out.velocity(0.0, WaveType::P), out.velocity(0.0, WaveType::S), out.nodes.front().densityGCm3};
            out.nodes.front() = at;
        }
        if (auto good = check(out); !good) return Error{Error::Code::Malformed, m_file.string() + ": " + good.error().message};
        return out;
    }

private:
    Error malformed(const std::string& what) const
    {
        return {Error::Code::Malformed, m_file.string() + ", line " + std::to_string(m_line) + ": " + what + "."};
    }

    Result<void> row(const std::vector<std::string>& all)
    {
        std::vector<double> values;
        for (const std::string& word : all) {
            const auto value = number(word);
            if (!value) return malformed("'" + word + "' is no number; write depth (km), Vp (km/s), Vs (km/s) and perhaps density (g/cm3)");
            values.push_back(*value);
        }
        if (values.size() < 3) return malformed("three numbers are needed: depth (km), Vp (km/s) and Vs (km/s)");
        m_rows.push_back({values[0], values[1], values[2], values.size() > 3 ? std::optional(values[3]) : std::nullopt});
        return orderly(m_rows.size() > 1 ? std::optional(m_rows[m_rows.size() - 2].depthKm) : std::nullopt, values[0]);
    }

    Result<void> layer(const std::vector<std::string>& all)
    {
        double v[7] = {};
        if (all.size() < 5) return malformed("LAYER needs depth, VpTop, VpGrad, VsTop and VsGrad");
        for (std::size_t i = 1; i < all.size() && i <= 7; ++i) {
            const auto value = number(all[i]);
            if (!value) return malformed("'" + all[i] + "' is no number");
            v[i - 1] = *value;
        }
        m_layers.push_back({{v[0], v[1], v[3], all.size() > 6 ? std::optional(v[5]) : std::nullopt}, {0.0, v[2], v[4], std::nullopt}});
        return orderly(m_layers.size() > 1 ? std::optional(m_layers[m_layers.size() - 2].first.depthKm) : std::nullopt, v[0]);
    }

    Result<void> orderly(std::optional<double> before, double depth) const
    {
        if (before && depth < *before) return malformed("depth goes back up; sort the lines by depth");
        return {};
    }

    std::filesystem::path m_file;
    int m_line = 0, m_titleLines = 0;
    bool m_gradient = false;
    std::vector<VelocityNode> m_rows;
    std::vector<std::pair<VelocityNode, VelocityNode>> m_layers;  ///< top, gradient per km
};

}  // namespace

Result<VelocityModel> parseVelocityModel(std::string_view text, const std::filesystem::path& file)
{
    Reader reader(file);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (auto good = reader.take(text.substr(0, end)); !good) return good.error();
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return reader.model();
}

Result<VelocityModel> readVelocityModel(const std::filesystem::path& file)
{
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) return Error{Error::Code::NotFound, file.string() + " is not there."};
    if (!std::filesystem::is_regular_file(file, failed)) return Error{Error::Code::Unreadable, file.string() + " is not a file."};
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Error{Error::Code::Unreadable, file.string() + " cannot be read."};
    return parseVelocityModel(text.str(), file);
}

std::vector<std::string> shippedVelocityModels()
{
    std::vector<std::string> out;
    for (const ShippedVelocity& table : shippedVelocity()) out.push_back(std::filesystem::path(table.file).stem().string());
    return out;
}

Result<VelocityModel> velocityModel(const std::string& nameOrFile)
{
    std::string names;
    for (const ShippedVelocity& table : shippedVelocity()) {
        const std::filesystem::path file(table.file);
        if (file.stem() == nameOrFile) return parseVelocityModel(table.text, file);
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    auto read = readVelocityModel(nameOrFile);
    if (!read && read.error().code == Error::Code::NotFound)
        return Error{Error::Code::NotFound, "No velocity model '" + nameOrFile + "': give one of " + names + ", or a file."};
    return read;
}

}  // namespace seisdesk
