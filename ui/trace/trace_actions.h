#pragma once
// What can be done in the trace view, as a table: the shell makes one QAction of each row, keymap files give the keys.

#include <QString>

#include <vector>

namespace seisdesk {

struct ActionSpec {
    QString id;       ///< "pick.P", "polarity.positive", "filter.toggle" ...: what keymap files name
    QString group;    ///< menu: "Pick", "View", "Filter", "Navigate"
    QString text;     ///< menu text
    QString tooltip;
    QString icon;     ///< name under resources/icons without ".svg", or empty
    bool checkable = false;
};

/// Every action of TraceView::perform(), in menu order. "pick.P" and its like choose the phase and enter pick mode, as
/// SeisComP's F1 does; "pick.at.cursor" sets it. "pick.now.P" sets a pick at the cursor in one stroke.
const std::vector<ActionSpec>& traceActions();

}  // namespace seisdesk
