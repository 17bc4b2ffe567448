#include "ui/adapt/measure_text.h"

#include <QCoreApplication>

#include <cmath>

namespace seisdesk {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("MeasureText", text); }

bool isShare(const Measure& measure) { return measure.unit == "%"; }

QString figure(double value, const Measure& measure, bool sign)
{
    const double shown = isShare(measure) ? 100.0 * value : value;
    const int decimals = isShare(measure) ? 1 : measure.unit == "s" ? 3 : 2;
    QString text = QString::number(std::abs(shown), 'f', decimals);
    if (shown < 0.0 && text.toDouble() != 0.0) text.prepend(QChar(0x2212));
    else if (sign) text.prepend(QLatin1Char('+'));
    return text;
}

}  // namespace

QString measureText(const std::optional<double>& value, const Measure& measure)
{
    if (!value || !std::isfinite(*value)) return QStringLiteral("–");
    const QString unit = QString::fromStdString(measure.unit);
    return figure(*value, measure, false) + (unit.isEmpty() ? QString() : QChar(0x202F) + unit);
}

QString changeText(const Measure& measure)
{
    if (!measure.before || !measure.after) return QStringLiteral("–");
    QString out = figure(*measure.after - *measure.before, measure, true);
    // Before and after say "%"; the difference is in points.
    if (!isShare(measure) && !measure.unit.empty()) out += QChar(0x202F) + QString::fromStdString(measure.unit);
    if (measure.change) out += tr(" (%1 to %2)").arg(figure(measure.change->low, measure, false), figure(measure.change->high, measure, false));
    return out;
}

Direction directionOf(const Measure& measure)
{
    if (!measure.change || (measure.change->low <= 0.0 && measure.change->high >= 0.0)) return Direction::WithinChance;
    return (measure.change->low > 0.0) != measure.lowerIsBetter ? Direction::Better : Direction::Worse;
}

QString nameOf(const Measure& measure)
{
    const QString name = QString::fromStdString(measure.name);
    return measure.phase.empty() ? name : QString::fromStdString(measure.phase) + QLatin1Char(' ') + name;
}

QString remainingText(double seconds)
{
    if (seconds < 55.0) return tr("about %1 s").arg(std::max(5, static_cast<int>(std::lround(seconds / 5.0)) * 5));
    if (seconds < 3300.0) return tr("about %1 min").arg(std::max(1, static_cast<int>(std::lround(seconds / 60.0))));
    return tr("about %1 h").arg(QString::number(seconds / 3600.0, 'f', 1));
}

}  // namespace seisdesk
