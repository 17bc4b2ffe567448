#pragma once
// ElementReader: the children of one QuakeML element, read around the defects of their producers.

#include "core/io/issue_counter.h"
#include "core/io/quakeml_schema.h"
#include "core/io/xml.h"

#include <array>

namespace seisdesk::quakeml {

/// What came of reading elements, beside their values.
struct Findings {
    IssueLog issues;
    std::map<std::string, int, std::less<>> notKept;  ///< elements of ours that have no place
};

/// The reading visitor of quakeml_schema.h. Complaints name the publicID of the element that they are about.
class ElementReader {
public:
    static constexpr bool reads = true;
    ElementReader(pugi::xml_node node, Findings& findings) : m_node(node), m_findings(findings) {}

    /// Counts what was not asked for. False when something mandatory was missing, which is an issue.
    bool finish();

    template <class Fallback> void publicId(ResourceId& id, Fallback&&) { id = trimmedAttribute("publicID"); }
    void commentId(ResourceId& id) { id = trimmedAttribute("id"); }
    void attribute(const char* name, std::optional<int>& value);
    void needNumber(const char* name, double& value);
    void number(const char* name, std::optional<double>& value);
    void needCount(const char* name, int& value);
    void count(const char* name, std::optional<int>& value);
    void flag(const char* name, std::optional<bool>& value);
    void needReal(const char* name, RealQuantity& value);
    void real(const char* name, std::optional<RealQuantity>& value);
    /// Or a bare number, as QuakeML 1.1 had it.
    void real(const char* name, std::optional<double>& value, Uncertainty& uncertainty);
    void needTime(const char* name, Time& value, Uncertainty& uncertainty);
    void time(const char* name, std::optional<TimeQuantity>& value);
    void needInstant(const char* name, Time& value);
    void instant(const char* name, std::optional<Time>& value);
    void reference(const char* name, ResourceId& id, const char* keep = nullptr);
    void needReference(const char* name, ResourceId& id, const char* fallback);
    void needText(const char* name, std::string& text, const char* fallback);
    void text(const char* name, std::string& text, std::size_t most = 0);
    /// A word of a closed vocabulary. Others are left out, and kept as a comment where there is a place for one.
    void word(const char* name, std::string& text, Vocabulary vocabulary, std::vector<Comment>* comments = nullptr);
    void value(const char* name, Polarity& value);
    void value(const char* name, OnsetQuality& value);
    void value(const char* name, std::optional<Mode>& value);
    void value(const char* name, std::optional<Review>& value);
    void needWaveform(StreamId& id);
    void waveform(StreamId& id);
    void waveforms(std::vector<StreamId>& ids);
    void comments(std::vector<Comment>& comments);
    void creation(CreationInfo& info) { part("creationInfo", info); }
    void ours(Pick&) {}

    template <class T> void part(const char* name, T& value)
    {
        if (const pugi::xml_node node = find(name)) read(node, value);
    }
    template <class T> void part(const char* name, std::optional<T>& value)
    {
        if (const pugi::xml_node node = find(name); node && !read(node, value.emplace())) value.reset();
    }
    template <class T> void all(const char* name, std::vector<T>& values)
    {
        ask(name);
        std::size_t count = 0;
        xml::forEach(m_node, name, [&](pugi::xml_node) { ++count; });
        if (count == 0) return;
        values.reserve(values.size() + count);
        xml::forEach(m_node, name, [&](pugi::xml_node node) {
            T value;
            if (read(node, value)) values.push_back(std::move(value));
        });
    }

private:
    template <class T> bool read(pugi::xml_node node, T& value)
    {
        ElementReader reader(node, m_findings);
        visit(reader, value);
        return reader.finish();
    }

    void ask(std::string_view name);
    /// The first child of that name, which is then kept.
    pugi::xml_node find(const char* name);
    std::string trimmedAttribute(const char* name) const;
    std::optional<double> numberIn(pugi::xml_node node, const char* name);
    std::optional<Time> timeIn(pugi::xml_node node, const char* name);
    std::optional<double> childNumber(pugi::xml_node parent, const char* name);
    Uncertainty uncertainty(pugi::xml_node quantity);
    StreamId streamIn(pugi::xml_node node);
    void missing(const char* name);
    void complain(const std::string& kind, const std::string& what);

    pugi::xml_node m_node, m_last;
    Findings& m_findings;
    std::array<std::string_view, 32> m_asked{};
    std::size_t m_count = 0;
    const char* m_missing = nullptr;
};

/// Reads one <event>.
Event readEvent(pugi::xml_node node, Findings& findings);

}  // namespace seisdesk::quakeml
