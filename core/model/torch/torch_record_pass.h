#pragma once
// torchRecordPass: a RecordPass on LibTorch, with SeisDesk's own kernels around the network.

#include "core/model/contract.h"
#include "core/model/record_pass.h"
#include "core/model/torch/module_network.h"

#include <memory>
#include <string>

namespace seisdesk::nets {

/// On the GPU everything but the reading runs there; on the processor the same steps are done by the kernels' bodies, for tests.
/// Errors: OutOfSpace when the records do not fit, Internal.
Result<std::unique_ptr<RecordPass>> torchRecordPass(std::shared_ptr<Picker> module, const Contract& contract, const std::string& version, const ModuleRun& how, RecordPlan plan,
                                                    const Progress& progress);

}  // namespace seisdesk::nets
