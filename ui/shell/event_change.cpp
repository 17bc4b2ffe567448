#include "ui/shell/event_change.h"

#include "ui/shell/main_window.h"

namespace seisdesk {

namespace {

void report(MainWindow& window, const Result<void>& done)
{
    if (!done) window.tell({Severity::Error, QString::fromStdString(done.error().message)});
}

}  // namespace

void changeEvent(MainWindow& window, const char* name, const Event& after)
{
    const Event* before = window.session() ? window.session()->event(after.id) : nullptr;
    if (!before || *before == after) return;
    Edit edit;
    edit.name = name;
    report(window, window.session()->apply(edit, EventEdit{{*before}, {after}}));
}

void putEvent(MainWindow& window, const Event& after)
{
    const Event* before = window.session() ? window.session()->event(after.id) : nullptr;
    if (before && *before != after) report(window, window.session()->putEvent(after));
}

}  // namespace seisdesk
