#include "app/evaluate_command.h"

#include "core/model/device_choice.h"
#include "app/interrupt.h"
#include "app/outcome.h"
#include "core/io/atomic_write.h"

#include <iostream>

namespace seisdesk {

namespace {

std::string jsonOf(const std::vector<Evaluation>& all)
{
    std::string out;
    for (const Evaluation& e : all) {
        std::string one = toJson(e.table, e.model, e.data, e.exhaustive);
        if (all.size() == 1) return one;
        one.pop_back();  // the line's end
        out += (out.empty() ? "[\n" : ",\n") + one;
    }
    return out + "\n]\n";
}

void print(std::ostream& out, const std::vector<Evaluation>& all)
{
    std::vector<std::pair<std::string, ScoreTable>> rows;
    for (const Evaluation& e : all) {
        out << toText(e.table, e.model, e.data);
        rows.emplace_back(e.data, e.table);
    }
    if (rows.size() > 1) out << '\n' << toTable(rows);
}

}  // namespace

std::shared_ptr<EvaluateArguments> addEvaluateCommand(CLI::App& app)
{
    auto arguments = std::make_shared<EvaluateArguments>();
    auto* command = app.add_subcommand("evaluate", "Score a model on labelled windows or labelled continuous records");
    command->add_option("--model", arguments->models, "Weights file or name: a picker, source networks, or both; 'classical' for the picker without weights. Without it the network that comes with SeisDesk");
    command->add_option("--data", arguments->data, "HDF5 set, folder of a published set, or a folder of records with labels.csv; several give a table")->required();
    command->add_option("--inventory", arguments->inventories, "StationXML for continuous records");
    command->add_flag("--argmax", arguments->argmax, "Take the highest peak of each window whatever its height");
    command->add_option("--simulate-rate", arguments->simulateRateHz, "Bring the records to this rate first, as if the instrument had recorded so")->check(CLI::Range(1.0, 1000.0));
    command->add_option("--components", arguments->components, "Use only these components, e.g. Z");
    command->add_option("--device", arguments->device, deviceHelp)->capture_default_str();
    command->add_option("--threshold-p", arguments->thresholdP, "Least confidence of a P (default: the model's)")->check(CLI::Range(0.0, 1.0));
    command->add_option("--threshold-s", arguments->thresholdS, "Least confidence of an S (default: the model's)")->check(CLI::Range(0.0, 1.0));
    command->add_option("--json", arguments->json, "Write the scores as JSON to this file; - for standard output");
    return arguments;
}

int runEvaluate(const EvaluateArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto result = evaluate(arguments, progress);
    endTerminalProgress();
    if (!result) return failed(result.error(), "Interrupted; nothing was written.");
    if (!result->empty() && !result->front().note.empty()) std::cerr << result->front().note << '\n';
    bool issues = false;
    for (const Evaluation& e : *result) {
        print(e.issues);
        issues = issues || !e.issues.empty();
    }
    const bool toStandardOutput = arguments.json == "-";
    print(toStandardOutput ? std::cerr : std::cout, *result);
    if (toStandardOutput) std::cout << jsonOf(*result);
    else if (!arguments.json.empty()) {
        if (const auto written = writeAtomically(arguments.json, jsonOf(*result)); !written) {
            std::cerr << written.error().message << '\n';
            return 1;
        }
    }
    return issues ? 3 : 0;
}

}  // namespace seisdesk
