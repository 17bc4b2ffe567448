#pragma once
// ModelsDesk: looks for models, fetches, imports and removes them in jobs, and says what came of it.

#include "core/model/engine.h"
#include "core/net/known_models.h"
#include "core/session/job_queue.h"
#include "ui/panels/log_model.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <memory>

namespace seisdesk {

class ModelsDialog;

/// Where models come from and go to; tests have their own.
struct ModelSources {
    std::filesystem::path folder = defaultModelFolder();
    std::vector<CatalogueEntry> published = catalogue();
    std::function<std::string(const CatalogueEntry&)> address = downloadAddress;
    std::function<Result<std::shared_ptr<Engine>>()> engine = [] { return loadEngine("cpu"); };
};

class ModelsDesk : public QObject {
    Q_OBJECT
public:
    ModelsDesk(JobQueue& jobs, QObject* parent);
    void setSources(ModelSources sources) { m_sources = std::move(sources); }

    /// Shows the list beside the work.
    ModelsDialog* open(QWidget* parent);
    /// Weights that pick at present; none: the network that comes with the program.
    void setInUse(const QStringList& weights);
    /// One at a time; others wait.
    void fetch(const QString& name);
    /// Of a download what has come stays.
    void stop(const QString& name);
    void import(const QStringList& files);
    /// Asks first.
    void remove(const QString& name);
    const std::vector<KnownModel>& models() const { return m_models; }

Q_SIGNALS:
    void told(const seisdesk::Message& message);
    void filesWanted();
    /// Weights of a model to pick with.
    void chosen(const QString& weights, bool picks);
    /// Models came or went.
    void changed();

private:
    void refresh();
    void begin();
    void over(const QString& name);
    void tell(Severity severity, const QString& text);
    void removeNow(const KnownModel& model);
    const KnownModel* modelNamed(const QString& name) const;

    JobQueue& m_jobs;
    ModelSources m_sources;
    std::vector<KnownModel> m_models;
    QStringList m_used, m_waiting;
    QString m_fetching;
    QPointer<Job> m_job, m_looking;
    QPointer<ModelsDialog> m_dialog;
};

}  // namespace seisdesk
