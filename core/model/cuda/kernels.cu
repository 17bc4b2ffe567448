#include "core/model/cuda/kernels.h"

#include <cuda_runtime.h>

#include <algorithm>

namespace seisdesk::kernels {

namespace {

constexpr int warpSize_ = 32;
constexpr unsigned wholeWarp = 0xffffffffu;

/// The threads of a block. Sums go through registers within a warp and through shared memory between warps.
template <int Threads>
struct BlockTeam {
    static constexpr int warps = Threads / warpSize_;
    struct Memory {
        double sums[3][warps];
        double largest[warps];
        int counts[warps];
    };
    Memory* memory;

    __device__ int rank() const { return static_cast<int>(threadIdx.x); }
    __device__ int size() const { return Threads; }
    __device__ void meet() { __syncthreads(); }

    template <int N>
    __device__ void sum(double (&values)[N])
    {
        static_assert(N <= 3);
        const int warp = rank() / warpSize_, lane = rank() % warpSize_;
        for (int k = 0; k < N; ++k) {
            for (int step = warpSize_ / 2; step > 0; step /= 2) values[k] += __shfl_xor_sync(wholeWarp, values[k], step);
            if (lane == 0) memory->sums[k][warp] = values[k];
        }
        __syncthreads();
        for (int k = 0; k < N; ++k) {
            values[k] = 0.0;
            for (int w = 0; w < warps; ++w) values[k] += memory->sums[k][w];
        }
        __syncthreads();
    }

    __device__ double largest(double value)
    {
        for (int step = warpSize_ / 2; step > 0; step /= 2) value = fmax(value, __shfl_xor_sync(wholeWarp, value, step));
        if (rank() % warpSize_ == 0) memory->largest[rank() / warpSize_] = value;
        __syncthreads();
        value = memory->largest[0];
        for (int w = 1; w < warps; ++w) value = fmax(value, memory->largest[w]);
        __syncthreads();
        return value;
    }

