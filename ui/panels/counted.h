#pragma once
// "1 trace", "66 traces".

#include <QLocale>
#include <QString>

namespace seisdesk {

inline QString counted(qint64 n, const QString& one, const QString& many)
{
    return QLocale(QLocale::English).toString(n).replace(QLatin1Char(','), QChar(0x202F)) + QLatin1Char(' ') + (n == 1 ? one : many);
}

}  // namespace seisdesk
