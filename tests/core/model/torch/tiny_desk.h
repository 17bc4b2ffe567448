#pragma once
// A multi-task network so small that tests can train it, and windows that can be learned.

#include "core/model/nets/seismollm_config.h"
#include "core/model/training/training_data.h"
#include "core/synth/random.h"

#include <cmath>

namespace seisdesk {

inline SeisMoLLMConfig tinyDesk()
{
    SeisMoLLMConfig c = SeisMoLLMConfig::desk();
    c.stages = {{8, 8, 4, 4, 2}, {8, 4, 2, 2, 1}, {8, 3, 2, 2, 1}};
    c.up = {{8, 3}, {8, 3}};
    c.width = 32;
    c.heads = 2;
    c.layers = 1;
    c.positions = 16;
    c.sourceHidden = 16;
    return c;
}

inline Contract tinyContract()
{
    Contract c = multiTaskContract(tinyDesk());
    c.windowSamples = 512;
    return c;
}

/// Number k: a burst in noise, P at its beginning, its polarity, size, distance and direction known.
inline Example tinyExample(std::uint64_t number)
{
    synth::Random random(number + 1);
    Example e;
    e.samples = 512;
    e.rows.resize(3 * 512);
    for (float& v : e.rows) v = static_cast<float>(0.1 * random.normal());
    const auto p = static_cast<std::size_t>(random.uniform(100.0, 300.0));
    const bool up = random.uniform() < 0.5;
    for (std::size_t i = p; i < 512; ++i) {
        const double t = static_cast<double>(i - p);
        const double pulse = (up ? 1.0 : -1.0) * std::exp(-t / 60.0) * std::sin(0.4 * t), s = t > 120.0 ? 2.0 * std::exp(-(t - 120.0) / 60.0) * std::sin(0.2 * (t - 120.0)) : 0.0;
        e.rows[i] += static_cast<float>(pulse);
        e.rows[512 + i] += static_cast<float>(-0.5 * pulse + s);
        e.rows[1024 + i] += static_cast<float>(s);
    }
    e.events = {{static_cast<double>(p), static_cast<double>(p) + 120.0, up ? Polarity::Positive : Polarity::Negative, 2.0, 10.0, 0.0}};
    return e;
}

inline TrainingWindow tinyWindow(std::uint64_t number) { return trainingWindow(tinyExample(number), 0, tinyContract(), {}); }

inline Recipe tinyRecipe(std::uint64_t steps)
{
    Recipe r;
    r.network = tinyDesk();
    r.windowSamples = 512;
    r.steps = steps;
    r.batch = 8;
    r.learningRate = 5e-3;
    r.warmUpSteps = 5;
    r.validateSteps = r.checkpointSteps = 10;
    r.average = 0.9;
    return r;
}

}  // namespace seisdesk
