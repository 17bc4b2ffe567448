#pragma once
// Where tests find files: golden numbers in this repository, real records and published weights beside it.

#include <filesystem>
#include <string>

namespace seisdesk::test {

/// tests/<relative> in the source tree.
std::filesystem::path sourceFile(const std::string& relative);

/// A path under the folder of real records and weights: $SEISDESK_SHARED, or ../shared beside the source tree; e.g.
/// shared("data/stead50.h5"). Empty when it is not there: then QSKIP with needShared().
std::filesystem::path shared(const std::string& relative);

/// The text for QSKIP when shared(relative) is empty.
std::string needShared(const std::string& relative);

}  // namespace seisdesk::test
