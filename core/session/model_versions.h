#pragma once
// ModelVersions: the versions of the networks that a project knows, which one it works with, and the way back.

#include "core/session/adapter_files.h"
#include "core/session/session.h"
#include "core/store/model_registry.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

namespace seisdesk {

/// A version with what can be said of its file now.
struct KnownVersion {
    ModelVersion version;
    bool current = false;
    bool missing = false;  ///< its file is not on this computer
};

/// Adopted adapters lie in the model folder of the user, not beside the project; the project keeps where, and what they are. Only
/// for the GUI thread; files are copied and hashed on the Files lane.
class ModelVersions : public QObject {
    Q_OBJECT
public:
    ModelVersions(JobQueue& jobs, QObject* parent);

    /// Looks for the files of all versions; missing ones are searched by checksum.
    void setSession(Session* session);
    /// In the order they were added.
    const std::vector<KnownVersion>& all() const { return m_all; }
    const KnownVersion* find(const std::string& id) const;
    const KnownVersion* current() const;
    /// What roll back goes to: the parent of the current version. Null when there is none.
    const KnownVersion* previous() const;

    /// Adds both, the parent first, and makes `adapted` current. Its file must be where it stays.
    Result<void> adopt(const ModelVersion& parent, const ModelVersion& adapted);
    /// Makes a version current. Errors: NotFound, also when its file is missing (naming it and the remedy).
    Result<void> activate(const std::string& id);
    Result<void> rollBack();

    /// One file with everything that a version adds to its parent.
    void exportTo(const std::string& id, const std::filesystem::path& target);
    /// Copies an adapter into the model folder and adds it with its parent; it does not become current.
    void importFrom(const std::filesystem::path& file);

Q_SIGNALS:
    void changed();
    /// A version is current from now on, or was found to be when the project was opened.
    void activated(const seisdesk::ModelVersion& version);
    void failed(const QString& text);
    void told(const QString& text);

private:
    void read();
    void look();
    void sayMissing();
    Result<void> add(const ModelVersion& parent, const ModelVersion& adapted);
    JobQueue& m_jobs;
    QPointer<Session> m_session;
    std::vector<KnownVersion> m_all;
};

}  // namespace seisdesk
