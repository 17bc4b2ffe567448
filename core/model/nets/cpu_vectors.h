#pragma once
// Vectors of SEISDESK_LANES floats for the kernels, which alone include this: everything is in an unnamed namespace, because
// nothing compiled for one processor may be picked by the linker for another.

#include <cstdint>

#define SEISDESK_SEQUENCE_NAME(isa) isa##SequenceKernels
#define SEISDESK_SEQUENCE_KERNELS(isa) SEISDESK_SEQUENCE_NAME(isa)

namespace seisdesk::nets {

namespace {

constexpr int lanes = SEISDESK_LANES;
typedef float Vector __attribute__((vector_size(4 * SEISDESK_LANES)));
typedef std::int32_t IntVector __attribute__((vector_size(4 * SEISDESK_LANES)));
typedef float Unaligned __attribute__((vector_size(4 * SEISDESK_LANES), aligned(4), may_alias));

inline Vector load(const float* p) { return *reinterpret_cast<const Unaligned*>(p); }
inline void store(float* p, Vector v) { *reinterpret_cast<Unaligned*>(p) = v; }
inline Vector all(float v) { return v - Vector{}; }
inline Vector larger(Vector a, Vector b) { return a > b ? a : b; }
inline Vector smaller(Vector a, Vector b) { return a < b ? a : b; }

/// x * Phi(x); coefficients and error from tests/golden/gelu_polynomial.py.
inline Vector gelu(Vector x)
{
    const Vector u = smaller(larger(x, all(-5.0f)), all(5.0f));
    const Vector s = u * u * 0.08f - 1.0f;
    Vector p = all(4.929202251e-04f);
    p = p * s - 1.514109825e-03f;
    p = p * s + 2.001976594e-03f;
    p = p * s - 2.915773787e-03f;
    p = p * s + 6.165330741e-03f;
    p = p * s - 1.097314929e-02f;
    p = p * s + 1.649769409e-02f;
    p = p * s - 2.333675993e-02f;
    p = p * s + 3.142622345e-02f;
    p = p * s - 4.043294544e-02f;
    p = p * s + 5.152142119e-02f;
    p = p * s - 7.029665254e-02f;
    p = p * s + 1.413637805e-01f;
    return x * (u * p + 0.5f);
}

/// e^x to 2e-7 relative: 2^n times the Taylor polynomial of what is left, |r| <= ln(2) / 2.
inline Vector exponential(Vector x)
{
    x = smaller(larger(x, all(-87.0f)), all(88.0f));
    const Vector shifted = x * 1.44269504f + 12582912.0f;  // adding 1.5 * 2^23 rounds to a whole number
    const Vector n = shifted - 12582912.0f;
    Vector r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    Vector p = all(1.0f / 5040.0f);
    p = p * r + 1.0f / 720.0f;
    p = p * r + 1.0f / 120.0f;
    p = p * r + 1.0f / 24.0f;
    p = p * r + 1.0f / 6.0f;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    const IntVector power = (__builtin_convertvector(n, IntVector) + 127) << 23;
    Vector scale;
    __builtin_memcpy(&scale, &power, sizeof scale);
    return p * scale;
}

/// ln(x) to 2e-7 for normal positive x: the exponent apart, 2 atanh((m - 1) / (m + 1)) of the mantissa in [0.70, 1.41].
inline Vector logarithm(Vector x)
{
    IntVector bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    const IntVector exponent = (bits - 0x3f350000) >> 23;
    bits -= exponent << 23;
    Vector m;
    __builtin_memcpy(&m, &bits, sizeof m);
    const Vector f = (m - 1.0f) / (m + 1.0f), s = f * f;
    Vector p = all(2.0f / 11.0f);
    p = p * s + 2.0f / 9.0f;
    p = p * s + 2.0f / 7.0f;
    p = p * s + 2.0f / 5.0f;
    p = p * s + 2.0f / 3.0f;
    p = p * s + 2.0f;
    return __builtin_convertvector(exponent, Vector) * 0.693147181f + p * f;
}

/// Square root to two units in the last place: each lane on its own becomes one instruction.
inline Vector root(Vector x)
{
    Vector y;
    for (int i = 0; i < lanes; ++i) y[i] = __builtin_sqrtf(x[i]);
    return y;
}

}  // namespace

}  // namespace seisdesk::nets
