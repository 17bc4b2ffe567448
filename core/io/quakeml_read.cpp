#include "core/io/parallel_for.h"
#include "core/io/quakeml.h"
#include "core/io/quakeml_element.h"
#include "core/io/quakeml_ids.h"
#include "core/io/quakeml_pieces.h"
#include "core/io/text_file.h"

#include <atomic>
#include <cmath>

namespace seisdesk {

namespace {

using quakeml::Findings;

/// What a document, or a piece of one, held.
struct Part {
    std::vector<Event> events;
    Findings findings;
};

pugi::xml_node parametersOf(const pugi::xml_document& document)
{
    const pugi::xml_node root = document.document_element();
    return xml::localName(root) == "eventParameters" ? root : xml::child(root, "eventParameters");
}

/// Counts what stands beside the events and has no place.
void lookBeside(pugi::xml_node parameters, Findings& findings)
{
    for (pugi::xml_node child = parameters.first_child(); child; child = child.next_sibling()) {
        const std::string_view name = xml::localName(child);
        const bool known = name == "event" || name == "comment" || name == "description" || name == "creationInfo";
        if (child.type() == pugi::node_element && !known && xml::is(child, name)) ++findings.notKept[std::string(name)];
    }
}

Part partOf(pugi::xml_node parameters)
{
    Part out;
    xml::forEach(parameters, "event", [&](pugi::xml_node node) { out.events.push_back(quakeml::readEvent(node, out.findings)); });
    return out;
}

constexpr std::size_t bytesPerBatch = 1 << 17;

/// Parses a text piece by piece. Nothing when a piece is no XML, or when its root is of another kind: then the whole has to be looked at.
std::optional<std::vector<Part>> readPieces(std::string_view text)
{
    const auto pieces = quakeml::piecesOf(text);
    if (!pieces) return std::nullopt;
    std::vector<std::pair<std::size_t, std::size_t>> batches;  // of events, [first, second)
    for (std::size_t from = 0, i = 0, bytes = 0; i < pieces->events.size(); ++i) {
        bytes += pieces->events[i].size();
        if (bytes < bytesPerBatch && i + 1 < pieces->events.size()) continue;
        batches.emplace_back(from, i + 1);
        from = i + 1, bytes = 0;
    }
    std::vector<Part> parts(batches.size() + 1);
    std::atomic<bool> sound = true;
    parallelFor(batches.size(), 1, threadsFor(batches.size(), 4), [&] {
        return [&, buffer = std::string()](std::size_t b) mutable {
            if (!sound) return;
            buffer = pieces->head;
            for (std::size_t i = batches[b].first; i < batches[b].second; ++i) buffer += pieces->events[i];
            buffer += pieces->tail;
            pugi::xml_document document;
            const bool parsed = document.load_buffer_inplace(buffer.data(), buffer.size()) && parametersOf(document);
            if (parsed) parts[b] = partOf(parametersOf(document));
            if (!parsed || parts[b].events.size() != batches[b].second - batches[b].first) sound = false;
        };
    });
    pugi::xml_document rest;
    if (!sound || !rest.load_buffer(pieces->rest.data(), pieces->rest.size())) return std::nullopt;
    lookBeside(parametersOf(rest), parts.back().findings);
    return parts;
}

/// Some pipelines put a probability where QuakeML has seconds: values below one with a third decimal.
void checkUncertainties(const std::vector<Event>& events, IssueCounter& issues)
{
    std::size_t automatic = 0, odd = 0;
    for (const Event& event : events)
        for (const Pick& pick : event.picks) {
            const auto u = pick.timeUncertainty.symmetric;
            if (pick.mode != Mode::Automatic || !u) continue;
            ++automatic;
            const double thousands = *u * 1000.0;
            odd += *u > 0.2 && *u < 1.0 && std::abs(thousands - std::round(thousands)) < 1e-6 && std::abs(*u * 100.0 - std::round(*u * 100.0)) > 1e-4;
        }
    if (odd >= 5 && odd * 2 > automatic)
        issues.add("suspicious uncertainties", std::to_string(odd) + " automatic picks have time uncertainties that look like probabilities; do not locate with them as weights.");
}

std::vector<Event> joined(std::vector<Part>& parts, const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    std::vector<Event> events;
    std::size_t count = 0;
    for (const Part& part : parts) count += part.events.size();
    events.reserve(count);
    std::map<std::string, int, std::less<>> notKept;
    {
        IssueCounter counter(path, issues);
        for (Part& part : parts) {
            part.findings.issues.replay(counter);
            for (const auto& [name, n] : part.findings.notKept) notKept[name] += n;
            std::move(part.events.begin(), part.events.end(), std::back_inserter(events));
            part = {};
        }
        quakeml::makeIdsUnique(events, counter);
        quakeml::checkPickReferences(events, counter);
        checkUncertainties(events, counter);
    }
    if (notKept.empty()) return events;
    std::string names;
    for (const auto& [name, n] : notKept) names += (names.empty() ? "" : ", ") + name + " (" + std::to_string(n) + ')';
    issues.push_back({path, "Not kept, because SeisDesk has no place for it: " + names + ". Keep the original file if you need it."});
    return events;
}

}  // namespace

Result<std::vector<Event>> readQuakeMl(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    auto text = readTextFile(path);
    if (!text) return text.error();
    xml::reportOddities(*text, path, issues);
    if (!xml::saysNamespace(*text, "quakeml.org/xmlns/")) issues.push_back({path, "The file does not name QuakeML's namespace; it was read as QuakeML 1.2 all the same. Export it again if something is missing."});
    if (auto parts = readPieces(*text)) {
        std::string().swap(*text);
        return joined(*parts, path, issues);
    }
    const Result<pugi::xml_document> document = xml::parse(*text, path, issues);
    if (!document) return document.error();
    const pugi::xml_node root = document->document_element(), parameters = parametersOf(*document);
    if (!parameters && xml::localName(root) != "quakeml")
        return Error{Error::Code::Unsupported, "'" + path.string() + "' has the root element <" + root.name() + ">, not <quakeml>."};
    if (!parameters) issues.push_back({path, "There is no <eventParameters> of QuakeML's namespace, so there are no events. Export the file as QuakeML 1.2."});
    std::vector<Part> whole;
    whole.push_back(partOf(parameters));
    lookBeside(parameters, whole.front().findings);
    return joined(whole, path, issues);
}

}  // namespace seisdesk
