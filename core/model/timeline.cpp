#include "core/model/timeline.h"

#include "core/signal/resample.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace seisdesk {

namespace {

constexpr double rateTolerance = 1e-3;      // a network does not notice a clock that is 0.1 % off
constexpr double fractionTolerance = 0.005; // grid samples: 0.1 ms at 50 Hz
constexpr std::size_t filterReach = 64;     // samples of the lower rate on which resampled() may depend
constexpr std::ptrdiff_t shiftReach = 16;

struct Ratio {
    std::size_t up = 1, down = 1;
};

/// The simplest up/down that brings `from` to `to`.
Ratio simpleRatio(double from, double to)
{
    for (std::size_t down = 1; down < 5000; ++down) {
        const double up = std::round(to * static_cast<double>(down) / from);
        if (up >= 1.0 && std::abs(from * up / static_cast<double>(down) / to - 1.0) <= rateTolerance)
            return {static_cast<std::size_t>(up), down};
    }
    return {0, 0};
}

bool sameRate(double a, double b) { return std::abs(a - b) <= 1e-9 * b; }

/// Values `fraction` of a sample earlier, by a Hann-windowed sinc; linear where the record ends or has a hole near by.
std::vector<float> shifted(const std::vector<float>& x, double fraction)
{
    std::array<double, 2 * shiftReach> taps{};
    double sum = 0.0;
    for (std::ptrdiff_t m = 0; m < std::ssize(taps); ++m) {
        const double t = static_cast<double>(m - shiftReach) + fraction;  // distance of x[k + m - reach] from the wanted place
        const double hann = 0.5 + 0.5 * std::cos(std::numbers::pi * t / static_cast<double>(shiftReach));
        const double s = std::abs(t) < 1e-12 ? 1.0 : std::sin(std::numbers::pi * t) / (std::numbers::pi * t);
        taps[static_cast<std::size_t>(m)] = std::abs(t) < static_cast<double>(shiftReach) ? s * hann : 0.0;
        sum += taps[static_cast<std::size_t>(m)];
    }
    for (double& t : taps) t /= sum;
    const std::ptrdiff_t n = std::ssize(x);
    std::vector<float> out(x.size());
    for (std::ptrdiff_t k = 0; k < n; ++k) {
        double y = std::numeric_limits<double>::quiet_NaN();
        if (k >= shiftReach && k + shiftReach <= n) {
            y = 0.0;
            for (std::ptrdiff_t m = 0; m < std::ssize(taps); ++m) y += taps[static_cast<std::size_t>(m)] * static_cast<double>(x[static_cast<std::size_t>(k - shiftReach + m)]);
        }
        if (!std::isfinite(y)) {
            const std::ptrdiff_t other = std::clamp<std::ptrdiff_t>(fraction > 0.0 ? k - 1 : k + 1, 0, n - 1);
            const double here = static_cast<double>(x[static_cast<std::size_t>(k)]);
            const double there = static_cast<double>(x[static_cast<std::size_t>(other)]);
            y = std::isfinite(there) ? here + (there - here) * std::abs(fraction) : here;
        }
        out[static_cast<std::size_t>(k)] = static_cast<float>(y);
    }
    return out;
}

/// Mean of the finite samples; exactly the value of a constant record.
double meanOf(const Segment& s, std::size_t from, std::size_t to)
{
    const double reference = s.valueAt(from);
    double sum = 0.0;
    std::size_t n = 0;
    for (std::size_t i = from; i < to; ++i) {
        const double v = s.valueAt(i) - reference;
        if (std::isfinite(v)) sum += v, ++n;
    }
    return n ? reference + sum / static_cast<double>(n) : 0.0;
}

}  // namespace

