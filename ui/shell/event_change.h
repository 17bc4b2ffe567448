#pragma once
// What desks do to the event under review.

#include "core/catalog/event.h"

namespace seisdesk {

class MainWindow;

/// One undoable edit of the event that has this one's id; nothing when it is so already. Tells the window of errors.
void changeEvent(MainWindow& window, const char* name, const Event& after);
/// The same for what follows from picks: no undo step.
void putEvent(MainWindow& window, const Event& after);

}  // namespace seisdesk
