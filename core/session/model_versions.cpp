#include "core/session/model_versions.h"

#include "core/store/project_file.h"

#include <algorithm>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

bool isThere(const fs::path& file)
{
    std::error_code error;
    return !file.empty() && fs::is_regular_file(file, error);
}

QString shown(const ModelVersion& version) { return QString::fromStdString(version.name + '@' + version.id.substr(0, 8)); }

}  // namespace

ModelVersions::ModelVersions(JobQueue& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

void ModelVersions::setSession(Session* session)
{
    m_session = session;
    read();
    if (!session) return;
    look();
    if (const KnownVersion* now = current(); now && !now->missing) Q_EMIT activated(now->version);
}

void ModelVersions::sayMissing()
{
    const KnownVersion* now = current();
    if (now && now->missing)
        Q_EMIT failed(tr("This project works with the model %1, but its file %2 is not on this computer. Export it where it is (Versions, Export) and import it here; until then picks are made with the model chosen in the Model panel.")
                          .arg(shown(now->version), QString::fromStdString(now->version.path.string())));
}

void ModelVersions::read()
{
    m_all.clear();
    if (m_session) {
        const ModelRegistry registry(m_session->file().database());
        const auto versions = registry.versions();
        const auto current = registry.current();
        if (versions)
            for (const ModelVersion& version : *versions) m_all.push_back({version, current && *current && (*current)->id == version.id, !isThere(version.path)});
        else
            Q_EMIT failed(QString::fromStdString(versions.error().message));
    }
    Q_EMIT changed();
}

/// A project that came from another computer names files of that one; an equal file may be here under another name.
void ModelVersions::look()
{
    std::vector<ModelVersion> lost;
    for (const KnownVersion& known : m_all)
        if (known.missing) lost.push_back(known.version);
    if (lost.empty()) return;
    m_jobs.run(
        Lane::Files, tr("Look for model files"), m_session,
        [lost](const Progress& progress) -> Result<std::vector<ModelVersion>> {
            std::vector<ModelVersion> found;
            for (ModelVersion version : lost) {
                if (progress.cancelled()) break;
                version.path = fileOfVersion(version);
                if (!version.path.empty()) found.push_back(version);
            }
            return found;
        },
        [self = QPointer(this), session = m_session](Result<std::vector<ModelVersion>> found) {
            if (!self || !found || !session || self->m_session != session) return;
            ModelRegistry registry(session->file().database());
            for (const ModelVersion& version : *found)
                if (const auto moved = registry.add(version); !moved) Q_EMIT self->failed(QString::fromStdString(moved.error().message));
            self->read();
            self->sayMissing();
            const KnownVersion* now = self->current();
            if (now && std::any_of(found->begin(), found->end(), [&](const ModelVersion& v) { return v.id == now->version.id; })) Q_EMIT self->activated(now->version);
        });
}

const KnownVersion* ModelVersions::find(const std::string& id) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const KnownVersion& known) { return known.version.id == id; });
    return found == m_all.end() ? nullptr : &*found;
}

const KnownVersion* ModelVersions::current() const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [](const KnownVersion& known) { return known.current; });
    return found == m_all.end() ? nullptr : &*found;
}

const KnownVersion* ModelVersions::previous() const
{
    const KnownVersion* now = current();
    return now ? find(now->version.parent) : nullptr;
}

Result<void> ModelVersions::add(const ModelVersion& parent, const ModelVersion& adapted)
{
    if (!m_session) return Error{Error::Code::InvalidArgument, "No project is open."};
    ModelRegistry registry(m_session->file().database());
    if (!find(parent.id) || find(parent.id)->missing) {
        ModelVersion root = parent;
        if (!find(root.parent)) root.parent.clear();  // where the parent came from is not this project's business
        if (const auto added = registry.add(root); !added) return added;
    }
    return registry.add(adapted);
}

Result<void> ModelVersions::adopt(const ModelVersion& parent, const ModelVersion& adapted)
{
    if (!isThere(adapted.path)) return Error{Error::Code::NotFound, "The adapted model's file " + adapted.path.string() + " is not there."};
    if (const auto added = add(parent, adapted); !added) return added;
    read();
    return activate(adapted.id);
}

Result<void> ModelVersions::activate(const std::string& id)
{
    const KnownVersion* known = find(id);
    if (!known || !m_session) return Error{Error::Code::NotFound, "The project has no model version '" + id + "'."};
    if (!isThere(known->version.path))
        return Error{Error::Code::NotFound, "The file of " + shown(known->version).toStdString() + " is not on this computer: " + known->version.path.string() + ". Import it (Versions, Import) and try again."};
    const ModelVersion version = known->version;
    if (const auto moved = ModelRegistry(m_session->file().database()).setCurrent(id); !moved) return moved;
    read();
    Q_EMIT activated(version);
    return {};
}

Result<void> ModelVersions::rollBack()
{
    const KnownVersion* before = previous();
    if (!before) return Error{Error::Code::NotFound, "There is no earlier model to go back to."};
    return activate(before->version.id);
}

void ModelVersions::exportTo(const std::string& id, const fs::path& target)
{
    const KnownVersion* known = find(id);
    if (!known) return;
    m_jobs.run(
        Lane::Files, tr("Export %1").arg(shown(known->version)), this, [from = known->version.path, target](const Progress&) { return copyWhole(from, target); },
        [this, target](Result<void> done) {
            if (!done) Q_EMIT failed(QString::fromStdString(done.error().message));
            else Q_EMIT told(tr("Written to %1").arg(QString::fromStdString(target.string())));
        });
}

void ModelVersions::importFrom(const fs::path& file)
{
    if (!m_session) return;
    m_jobs.run(
        Lane::Files, tr("Import %1").arg(QString::fromStdString(file.filename().string())), m_session,
        [file](const Progress&) -> Result<AdapterLineage> {
            auto lineage = adapterLineage(file);
            if (!lineage) return lineage;
            auto kept = keepAdapter(file, adaptedFolder(), lineage->adapter.name);
            if (!kept) return kept.error();
            lineage->adapter.path = std::move(*kept);
            return lineage;
        },
        [self = QPointer(this)](Result<AdapterLineage> lineage) {
            if (!self) return;
            if (lineage)
                if (const auto added = self->add(lineage->parent, lineage->adapter); !added) lineage = added.error();
            if (!lineage) {
                Q_EMIT self->failed(QString::fromStdString(lineage.error().message));
                return;
            }
            self->read();
            const QString what = tr("%1 is among the versions now.").arg(shown(lineage->adapter));
            if (!lineage->parent.path.empty()) Q_EMIT self->told(what);
            else Q_EMIT self->failed(what + tr(" It cannot be used yet: the model that it belongs to, %1 (checksum %2...), is not on this computer.")
                                                .arg(QString::fromStdString(lineage->parent.name), QString::fromStdString(lineage->parent.id.substr(0, 8))));
        });
}

}  // namespace seisdesk
