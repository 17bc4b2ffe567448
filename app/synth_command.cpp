#include "app/synth_command.h"

#include "core/catalog/compile.h"
#include "core/io/label_csv.h"
#include "core/io/mseed_write.h"
#include "core/io/quakeml.h"
#include "core/io/stationxml.h"

#include <iostream>

namespace seisdesk {

Result<void> writeDemo(const std::filesystem::path& folder, const synth::DemoOptions& options)
{
    const synth::Demo demo = synth::demo(options);
    std::error_code failed;
    std::vector<std::filesystem::path> made;  // goes again, last first, when something fails: half a demonstration misleads
    for (const auto& each : {folder, folder / "records"})
        if (!std::filesystem::exists(each, failed)) made.push_back(each);
    std::filesystem::create_directories(folder / "records", failed);
    if (failed) return Error{Error::Code::Unreadable, folder.string() + " cannot be made: " + failed.message() + ". Write elsewhere."};
    const auto kept = [&](const std::filesystem::path& file, Result<void> done) {
        if (done) made.push_back(file);
        else
            for (auto each = made.rbegin(); each != made.rend(); ++each) std::filesystem::remove(*each, failed);
        return done;
    };
    for (const Trace& trace : demo.traces) {
        const auto file = folder / "records" / (trace.id.text() + ".mseed");
        if (auto done = kept(file, writeMiniSeed(file, {trace})); !done) return done;
    }
    if (auto done = kept(folder / "stations.xml", writeStationXml(folder / "stations.xml", demo.inventory)); !done) return done;
    if (auto done = kept(folder / "labels.csv", writeLabelCsv(folder / "labels.csv", demo.picks)); !done) return done;
    return kept(folder / "truth.xml", writeQuakeMl(folder / "truth.xml", compile(demo.picks, {demo.event}, {})));
}

std::shared_ptr<SynthArguments> addSynthCommand(CLI::App& app)
{
    auto arguments = std::make_shared<SynthArguments>();
    synth::DemoOptions& options = arguments->options;
    auto* command = app.add_subcommand("synth", "Write the demonstration event: records, stations and true picks");
    command->add_option("-o,--output", arguments->folder, "Folder to write to")->required();
    command->add_option("--seed", options.seed, "Same seed, same records")->capture_default_str();
    command->add_option("--stations", options.stations, "Number of stations")->check(CLI::Range(3, 26))->capture_default_str();
    command->add_option("--magnitude", options.magnitude, "Moment magnitude")->check(CLI::Range(-1.0, 7.0))->capture_default_str();
    command->add_option("--noise", options.noiseMetresPerSecond, "Ground noise, m/s")->check(CLI::PositiveNumber)->capture_default_str();
    return arguments;
}

int runSynth(const SynthArguments& arguments)
{
    const auto done = writeDemo(arguments.folder, arguments.options);
    if (done) std::cout << "Wrote " << arguments.folder << "/records, stations.xml, truth.xml and labels.csv\n";
    else std::cerr << done.error().message << '\n';
    return done ? 0 : 1;
}

}  // namespace seisdesk
