#pragma once
// `seisdesk review INPUT... -o DIR`: the window's loop without a display: open, predict, export, take a picture.

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

struct ReviewArguments {
    std::vector<std::string> inputs;
    std::vector<std::string> models;  ///< weights or names; none: the default
    std::string folder;
    int width = 1600, height = 1000;
    bool dark = false;
};

/// Adds the subcommand "review"; the returned arguments are filled by app.parse().
std::shared_ptr<ReviewArguments> addReviewCommand(CLI::App& app);

/// Writes review.seisdesk, picks.xml (QuakeML), picks.csv and, in builds with a window, screenshot.png, and prints where
/// they are. Makes the application object itself: with a window build it draws off-screen. Exit codes: 0 done, 1 failed,
/// 3 done but some files had problems.
int runReview(int& argc, char** argv, const ReviewArguments& arguments);

}  // namespace seisdesk