std::vector<Timeline::Part> Timeline::partsOf(const Instrument& instrument, const TimelineOptions& options)
{
    std::vector<Part> out;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        for (const Segment& s : instrument.axes[axis]) {
            Part p;
            p.segment = s;
            p.axis = axis;
            p.to = s.size();
            if (options.span) {
                const auto index = [&](Time t) {
                    const double i = std::ceil(s.indexOf(t) - 1e-6 * s.sampleRateHz);
                    return static_cast<std::size_t>(std::clamp(i, 0.0, static_cast<double>(s.size())));
                };
                p.from = index(options.span->begin);
                p.to = index(options.span->end);
            }
            while (p.from < p.to && !std::isfinite(s.valueAt(p.from))) ++p.from;
            while (p.from < p.to && !std::isfinite(s.valueAt(p.to - 1))) --p.to;
            if (p.from >= p.to) continue;
            const Ratio ratio = simpleRatio(s.sampleRateHz, options.sampleRateHz);
            p.up = ratio.up;
            p.down = ratio.down;
            p.rateHz = ratio.up ? s.sampleRateHz * static_cast<double>(ratio.up) / static_cast<double>(ratio.down) : options.sampleRateHz;
            if (options.removeOffset) p.offset = meanOf(s, p.from, p.to);
            out.push_back(std::move(p));
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Part& a, const Part& b) {
        return a.segment.timeOf(static_cast<double>(a.from)) < b.segment.timeOf(static_cast<double>(b.from));
    });
    return out;
}

void Timeline::append(std::vector<Part>& parts, double sampleRateHz)
{
    const auto vertical = std::find_if(parts.begin(), parts.end(), [](const Part& p) { return p.axis == 0; });
    const Part base = vertical == parts.end() ? parts.front() : *vertical;
    const Time origin = base.segment.timeOf(static_cast<double>(base.from));
    std::ptrdiff_t low = 0, high = 0;
    for (Part& p : parts) {
        if (!sameRate(p.rateHz, base.rateHz)) {
            p.rateHz = base.rateHz;
            p.up = p.down = 0;
        }
        const double exact = toSeconds(p.segment.timeOf(static_cast<double>(p.from)) - origin) * base.rateHz;
        p.at = std::llround(exact);
        p.fraction = exact - static_cast<double>(p.at);
        if (std::abs(p.fraction) < fractionTolerance) p.fraction = 0.0;
        p.count = static_cast<std::size_t>(static_cast<double>(p.to - p.from - 1) * p.rateHz / p.segment.sampleRateHz + 1e-6) + 1;
        low = std::min(low, p.at);
        high = std::max(high, p.at + static_cast<std::ptrdiff_t>(p.count));
    }
    GridPiece piece{0, static_cast<std::size_t>(high - low), origin + fromSeconds(static_cast<double>(low) / base.rateHz), base.rateHz};
    if (!m_pieces.empty()) {
        const double at = toSeconds(piece.start - m_pieces.front().start) * sampleRateHz;
        piece.first = std::max(m_size, static_cast<std::size_t>(std::max(0.0, std::round(at))));
    }
    for (Part& p : parts) {
        p.at += static_cast<std::ptrdiff_t>(piece.first) - low;
        m_parts.push_back(std::move(p));
    }
    m_pieces.push_back(piece);
    m_size = piece.first + piece.count;
}

std::vector<Timeline> timelines(const Instrument& instrument, const TimelineOptions& options)
{
    std::vector<Timeline> out;
    std::vector<Timeline::Part> all = Timeline::partsOf(instrument, options), piece;
    Time reached{};
    const auto close = [&] {
        if (piece.empty()) return;
        const Time begin = piece.front().segment.timeOf(static_cast<double>(piece.front().from));
        if (!out.empty()) {
            const GridPiece& last = out.back().m_pieces.back();
            const double gap = toSeconds(begin - last.timeOf(static_cast<double>(last.first + last.count))) * options.sampleRateHz;
            if (gap > static_cast<double>(options.joinSamples)) out.emplace_back();
        } else {
            out.emplace_back();
        }
        out.back().append(piece, options.sampleRateHz);
        piece.clear();
    };
    for (Timeline::Part& p : all) {
        const Time begin = p.segment.timeOf(static_cast<double>(p.from));
        const Time end = p.segment.timeOf(static_cast<double>(p.to));
        const Duration half = fromSeconds(0.5 / p.segment.sampleRateHz);
        if (!piece.empty() && begin > reached + half) close();
        reached = piece.empty() ? end : std::max(reached, end);
        piece.push_back(std::move(p));
    }
    close();
    return out;
}

