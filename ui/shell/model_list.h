#pragma once
// The models one can choose: what comes with the program, the classical picker, the model folder's, and what was chosen by hand.

#include "core/model/shipped_models.h"
#include "ui/panels/model_panel.h"
#include "ui/shell/model_loading.h"

#include <filesystem>

namespace seisdesk {

/// Picking networks that come with the program, the default (without weights in its entry) first, and those in the model folder by
/// name, each alone. Reads cards, not weights. Problems go to `problems`.
QList<ModelEntry> modelsIn(const ShippedModels& shipped, const std::filesystem::path& folder, QStringList& problems);

/// The list to show: the default network, the classical picker, the other models, and the present choice where it is none of them.
/// `current` is the row of the choice; without a default network that of the classical picker stands for it.
QList<ModelEntry> modelList(const QList<ModelEntry>& found, const ModelChoice& choice, int& current);

/// The devices to show: automatic, the processor, the GPUs that the engine offers with both precisions, and the present choice.
QStringList devicesOffered(const std::vector<std::string>& byEngine, const QString& current);

}  // namespace seisdesk