    __device__ int before(int value, int& total)
    {
        const int warp = rank() / warpSize_, lane = rank() % warpSize_;
        int running = value;
        for (int step = 1; step < warpSize_; step *= 2) {
            const int other = __shfl_up_sync(wholeWarp, running, step);
            if (lane >= step) running += other;
        }
        if (lane == warpSize_ - 1) memory->counts[warp] = running;
        __syncthreads();
        int earlier = 0;
        total = 0;
        for (int w = 0; w < warps; ++w) {
            if (w < warp) earlier += memory->counts[w];
            total += memory->counts[w];
        }
        __syncthreads();
        return earlier + running - value;
    }
};

constexpr int cutThreads = 512, tileThreads = 256, wholeThreads = 1024, stackThreads = 256;

__global__ void __launch_bounds__(cutThreads) cutKernel(WindowCut job, bool inShared)
{
    extern __shared__ float shared[];
    __shared__ typename BlockTeam<cutThreads>::Memory memory;
    BlockTeam<cutThreads> team{&memory};
    const int window = static_cast<int>(blockIdx.x);
    cutWindow(job, window, inShared ? shared : job.out + static_cast<std::int64_t>(window) * job.components * job.length, team);
}

__global__ void __launch_bounds__(stackThreads) stackKernel(WindowStack job)
{
    const std::int64_t sample = job.first + static_cast<std::int64_t>(blockIdx.x) * stackThreads + threadIdx.x;
    if (sample < job.last) stackSample(job, sample);
}

__global__ void __launch_bounds__(tileThreads) countKernel(CurvePeaks job)
{
    __shared__ typename BlockTeam<tileThreads>::Memory memory;
    BlockTeam<tileThreads> team{&memory};
    countTile(job, static_cast<int>(blockIdx.x), team);
}

__global__ void __launch_bounds__(wholeThreads) addUpKernel(CurvePeaks job, int tiles)
{
    __shared__ typename BlockTeam<wholeThreads>::Memory memory;
    BlockTeam<wholeThreads> team{&memory};
    addUpTiles(job, tiles, team);
}

__global__ void __launch_bounds__(tileThreads) fillKernel(CurvePeaks job)
{
    __shared__ typename BlockTeam<tileThreads>::Memory memory;
    BlockTeam<tileThreads> team{&memory};
    fillTile(job, static_cast<int>(blockIdx.x), team);
}

__global__ void __launch_bounds__(wholeThreads) suppressKernel(CurvePeaks job, int count)
{
    __shared__ typename BlockTeam<wholeThreads>::Memory memory;
    BlockTeam<wholeThreads> team{&memory};
    suppress(job, count, team);
}

std::string said(cudaError_t status) { return status == cudaSuccess ? std::string() : std::string("CUDA error: ") + cudaGetErrorString(status); }

cudaStream_t of(Stream stream) { return static_cast<cudaStream_t>(stream); }

}  // namespace

std::string cutOnDevice(const WindowCut& job, Stream stream)
{
    if (job.windows == 0) return {};
    const std::size_t tile = sizeof(float) * static_cast<std::size_t>(job.components) * static_cast<std::size_t>(job.length);
    int device = 0, most = 0;
    if (const auto status = cudaGetDevice(&device); status != cudaSuccess) return said(status);
    if (const auto status = cudaDeviceGetAttribute(&most, cudaDevAttrMaxSharedMemoryPerBlockOptin, device); status != cudaSuccess) return said(status);
    // The reductions' own memory is static and counts, too.
    bool inShared = tile + sizeof(BlockTeam<cutThreads>::Memory) <= static_cast<std::size_t>(most);
    if (inShared && cudaFuncSetAttribute(cutKernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(tile)) != cudaSuccess) {
        cudaGetLastError();
        inShared = false;
    }
    cutKernel<<<static_cast<unsigned>(job.windows), cutThreads, inShared ? tile : 0, of(stream)>>>(job, inShared);
    return said(cudaGetLastError());
}

std::string stackOnDevice(const WindowStack& job, Stream stream)
{
    if (job.last <= job.first) return {};
    const auto blocks = static_cast<unsigned>((job.last - job.first + stackThreads - 1) / stackThreads);
    stackKernel<<<blocks, stackThreads, 0, of(stream)>>>(job);
    return said(cudaGetLastError());
}

std::string countPeaksOnDevice(const CurvePeaks& job, Stream stream)
{
    const int tiles = tilesOf(job);
    if (tiles > 0) countKernel<<<static_cast<unsigned>(tiles), tileThreads, 0, of(stream)>>>(job);
    addUpKernel<<<1, wholeThreads, 0, of(stream)>>>(job, tiles);
    return said(cudaGetLastError());
}

std::string fillPeaksOnDevice(const CurvePeaks& job, int count, Stream stream)
{
    if (count == 0) return {};
    fillKernel<<<static_cast<unsigned>(tilesOf(job)), tileThreads, 0, of(stream)>>>(job);
    if (!job.triggers) suppressKernel<<<1, wholeThreads, 0, of(stream)>>>(job, count);
    return said(cudaGetLastError());
}

bool deviceMemory(std::size_t& freeBytes, std::size_t& totalBytes) { return cudaMemGetInfo(&freeBytes, &totalBytes) == cudaSuccess; }

int deviceCount()
{
    int count = 0;
    if (cudaGetDeviceCount(&count) == cudaSuccess) return count;
    cudaGetLastError();
    return 0;
}

double deviceBandwidth()
{
    int device = 0, kilohertz = 0, bits = 0;
    if (cudaGetDevice(&device) != cudaSuccess || cudaDeviceGetAttribute(&kilohertz, cudaDevAttrMemoryClockRate, device) != cudaSuccess ||
        cudaDeviceGetAttribute(&bits, cudaDevAttrGlobalMemoryBusWidth, device) != cudaSuccess)
        return 0.0;
    return 2.0 * 1e3 * static_cast<double>(kilohertz) * static_cast<double>(bits) / 8.0;
}

}  // namespace seisdesk::kernels
