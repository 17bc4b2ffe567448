#pragma once
// The window, as the command line starts it.

#include <QString>
#include <QStringList>

namespace seisdesk {

struct WindowOptions {
    /// Files, folders, globs, or a project. None: the project that was left without a name last time, or an empty desk.
    QStringList inputs;
    /// "light", "dark", "system"; empty: as it was last time. Not remembered.
    QString theme;
    /// Says "window", then "traces" on standard output once they are painted, and ends: for timing the start from outside.
    bool watchStart = false;
};

/// Runs the window until it is closed. `argc` and `argv` are main()'s, for Qt's own options. Returns the exit code.
int runWindow(int& argc, char** argv, const WindowOptions& options);

}  // namespace seisdesk
