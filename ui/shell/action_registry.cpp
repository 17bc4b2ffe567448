#include "ui/shell/action_registry.h"

#include "ui/shell/shell_actions.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace seisdesk {

namespace {

QString tipOf(const ActionSpec& spec, const QAction& action)
{
    QString tip = spec.tooltip.isEmpty() ? spec.text : spec.tooltip;
    if (!action.shortcut().isEmpty()) tip += QStringLiteral("  (%1)").arg(action.shortcut().toString(QKeySequence::NativeText));
    return tip;
}

QString kindOf(const ActionSpec& spec) { return spec.group.contains(QLatin1Char('/')) ? QStringLiteral("submenu") : spec.id.section(QLatin1Char('.'), 0, 0); }

}  // namespace

bool isPlainKey(const QKeySequence& keys)
{
    if (keys.isEmpty()) return false;
    const QKeyCombination first = keys[0];
    if (first == QKeyCombination(Qt::Key_F1)) return true;  // a phase in the traces, help everywhere else
    const bool function = first.key() >= Qt::Key_F1 && first.key() <= Qt::Key_F35;
    const bool moves = (first.key() >= Qt::Key_Home && first.key() <= Qt::Key_PageDown) || first.key() == Qt::Key_Space;
    const auto modifiers = first.keyboardModifiers() & ~Qt::KeyboardModifiers(Qt::ShiftModifier | Qt::KeypadModifier);
    const bool pages = first.key() == Qt::Key_PageUp || first.key() == Qt::Key_PageDown;
    // Ctrl with arrows moves in lists and texts too.
    return !function && (modifiers == Qt::NoModifier || (moves && !pages && modifiers == Qt::ControlModifier));
}

ActionRegistry::ActionRegistry(std::vector<ActionSpec> specs, QObject* parent) : QObject(parent), m_specs(std::move(specs))
{
    for (const ActionSpec& spec : m_specs) {
        auto* action = new QAction(spec.text, this);
        action->setObjectName(spec.id);
        action->setCheckable(spec.checkable);
        action->setToolTip(spec.tooltip);
        action->setStatusTip(spec.tooltip);
        if (spec.id == QLatin1String("app.quit")) action->setMenuRole(QAction::QuitRole);
        connect(action, &QAction::triggered, this, [this, id = spec.id](bool checked) { Q_EMIT triggered(id, checked); });
        m_actions.insert(spec.id, action);
    }
    // Of these one is always on.
    for (const char* kind : {"align", "sort", "scale", "components", "theme", "keymap"}) {
        auto* group = new QActionGroup(this);
        for (const ActionSpec& spec : m_specs)
            if (spec.checkable && spec.id.section(QLatin1Char('.'), 0, 0) == QLatin1String(kind)) group->addAction(m_actions.value(spec.id));
    }
}

void ActionRegistry::setKeymap(const Keymap& keymap)
{
    m_keymap = keymap;
    for (const ActionSpec& spec : m_specs) {
        QAction* action = m_actions.value(spec.id);
        const QList<QKeySequence> keys = keymap.keys.value(spec.id);
        action->setShortcuts(keys);
        const bool plain = std::any_of(keys.begin(), keys.end(), isPlainKey);
        action->setShortcutContext(plain ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
        action->setToolTip(tipOf(spec, *action));
    }
}

void ActionRegistry::setPalette(const Palette& palette)
{
    for (const ActionSpec& spec : m_specs) {
        QAction* action = m_actions.value(spec.id);
        action->setIcon(themedIcon(spec.icon, palette));
        // A checked row shows its tick; an icon would stand in its place.
        action->setIconVisibleInMenu(!spec.checkable);
    }
}

void ActionRegistry::setChecked(const QString& id, bool checked)
{
    if (QAction* found = action(id)) found->setChecked(checked);
}

void ActionRegistry::setEnabled(const QString& id, bool enabled)
{
    if (QAction* found = action(id)) found->setEnabled(enabled);
}

QHash<QString, QMenu*> ActionRegistry::fill(QMenuBar& bar) const
{
    QHash<QString, QMenu*> menus;
    QHash<QMenu*, QString> lastKind;
    for (const QString& title : menuOrder()) {
        // Both File and Filter begin with F, Edit and Event with E.
        static const QHash<QString, QString> others{{QStringLiteral("Filter"), QStringLiteral("Fi&lter")}, {QStringLiteral("Event"), QStringLiteral("Even&t")}};
        menus[title] = bar.addMenu(others.value(title, QLatin1Char('&') + title));
        menus[title]->setToolTipsVisible(true);
    }
    for (const ActionSpec& spec : m_specs) {
        QMenu* menu = menus.value(spec.group.section(QLatin1Char('/'), 0, 0));
        if (!menu) continue;
        const QString kind = kindOf(spec);
        if (lastKind.contains(menu) && lastKind[menu] != kind) menu->addSeparator();
        lastKind[menu] = kind;
        if (spec.group.contains(QLatin1Char('/'))) {
            QMenu*& sub = menus[spec.group];
            if (!sub) sub = menu->addMenu(spec.group.section(QLatin1Char('/'), 1));
            sub->setToolTipsVisible(true);
            menu = sub;
        }
        menu->addAction(m_actions.value(spec.id));
    }
    return menus;
}

}  // namespace seisdesk
