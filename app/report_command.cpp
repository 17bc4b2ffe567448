#include "app/report_command.h"

#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/io/atomic_write.h"
#include "core/io/coastlines.h"

#include <algorithm>
#include <iostream>

namespace seisdesk {

namespace fs = std::filesystem;

MapGround groundIn(const MapExtent& extent)
{
    const auto coast = readCoastlines(coastlineFolder(), {extent.southDegrees, extent.northDegrees, extent.westDegrees, extent.eastDegrees});
    MapGround out;
    if (!coast) return out;
    const auto add = [&](GroundKind kind, const std::vector<LonLat>& points) {
        GroundShape shape{kind, {}};
        for (const LonLat& point : points) shape.points.emplace_back(point.longitudeDegrees, point.latitudeDegrees);
        out.push_back(std::move(shape));
    };
    for (const ShoreLine& area : coast->areas) add(area.shore == Shore::Land || area.shore == Shore::Island ? GroundKind::Land : GroundKind::Water, area.points);
    for (const ShoreLine& line : coast->lines) add(GroundKind::Shore, line.points);
    for (const BorderLine& line : coast->borders)
        if (line.border != Border::Marine) add(line.border == Border::Nation ? GroundKind::Nation : GroundKind::State, line.points);
    return out;
}

Result<std::size_t> writeReport(ReportInput input, const fs::path& output)
{
    if (const auto extent = mapExtent(input); extent && input.ground.empty()) input.ground = groundIn(*extent);
    if (output.extension() == ".html" || output.extension() == ".htm") {
        if (const auto written = writeAtomically(output, reportInOne(input)); !written) return written.error();
        return std::size_t{1};
    }
    std::error_code error;
    const bool made = fs::create_directories(output, error);
    if (error) return Error{Error::Code::Unreadable, output.string() + " cannot be made: " + error.message() + ". Write the report elsewhere."};
    // The index comes last; where it cannot come, what was written goes again.
    const std::vector<ReportPage> pages = reportPages(input);
    for (std::size_t i = pages.size(); i-- > 0;) {
        const auto written = writeAtomically(output / pages[i].file, pages[i].html);
        if (written) continue;
        for (std::size_t done = i + 1; done < pages.size(); ++done) fs::remove(output / pages[done].file, error);
        if (made) fs::remove(output, error);
        return written.error();
    }
    return pages.size();
}

Result<ReportSummary> reportFiles(const ReportArguments& arguments, const Progress& progress)
{
    auto records = readRecords(arguments.inputs, {}, progress.part(0.0, 0.3));
    if (!records) return records.error();
    ReportInput input;
    ReportSummary out;
    out.issues = std::move(records->issues);
    input.inventory = std::move(records->inventory);
    double done = 0.3;
    for (const auto* more : {&arguments.records, &arguments.inventories}) {
        if (!more->empty()) {
            auto read = readRecords(*more, {}, progress.part(done, done + 0.3));
            if (!read) return read.error();
            input.inventory.merge(read->inventory);
            for (Trace& trace : read->traces) records->traces.push_back(std::move(trace));
            out.issues.insert(out.issues.end(), read->issues.begin(), read->issues.end());
        }
        done += 0.3;
    }
    for (Trace& trace : records->traces) input.traces.push_back(std::make_shared<const Trace>(std::move(trace)));
    out.events = static_cast<std::size_t>(std::count_if(records->events.begin(), records->events.end(), [](const Event& event) { return event.origin() != nullptr; }));
    if (out.events == 0)
        return nothingFound("located events", arguments.inputs, out.issues, "Locate them first: seisdesk locate.");
    input.events = std::move(records->events);
    input.title = arguments.title.empty() ? fs::path(arguments.inputs.front()).stem().string() : arguments.title;
    input.created = now();
    const auto pages = writeReport(std::move(input), arguments.output);
    if (!pages) return pages.error();
    out.pages = *pages;
    progress.report(1.0);
    return out;
}

std::shared_ptr<ReportArguments> addReportCommand(CLI::App& app)
{
    auto arguments = std::make_shared<ReportArguments>();
    auto* command = app.add_subcommand("report", "Write events as HTML: map, record section, tables, mechanism, flags");
    command->add_option("EVENTS", arguments->inputs, "QuakeML; also records and StationXML")->required();
    command->add_option("--records", arguments->records, "Records for the record sections: files, folders, globs");
    command->add_option("--inventory", arguments->inventories, "StationXML files or folders");
    command->add_option("--title", arguments->title, "Title of the page with all events");
    command->add_option("-o,--out,--output", arguments->output, "A folder (a page for each event), or one file named .html")->required();
    return arguments;
}

int runReport(const ReportArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto summary = reportFiles(arguments, progress);
    endTerminalProgress();
    if (!summary) return failed(summary.error(), "Interrupted; nothing was written.");
    print(summary->issues);
    const bool one = arguments.output.extension() == ".html" || arguments.output.extension() == ".htm";
    std::cout << (one ? arguments.output : arguments.output / "index.html").string() << '\n';
    std::cerr << summary->events << (summary->events == 1 ? " event on " : " events on ") << summary->pages << (summary->pages == 1 ? " page\n" : " pages\n");
    return summary->issues.empty() ? 0 : 3;
}

}  // namespace seisdesk
