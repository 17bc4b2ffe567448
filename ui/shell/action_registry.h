#pragma once
// ActionRegistry: one QAction for every row of the action table, with keys from a keymap and icons from the theme.

#include "ui/shell/keymap.h"
#include "ui/theme/palette.h"
#include "ui/trace/trace_actions.h"

#include <QAction>
#include <QHash>
#include <QObject>

#include <vector>

class QMenuBar;
class QMenu;

namespace seisdesk {

class ActionRegistry : public QObject {
    Q_OBJECT
public:
    ActionRegistry(std::vector<ActionSpec> specs, QObject* parent);

    const std::vector<ActionSpec>& specs() const { return m_specs; }
    /// Null for an unknown id.
    QAction* action(const QString& id) const { return m_actions.value(id); }
    const Keymap& keymap() const { return m_keymap; }

    /// Actions whose keys a list, table or text field needs for itself (plain letters, arrows, Space, Enter, Del ...)
    /// become active only in the widgets they were added to; all others in the whole window.
    void setKeymap(const Keymap& keymap);
    void setPalette(const Palette& palette);
    void setChecked(const QString& id, bool checked);
    void setEnabled(const QString& id, bool enabled);

    /// Adds menus, submenus and separators as the table says. Returns the menus by title.
    QHash<QString, QMenu*> fill(QMenuBar& bar) const;

Q_SIGNALS:
    void triggered(const QString& id, bool checked);

private:
    std::vector<ActionSpec> m_specs;
    QHash<QString, QAction*> m_actions;
    Keymap m_keymap;
};

/// True for keys that widgets with lists or text use themselves.
bool isPlainKey(const QKeySequence& keys);

}  // namespace seisdesk
