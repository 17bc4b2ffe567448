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
    bool watchRows = false;  ///< with it: "traces" comes when all of them, as rows that fit the window, are painted
    bool watchJobs = false;  ///< with it: goes on until no job runs, says "idle", and ends then
};

/// Runs the window until it is closed. `argc` and `argv` are main()'s, for Qt's own options. Returns the exit code.
int runWindow(int& argc, char** argv, const WindowOptions& options);

}  // namespace seisdesk
