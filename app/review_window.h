#pragma once
// What the review subcommand found, in a window that is drawn off-screen.

#include "app/review_command.h"

namespace seisdesk {

/// Makes the application object, opens the inputs, puts picks, curves and events into a project, exports it and takes a picture. Returns the exit code
/// of runReview().
int reviewInWindow(int& argc, char** argv, const ReviewArguments& arguments, const ReviewedRecords& result);

}  // namespace seisdesk
