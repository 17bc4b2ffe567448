#pragma once
// `seisdesk review INPUT... -o DIR`: from records to located and checked events, with a report, in one go and without a display.

#include "core/io/records.h"
#include "core/review/review_records.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

struct ReviewArguments {
    std::vector<std::string> inputs, inventories;
    std::vector<std::string> models;  ///< weights or names; none: the default
    std::string device = "auto";
    std::string velocity;             ///< empty: the shipped model that suits the picks
    std::string agency;
    bool correctStations = true;
    std::string folder;
    bool window = true;               ///< also the project and a picture of the desk, where the build has a window
    int width = 1600, height = 1000;
    bool dark = false;
};

/// What the chain made of the inputs.
struct Reviewed {
    ReviewedRecords result;
    std::string model, note;
    std::vector<ReadIssue> issues;
    std::size_t traces = 0;
    double seconds = 0.0;
};

/// Reads, runs the chain and writes events.xml (QuakeML, with the picks that stayed alone), picks.csv and the report into the folder, which is
/// there. Errors: NotFound without records, Cancelled, and as readers, engine and writers.
Result<Reviewed> reviewFiles(const ReviewArguments& arguments, const Progress& progress);

/// Adds the subcommand "review"; the returned arguments are filled by app.parse().
std::shared_ptr<ReviewArguments> addReviewCommand(CLI::App& app);

/// Makes the folder, runs reviewFiles() and, in builds with a window, writes review.seisdesk, picks.xml and screenshot.png too; prints where things
/// are. The window's application object is made here, off-screen. Exit codes: 0 done, 1 failed, 3 done but some files had problems, 130 interrupted.
int runReview(int& argc, char** argv, const ReviewArguments& arguments);

}  // namespace seisdesk
