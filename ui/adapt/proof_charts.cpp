#include "ui/adapt/proof_charts.h"

#include <QCoreApplication>
#include <QLegendMarker>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr std::size_t mostPoints = 1000;
constexpr double residualReach = 0.5;
constexpr int residualBins = 50;

QString tr(const char* text) { return QCoreApplication::translate("ProofCharts", text); }

class Builder {
public:
    explicit Builder(const Palette& palette) : m_chart(new QChart), m_palette(palette)
    {
        m_chart->setBackgroundBrush(palette.background);
        m_chart->setBackgroundRoundness(0);
        m_chart->setMargins(QMargins(2, 2, 6, 2));
        m_chart->setTitleBrush(palette.mutedText);
        m_chart->legend()->setLabelColor(palette.text);
        m_chart->legend()->setAlignment(Qt::AlignBottom);
        m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    }

    void line(const CurvePoints& points, const QString& name, const QColor& color, bool solid, double width = 2.0)
    {
        if (points.empty()) return;
        auto* series = new QLineSeries;
        series->setName(name);
        QPen pen(color, width, solid ? Qt::SolidLine : Qt::DashLine);
        series->setPen(pen);
        const std::size_t step = (points.size() + mostPoints - 1) / mostPoints;
        for (std::size_t i = 0; i < points.size(); i += step)
            if (std::isfinite(points[i].first) && std::isfinite(points[i].second)) series->append(points[i].first, points[i].second);
        if (step > 1) series->append(points.back().first, points.back().second);
        m_chart->addSeries(series);
    }

    /// Ranges that hold all series; fixed where given.
    QChart* finished(const QString& x, const QString& y, std::optional<std::pair<double, double>> xRange, std::optional<std::pair<double, double>> yRange)
    {
        if (m_chart->series().isEmpty()) {
            m_chart->setTitle(tr("There is nothing to draw in this report."));
            m_chart->legend()->hide();
            return m_chart;
        }
        double left = 1e300, right = -1e300, low = 1e300, high = -1e300;
        for (const QAbstractSeries* series : m_chart->series())
            for (const QPointF& point : static_cast<const QLineSeries*>(series)->points()) {
                left = std::min(left, point.x());
                right = std::max(right, point.x());
                low = std::min(low, point.y());
                high = std::max(high, point.y());
            }
        axis(x, Qt::AlignBottom, xRange.value_or(std::pair(left, std::max(right, left + 1e-6))), !xRange);
        axis(y, Qt::AlignLeft, yRange.value_or(std::pair(std::min(0.0, low), std::max(high * 1.05, low + 1e-6))), !yRange);
        return m_chart;
    }

private:
    void axis(const QString& title, Qt::Alignment side, std::pair<double, double> range, bool nice)
    {
        auto* axis = new QValueAxis;
        axis->setTitleText(title);
        axis->setTitleBrush(m_palette.mutedText);
        axis->setLabelsColor(m_palette.mutedText);
        axis->setGridLineColor(m_palette.grid);
        axis->setLinePenColor(m_palette.grid);
        QFont font = axis->titleFont();
        font.setBold(false);
        axis->setTitleFont(font);
        axis->setRange(range.first, range.second);
        const double length = range.second - range.first;
        axis->setLabelFormat(length >= 10.0 ? QStringLiteral("%.0f") : length > 2.0 ? QStringLiteral("%.1f") : QStringLiteral("%.2g"));
        if (nice) axis->applyNiceNumbers();
        m_chart->addAxis(axis, side);
        for (QAbstractSeries* series : m_chart->series()) series->attachAxis(axis);
    }

    QChart* m_chart;
    const Palette& m_palette;
};

/// Where the interesting part of precision and recall begins: a tenth below the lowest point.
double lowest(const LearningReport& report)
{
    double low = 1.0;
    for (const PhaseProof& phase : report.phases)
        for (const CurvePoints* curve : {&phase.precisionBefore, &phase.precisionAfter})
            for (const auto& [x, y] : *curve) low = std::min(low, y);
    return std::clamp(std::floor(low * 10.0) / 10.0, 0.0, 0.9);
}

}  // namespace

QString titleOf(ProofChart kind)
{
    switch (kind) {
    case ProofChart::Learning: return tr("Learning");
    case ProofChart::PrecisionRecall: return tr("Precision and recall");
    case ProofChart::Residuals: return tr("Residuals");
    case ProofChart::Reliability: return tr("Reliability");
    }
    return {};
}

CurvePoints histogram(const std::vector<double>& residuals, double reach, int bins)
{
    std::vector<double> counts(static_cast<std::size_t>(bins), 0.0);
    double n = 0.0;
    for (const double residual : residuals) {
        if (!std::isfinite(residual)) continue;
        const int bin = static_cast<int>(std::floor((residual + reach) / (2.0 * reach) * bins));
        counts[static_cast<std::size_t>(std::clamp(bin, 0, bins - 1))] += 1.0;
        n += 1.0;
    }
    CurvePoints out;
    if (n == 0.0) return out;
    for (int bin = 0; bin < bins; ++bin) out.emplace_back(-reach + (bin + 0.5) * 2.0 * reach / bins, counts[static_cast<std::size_t>(bin)] / n);
    return out;
}

QChart* proofChart(ProofChart kind, const LearningReport& report, const Palette& palette)
{
    Builder chart(palette);
    if (kind == ProofChart::Learning) {
        CurvePoints train, calibration;
        for (const LearningPoint& point : report.curve) {
            if (point.step > 0) train.emplace_back(static_cast<double>(point.step), point.trainLoss);
            if (point.calibrationLoss) calibration.emplace_back(static_cast<double>(point.step), *point.calibrationLoss);
        }
        chart.line(train, tr("on what it learned from"), palette.mutedText, false);
        chart.line(calibration, tr("on calibration picks"), palette.accent, true);
        return chart.finished(tr("steps"), tr("loss"), {}, {});
    }
    const auto share = std::pair(0.0, 1.0);
    if (kind == ProofChart::Reliability) chart.line({{0.0, 0.0}, {1.0, 1.0}}, tr("honest"), palette.grid, true, 1.0);
    for (const PhaseProof& phase : report.phases) {
        const QColor hue = palette.phase(phase.phase);
        const auto pair = [&](const CurvePoints& before, const CurvePoints& after) {
            chart.line(before, tr("%1 before").arg(QString::fromStdString(phase.phase)), hue, false);
            chart.line(after, tr("%1 after").arg(QString::fromStdString(phase.phase)), hue, true);
        };
        if (kind == ProofChart::PrecisionRecall) pair(phase.precisionBefore, phase.precisionAfter);
        if (kind == ProofChart::Reliability) pair(phase.reliabilityBefore, phase.reliabilityAfter);
        if (kind == ProofChart::Residuals) pair(histogram(phase.residualsBefore, residualReach, residualBins), histogram(phase.residualsAfter, residualReach, residualBins));
    }
    switch (kind) {
    case ProofChart::PrecisionRecall: return chart.finished(tr("recall"), tr("precision"), share, std::pair(lowest(report), 1.0));
    case ProofChart::Residuals: return chart.finished(tr("pick minus label (s)"), tr("share"), std::pair(-residualReach, residualReach), {});
    default: return chart.finished(tr("what the model says"), tr("share that is right"), share, share);
    }
}

}  // namespace seisdesk
