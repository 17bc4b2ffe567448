#pragma once
// ElementWriter: elements of QuakeML as text, and of SeisComP's XML where that shares them.

#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "core/io/quakeml_schema.h"
#include "core/io/xml.h"
#include "core/io/xml_text.h"

#include <cmath>
#include <utility>

namespace seisdesk::quakeml {

/// The writing visitor of quakeml_schema.h. Illegal ids become legal ones, words outside a vocabulary are left out, long texts are cut.
class ElementWriter {
public:
    static constexpr bool reads = false;
    enum class Dialect { QuakeMl, SeisComP };
    ElementWriter(std::string& out, int depth, Dialect dialect = Dialect::QuakeMl) : m_xml(out, depth), m_dialect(dialect) {}

    void open(const char* name) { m_xml.open(name); }
    void close() { m_xml.close(); }

    template <class T> void element(const char* name, const T& value)
    {
        m_xml.open(name);
        m_kind = name;
        visit(*this, const_cast<T&>(value));  // visit() serves the reader too; the writer only looks
        m_xml.close();
    }

    template <class Fallback> void publicId(const ResourceId& id, Fallback&& fallback)
    {
        m_xml.attribute("publicID", id.empty() ? makeId(authority, std::string(m_kind) + '/' + idOf(fallback()).text()) : legalId(id, authority));
    }
    void commentId(const ResourceId& id)
    {
        if (!id.empty()) m_xml.attribute("id", legalId(id, authority));
    }
    void attribute(const char* name, const std::optional<int>& value)
    {
        if (value) m_xml.attribute(name, std::to_string(*value));
    }

    void needNumber(const char* name, double value)
    {
        if (std::isfinite(value)) m_xml.element(name, value);
    }
    void number(const char* name, const std::optional<double>& value)
    {
        if (value) needNumber(name, *value);
    }
    void needCount(const char* name, int value) { m_xml.element(name, std::to_string(value)); }
    void count(const char* name, const std::optional<int>& value)
    {
        if (value) needCount(name, *value);
    }
    void flag(const char* name, const std::optional<bool>& value)
    {
        if (value) m_xml.element(name, *value ? "true" : "false");
    }
    void real(const char* name, const std::optional<RealQuantity>& value)
    {
        if (value) needReal(name, *value);
    }
    void real(const char* name, const std::optional<double>& value, const Uncertainty& uncertainty)
    {
        if (value) needReal(name, {*value, uncertainty});
    }
    void needReal(const char* name, const RealQuantity& value)
    {
        if (!std::isfinite(value.value)) return;
        m_xml.open(name);
        needNumber("value", value.value);
        uncertain(value.uncertainty);
        m_xml.close();
    }
    void needTime(const char* name, Time value, const Uncertainty& uncertainty)
    {
        m_xml.open(name);
        needInstant("value", value);
        uncertain(uncertainty);
        m_xml.close();
    }
    void time(const char* name, const std::optional<TimeQuantity>& value)
    {
        if (value) needTime(name, value->value, value->uncertainty);
    }
    void needInstant(const char* name, Time value) { m_xml.element(name, formatTime(value, value.time_since_epoch().count() % 1000 == 0 ? 6 : 9)); }
    void instant(const char* name, const std::optional<Time>& value)
    {
        if (value) needInstant(name, *value);
    }

