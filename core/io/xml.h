#pragma once
// XML as seismological services write it: any prefix for our own namespaces, foreign elements in between.

#include "core/io/records.h"

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace seisdesk::xml {

/// Parses a file. What stands before a syntax error is kept, the error is an issue that names its line. Entities are
/// never expanded and nesting costs no stack. Error: NotFound, Unreadable, Malformed (no element at all).
Result<pugi::xml_document> load(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

/// The same of a text that was read from `path`.
Result<pugi::xml_document> parse(std::string_view text, const std::filesystem::path& path, std::vector<ReadIssue>& issues);

/// What a parser passes over in silence: document types and entities (never expanded), NUL bytes, bytes that are not the encoding that the text claims.
/// Each is one issue.
void reportOddities(std::string_view text, const std::filesystem::path& path, std::vector<ReadIssue>& issues);

/// True when the beginning of a text holds `part` of a namespace, or cannot be looked at because its letters are wide or it is no XML.
bool saysNamespace(std::string_view text, std::string_view part);

/// The name without its prefix.
std::string_view localName(pugi::xml_node node);

/// True for an element `name` of ours: StationXML's or QuakeML's namespace, or none that is known.
bool is(pugi::xml_node node, std::string_view name);

/// The first child element `name` of ours; null when there is none.
pugi::xml_node child(pugi::xml_node parent, std::string_view name);

/// Calls `visit(node)` for every child element `name` of ours.
template <class Visit>
void forEach(pugi::xml_node parent, std::string_view name, Visit&& visit)
{
    for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling())
        if (is(node, name)) visit(node);
}

/// Text of a child, trimmed; empty when there is none.
std::string text(pugi::xml_node parent, std::string_view name);
std::optional<double> number(pugi::xml_node parent, std::string_view name);

/// Appends <name>text</name>; nothing for an empty text.
void add(pugi::xml_node parent, const char* name, std::string_view text);
void add(pugi::xml_node parent, const char* name, const std::optional<double>& value);

/// `text` without the characters XML 1.0 forbids and with broken UTF-8 replaced by '?'.
std::string clean(std::string_view text);

/// No more than `length` characters (not bytes), as the schemas count.
std::string cutTo(std::size_t length, std::string_view text);

/// The document as indented UTF-8 text.
std::string print(const pugi::xml_document& document);

}  // namespace seisdesk::xml
