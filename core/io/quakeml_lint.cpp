#include "core/catalog/resource_id.h"
#include "core/io/quakeml.h"
#include "core/io/text_file.h"
#include "core/io/xml.h"

#include <algorithm>
#include <set>
#include <span>

namespace seisdesk {

namespace {

/// Mandatory children by the text of BED 1.2 (the schema's choices cannot demand them).
struct Rule {
    std::string_view element, child;
};
constexpr Rule rules[] = {
    {"pick", "time"},          {"pick", "waveformID"},   {"origin", "time"},           {"origin", "latitude"},
    {"origin", "longitude"},   {"arrival", "pickID"},    {"arrival", "phase"},         {"stationMagnitude", "originID"},
    {"stationMagnitude", "mag"}, {"magnitude", "mag"},   {"amplitude", "genericAmplitude"}, {"comment", "text"},
    {"description", "text"},   {"latitude", "value"},    {"longitude", "value"},       {"depth", "value"},
    {"mag", "value"},          {"period", "value"},      {"genericAmplitude", "value"}, {"backazimuth", "value"},
    {"horizontalSlowness", "value"}, {"time", "value"},
};
constexpr std::string_view referenceNames[] = {"filterID", "methodID", "slownessMethodID", "earthModelID", "pickID", "originID", "amplitudeID",
                                               "preferredOriginID", "preferredMagnitudeID", "preferredFocalMechanismID", "triggeringOriginID",
                                               "stationMagnitudeID", "derivedOriginID", "momentMagnitudeID", "greensFunctionID",
                                               "referenceSystemID", "agencyURI", "authorURI"};
constexpr std::string_view resolvedNames[] = {"pickID", "preferredOriginID", "preferredMagnitudeID", "preferredFocalMechanismID"};

bool isOneOf(std::string_view name, std::span<const std::string_view> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// Walks a document without recursion, so that nesting costs no stack.
class Linter {
public:
    std::vector<std::string> lint(pugi::xml_node root)
    {
        for (pugi::xml_node node = root; node; node = next(node, root))
            if (node.type() == pugi::node_element) visit(node);
        for (const auto& [id, where] : m_references)
            if (!m_ids.contains(id)) say(where, "refers to '" + id + "', which is not in the file");
        return std::move(m_findings);
    }

private:
    static pugi::xml_node next(pugi::xml_node node, pugi::xml_node root)
    {
        if (node.first_child()) return node.first_child();
        while (node != root && !node.next_sibling()) node = node.parent();
        return node == root ? pugi::xml_node{} : node.next_sibling();
    }

    /// The element and the nearest publicID around it.
    static std::string place(pugi::xml_node node)
    {
        std::string out = "<" + std::string(node.name()) + ">";
        for (pugi::xml_node up = node; up; up = up.parent())
            if (const auto id = up.attribute("publicID")) return out + " of " + id.value();
        return out;
    }

    void say(const std::string& where, const std::string& what) { m_findings.push_back(where + ' ' + what + '.'); }

    void checkId(pugi::xml_node node, std::string_view id, const char* what)
    {
        if (!isLegalId(id)) say(place(node), std::string("has the illegal ") + what + " '" + std::string(id) + "'");
    }

    /// The catalogue's description is a text, an event's one has <text>.
    static bool isPlainText(pugi::xml_node node) { return xml::localName(node) == "description" && xml::localName(node.parent()) == "eventParameters"; }

    void visit(pugi::xml_node node)
    {
        const std::string_view name = xml::localName(node);
        if (!xml::is(node, name)) return;
        bool foreign = false;
        for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
            if (child.type() != pugi::node_element) continue;
            const bool ours = xml::is(child, xml::localName(child));
            if (ours && foreign) {
                say(place(child), "stands after a foreign element; foreign elements come last");
                break;
            }
            foreign = foreign || !ours;
        }
        for (const Rule& rule : rules)
            if (rule.element == name && !isPlainText(node) && !xml::child(node, rule.child)) say(place(node), "has no <" + std::string(rule.child) + ">");
        if (const auto id = node.attribute("publicID")) {
            checkId(node, id.value(), "publicID");
            if (!m_ids.insert(id.value()).second) say(place(node), "uses a publicID that is used before");
        }
        if (name == "comment" && node.attribute("id")) checkId(node, node.attribute("id").value(), "comment id");
        if (name == "waveformID")
            for (const char* code : {"networkCode", "stationCode"})
                if (trimmed(node.attribute(code).value()).empty()) say(place(node), std::string("has no ") + code);
        if (isOneOf(name, referenceNames)) {
            const std::string id(trimmed(node.text().get()));
            checkId(node, id, "reference");
            if (isOneOf(name, resolvedNames)) m_references.emplace_back(id, place(node));
        }
        const auto has = [&](const char* child) { return static_cast<bool>(xml::child(node, child)); };
        if (has("uncertainty") && (has("lowerUncertainty") || has("upperUncertainty"))) say(place(node), "has both a symmetric and a one-sided uncertainty");
    }

    std::vector<std::string> m_findings;
    std::set<std::string, std::less<>> m_ids;
    std::vector<std::pair<std::string, std::string>> m_references;
};

}  // namespace

std::vector<std::string> lintQuakeMl(const std::filesystem::path& path)
{
    std::vector<ReadIssue> issues;
    const Result<pugi::xml_document> document = xml::load(path, issues);
    if (!document) return {document.error().message};
    std::vector<std::string> findings;
    for (const ReadIssue& issue : issues) findings.push_back(issue.message);
    const pugi::xml_node root = document->document_element();
    if (xml::localName(root) != "quakeml" || !xml::child(root, "eventParameters")) findings.push_back("There is no <quakeml> with <eventParameters>.");
    std::vector<std::string> more = Linter().lint(root);
    findings.insert(findings.end(), more.begin(), more.end());
    return findings;
}

}  // namespace seisdesk
