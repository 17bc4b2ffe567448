#pragma once
// Samples of single miniSEED records, decoded by libmseed from records whose bounds have been checked.

#include "core/io/mseed_scan.h"

#include <memory>

namespace seisdesk {

/// Decodes records one after another; each thread needs its own. libmseed trusts sample counts and lengths in a record,
/// so it is shown a copy of the data part whose counts have been checked by scanMiniSeed().
class MiniSeedDecoder {
public:
    enum class Fault { None, Broken, Short, CheckFailed };
    struct Outcome {
        std::uint32_t samples = 0;   ///< written; the rest of the output is untouched
        bool floatIsExact = true;    ///< false when a value needs more than float's 24 bits
        /// Short: fewer samples than announced can be decoded. Broken: none can. CheckFailed: the last sample is not the one
        /// that the Steim header announces.
        Fault fault = Fault::None;
    };

    MiniSeedDecoder();
    ~MiniSeedDecoder();
    MiniSeedDecoder(MiniSeedDecoder&&) noexcept;

    /// Writes at most record.samples values to `out`.
    Outcome decode(std::span<const std::byte> file, const MiniSeedRecord& record, float* out);
    Outcome decode(std::span<const std::byte> file, const MiniSeedRecord& record, double* out);

private:
    struct State;
    int longestPrefix(bool swap);
    template <class T>
    Outcome decodeTo(std::span<const std::byte> file, const MiniSeedRecord& record, T* out);
    std::unique_ptr<State> m_state;
};

}  // namespace seisdesk