    /// An id that has to change keeps its true text in a comment named `keep`.
    void reference(const char* name, const ResourceId& id, const char* keep = nullptr)
    {
        if (id.empty()) return;
        const bool legal = isLegalId(id);
        m_xml.element(name, legal ? id : legalId(id, authority));
        if (!legal && keep) m_trueTexts.push_back({makeId(authority, keep), id});
    }
    void needReference(const char* name, const ResourceId& id, const char* fallback) { m_xml.element(name, id.empty() ? makeId(authority, fallback) : legalId(id, authority)); }
    void needText(const char* name, const std::string& text, const char* fallback) { m_xml.element(name, text.empty() ? std::string_view(fallback) : text); }
    void text(const char* name, const std::string& text, std::size_t most = 0)
    {
        if (text.empty()) return;
        if (most > 0 && text.size() > most) m_xml.element(name, xml::cutTo(most, text));
        else m_xml.element(name, text);
    }
    void word(const char* name, const std::string& text, Vocabulary vocabulary, const std::vector<Comment>* = nullptr)
    {
        if (const std::string known = text.empty() ? text : wordFrom(vocabulary, text); !known.empty()) m_xml.element(name, known);
    }
    template <class T> void value(const char* name, const T& value)
    {
        if (const std::string text = seisdesk::word(value); !text.empty()) m_xml.element(name, text);
    }
    template <class T> void value(const char* name, const std::optional<T>& set)
    {
        if (set) value(name, *set);
    }

    void needWaveform(const StreamId& id) { waveform(id == StreamId{} ? StreamId{"XX", "XX", "", ""} : id); }
    void waveform(const StreamId& id)
    {
        if (id == StreamId{}) return;
        m_xml.open("waveformID");
        // SEED's code for a network that is not registered stands for one that is not known.
        code("networkCode", id.network.empty() ? "XX" : id.network);
        code("stationCode", id.station);
        code("locationCode", id.location);
        if (!id.channel.empty()) code("channelCode", id.channel);
        m_xml.close();
    }
    void waveforms(const std::vector<StreamId>& ids)
    {
        for (const StreamId& id : ids) waveform(id);
    }
    void comments(const std::vector<Comment>& comments)
    {
        for (const Comment& c : comments) write(c);
        for (const Comment& c : m_trueTexts)
            if (!comment(comments, lastPart(c.id))) write(c);
        m_trueTexts.clear();
    }
    void creation(const CreationInfo& info)
    {
        if (info != CreationInfo{}) element("creationInfo", info);
    }
    template <class T> void part(const char* name, const T& value)
    {
        m_xml.open(name);
        visit(*this, const_cast<T&>(value));
        m_xml.closeUnlessEmpty();
    }
    template <class T> void part(const char* name, const std::optional<T>& value)
    {
        if (value) part(name, *value);
    }
    template <class T> void all(const char* name, const std::vector<T>& values)
    {
        for (const T& value : values) element(name, value);
    }

    /// Last, as the schema wants foreign elements. Comments say the same, because other programs keep those.
    void ours(const Pick& pick)
    {
        if (m_dialect == Dialect::SeisComP) return;
        bool open = false;
        for (const auto& [name, attribute] : {std::pair("confidence", "confidence"), std::pair("dlmodel", "model"), std::pair("filter", "filter"), std::pair("derivedFrom", "derivedFrom")}) {
            const std::string* text = comment(pick.comments, name);
            if (!text) continue;
            if (!std::exchange(open, true)) m_xml.open("sd:pick"), m_xml.attribute("xmlns:sd", ourNamespace);
            m_xml.attribute(attribute, *text);
        }
        if (open) m_xml.close();
    }

private:
    void write(const Comment& c)
    {
        if (m_dialect == Dialect::QuakeMl) return element("comment", c);
        m_xml.open("comment");
        needText("text", c.text, "");
        reference("id", c.id);
        all("creationInfo", c.creation);
        m_xml.close();
    }
    void uncertain(const Uncertainty& u)
    {
        number("uncertainty", u.symmetric);
        number("lowerUncertainty", u.lower);
        number("upperUncertainty", u.upper);
        number("confidenceLevel", u.confidenceLevelPercent);
    }
    void code(const char* name, std::string_view text) { m_xml.attribute(name, text.size() > 8 ? xml::cutTo(8, text) : std::string(text)); }

    static constexpr std::string_view authority = "local.seisdesk";
    /// Of the element that repeats for programs what the comments of a pick say for all.
    static constexpr std::string_view ourNamespace = "urn:seisdesk:pick:1";

    xml::XmlText m_xml;
    Dialect m_dialect;
    const char* m_kind = "";
    std::vector<Comment> m_trueTexts;
};

}  // namespace seisdesk::quakeml
