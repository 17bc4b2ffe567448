#pragma once
// The variables that BLAS and OpenMP read when LibTorch is loaded, chosen for this machine.

#include <cstddef>
#include <string>

namespace seisdesk {

/// Sets, where the user has not: OPENBLAS_CORETYPE (old OpenBLAS takes a new processor for a Prescott, five times slower),
/// ATEN_CPU_CAPABILITY, OMP_NUM_THREADS and OMP_WAIT_POLICY (threads that wait for each other by spinning do next to nothing
/// where others want the processors too: 2 instead of 100 windows a second). Cheap. Call it first thing in main: changing the environment is not safe
/// once other threads run. loadEngine() calls it too.
void prepareEngineEnvironment();

/// "SkylakeX", "Haswell", or empty where OpenBLAS knows best.
std::string openBlasCoreType();

/// Processors this process may use: its affinity mask, less where a control group grants less time. At least 1.
std::size_t usableProcessors();

}  // namespace seisdesk
