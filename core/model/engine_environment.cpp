#include "core/model/engine_environment.h"

#include <sched.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace seisdesk {

namespace {

bool hasAvx512()
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

void setIfUnset(const char* name, const std::string& value)
{
    if (!value.empty()) setenv(name, value.c_str(), 0);
}

}  // namespace

std::string openBlasCoreType()
{
    if (hasAvx512()) return "SkylakeX";
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
    return {};
}

std::size_t usableProcessors()
{
    std::size_t count = std::max(1u, std::thread::hardware_concurrency());
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0) count = std::min(count, static_cast<std::size_t>(CPU_COUNT(&set)));
    // "max 100000" or "200000 100000": microseconds granted per period.
    std::ifstream quota("/sys/fs/cgroup/cpu.max");
    double granted = 0.0, period = 0.0;
    if (quota >> granted >> period && granted > 0.0 && period > 0.0) {
        count = std::min(count, static_cast<std::size_t>(std::ceil(granted / period)));
    }
    return std::max<std::size_t>(count, 1);
}

void prepareEngineEnvironment()
{
    setIfUnset("OPENBLAS_CORETYPE", openBlasCoreType());
    // LibTorch 1.13 keeps to AVX2 unless told.
    setIfUnset("ATEN_CPU_CAPABILITY", hasAvx512() ? "avx512" : "");
    setIfUnset("OMP_NUM_THREADS", std::to_string(usableProcessors()));
    setIfUnset("OMP_WAIT_POLICY", "passive");
}

}  // namespace seisdesk
