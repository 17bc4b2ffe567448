#pragma once
// Resource ids of legal form ("smi:authority/path"), and ids that depend on a text alone.

#include "core/base/id.h"
#include "core/catalog/event.h"

#include <string>
#include <string_view>

namespace seisdesk {

/// By the pattern of BED 1.2 read as ASCII (the schema's \w would let symbols such as '>' pass, other programs refuse
/// them), with at most one '#'.
bool isLegalId(std::string_view id);

/// `text` with everything that may not stand in an id's path replaced by '-'. Never empty.
std::string slug(std::string_view text);

/// "smi:<authority>/<path>", made legal: an unusable authority becomes "local.seisdesk".
ResourceId makeId(std::string_view authority, std::string_view path);

/// A legal id stays; another one becomes legal, the same each time and different for different ids.
ResourceId legalId(const ResourceId& id, std::string_view authority);

/// What follows the last '/'.
std::string_view lastPart(std::string_view id);

/// 128 bits that depend on the text alone (FNV-1a, twice). Not for security. Never null.
Id idOf(std::string_view text);

}  // namespace seisdesk
