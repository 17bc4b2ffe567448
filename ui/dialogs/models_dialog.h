#pragma once
// ModelsDialog: the networks on this computer and those published elsewhere, to read about, fetch, use and remove.

#include "core/net/known_models.h"

#include <QDialog>
#include <QHash>
#include <QString>
#include <QStringList>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace seisdesk {

class ModelsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ModelsDialog(QWidget* parent);

    /// What was chosen stays chosen.
    void setModels(std::vector<KnownModel> models);
    /// Weights files that pick at present.
    void setInUse(const QStringList& weights);
    /// On its way: 0 to 1, and what is being done, or that it waits.
    void setProgress(const QString& name, double fraction, const QString& words);
    void setIdle(const QString& name);
    /// A sentence above the buttons; empty takes it away.
    void say(const QString& text);

    void choose(const QString& name);
    QTreeWidget* list() const { return m_list; }
    QLabel* about() const { return m_about; }
    QLabel* said() const { return m_said; }
    QLineEdit* search() const { return m_search; }
    QPushButton* fetchButton() const { return m_fetch; }
    QPushButton* useButton() const { return m_use; }
    QPushButton* removeButton() const { return m_remove; }

Q_SIGNALS:
    void fetchWanted(const QString& name);
    void stopWanted(const QString& name);
    void useWanted(const QString& name);
    void removeWanted(const QString& name);
    void importWanted();

private:
    struct Way {
        double fraction = 0.0;
        QString words;
    };
    void build();
    void fill();
    void showRow(QTreeWidgetItem* item, const KnownModel& model);
    void showChosen();
    void find(const QString& text);
    QString stateOf(const KnownModel& model) const;
    bool inUse(const KnownModel& model) const;
    const KnownModel* chosen() const;
    QTreeWidgetItem* itemOf(const QString& name) const;

    std::vector<KnownModel> m_models;
    QHash<QString, Way> m_ways;  ///< of what is being fetched
    QStringList m_used;
    QTreeWidget* m_list;
    QLineEdit* m_search;
    QLabel *m_about, *m_said;
    QPushButton *m_fetch, *m_use, *m_remove, *m_import;
};

}  // namespace seisdesk
