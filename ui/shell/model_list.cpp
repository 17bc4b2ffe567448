#include "ui/shell/model_list.h"

#include "core/model/classical.h"

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

ModelEntry entryOf(const ModelCard& card, const QString& text, const QStringList& weights)
{
    return {text, weights, card.contract.defaultThresholdP, card.contract.defaultThresholdS};
}

}  // namespace

QList<ModelEntry> modelsIn(const ShippedModels& shipped, const std::filesystem::path& folder, QStringList& problems)
{
    QList<ModelEntry> out;
    for (const std::string& problem : shipped.problems) problems << QString::fromStdString(problem);
    const ShippedModel* const standard = shipped.standard();
    if (standard) out.append(entryOf(standard->card, QCoreApplication::translate("ModelList", "%1 %2 (default)").arg(QString::fromStdString(standard->card.name), QString::fromStdString(standard->number())), {}));
    for (const ShippedModel& model : shipped.models)
        if (&model != standard && model.card.contract.task == Task::Picking)
            out.append(entryOf(model.card, QString::fromStdString(model.card.name + " " + model.number()), {QString::fromStdString(model.weights().string())}));
    const ModelFolder models(folder);
    const auto listing = models.list();
    if (!listing) {
        problems << QString::fromStdString(listing.error().message);
        return out;
    }
    for (const std::string& problem : listing->problems) problems << QString::fromStdString(problem);
    for (const ModelCard& card : listing->cards)
        if (card.contract.task == Task::Picking) out.append(entryOf(card, QString::fromStdString(card.name), {QString::fromStdString(models.weightsOf(card).string())}));
    return out;
}

QList<ModelEntry> modelList(const QList<ModelEntry>& found, const ModelChoice& choice, int& current)
{
    QList<ModelEntry> out;
    for (const ModelEntry& entry : found)
        if (entry.weights.isEmpty()) out.append(entry);
    const auto classical = static_cast<int>(out.size());
    out.append({QCoreApplication::translate("ModelList", "Classical picker"), {QStringLiteral("classical")}, classicalThreshold, classicalThreshold});
    for (const ModelEntry& entry : found)
        if (!entry.weights.isEmpty()) out.append(entry);
    const QStringList chosen = weightsOf(choice);
    for (qsizetype i = 0; i < out.size(); ++i)
        if (out[i].weights == chosen) {
            current = static_cast<int>(i);
            return out;
        }
    current = classical;
    if (chosen.isEmpty()) return out;
    QStringList names;
    for (const QString& file : chosen) names << QFileInfo(file).completeBaseName();
    out.append({names.join(QStringLiteral(" + ")), chosen});
    current = static_cast<int>(out.size()) - 1;
    return out;
}

QStringList devicesOffered(const std::vector<std::string>& byEngine, const QString& current)
{
    QStringList out{QStringLiteral("auto"), QStringLiteral("cpu")};
    for (const std::string& device : byEngine) {
        const QString name = QString::fromStdString(device);
        if (!out.contains(name)) out << name << name + QStringLiteral(":half");
    }
    if (!out.contains(current)) out << current;
    return out;
}

}  // namespace seisdesk
