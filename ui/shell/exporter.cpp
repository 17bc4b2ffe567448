#include "ui/shell/exporter.h"

#include "core/catalog/compile.h"
#include "core/io/label_csv.h"
#include "ui/panels/counted.h"

#include <algorithm>

namespace seisdesk {

namespace {

std::size_t pickCount(const std::vector<Label>& labels)
{
    return static_cast<std::size_t>(std::count_if(labels.begin(), labels.end(), [](const Label& label) { return !label.end; }));
}

}  // namespace

Result<ExportCount> exportEvents(const std::vector<Label>& labels, const std::vector<Event>& events, const std::filesystem::path& path, EventFormat format)
{
    CompileOptions how;
    how.labelsAreComplete = true;  // a session takes a label from every pick that it reads
    const std::vector<Event> compiled = compile(labels, events, how);
    auto notes = writeEvents(path, compiled, format);
    if (!notes) return notes.error();
    ExportCount out{0, compiled.size(), std::move(*notes)};
    for (const Event& event : compiled) out.picks += event.picks.size();
    return out;
}

Result<ExportCount> exportCsv(const std::vector<Label>& labels, const std::filesystem::path& path)
{
    if (auto written = writeLabelCsv(path, labels); !written) return written.error();
    return ExportCount{pickCount(labels), 0};
}

void Exporter::writeEvents(Session& session, const QString& path, EventFormat format)
{
    m_jobs.run(
        Lane::Files, tr("Write %1").arg(path.section(QLatin1Char('/'), -1)), this,
        [labels = session.labels().values(), events = session.events(), file = path.toStdString(), format](const Progress&) { return exportEvents(labels, events, file, format); },
        [this, path](Result<ExportCount> result) { tell(result, path); });
}

void Exporter::writeCsv(Session& session, const QString& path)
{
    m_jobs.run(
        Lane::Files, tr("Write %1").arg(path.section(QLatin1Char('/'), -1)), this,
        [labels = session.labels().values(), file = path.toStdString()](const Progress&) { return exportCsv(labels, file); },
        [this, path](Result<ExportCount> result) { tell(result, path); });
}

void Exporter::tell(const Result<ExportCount>& result, const QString& path)
{
    if (!result) {
        Q_EMIT told({Severity::Error, tr("%1 was not written: %2").arg(path, QString::fromStdString(result.error().message))});
        return;
    }
    QString text = counted(static_cast<qint64>(result->picks), tr("pick"), tr("picks"));
    if (result->events > 0) text += tr(" in %1").arg(counted(static_cast<qint64>(result->events), tr("event"), tr("events")));
    Q_EMIT told({Severity::Success, tr("%1 written to %2").arg(text, path)});
    if (!result->notes.empty()) {
        const QString more = result->notes.size() > 1 ? tr(" (and %1 more)").arg(result->notes.size() - 1) : QString();
        Q_EMIT told({Severity::Warning, QString::fromStdString(result->notes.front()) + more});
    }
    Q_EMIT written(path);
}

}  // namespace seisdesk
