#pragma once
// Validation by an XML schema.

#include <libxml/xmlschemas.h>

#include <filesystem>
#include <string>

namespace seisdesk::test {

/// What the schema finds wrong with a file; empty when it is valid.
inline std::string schemaErrors(const std::filesystem::path& file, const std::filesystem::path& schemaFile)
{
    std::string out;
    const auto collect = [](void* text, const xmlError* error) { *static_cast<std::string*>(text) += error->message; };
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(schemaFile.c_str());
    xmlSchemaPtr schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    if (!schema) return "the schema cannot be read";
    xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidStructuredErrors(validator, reinterpret_cast<xmlStructuredErrorFunc>(+collect), &out);
    if (xmlSchemaValidateFile(validator, file.c_str(), 0) != 0 && out.empty()) out = "not valid";
    xmlSchemaFreeValidCtxt(validator);
    xmlSchemaFree(schema);
    return out;
}

}  // namespace seisdesk::test
