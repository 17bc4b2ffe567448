#pragma once
// Exporter: what leaves the desk as files, written on the Files lane.

#include "core/io/event_formats.h"
#include "core/session/session.h"
#include "ui/panels/log_model.h"

#include <QObject>

#include <filesystem>

namespace seisdesk {

/// What was written, for the message.
struct ExportCount {
    std::size_t picks = 0, events = 0;
    std::vector<std::string> notes{};  ///< what the format could not say
};

/// Compiles labels and events into one of the formats; no GUI, for any thread.
Result<ExportCount> exportEvents(const std::vector<Label>& labels, const std::vector<Event>& events, const std::filesystem::path& path, EventFormat format = EventFormat::QuakeMl);
/// One row per label.
Result<ExportCount> exportCsv(const std::vector<Label>& labels, const std::filesystem::path& path);

class Exporter : public QObject {
    Q_OBJECT
public:
    Exporter(JobQueue& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}
    /// The labels as they stand now; later edits do not reach the file.
    void writeEvents(Session& session, const QString& path, EventFormat format = EventFormat::QuakeMl);
    void writeCsv(Session& session, const QString& path);

Q_SIGNALS:
    void told(const seisdesk::Message& message);
    void written(const QString& path);

private:
    void tell(const Result<ExportCount>& result, const QString& path);
    JobQueue& m_jobs;
};

}  // namespace seisdesk
