#include "ui/shell/models_desk.h"

#include "ui/dialogs/models_dialog.h"

#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>

namespace seisdesk {

namespace {

QString q(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

ModelsDesk::ModelsDesk(JobQueue& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

ModelsDialog* ModelsDesk::open(QWidget* parent)
{
    if (!m_dialog) {
        m_dialog = new ModelsDialog(parent);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ModelsDialog::fetchWanted, this, &ModelsDesk::fetch);
        connect(m_dialog, &ModelsDialog::stopWanted, this, &ModelsDesk::stop);
        connect(m_dialog, &ModelsDialog::removeWanted, this, &ModelsDesk::remove);
        connect(m_dialog, &ModelsDialog::importWanted, this, &ModelsDesk::filesWanted);
        connect(m_dialog, &ModelsDialog::useWanted, this, [this](const QString& name) {
            const KnownModel* model = modelNamed(name);
            if (model && model->isHere()) Q_EMIT chosen(q(model->weights.string()), model->task == Task::Picking);
        });
        m_dialog->setModels(m_models);
        for (const QString& name : m_waiting) m_dialog->setProgress(name, 0.0, tr("waits"));
        if (m_job) m_dialog->setProgress(m_fetching, m_job->fraction(), {});
        setInUse(m_used);
        refresh();
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    return m_dialog;
}

void ModelsDesk::setInUse(const QStringList& weights)
{
    m_used = weights;
    if (!m_dialog) return;
    QStringList files = weights;
    if (files.isEmpty())
        for (const KnownModel& model : m_models)
            if (model.state == KnownModel::State::Shipped && model.name.starts_with(standardModelName)) {
                files << q(model.weights.string());
                break;  // the newest comes first
            }
    m_dialog->setInUse(files);
}

void ModelsDesk::refresh()
{
    if (m_looking) m_looking->cancel();
    m_looking = m_jobs.run(
        Lane::Files, tr("Look for models"), this,
        [sources = m_sources](const Progress&) -> Result<KnownModels> { return knownModels(shippedModels(), ModelFolder(sources.folder), sources.published, sources.address); },
        [this](Result<KnownModels> known) {
            if (!known) return;
            m_models = std::move(known->models);
            if (!m_dialog) return;
            m_dialog->setModels(m_models);
            setInUse(m_used);
            if (!known->problems.empty()) m_dialog->say(q(known->problems.front()));
        });
}

const KnownModel* ModelsDesk::modelNamed(const QString& name) const
{
    const auto found = std::ranges::find(m_models, name.toStdString(), &KnownModel::name);
    return found == m_models.end() ? nullptr : &*found;
}

void ModelsDesk::tell(Severity severity, const QString& text)
{
    if (m_dialog) m_dialog->say(text);
    Q_EMIT told({severity, text});
}

void ModelsDesk::fetch(const QString& name)
{
    if (m_fetching == name || m_waiting.contains(name)) return;
    m_waiting << name;
    if (m_dialog) {
        m_dialog->say({});
        m_dialog->setProgress(name, 0.0, tr("waits"));
    }
    begin();
}

void ModelsDesk::begin()
{
    if (!m_fetching.isEmpty() || m_waiting.isEmpty()) return;
    const QString name = m_fetching = m_waiting.takeFirst();
    const auto entry = std::ranges::find(m_sources.published, name.toStdString(), &CatalogueEntry::name);
    if (entry == m_sources.published.end()) return over(name);
    const auto work = [sources = m_sources, entry = *entry](const Progress& progress) -> Result<ModelCard> {
        const auto engine = sources.engine();
        if (!engine) return engine.error();
        return fetchModel(entry, sources.address(entry), ModelFolder(sources.folder), **engine, false, progress);
    };
    m_job = m_jobs.run(Lane::Files, tr("Fetch %1").arg(name), this, work, [this, name](Result<ModelCard> card) {
        if (card) {
            tell(Severity::Success, tr("%1 was fetched and checked. Use makes it the model that picks.").arg(name));
            Q_EMIT changed();
        } else if (card.error().code != Error::Code::Cancelled) {
            tell(Severity::Error, tr("%1 was not fetched: %2").arg(name, q(card.error().message)));
        }
    });
    connect(m_job, &Job::changed, this, [this, name, job = m_job] {
        if (job && !job->isOver() && m_dialog) m_dialog->setProgress(name, job->fraction(), {});
    });
    connect(m_job, &Job::finished, this, [this, name] { over(name); });
}

void ModelsDesk::over(const QString& name)
{
    m_fetching.clear();
    if (m_dialog) m_dialog->setIdle(name);
    refresh();
    begin();
}

void ModelsDesk::stop(const QString& name)
{
    if (m_waiting.removeAll(name) > 0) {
        if (m_dialog) m_dialog->setIdle(name);
    } else if (m_fetching == name && m_job) {
        tell(Severity::Information, tr("%1: stopped. What has come is kept; Go on fetching takes the rest.").arg(name));
        m_job->cancel();
    }
}

void ModelsDesk::import(const QStringList& files)
{
    if (files.isEmpty()) return;
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files) paths.emplace_back(file.toStdString());
    const auto work = [sources = m_sources, paths](const Progress& progress) -> Result<std::vector<ModelCard>> {
        const auto engine = sources.engine();
        if (!engine) return engine.error();
        std::vector<ModelCard> cards;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            progress.report(static_cast<double>(i) / static_cast<double>(paths.size()));
            auto card = ModelFolder(sources.folder).import(paths[i], **engine, {});
            if (!card) return card.error();
            cards.push_back(std::move(*card));
        }
        return cards;
    };
    m_jobs.run(Lane::Files, tr("Import %1").arg(QFileInfo(files.front()).fileName()), this, work, [this](Result<std::vector<ModelCard>> cards) {
        if (cards) {
            for (const ModelCard& card : *cards) tell(Severity::Success, tr("%1 was imported.").arg(q(card.name)));
        } else if (cards.error().code != Error::Code::Cancelled) {
            tell(Severity::Error, tr("Not imported: %1").arg(q(cards.error().message)));
        }
        Q_EMIT changed();
        refresh();
    });
}

void ModelsDesk::remove(const QString& name)
{
    const KnownModel* model = modelNamed(name);
    if (!model || model->state != KnownModel::State::Installed) return;
    auto* question = new QMessageBox(QMessageBox::Question, tr("Remove a model"), tr("Delete the weights of %1?").arg(name), QMessageBox::Cancel, m_dialog);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("Versions that learned from it cannot be used until it is back. Picks stay as they are."));
    question->addButton(tr("Delete"), QMessageBox::AcceptRole);
    connect(question, &QDialog::finished, this, [this, question, kept = *model] {
        if (question->buttonRole(question->clickedButton()) == QMessageBox::AcceptRole) removeNow(kept);
    });
    question->open();
}

void ModelsDesk::removeNow(const KnownModel& model)
{
    m_jobs.run(
        Lane::Files, tr("Remove %1").arg(q(model.name)), this,
        [folder = m_sources.folder, name = model.name](const Progress&) -> Result<ModelCard> {
            const ModelFolder models(folder);
            const auto card = models.find(name);
            if (!card) return card.error();
            if (const auto removed = models.remove(*card); !removed) return removed.error();
            return card;
        },
        [this](Result<ModelCard> card) {
            if (card) tell(Severity::Success, tr("%1 was removed.").arg(q(card->name)));
            else tell(Severity::Error, q(card.error().message));
            Q_EMIT changed();
            refresh();
        });
}

}  // namespace seisdesk
