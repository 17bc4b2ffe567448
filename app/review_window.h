#pragma once
// The review subcommand in a window that is drawn off-screen.

#include "app/review_command.h"

namespace seisdesk {

/// Makes the application object, runs the whole loop and returns the exit code of runReview().
int reviewInWindow(int& argc, char** argv, const ReviewArguments& arguments);

}  // namespace seisdesk
