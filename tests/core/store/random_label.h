#pragma once
// Labels with everything a label can have, for tests that must not depend on what is usual.

#include "core/label/label.h"

#include <limits>
#include <random>

namespace seisdesk::test {

class RandomLabels {
public:
    explicit RandomLabels(std::uint64_t seed) : m_random(seed) {}

    Label next()
    {
        Label l;
        l.id = {m_random(), m_random() | 1};
        l.stream = {text(), text(), text(), text()};
        l.phase = text();
        l.time = time();
        if (coin()) l.end = time();
        l.lowerUncertaintySeconds = maybe();
        l.upperUncertaintySeconds = maybe();
        l.polarity = static_cast<Polarity>(below(4));
        l.onset = static_cast<OnsetQuality>(below(4));
        l.mode = static_cast<Mode>(below(2));
        l.review = static_cast<Review>(below(5));
        l.confidence = maybe();
        if (coin()) l.source = {estimate(), estimate(), estimate(), maybe(), maybe()};
        l.model = text();
        l.filter = text();
        l.author = text();
        l.created = time();
        if (coin()) l.replaces = Id{m_random(), m_random() | 1};
        l.event = text();
        l.comment = text();
        return l;
    }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    bool coin() { return below(2) == 0; }

private:
    Time time()
    {
        if (below(20) == 0) return coin() ? Time::max() : Time::min();
        return Time(Duration(static_cast<std::int64_t>(m_random())));
    }
    double number()
    {
        switch (below(6)) {
        case 0: return 0.0;
        case 1: return std::numeric_limits<double>::denorm_min();
        case 2: return std::numeric_limits<double>::max();
        case 3: return -1.0 / 3.0;
        case 4: return std::uniform_real_distribution(-1.0, 1.0)(m_random);
        default: return std::ldexp(std::uniform_real_distribution(1.0, 2.0)(m_random), static_cast<int>(below(2000)) - 1000);
        }
    }
    std::optional<double> maybe() { return coin() ? std::optional(number()) : std::nullopt; }
    std::optional<Estimate> estimate() { return coin() ? std::optional(Estimate{number(), maybe()}) : std::nullopt; }
    std::string text()
    {
        static const std::vector<std::string> samples{"", "", "GE", "P", "Größe ½", "地震", "\xF0\x9F\x8C\x8B lava", "quote ' \" \\ ; -- DROP", "line\nbreak\ttab",
                                                      std::string("zero\0inside", 11), "latin \xFC\xE9", "\xFF\xFE", "\xED\xA0\x80", "a.b.c", " blanks ", "null"};
        return samples[below(samples.size())];
    }
    std::mt19937_64 m_random;
};

}  // namespace seisdesk::test
