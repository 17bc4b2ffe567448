#pragma once
// SoloTeam: one thread that does the work of a block. What a kernel needs of its threads, written so that the same body runs on the GPU and on the processor.
//
// A team has rank() of size() threads; sum() and largest() join one value (or several) of each, and everybody gets the result; before()
// is the sum over the threads of lower rank, with the sum over all in `total`. All threads must make the same calls in the same order.

#ifdef __CUDACC__
#define SEISDESK_BOTH_SIDES __host__ __device__
#else
#define SEISDESK_BOTH_SIDES
#endif

namespace seisdesk::kernels {

struct SoloTeam {
    SEISDESK_BOTH_SIDES int rank() const { return 0; }
    SEISDESK_BOTH_SIDES int size() const { return 1; }
    template <int N>
    SEISDESK_BOTH_SIDES void sum(double (&)[N])
    {
    }
    SEISDESK_BOTH_SIDES double largest(double value) { return value; }
    SEISDESK_BOTH_SIDES int before(int value, int& total)
    {
        total = value;
        return 0;
    }
    SEISDESK_BOTH_SIDES void meet() {}
};

/// Neither NaN nor infinite.
SEISDESK_BOTH_SIDES inline bool isThere(float value) { return value - value == 0.0f; }

}  // namespace seisdesk::kernels
