#include "ui/shell/model_list.h"

#include "core/model/model_folder.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace seisdesk {

namespace {

QStringList weightsOf(const ModelChoice& choice)
{
    QStringList out;
    for (const std::string& file : choice.weights) out << QString::fromStdString(file);
    return out;
}

}  // namespace

QList<ModelEntry> modelsIn(const std::filesystem::path& folder, QStringList& problems)
{
    const ModelFolder models(folder);
    const auto listing = models.list();
    if (!listing) {
        problems << QString::fromStdString(listing.error().message);
        return {};
    }
    for (const std::string& problem : listing->problems) problems << QString::fromStdString(problem);
    QList<ModelEntry> out;
    for (const ModelCard& card : listing->cards)
        if (card.contract.task == Task::Picking) out.append({QString::fromStdString(card.name), {QString::fromStdString(models.weightsOf(card).string())}});
    return out;
}

QList<ModelEntry> modelList(const QList<ModelEntry>& fromFolder, const ModelChoice& choice, int& current)
{
    QList<ModelEntry> out{{QCoreApplication::translate("ModelList", "Classical picker"), {}}};
    out += fromFolder;
    const QStringList chosen = weightsOf(choice);
    current = 0;
    for (qsizetype i = 0; i < out.size(); ++i)
        if (out[i].weights == chosen) {
            current = static_cast<int>(i);
            return out;
        }
    QStringList names;
    for (const QString& file : chosen) names << QFileInfo(file).completeBaseName();
    out.append({names.join(QStringLiteral(" + ")), chosen});
    current = static_cast<int>(out.size()) - 1;
    return out;
}

}  // namespace seisdesk
