// The part of ReviewDesk that has to do with the stations' corrections.

#include "ui/shell/review_desk.h"

#include "core/io/atomic_write.h"
#include "core/io/station_corrections_file.h"
#include "core/review/station_delays.h"
#include "ui/review/location_panel.h"
#include "ui/shell/file_dialogs.h"
#include "ui/shell/main_window.h"

namespace seisdesk {

namespace {

/// Fewer picks do not say that an event is well located, fewer events not that a station is late.
constexpr int fewestPicks = 10;
constexpr std::size_t fewestEvents = 5;

}  // namespace

void ReviewDesk::wireCorrections()
{
    connect(&m_panel, &LocationPanel::correctionsSwitched, this, [this](bool on) {
        if (!m_session) return;
        ProjectCorrections now = projectCorrections(*m_session);
        now.on = on;
        useCorrections(now);
    });
    connect(&m_panel, &LocationPanel::correctionsForgotten, this, [this] { useCorrections({}); });
    connect(&m_panel, &LocationPanel::correctionsLearnt, this, [this] {
        if (!m_session) return;
        const StationCorrections learnt = stationDelays(m_session->events(), fewestPicks, fewestEvents);
        if (learnt.empty())
            return m_window.tell({Severity::Information, tr("Corrections need stations with used arrivals in %1 events or more, each located with %2 picks or more.").arg(fewestEvents).arg(fewestPicks)});
        useCorrections({learnt, true});
        m_window.tell({Severity::Success, tr("%1 stations have corrections now.").arg(projectCorrections(*m_session).stations())});
    });
    connect(&m_panel, &LocationPanel::correctionsImported, this, [this] {
        const QString file = m_session ? FileDialogs(m_window, m_window.settings()).corrections() : QString();
        if (file.isEmpty()) return;
        const auto read = readStationCorrections(file.toStdString());
        if (!read) return m_window.tell({Severity::Error, QString::fromStdString(read.error().message)});
        std::vector<std::string> stations;
        for (const Station& station : m_session->inventory().stations) stations.push_back(station.network + '.' + station.code);
        const StationCorrections known = withNetworks(*read, stations);
        if (known.empty()) return m_window.tell({Severity::Warning, tr("%1 has no corrections of stations that are in the project.").arg(file)});
        useCorrections({known, true});
    });
    connect(&m_panel, &LocationPanel::correctionsExported, this, [this] {
        const QString file = m_session ? FileDialogs(m_window, m_window.settings()).newCorrections(QStringLiteral("corrections")) : QString();
        if (file.isEmpty()) return;
        const StationCorrections seconds = projectCorrections(*m_session).seconds;
        const auto written = writeAtomically(file.toStdString(), file.endsWith(QLatin1String(".in")) ? nonLinLocDelays(seconds) : stationCorrectionsCsv(seconds));
        if (!written) m_window.tell({Severity::Error, QString::fromStdString(written.error().message)});
    });
}

void ReviewDesk::useCorrections(const ProjectCorrections& corrections)
{
    if (!m_session) return;
    keepCorrections(*m_session, corrections);
    showCorrections();
    showTheory();
}

void ReviewDesk::showCorrections()
{
    const ProjectCorrections now = m_session ? projectCorrections(*m_session) : ProjectCorrections();
    m_panel.setCorrections(now.stations(), now.on);
    m_review.setCorrections(now.inUse());
}

}  // namespace seisdesk
