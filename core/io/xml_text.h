#pragma once
// XmlText: XML as text, written once from front to back; no tree is built.

#include <string>
#include <string_view>
#include <vector>

namespace seisdesk::xml {

/// Appends indented elements to a string. Names are literals; texts lose the characters that XML forbids, and broken UTF-8 becomes '?'.
class XmlText {
public:
    /// `depth`: of what is appended, where other text stands around it.
    explicit XmlText(std::string& out, int depth = 0) : m_out(out), m_depth(depth) {}

    void open(const char* name);
    /// Right after open().
    void attribute(const char* name, std::string_view value);
    void close();
    /// The same as close(), but an element without attributes and content leaves nothing behind.
    void closeUnlessEmpty();

    /// <name>text</name>
    void element(const char* name, std::string_view text);
    /// The shortest text that reads back as the same value.
    void element(const char* name, double value);

private:
    void indent();
    void endStartTag();

    std::string& m_out;
    int m_depth;
    struct Open {
        const char* name;
        std::size_t begin, afterName;  ///< in the text
        bool first;                    ///< ended its parent's start tag
        bool startTag = true;          ///< still without its '>'
    };
    std::vector<Open> m_open;
};

/// Appends `text` fit for an element's content or, with `quoted`, an attribute's value.
void appendEscaped(std::string& out, std::string_view text, bool quoted);

}  // namespace seisdesk::xml
