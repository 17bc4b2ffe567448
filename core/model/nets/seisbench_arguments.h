#pragma once
// SeisBenchArguments: what SeisBench writes beside a weights file ("NAME.json.v1" beside "NAME.pt.v1") about how to use it.

#include "core/base/result.h"
#include "core/model/contract.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// Of SeisBench's classes, those whose weights are read.
enum class SeisBenchModel { PhaseNet, PhaseNetLight, EQTransformer };
const char* name(SeisBenchModel model);

struct SeisBenchArguments {
    Contract contract;      ///< complete but for its name
    std::string docstring;  ///< what its authors say of the weights
    /// PhaseNet of variable length, see PhaseNetConfig::centred.
    bool centred = false, sigmoid = false;
};

/// "NAME.json.v1" for "NAME.pt.v1", "NAME.json" for "NAME.pt"; nothing where there is no such file.
std::optional<std::filesystem::path> seisBenchFileBeside(const std::filesystem::path& weights);
/// What the file beside the weights says about them; empty where there is none.
std::string seisBenchDocstring(const std::filesystem::path& weights);
/// "NAME" of "NAME.pt.v1"; the stem of others.
std::string seisBenchName(const std::filesystem::path& weights);

/// Absent arguments have SeisBench's defaults. `components` and `phases` are those of the tensors. Errors: Malformed, naming the
/// argument; Unsupported for what records would have to be prepared with otherwise (filters, hydrophones, groups of stations).
Result<SeisBenchArguments> seisBenchArguments(std::string_view json, SeisBenchModel model, std::size_t components, std::size_t phases);

}  // namespace seisdesk
