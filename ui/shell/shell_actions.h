#pragma once
// What the window itself can do, as a table; the trace view adds its own (ui/trace/trace_actions.h).

#include "ui/trace/trace_actions.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace seisdesk {

/// In menu order. A group "View/Theme" is a submenu of View; a separator stands where the part of the id before the dot
/// changes.
const std::vector<ActionSpec>& shellActions();

/// The trace view's, each with its place in the menus, then the shell's.
std::vector<ActionSpec> allActions();

/// Menu titles from left to right.
const QStringList& menuOrder();

}  // namespace seisdesk
