#pragma once
// KeysDialog: every action with its keys, searchable; says which actions have no keys in this keymap.

#include <QDialog>

class QTreeWidget;
class QLineEdit;

namespace seisdesk {

/// One row: where it is in the menus, what it is called, its keys as text.
struct KeyRow {
    QString group, text, keys, tooltip;
};

class KeysDialog : public QDialog {
    Q_OBJECT
public:
    KeysDialog(const QList<KeyRow>& rows, const QString& keymap, const QString& userFile, QWidget* parent);
    QTreeWidget* tree() const { return m_tree; }

private:
    void find(const QString& text);
    QTreeWidget* m_tree;
    QLineEdit* m_search;
};

}  // namespace seisdesk
