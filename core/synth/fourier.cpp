#include "core/synth/fourier.h"

#include <fftw3.h>

#include <map>
#include <mutex>

namespace seisdesk::synth {

struct Fourier::Plans {
    Plans(fftwf_plan f, fftwf_plan i) : forward(f), inverse(i) {}
    ~Plans()
    {
        fftwf_destroy_plan(forward);
        fftwf_destroy_plan(inverse);
    }
    Plans(const Plans&) = delete;
    Plans& operator=(const Plans&) = delete;
    fftwf_plan forward, inverse;
};

Fourier::Fourier(std::size_t n) : m_n(n)
{
    static std::mutex planning;  // FFTW plans one at a time; running a plan on new arrays is thread-safe
    static std::map<std::size_t, std::shared_ptr<const Plans>> known;
    const std::lock_guard lock(planning);
    auto& plans = known[n];
    if (!plans) {
        Samples x(n);
        Spectrum y(n / 2 + 1);
        auto* spectrum = reinterpret_cast<fftwf_complex*>(y.data());
        const int length = static_cast<int>(n);  // estimated, not measured: measuring may choose other roundings on every run
        plans = std::make_shared<const Plans>(fftwf_plan_dft_r2c_1d(length, x.data(), spectrum, FFTW_ESTIMATE),
                                              fftwf_plan_dft_c2r_1d(length, spectrum, x.data(), FFTW_ESTIMATE));
    }
    m_plans = plans;
}

void Fourier::forward(Samples& in, Spectrum& out) const
{
    out.resize(bins());
    fftwf_execute_dft_r2c(m_plans->forward, in.data(), reinterpret_cast<fftwf_complex*>(out.data()));
}

void Fourier::inverse(Spectrum& in, Samples& out) const
{
    out.resize(m_n);
    fftwf_execute_dft_c2r(m_plans->inverse, reinterpret_cast<fftwf_complex*>(in.data()), out.data());
    const float scale = 1.0f / static_cast<float>(m_n);
    for (float& v : out) v *= scale;
}

std::size_t Fourier::smoothLength(std::size_t n)
{
    for (std::size_t m = (n + 7) / 8;; ++m) {
        std::size_t rest = m;
        for (const std::size_t prime : {2, 3, 5})
            while (rest % prime == 0) rest /= prime;
        if (rest == 1) return 8 * m;
    }
}

}  // namespace seisdesk::synth
