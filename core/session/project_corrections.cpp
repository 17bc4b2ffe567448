#include "core/session/project_corrections.h"

#include "core/io/station_corrections_file.h"
#include "core/session/session.h"

#include <algorithm>
#include <set>

namespace seisdesk {

namespace {
const QString key = QStringLiteral("stationCorrections");
}

std::size_t ProjectCorrections::stations() const
{
    std::set<std::string> names;
    for (const auto& [who, value] : seconds) names.insert(who.first);
    return names.size();
}

std::string correctionsText(const ProjectCorrections& corrections) { return (corrections.on ? "on\n" : "off\n") + stationCorrectionsCsv(corrections.seconds); }

ProjectCorrections correctionsFromText(std::string_view text)
{
    ProjectCorrections out;
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.on = text.substr(0, end) != "off";
    if (const auto read = parseStationCorrections(text.substr(std::min(end + 1, text.size())), "project")) out.seconds = *read;
    return out;
}

ProjectCorrections projectCorrections(const Session& session)
{
    const QByteArray kept = session.setting(key);
    return correctionsFromText(std::string_view(kept.constData(), static_cast<std::size_t>(kept.size())));
}

void keepCorrections(Session& session, const ProjectCorrections& corrections) { session.setSetting(key, QByteArray::fromStdString(correctionsText(corrections))); }

}  // namespace seisdesk
