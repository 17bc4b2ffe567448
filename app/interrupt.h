#pragma once
// Interrupt: Ctrl-C and a terminating signal cancel a command's progress instead of ending the process half-way.

#include "core/base/progress.h"

namespace seisdesk {

/// While it lives, the first SIGINT or SIGTERM cancels the progress; a second one ends the process. One at a time.
class Interrupt {
public:
    explicit Interrupt(const Progress& progress);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

private:
    Progress m_progress;
    void (*m_formerInterrupt)(int);
    void (*m_formerTerminate)(int);
};

/// A progress that keeps one line on standard error up to date when that is a terminal, and is silent otherwise.
Progress terminalProgress();

/// Clears the line.
void endTerminalProgress();

}  // namespace seisdesk
