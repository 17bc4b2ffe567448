#include "ui/shell/fetch_desk.h"

#include "core/locate/travel/velocity_file.h"
#include "core/session/scratch.h"

namespace seisdesk {

namespace {

/// Travel times of everywhere, for windows that are wide anyway.
constexpr const char* worldModel = "iasp91";

QString lineOf(const Event& event, const Origin& origin)
{
    const Magnitude* magnitude = event.magnitude();
    const QString size = magnitude ? QStringLiteral(" %1 %2").arg(QString::fromStdString(magnitude->type), QString::number(magnitude->magnitude.value, 'f', 1)) : QString();
    return QStringLiteral("%1  %2°, %3°%4").arg(QString::fromStdString(formatTime(origin.time, 0))).arg(origin.latitude.value, 0, 'f', 3).arg(origin.longitude.value, 0, 'f', 3).arg(size);
}

/// The hour around the event, or what the session's records cover, or the last day.
EventQuery around(const Session& session, const Origin* origin)
{
    EventQuery query;
    const TimeSpan records = session.span();
    if (!records.empty()) query.span = records;
    else if (origin) query.span = {origin->time - std::chrono::minutes(30), origin->time + std::chrono::minutes(30)};
    else query.span = {now() - std::chrono::hours(24), now()};
    if (origin) query.circle = CircleArea{origin->latitude.value, origin->longitude.value, 0.0, 2.0};
    else if (const auto& stations = session.inventory().stations; !stations.empty())
        query.circle = CircleArea{stations.front().latitudeDegrees, stations.front().longitudeDegrees, 0.0, 3.0};
    return query;
}

}  // namespace

FetchDesk::FetchDesk(JobQueue& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

void FetchDesk::ask(const Event* event, QSettings& settings, QWidget* parent)
{
    if (!m_session) return;
    const Origin* origin = event ? event->origin() : nullptr;
    auto* dialog = new FetchDialog(origin ? lineOf(*event, *origin) : QString(), around(*m_session, origin), settings, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto kept = origin ? std::optional(*event) : std::nullopt;
    connect(dialog, &QDialog::accepted, this, [this, dialog, kept] {
        if (const auto wish = dialog->wish()) get(*wish, kept ? &*kept : nullptr);
    });
    dialog->open();
}

Job* FetchDesk::get(const FetchWish& wish, const Event* event)
{
    const Origin* origin = event ? event->origin() : nullptr;
    if (!m_session || (wish.eventData && !origin)) return nullptr;
    const QString server = QString::fromStdString(wish.server.name);
    const auto folder = scratchFolder() / "fdsn";
    const auto done = [this, server](Result<Fetched> fetched) {
        if (fetched) return take(*fetched, server);
        if (fetched.error().code != Error::Code::Cancelled) Q_EMIT told({Severity::Error, QString::fromStdString(fetched.error().message)});
    };
    if (!wish.eventData)
        return m_jobs.run(
            Lane::Files, tr("Events from %1").arg(server), this,
            [wish, folder](const Progress& progress) { return FdsnClient(wish.server, folder).events(wish.events, progress); }, done);
    const Hypocentre source{origin->latitude.value, origin->longitude.value, origin->depthMetres ? origin->depthMetres->value / 1000.0 : 10.0};
    return m_jobs.run(
        Lane::Files, tr("Records from %1").arg(server), this,
        [wish, folder, source, time = origin->time](const Progress& progress) -> Result<Fetched> {
            const auto model = velocityModel(worldModel);
            if (!model) return model.error();
            const auto times = TravelTimes::of(*model, progress.quiet());
            if (!times) return times.error();
            return fetchEventData(FdsnClient(wish.server, folder), source, time, **times, wish.data, progress);
        },
        done);
}

void FetchDesk::take(const Fetched& fetched, const QString& server)
{
    for (const ReadIssue& issue : fetched.issues)
        Q_EMIT noted({Severity::Warning, QStringLiteral("%1: %2").arg(QString::fromStdString(issue.file.string()), QString::fromStdString(issue.message))});
    if (fetched.files.empty()) {
        const QString why = fetched.issues.empty() ? tr("there are no data for this question") : QString::fromStdString(fetched.issues.front().message);
        return Q_EMIT told({Severity::Warning, tr("%1: %2").arg(server, why)});
    }
    if (!fetched.issues.empty()) Q_EMIT told({Severity::Warning, tr("%1: %n part(s) did not come; the log says why.", nullptr, static_cast<int>(fetched.issues.size())).arg(server)});
    std::vector<std::string> inputs;
    for (const auto& file : fetched.files) inputs.push_back(file.string());
    if (m_session) m_session->addFiles(inputs);
}

}  // namespace seisdesk
