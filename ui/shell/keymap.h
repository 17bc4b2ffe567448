#pragma once
// Keymap: which keys run which action. A value read from a JSON file:
// {"name": "SeisComP", "description": "...", "keys": {"pick.P": ["F1", "1"], ...}}

#include "core/base/result.h"

#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace seisdesk {

struct Keymap {
    QString id;  ///< file name without ".json"
    QString name, description;
    QString base;  ///< the built-in keymap that this one changes; empty for none
    QMap<QString, QList<QKeySequence>> keys;  ///< by action id; an empty list takes the keys away
};

/// The same keys for two actions, or keys that begin another action's chord.
struct KeyConflict {
    QString first, second;
    QKeySequence keys;
};

/// Error Malformed naming `place`, the row and what a key looks like.
Result<Keymap> parseKeymap(const QByteArray& json, const QString& place);

/// "seiscomp", "snuffler", "sac", "seisan", "obspyck".
QStringList builtInKeymaps();
Result<Keymap> builtInKeymap(const QString& id);

/// Reads a user's file; a missing file is an empty keymap.
Result<Keymap> userKeymap(const QString& path);

/// `base` with the rows of `over` in place of its own. Actions of `base` lose keys that `over` gives to others.
Keymap merged(const Keymap& base, const Keymap& over);

QList<KeyConflict> conflicts(const Keymap& keymap);

}  // namespace seisdesk
