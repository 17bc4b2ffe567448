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
    /// Not empty: opens the window without showing it, waits until everything is read, writes this PNG and ends.
    QString screenshot;
    int screenshotWidth = 1280, screenshotHeight = 800;
    /// With `screenshot`: picks everything with the current model first.
    bool predict = false;
};

/// Runs the window until it is closed. `argc` and `argv` are main()'s, for Qt's own options. Returns the exit code; 1 when
/// a screenshot could not be made. Without a display, screenshots are drawn off screen.
int runWindow(int& argc, char** argv, const WindowOptions& options);

}  // namespace seisdesk
