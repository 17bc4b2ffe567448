#pragma once
// VersionsPanel: the model versions of a project as a tree, two of them side by side, and the way back.

#include "core/session/model_versions.h"
#include "ui/theme/palette.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;
class QTreeWidget;

namespace seisdesk {

class VersionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit VersionsPanel(QWidget* parent = nullptr);

    void setVersions(ModelVersions* versions);
    QTreeWidget* tree() const { return m_tree; }
    QTableWidget* comparison() const { return m_comparison; }
    QPushButton* useButton() const { return m_use; }
    QPushButton* rollBackButton() const { return m_back; }

Q_SIGNALS:
    /// An action of the shell: "learn.rollBack", "version.import".
    void wanted(const QString& action);
    void useWanted(const QString& id);
    void exportWanted(const QString& id);

private:
    void fill();
    void showChosen();
    std::vector<const KnownVersion*> chosen() const;

    ModelVersions* m_versions = nullptr;
    QTreeWidget* m_tree;
    QTableWidget* m_comparison;
    QLabel* m_about;
    QPushButton *m_use, *m_back, *m_export, *m_import;
};

}  // namespace seisdesk
