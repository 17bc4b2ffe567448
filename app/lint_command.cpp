#include "app/lint_command.h"

#include "app/outcome.h"
#include "core/io/records.h"
#include "core/io/stationxml.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;

Result<LintedFile> lintFile(const std::string& path, const fs::path& output)
{
    LintedFile out{path, {}, {}};
    if (const auto kind = sniff(path); kind && *kind == FileKind::StationXml) {
        std::vector<ReadIssue> issues;
        if (const auto inventory = readStationXml(path, issues); !inventory) out.findings.push_back({0, "The file", inventory.error().message, ""});
        for (const ReadIssue& issue : issues) out.findings.push_back({0, "The file", issue.message, ""});
        return out;
    }
    if (output.empty()) {
        out.findings = lintQuakeMl(path);
        return out;
    }
    auto repaired = repairQuakeMl(path, output);
    if (!repaired) return repaired.error();
    out.findings = std::move(*repaired);
    out.written = output.string();
    return out;
}

}  // namespace

Result<std::vector<LintedFile>> lintFiles(const LintArguments& arguments)
{
    std::error_code code;
    const bool several = arguments.files.size() > 1, folder = fs::is_directory(arguments.repaired, code);
    if (several && !arguments.repaired.empty() && !folder)
        return Error{Error::Code::InvalidArgument, "--repair needs a folder that exists where several files are given; '" + arguments.repaired.string() + "' is none."};
    std::vector<LintedFile> out;
    for (const std::string& file : arguments.files) {
        const fs::path output = folder ? arguments.repaired / fs::path(file).filename() : arguments.repaired;
        for (const LintedFile& other : out)
            if (!output.empty() && other.written == output.string()) return Error{Error::Code::InvalidArgument, "Two of the files are called " + output.filename().string() + "; repair them one by one."};
        auto linted = lintFile(file, output);
        if (!linted) return linted.error();
        out.push_back(std::move(*linted));
    }
    return out;
}

std::string lintText(const std::vector<LintedFile>& files)
{
    std::string out;
    for (const LintedFile& file : files) {
        for (const LintFinding& f : file.findings) {
            out += file.path + ':' + (f.line ? std::to_string(f.line) + ": " : " ") + f.object + ' ' + f.what;
            if (!f.remedy.empty()) out += (f.repaired ? " (repaired: " : " (") + f.remedy + ')';
            out += '\n';
        }
        const auto repaired = std::count_if(file.findings.begin(), file.findings.end(), [](const LintFinding& f) { return f.repaired; });
        out += file.path + ": " + (file.findings.empty() ? "nothing found" : std::to_string(file.findings.size()) + " found");
        if (!file.written.empty()) out += ", " + std::to_string(repaired) + " repaired in " + file.written;
        out += '\n';
    }
    return out;
}

std::string lintJson(const std::vector<LintedFile>& files)
{
    nlohmann::json out = nlohmann::json::array();
    for (const LintedFile& file : files) {
        nlohmann::json findings = nlohmann::json::array();
        for (const LintFinding& f : file.findings)
            findings.push_back({{"line", f.line}, {"object", f.object}, {"what", f.what}, {"remedy", f.remedy}, {"repaired", f.repaired}});
        nlohmann::json entry = {{"file", file.path}, {"findings", std::move(findings)}};
        if (!file.written.empty()) entry["written"] = file.written;
        out.push_back(std::move(entry));
    }
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

std::shared_ptr<LintArguments> addLintCommand(CLI::App& app)
{
    auto arguments = std::make_shared<LintArguments>();
    auto* command = app.add_subcommand("lint", "Say what is wrong with QuakeML files, beyond the schema, and repair it");
    command->add_option("FILES", arguments->files, "QuakeML files; of StationXML, what the reader says")->required();
    command->add_option("--repair", arguments->repaired, "Write repaired copies to this file, or folder for several");
    command->add_flag("--json", arguments->json, "Print JSON");
    return arguments;
}

int runLint(const LintArguments& arguments)
{
    const auto files = lintFiles(arguments);
    if (!files) return failed(files.error(), {});
    std::cout << (arguments.json ? lintJson(*files) : lintText(*files));
    const bool wrong = std::any_of(files->begin(), files->end(), [](const LintedFile& file) {
        return std::any_of(file.findings.begin(), file.findings.end(), [](const LintFinding& f) { return !f.repaired; });
    });
    return wrong ? 3 : 0;
}

}  // namespace seisdesk
