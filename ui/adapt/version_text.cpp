#include "ui/adapt/version_text.h"

#include "ui/adapt/measure_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace seisdesk {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("VersionText", text); }

std::vector<Measure> measuresOf(const ModelVersion& version)
{
    if (version.metrics.empty()) return {};
    const auto report = learningReportFrom(version.metrics);
    return report ? report->measures : std::vector<Measure>();
}

QString fullName(const Measure& measure) { return (measure.on == Measure::On::HeldOut ? tr("Held out: %1") : tr("Reference: %1")).arg(nameOf(measure)); }

std::vector<VersionFigure> figures(const ModelVersion& version, bool before)
{
    std::vector<VersionFigure> out;
    for (const Measure& measure : measuresOf(version)) out.push_back({fullName(measure), measure, before ? measure.before : measure.after});
    return out;
}

}  // namespace

QString versionName(const ModelVersion& version) { return QString::fromStdString(version.name + '@' + version.id.substr(0, 8)); }

std::vector<VersionFigure> figuresOf(const ModelVersion& version) { return figures(version, false); }

std::vector<ComparedFigure> compared(const ModelVersion& first, const ModelVersion& second)
{
    // A parent and its child were scored on the same windows, by the child's proof.
    const auto left = second.parent == first.id ? figures(second, true) : figuresOf(first);
    const auto right = first.parent == second.id ? figures(first, true) : figuresOf(second);
    std::vector<ComparedFigure> out;
    const auto text = [](const VersionFigure& figure) { return measureText(figure.value, figure.measure); };
    for (const VersionFigure& figure : left) out.push_back({figure.name, text(figure), QStringLiteral("–")});
    for (const VersionFigure& figure : right) {
        const auto same = std::find_if(out.begin(), out.end(), [&](const ComparedFigure& row) { return row.name == figure.name; });
        if (same != out.end()) same->second = text(figure);
        else out.push_back({figure.name, QStringLiteral("–"), text(figure)});
    }
    return out;
}

QString shortFigures(const ModelVersion& version)
{
    QStringList out;
    for (const VersionFigure& figure : figuresOf(version))
        if (figure.measure.on == Measure::On::HeldOut && figure.measure.name.starts_with("F1")) out << nameOf(figure.measure) + QLatin1Char(' ') + measureText(figure.value, figure.measure);
    return out.join(QStringLiteral(", "));
}

}  // namespace seisdesk
