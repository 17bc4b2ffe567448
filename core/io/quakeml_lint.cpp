#include "core/io/atomic_write.h"
#include "core/io/quakeml.h"
#include "core/io/quakeml_linter.h"
#include "core/io/quakeml_links.h"
#include "core/io/text_file.h"

#include <algorithm>

namespace seisdesk {

namespace {

Result<std::vector<LintFinding>> lint(const std::filesystem::path& path, const std::filesystem::path* output)
{
    const auto text = readTextFile(path);
    if (!text) return text.error();
    std::vector<ReadIssue> issues;
    xml::reportOddities(*text, path, issues);
    auto document = xml::parse(*text, path, issues);
    if (!document) return document.error();
    std::vector<LintFinding> findings;
    for (const ReadIssue& issue : issues) findings.push_back({0, "The file", issue.message, output ? "What stands before was kept." : "", output != nullptr});
    const pugi::xml_node root = document->document_element();
    if (xml::localName(root) != "quakeml" || !xml::child(root, "eventParameters")) {
        findings.push_back({1, std::string("<") + root.name() + ">", "is not a <quakeml> with <eventParameters>", "export it as QuakeML 1.2"});
        if (output) return Error{Error::Code::Unsupported, "'" + path.string() + "' holds no <quakeml> with <eventParameters>; there is nothing to repair."};
    }
    quakeml::Linter linter(*text, output != nullptr, findings);
    linter.walk(root);
    quakeml::checkLinks(root, linter);
    quakeml::checkSense(root, linter);
    linter.removeDoomed();
    std::stable_sort(findings.begin(), findings.end(), [](const LintFinding& a, const LintFinding& b) { return a.line < b.line; });
    if (!output) return findings;
    if (auto written = writeAtomically(*output, xml::print(*document)); !written) return written.error();
    return findings;
}

}  // namespace

std::vector<LintFinding> lintQuakeMl(const std::filesystem::path& path)
{
    auto findings = lint(path, nullptr);
    if (!findings) return {{0, "The file", findings.error().message, ""}};
    return std::move(*findings);
}

Result<std::vector<LintFinding>> repairQuakeMl(const std::filesystem::path& path, const std::filesystem::path& output) { return lint(path, &output); }

}  // namespace seisdesk
