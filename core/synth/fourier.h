#pragma once
// Fourier: real transforms of one length in single precision, with plans shared by all threads.

#include <complex>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace seisdesk::synth {

/// Memory aligned as the vector units like it.
template <class T>
struct AlignedAllocator {
    using value_type = T;
    AlignedAllocator() = default;
    template <class U>
    AlignedAllocator(const AlignedAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), std::align_val_t{64})); }
    void deallocate(T* p, std::size_t) { ::operator delete(p, std::align_val_t{64}); }
    friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }
};

using Samples = std::vector<float, AlignedAllocator<float>>;
using Spectrum = std::vector<std::complex<float>, AlignedAllocator<std::complex<float>>>;

class Fourier {
public:
    explicit Fourier(std::size_t n);
    std::size_t size() const { return m_n; }
    std::size_t bins() const { return m_n / 2 + 1; }
    /// Unscaled; `in` has n samples, `out` gets n/2+1 values.
    void forward(Samples& in, Spectrum& out) const;
    /// Scaled by 1/n; destroys `in`.
    void inverse(Spectrum& in, Samples& out) const;
    /// The smallest 2^a 3^b 5^c, a multiple of 8, that is at least n.
    static std::size_t smoothLength(std::size_t n);

private:
    struct Plans;
    std::size_t m_n;
    std::shared_ptr<const Plans> m_plans;
};

}  // namespace seisdesk::synth
