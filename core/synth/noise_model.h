#pragma once
// Noise models of Peterson (1993), USGS Open-File Report 93-322: quietest and noisiest stations of the world.

namespace seisdesk::synth {

/// Acceleration power density in dB relative to (m/s^2)^2/Hz. Below 0.1 s and above 1e5 s the last segment goes on.
double lowNoiseModelDb(double periodSeconds);
double highNoiseModelDb(double periodSeconds);

}  // namespace seisdesk::synth
