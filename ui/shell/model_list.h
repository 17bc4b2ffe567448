#pragma once
// The models one can choose: the classical picker, what is in the model folder, and what was chosen by hand.

#include "ui/panels/model_panel.h"
#include "ui/shell/model_loading.h"

#include <filesystem>

namespace seisdesk {

/// Picking networks in the model folder by name, each alone. Reads cards, not weights. Problems go to `problems`.
QList<ModelEntry> modelsIn(const std::filesystem::path& folder, QStringList& problems);

/// The list to show: the classical picker first, the folder's models, and the present choice where it is none of them.
/// `current` is the row of the choice.
QList<ModelEntry> modelList(const QList<ModelEntry>& fromFolder, const ModelChoice& choice, int& current);

}  // namespace seisdesk