const GridPiece& Timeline::pieceAt(double gridIndex) const
{
    const GridPiece* best = &m_pieces.front();
    double nearest = std::numeric_limits<double>::infinity();
    for (const GridPiece& p : m_pieces) {
        const double begin = static_cast<double>(p.first), end = static_cast<double>(p.first + p.count) - 1.0;
        const double away = std::max({0.0, begin - gridIndex, gridIndex - end});
        if (away < nearest) nearest = away, best = &p;
    }
    return *best;
}

double Timeline::indexOf(Time time) const
{
    double best = 0.0, nearest = std::numeric_limits<double>::infinity();
    for (const GridPiece& p : m_pieces) {
        const double i = toSeconds(time - p.start) * p.sampleRateHz;
        const double away = std::max({0.0, -i, i - static_cast<double>(p.count) + 1.0});
        if (away < nearest) nearest = away, best = static_cast<double>(p.first) + i;
    }
    return best;
}

Result<std::vector<float>> Timeline::values(const Part& p, std::size_t first, std::size_t last)
{
    const bool plain = p.up == 1 && p.down == 1;
    const double step = p.segment.sampleRateHz / p.rateHz;  // source samples per grid sample
    const std::size_t n = p.to - p.from;
    std::size_t low = 0, begin = 0, end = n;
    if (p.up > 0) {
        const auto reach = static_cast<std::size_t>(static_cast<double>(filterReach) * std::max(1.0, 1.0 / step)) + static_cast<std::size_t>(shiftReach);
        low = first > reach ? first - reach : 0;
        low -= low % p.up;
        begin = std::min(n - 1, low / p.up * p.down);
        end = std::min(n, static_cast<std::size_t>(std::ceil(static_cast<double>(last + reach) * step)) + 2);
    }
    std::vector<float> samples(end - begin);
    for (std::size_t i = begin; i < end; ++i) samples[i - begin] = static_cast<float>(p.segment.valueAt(p.from + i) - p.offset);
    if (!plain) {
        auto grid = resampled(makeSegment({}, p.segment.sampleRateHz, std::move(samples)), p.rateHz);
        if (!grid) return grid.error();
        samples = *grid->samples;
    }
    if (p.fraction != 0.0) samples = shifted(samples, p.fraction);
    samples.resize(std::max(samples.size(), last - low), std::numeric_limits<float>::quiet_NaN());
    return std::vector<float>(samples.begin() + static_cast<std::ptrdiff_t>(first - low), samples.begin() + static_cast<std::ptrdiff_t>(last - low));
}

Result<std::vector<float>> Timeline::read(std::size_t first, std::size_t count) const
{
    std::vector<float> out(3 * count, std::numeric_limits<float>::quiet_NaN());
    for (const Part& p : m_parts) {
        const auto begin = std::max(static_cast<std::ptrdiff_t>(first), p.at);
        const auto end = std::min(static_cast<std::ptrdiff_t>(first + count), p.at + static_cast<std::ptrdiff_t>(p.count));
        if (begin >= end) continue;
        const auto part = values(p, static_cast<std::size_t>(begin - p.at), static_cast<std::size_t>(end - p.at));
        if (!part) return part.error();
        float* row = out.data() + p.axis * count + static_cast<std::size_t>(begin) - first;
        for (const float v : *part) {
            if (!std::isfinite(*row)) *row = std::isfinite(v) ? v : std::numeric_limits<float>::quiet_NaN();
            ++row;
        }
    }
    return out;
}

}  // namespace seisdesk
