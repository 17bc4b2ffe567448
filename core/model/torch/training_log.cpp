#include "core/model/torch/training_log.h"

#include "core/model/training/line_chart.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace seisdesk::nets {

namespace {

constexpr const char* trainingHeader = "step,seconds,learning_rate,gradient_norm,loss,phases,polarity,magnitude,distance,back_azimuth,waited_s";
constexpr const char* validationHeader =
    "step,set,phases,polarity,magnitude,distance,back_azimuth,p_0.1,p_0.5,s_0.1,s_0.5,polarity_right,magnitude_mae,distance_mae_km,back_azimuth_median_deg";

void append(const std::filesystem::path& file, const char* header, const std::string& line)
{
    std::error_code error;
    const bool fresh = !std::filesystem::exists(file, error) || std::filesystem::file_size(file, error) == 0;
    std::ofstream out(file, std::ios::app);
    if (fresh) out << header << '\n';
    out << line << '\n';
}

std::vector<std::vector<std::string>> rowsOf(const std::filesystem::path& file)
{
    std::vector<std::vector<std::string>> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream cells(line + ',');
        out.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');) out.back().push_back(cell);
    }
    return out;
}

double numberIn(const std::string& cell) { return cell.empty() ? NAN : std::strtod(cell.c_str(), nullptr); }

}  // namespace

void TrainingLog::draw() const
{
    const auto training = rowsOf(m_folder / "training.csv"), validation = rowsOf(m_folder / "validation.csv");
    std::vector<ChartLine> losses, hits;
    for (std::size_t column = 4; !training.empty() && column < 10; ++column) {
        losses.push_back({training[0][column], {}});
        for (std::size_t i = 1; i < training.size(); ++i)
            if (training[i].size() > column) losses.back().points.emplace_back(numberIn(training[i][0]), numberIn(training[i][column]));
    }
    for (std::size_t i = 1; i < validation.size(); ++i) {
        for (const std::size_t column : {std::size_t{7}, std::size_t{9}}) {
            if (validation[i].size() <= column || validation[i][column].empty()) continue;
            const std::string name = validation[i][1] + (column == 7 ? " P" : " S");
            auto line = std::find_if(hits.begin(), hits.end(), [&](const ChartLine& l) { return l.name == name; });
            if (line == hits.end()) line = hits.insert(hits.end(), {name, {}});
            line->points.emplace_back(numberIn(validation[i][0]), numberIn(validation[i][column]));
        }
    }
    std::ofstream(m_folder / "training.svg") << lineChart("Loss", "step", losses);
    std::ofstream(m_folder / "validation.svg") << lineChart("Share within 0.1 s", "step", hits);
}

void TrainingLog::add(const TrainingRow& row) const
{
    std::ostringstream line;
    line << row.step << ',' << row.seconds << ',' << row.learningRate << ',' << row.gradientNorm;
    for (const double v : row.loss) line << ',' << v;
    line << ',' << row.waitedSeconds;
    append(m_folder / "training.csv", trainingHeader, line.str());
}

void TrainingLog::add(std::uint64_t step, const ValidationRow& row) const
{
    std::ostringstream line;
    line << step << ',' << row.set;
    for (const double v : row.loss) line << ',' << v;
    for (const auto& v : {row.p01, row.p05, row.s01, row.s05, row.polarity, row.magnitudeError, row.distanceErrorKm, row.backAzimuthErrorDeg}) {
        line << ',';
        if (v) line << *v;
    }
    append(m_folder / "validation.csv", validationHeader, line.str());
}

void TrainingLog::rewind(std::uint64_t step) const
{
    for (const char* name : {"training.csv", "validation.csv"}) {
        std::ifstream in(m_folder / name);
        if (!in) continue;
        std::string kept, line;
        std::getline(in, line);
        kept = line + '\n';
        while (std::getline(in, line))
            if (std::strtoull(line.c_str(), nullptr, 10) <= step) kept += line + '\n';
        in.close();
        std::ofstream(m_folder / name, std::ios::trunc) << kept;
    }
}

}  // namespace seisdesk::nets
