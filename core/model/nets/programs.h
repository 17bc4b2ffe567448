#pragma once
// The networks as CpuPrograms, with batch norms and neighbouring linear layers folded together.

#include "core/base/result.h"
#include "core/model/nets/cpu_program.h"
#include "core/model/nets/recognise.h"

namespace seisdesk::nets {

/// For windows of `samples`. `tensors` have the published names; SeisT's or, for PhaseNet, those of phaseNetTensors().
/// Error: ModelMismatch for a tensor that is missing.
Result<CpuProgram> seisTProgram(const SeisTConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels);
Result<CpuProgram> phaseNetProgram(const PhaseNetConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels);
/// `tensors` have SeisBench's names.
Result<CpuProgram> eqTransformerProgram(const EQTransformerConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels);

/// True for networks of several tasks of sizes that the kernels work on; others run as modules.
bool hasSeisMoLLMProgram(const SeisMoLLMConfig& config);
/// `tensors` with adapters merged. Window and outputs as multiTaskContract() says.
Result<CpuProgram> seisMoLLMProgram(const SeisMoLLMConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels);

}  // namespace seisdesk::nets
