#include "core/io/steim.h"

#include "core/io/endian.h"

#include <array>
#include <cstring>

namespace seisdesk {

namespace {

constexpr std::size_t frameBytes = 64, wordsPerFrame = 16;
constexpr std::size_t mostInFrame = 15 * 7, lanes = 8;  // a word is written as eight values, whatever it holds

using Words = std::uint32_t __attribute__((vector_size(4 * lanes)));
using Differences = std::int32_t __attribute__((vector_size(4 * lanes)));

/// How a word is cut: difference k is what is left after shifting it left by left[k] and then, with its sign, right.
struct alignas(64) Cut {
    std::array<std::uint32_t, lanes> left{};
    std::uint32_t right = 0;
    std::uint32_t count = 0;
    bool forbidden = false;
};

constexpr Cut cut(unsigned count, unsigned bits)
{
    Cut out;
    out.count = count;
    out.right = 32 - bits;
    // Three sizes lie in the lower 28 or 30 bits, behind a code of their own.
    const unsigned used = count * bits;
    for (unsigned k = 0; k < count; ++k) out.left[k] = 32 - used + k * bits;
    return out;
}

constexpr Cut forbidden()
{
    Cut out;
    out.forbidden = true;
    return out;
}

/// By the word's two bits in the frame's first word, then by its own two upper ones.
using Cuts = std::array<Cut, 16>;
constexpr Cuts steim1{Cut{}, Cut{}, Cut{}, Cut{}, cut(4, 8), cut(4, 8), cut(4, 8), cut(4, 8), cut(2, 16), cut(2, 16), cut(2, 16), cut(2, 16), cut(1, 32), cut(1, 32), cut(1, 32), cut(1, 32)};
constexpr Cuts steim2{Cut{}, Cut{}, Cut{}, Cut{}, cut(4, 8), cut(4, 8), cut(4, 8), cut(4, 8), forbidden(), cut(1, 30), cut(2, 15), cut(3, 10), cut(5, 6), cut(6, 5), cut(7, 4), forbidden()};

/// Differences of a data part; how many, or 0 for a forbidden code. Written past `count` by a frame and a word at most.
#if defined(__x86_64__) && defined(__ELF__)
[[gnu::target_clones("avx2", "default")]]
#endif
std::size_t differences(std::span<const std::byte> frames, const Cuts& cuts, std::size_t count, std::int32_t* to)
{
    std::size_t done = 0;
    for (std::size_t at = 0; at + frameBytes <= frames.size() && done < count; at += frameBytes) {
        const auto codes = load<std::uint32_t>(frames, at, true);
        bool sound = true;
        for (std::size_t w = at == 0 ? 3 : 1; w < wordsPerFrame; ++w) {  // the first frame's words 1 and 2 are the first and the last sample
            const auto word = load<std::uint32_t>(frames, at + 4 * w, true);
            const Cut& cut = cuts[(codes >> (30 - 2 * w) & 3U) * 4 + (word >> 30)];
            Words left;
            std::memcpy(&left, cut.left.data(), sizeof left);
            const Differences values = reinterpret_cast<Differences>(word << left) >> static_cast<std::int32_t>(cut.right);
            std::memcpy(to + done, &values, sizeof values);
            sound = sound && !cut.forbidden;
            done += cut.count;
        }
        if (!sound) return 0;
    }
    return done;
}

}  // namespace

bool decodeSteim(std::span<const std::byte> frames, SteimLevel level, std::uint32_t count, std::vector<std::int32_t>& samples)
{
    if (frames.size() < frameBytes || count == 0) return false;
    if (samples.size() < count + mostInFrame + lanes) samples.resize(count + mostInFrame + lanes);
    const Cuts& cuts = level == SteimLevel::One ? steim1 : steim2;
    if (differences(frames, cuts, count, samples.data()) < count) return false;
    // The first difference is from the record before; sums wrap as the encoder's differences did.
    auto sum = load<std::uint32_t>(frames, 4, true);
    samples[0] = static_cast<std::int32_t>(sum);
    for (std::uint32_t i = 1; i < count; ++i) samples[i] = static_cast<std::int32_t>(sum += static_cast<std::uint32_t>(samples[i]));
    return sum == load<std::uint32_t>(frames, 8, true);
}

}  // namespace seisdesk
