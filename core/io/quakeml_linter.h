#pragma once
// Linter: walks a QuakeML document and says, element by element, what the schema cannot; repairs where it is told to.

#include "core/io/quakeml.h"
#include "core/io/xml.h"

#include <map>

namespace seisdesk::quakeml {

class Linter {
public:
    /// `text` is what the document was parsed from, for numbers of lines.
    Linter(std::string_view text, bool repairs, std::vector<LintFinding>& findings);

    /// All that an element shows by itself: names, words, lengths, numbers, order of children.
    void walk(pugi::xml_node root);

    bool repairs() const { return m_repairs; }
    void say(pugi::xml_node about, std::string what, std::string remedy, bool repaired = false);
    /// Removes an element when the walk is over.
    void doom(pugi::xml_node node) { m_doomed.push_back(node); }
    void removeDoomed();
    /// The new publicID of what had `id` for the second time in the event around `node`; null when there is none.
    const std::string* renamed(pugi::xml_node node, const std::string& id) const;
    /// Calls `repair()` where repairs are wanted, and says it in any case.
    template <class Repair> void fix(pugi::xml_node about, std::string what, std::string remedy, Repair&& repair)
    {
        say(about, std::move(what), std::move(remedy), m_repairs);
        if (m_repairs) repair();
    }

private:
    void visit(pugi::xml_node node);
    void checkOrder(pugi::xml_node node);
    void checkMandatory(pugi::xml_node node, std::string_view name);
    void checkIds(pugi::xml_node node, std::string_view name);
    void checkWaveform(pugi::xml_node node);
    void checkWord(pugi::xml_node node, std::string_view name, std::string_view parent);
    void checkEvaluation(pugi::xml_node node, std::string_view name);
    void checkUnit(pugi::xml_node node);
    void checkLength(pugi::xml_node node, std::string_view name, std::string_view parent);
    void checkNumber(pugi::xml_node node, std::string_view name, std::string_view parent);
    void checkTime(pugi::xml_node node);
    void checkUncertainties(pugi::xml_node node);
    std::size_t lineOf(pugi::xml_node node) const;

    std::vector<std::size_t> m_lineStarts;
    bool m_repairs;
    std::vector<LintFinding>& m_findings;
    std::map<std::string, int, std::less<>> m_ids;
    std::map<std::pair<std::ptrdiff_t, std::string>, std::string> m_renamed;  ///< by the event's place and the old id
    std::vector<pugi::xml_node> m_doomed;
    int m_made = 0;
};

/// The <event> around a node; null outside of events.
pugi::xml_node eventAround(pugi::xml_node node);

/// The element and the nearest publicID around it.
std::string placeOf(pugi::xml_node node);

/// The next element or text of the tree below `root`, without recursion, so that nesting costs no stack.
pugi::xml_node following(pugi::xml_node node, pugi::xml_node root);

}  // namespace seisdesk::quakeml
