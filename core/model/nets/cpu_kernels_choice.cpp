#include "core/model/nets/cpu_kernels.h"

#include <cstring>

namespace seisdesk::nets {

#if defined(__x86_64__)
extern const CpuKernels avx512Kernels;
extern const CpuKernels avx2Kernels;
#endif
extern const CpuKernels genericKernels;

namespace {

bool runsHere(const CpuKernels& kernels)
{
#if defined(__x86_64__)
    if (&kernels == &avx512Kernels) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl");
    }
    if (&kernels == &avx2Kernels) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
    return &kernels == &genericKernels;
}

constexpr const CpuKernels* bestFirst[] = {
#if defined(__x86_64__)
    &avx512Kernels, &avx2Kernels,
#endif
    &genericKernels};

}  // namespace

const CpuKernels& bestCpuKernels()
{
    for (const CpuKernels* kernels : bestFirst) {
        if (runsHere(*kernels)) return *kernels;
    }
    return genericKernels;
}

const CpuKernels* cpuKernelsNamed(const char* name)
{
    for (const CpuKernels* kernels : bestFirst) {
        if (std::strcmp(kernels->name, name) == 0) return runsHere(*kernels) ? kernels : nullptr;
    }
    return nullptr;
}

}  // namespace seisdesk::nets
