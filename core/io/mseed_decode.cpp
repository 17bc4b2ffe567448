#include "core/io/mseed_decode.h"

#include "core/io/endian.h"
#include "core/io/steim.h"

#include <libmseed.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <new>

// libmseed 2 formats every complaint into one static buffer, which races between threads, and prints it to stderr. The
// dynamic linker takes this definition instead of the library's, so that it does neither; faults are found here.
extern "C" __attribute__((visibility("default"))) int ms_log(int /*level*/, ...) { return 0; }

namespace seisdesk {

namespace {

constexpr std::size_t headBytes = 48;  // libmseed accepts no smaller data offset

/// Copies samples; false when float, as the target, cannot hold one of them exactly. NaN counts as held.
template <class From, class To>
bool copySamples(const From* from, std::uint32_t count, To* to)
{
    if constexpr (std::is_same_v<From, std::int32_t> && std::is_same_v<To, float>) {
        std::int32_t bits = 0;  // all bits that any magnitude uses
        for (std::uint32_t i = 0; i < count; ++i) {
            bits |= from[i] ^ (from[i] >> 31);
            to[i] = static_cast<float>(from[i]);
        }
        if (bits < 1 << 24) return true;
        return std::all_of(from, from + count, [](std::int32_t v) { return static_cast<double>(static_cast<float>(v)) == static_cast<double>(v); });
    } else {
        for (std::uint32_t i = 0; i < count; ++i) to[i] = static_cast<To>(from[i]);
        if constexpr (!std::is_same_v<From, double> || !std::is_same_v<To, float>) return true;
        else return std::all_of(from, from + count, [](double v) { return static_cast<double>(static_cast<float>(v)) == v || std::isnan(v); });
    }
}

struct FreeRecord {
    void operator()(MSRecord* r) const { msr_free(&r); }
};

}  // namespace

struct MiniSeedDecoder::State {
    std::unique_ptr<MSRecord, FreeRecord> record{msr_init(nullptr)};
    std::vector<std::byte> data;  ///< headBytes of nothing, then the data part, aligned for any sample
    std::vector<std::int32_t> counts;  ///< of frames decoded here
};

MiniSeedDecoder::MiniSeedDecoder() : m_state(std::make_unique<State>())
{
    if (!m_state->record) throw std::bad_alloc();
    m_state->record->fsdh = static_cast<fsdh_s*>(std::calloc(1, sizeof(fsdh_s)));  // msr_free() frees it
    if (m_state->record->fsdh == nullptr) throw std::bad_alloc();
}

MiniSeedDecoder::~MiniSeedDecoder() = default;
MiniSeedDecoder::MiniSeedDecoder(MiniSeedDecoder&&) noexcept = default;

/// libmseed gives all samples or none. The more samples are asked for the sooner it fails, so the most that it gives are
/// found by halving.
int MiniSeedDecoder::longestPrefix(bool swap)
{
    MSRecord& lib = *m_state->record;
    std::int64_t good = 0, bad = lib.samplecnt;
    while (bad - good > 1) {
        lib.samplecnt = (good + bad) / 2;
        (msr_unpack_data(&lib, swap ? 1 : 0, 0) > 0 ? good : bad) = lib.samplecnt;
    }
    lib.samplecnt = good;
    return good > 0 ? msr_unpack_data(&lib, swap ? 1 : 0, 0) : 0;
}

template <class T>
MiniSeedDecoder::Outcome MiniSeedDecoder::decodeTo(std::span<const std::byte> file, const MiniSeedRecord& record, T* out)
{
    MSRecord& lib = *m_state->record;
    const auto source = file.subspan(record.dataOffset, record.dataBytes);
    const bool steim = record.encoding == DE_STEIM1 || record.encoding == DE_STEIM2;
    // Sound frames are decoded here, five times as fast; what is damaged or in the other byte order is left to libmseed.
    if (steim && record.bigEndian && decodeSteim(source, record.encoding == DE_STEIM1 ? SteimLevel::One : SteimLevel::Two, record.samples, m_state->counts))
        return {record.samples, copySamples(m_state->counts.data(), record.samples, out), Fault::None};
    if (source.size() > static_cast<std::size_t>(MAXRECLEN) - headBytes) return {0, true, Fault::Broken};
    m_state->data.assign(std::max<std::size_t>(headBytes + source.size(), MINRECLEN), std::byte{0});
    std::copy(source.begin(), source.end(), m_state->data.begin() + headBytes);
    lib.record = reinterpret_cast<char*>(m_state->data.data());
    lib.reclen = static_cast<std::int32_t>(m_state->data.size());
    lib.fsdh->data_offset = headBytes;
    lib.samplecnt = record.samples;
    lib.encoding = static_cast<std::int8_t>(record.encoding);
    lib.byteorder = record.bigEndian ? 1 : 0;
    const bool swap = record.bigEndian == (std::endian::native == std::endian::little);
    int got = msr_unpack_data(&lib, swap ? 1 : 0, 0);
    if (got <= 0) got = longestPrefix(swap);
    if (got <= 0) return {0, true, Fault::Broken};
    Outcome outcome;
    outcome.samples = std::min(static_cast<std::uint32_t>(got), record.samples);
    if (lib.sampletype == 'i') outcome.floatIsExact = copySamples(static_cast<const std::int32_t*>(lib.datasamples), outcome.samples, out);
    else if (lib.sampletype == 'f') outcome.floatIsExact = copySamples(static_cast<const float*>(lib.datasamples), outcome.samples, out);
    else if (lib.sampletype == 'd') outcome.floatIsExact = copySamples(static_cast<const double*>(lib.datasamples), outcome.samples, out);
    else return {0, true, Fault::Broken};
    if (outcome.samples < record.samples) outcome.fault = Fault::Short;
    else if (steim) {
        const auto announced = load<std::int32_t>(source, 8, record.bigEndian);  // reverse integration constant
        if (announced != static_cast<const std::int32_t*>(lib.datasamples)[outcome.samples - 1]) outcome.fault = Fault::CheckFailed;
    }
    return outcome;
}

MiniSeedDecoder::Outcome MiniSeedDecoder::decode(std::span<const std::byte> file, const MiniSeedRecord& record, float* out)
{
    return decodeTo(file, record, out);
}

MiniSeedDecoder::Outcome MiniSeedDecoder::decode(std::span<const std::byte> file, const MiniSeedRecord& record, double* out)
{
    return decodeTo(file, record, out);
}

}  // namespace seisdesk
