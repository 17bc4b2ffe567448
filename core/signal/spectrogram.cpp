#include "core/signal/spectrogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seisdesk {

namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

/// Where a row gets its density from: whole bins, or a point between two.
struct RowSource {
    std::size_t first = 0, end = 0;  ///< bins; none when equal
    double between = 0.0;            ///< fractional bin, for when there is none
};

double rowFrequency(const SpectrogramPicture& picture, double row)
{
    const double share = picture.rows > 1 ? row / static_cast<double>(picture.rows - 1) : 0.0;
    if (picture.scale == FrequencyScale::Linear) return picture.lowestHz + share * (picture.highestHz - picture.lowestHz);
    return picture.lowestHz * std::pow(picture.highestHz / picture.lowestHz, share);
}

std::vector<RowSource> rowSources(const SpectrogramPicture& picture, const Spectrogram& densities)
{
    std::vector<RowSource> out(picture.rows);
    const double last = static_cast<double>(densities.rows - 1);
    const auto bin = [&](double row) { return std::clamp(rowFrequency(picture, row) / densities.hzPerRow, 0.0, last); };
    for (std::size_t row = 0; row < picture.rows; ++row) {
        const double at = static_cast<double>(row);
        out[row].first = static_cast<std::size_t>(std::ceil(row == 0 ? bin(at) : bin(at - 0.5)));
        out[row].end = row + 1 == picture.rows ? densities.rows : static_cast<std::size_t>(std::ceil(bin(at + 0.5)));
        out[row].between = bin(at);
    }
    return out;
}

float decibels(double density) { return density > 0.0 && std::isfinite(density) ? static_cast<float>(10.0 * std::log10(density)) : nothing; }

float rowValue(const RowSource& source, const float* column, std::size_t bins)
{
    if (source.first < source.end) {
        double sum = 0.0;
        for (std::size_t k = source.first; k < source.end; ++k) sum += column[k];
        return decibels(sum / static_cast<double>(source.end - source.first));
    }
    const auto low = std::min(static_cast<std::size_t>(source.between), bins - 1);
    const std::size_t high = std::min(low + 1, bins - 1);
    const double share = source.between - static_cast<double>(low);
    return decibels((1.0 - share) * column[low] + share * column[high]);
}

void setLimits(SpectrogramPicture& picture)
{
    std::vector<float> finite;
    finite.reserve(picture.decibels.size());
    for (const float value : picture.decibels)
        if (std::isfinite(value)) finite.push_back(value);
    if (finite.empty()) return;
    const auto quantile = [&](double share) {
        const auto at = finite.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(finite.size() - 1));
        std::nth_element(finite.begin(), at, finite.end());
        return *at;
    };
    picture.ceilingDb = quantile(0.995);
    picture.floorDb = std::clamp(quantile(0.05), picture.ceilingDb - 90.0f, picture.ceilingDb - 20.0f);
}

}  // namespace

WelchSettings windowsFor(double spanSeconds, double sampleRateHz, std::size_t columns)
{
    const double samples = std::max(1.0, spanSeconds * sampleRateHz);
    const double wanted = std::sqrt(std::max(0.0, spanSeconds)) / 3.0 * sampleRateHz;
    WelchSettings out;
    out.window = 2 * fastLength(static_cast<std::size_t>(std::max(8.0, std::min(wanted, samples / 4.0) / 2.0)));  // even: the last frequency is Nyquist's
    const double step = std::max(1.0, std::floor(samples / static_cast<double>(std::max<std::size_t>(1, columns))));
    out.overlap = std::clamp(1.0 - step / static_cast<double>(out.window), 0.5, 1.0 - 1.0 / static_cast<double>(out.window));
    return out;
}

double SpectrogramPicture::rowHz(double row) const { return rowFrequency(*this, row); }

Result<SpectrogramPicture> spectrogramPicture(std::span<const float> samples, double sampleRateHz, const WelchSettings& settings, FrequencyScale scale,
                                              std::size_t mostColumns, std::size_t rows, const Progress& progress)
{
    const Error cancelled{Error::Code::Cancelled, {}};
    if (progress.cancelled()) return cancelled;
    const auto densities = spectrogram(samples, sampleRateHz, settings, mostColumns);
    if (!densities) return densities.error();
    if (progress.cancelled()) return cancelled;
    SpectrogramPicture out;
    out.columns = densities->columns;
    out.scale = scale;
    out.firstColumnSeconds = densities->firstColumnSeconds;
    out.secondsPerColumn = densities->secondsPerColumn;
    out.windowSeconds = static_cast<double>(std::min(settings.window, samples.size())) / sampleRateHz;
    out.highestHz = densities->hzPerRow * static_cast<double>(densities->rows - 1);
    out.lowestHz = scale == FrequencyScale::Linear ? 0.0 : densities->hzPerRow;
    out.rows = std::max<std::size_t>(2, scale == FrequencyScale::Linear ? std::min(rows, densities->rows) : rows);
    const auto sources = rowSources(out, *densities);
    out.decibels.reserve(out.columns * out.rows);
    for (std::size_t column = 0; column < out.columns; ++column)
        for (const RowSource& source : sources) out.decibels.push_back(rowValue(source, densities->densities.data() + column * densities->rows, densities->rows));
    setLimits(out);
    return out;
}

}  // namespace seisdesk
