#include "core/synth/station.h"

#include "core/synth/noise_model.h"

#include <algorithm>
#include <numbers>

namespace seisdesk::synth {

namespace {
constexpr double pi = std::numbers::pi;
using Complex = std::complex<double>;

// Without the care for infinities that the standard's operators take.
Complex times(const Complex& a, const Complex& b)
{
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
Complex inverse(const Complex& z) { return std::conj(z) / std::norm(z); }

}  // namespace

std::string instrumentName(Instrument instrument)
{
    switch (instrument) {
    case Instrument::Broadband: return "broadband";
    case Instrument::ShortPeriod: return "short-period";
    case Instrument::Accelerometer: break;
    }
    return "accelerometer";
}

Complex Station::antiAlias(double hz) const
{
    const double x = hz / antiAliasHz;
    if (zeroPhase) return 1.0 / std::sqrt(1.0 + std::pow(x, 2.0 * antiAliasPoles));
    if (x < 0.01) return std::polar(1.0, -x / std::sin(0.5 * pi / antiAliasPoles));
    Complex product = 1.0;
    for (int k = 0; k < antiAliasPoles / 2; ++k)  // Butterworth, pairs of poles
        product = times(product, {1.0 - x * x, 2.0 * x * std::sin(pi * (2 * k + 1) / (2.0 * antiAliasPoles))});
    return inverse(product);
}

Complex Station::recorder(double hz) const
{
    if (hz <= 0.0) return 0.0;
    const double w = 2.0 * pi * hz;
    const Complex filter = countsPerUnit * antiAlias(hz);
    if (instrument == Instrument::Accelerometer) return times({0.0, w}, filter);
    const double w0 = 2.0 * pi * cornerHz;
    return -w * w * times(filter, inverse({w0 * w0 - w * w, 2.0 * damping * w0 * w}));
}

Complex Station::site(double hz, bool horizontal) const
{
    if (siteReflection[horizontal] == 0.0) return 1.0;
    return inverse(1.0 + std::polar(siteReflection[horizontal], -2.0 * pi * hz * siteTwoWaySeconds[horizontal]));
}

double Station::noiseDensity(double hz, bool horizontal) const
{
    if (hz <= 0.0) return 0.0;
    const double low = lowNoiseModelDb(1.0 / hz), high = highNoiseModelDb(1.0 / hz);
    const double mix = std::clamp(0.5 + std::log(hz / 0.6) / std::log(4.0), 0.0, 1.0);
    const double level = microseismLevel + (cultureLevel - microseismLevel) * mix;
    double db = low + (high - low) * level;
    if (horizontal && hz < 0.1) db += tiltDb * std::min(1.0, std::log10(0.1 / hz));
    if (hz > 10.0) db += highSlopeDb * std::log10(hz / 10.0);
    double power = std::pow(10.0, db / 10.0);
    for (const Line& line : lines) power *= 1.0 + std::pow(10.0, line.db / 10.0) * std::exp(-std::pow((hz - line.hz) / line.widthHz, 2.0));
    power += std::pow(10.0, selfNoiseDb / 10.0);
    return std::sqrt(power) / (2.0 * pi * hz);
}

StationSpectra::StationSpectra(const Station& station, const Bins& bins) : zeroPhase(station.zeroPhase)
{
    const double end = bins.hz(bins.knots.size() - 1);
    for (auto* vectors : {&response, &noise})
        for (auto& values : *vectors) values.resize(bins.knots.size());
    for (std::size_t i = 0; i < bins.knots.size(); ++i) {
        const double hz = bins.hz(i);
        const double taper = hz < 0.9 * end ? 1.0 : 0.5 + 0.5 * std::cos(10.0 * pi * (hz / end - 0.9));
        const Complex recorder = taper * station.recorder(hz);
        for (const bool horizontal : {false, true}) {
            response[horizontal][i] = std::complex<float>(times(recorder, station.site(hz, horizontal)));
            noise[horizontal][i] = static_cast<float>(std::abs(recorder) * station.noiseDensity(hz, horizontal));
        }
    }
}

Station randomStation(double gridRateHz, bool borehole, FastRandom& random)
{
    Station s;
    const double kind = random.uniform();
    const double voltage = random.logUniform(1.0e5, 8.0e5);  // counts per volt
    if (kind < 0.45) {
        s.instrument = Instrument::Broadband;
        constexpr double corners[] = {1.0 / 120, 1.0 / 120, 1.0 / 40, 1.0 / 30, 1.0 / 240, 1.0 / 20, 0.1};
        s.cornerHz = corners[static_cast<int>(random.uniform() * 7)];
        s.countsPerUnit = voltage * random.uniform(750.0, 2400.0);
        s.selfNoiseDb = random.uniform(-185.0, -165.0);
    } else if (kind < 0.8) {
        s.instrument = Instrument::ShortPeriod;
        constexpr double corners[] = {1.0, 1.0, 2.0, 4.5, 4.5, 10.0};
        s.cornerHz = corners[static_cast<int>(random.uniform() * (borehole ? 6 : 5))];
        s.damping = random.uniform(0.55, 0.8);
        s.countsPerUnit = voltage * random.uniform(28.0, 400.0);
        s.selfNoiseDb = random.uniform(-165.0, -145.0);
        if (random.chance(0.25)) s.clipCounts = 32767.0, s.countsPerUnit *= 0.02;  // 16 bit or analogue telemetry
    } else {
        s.instrument = Instrument::Accelerometer;
        s.countsPerUnit = 8388608.0 / (9.81 * random.uniform(1.0, 4.0));
        s.selfNoiseDb = random.uniform(-135.0, -105.0);
    }
    s.wholeCounts = random.chance(0.6);

    constexpr double rates[] = {20, 40, 50, 50, 80, 100, 100, 100, 100, 100, 100, 125, 200, 200, 250, 500};
    s.nativeRateHz = rates[static_cast<int>(random.uniform() * 16)];
    if (borehole) s.nativeRateHz = std::max(100.0, s.nativeRateHz);
    const double nyquist = 0.5 * std::min(s.nativeRateHz, gridRateHz);
    s.antiAliasPoles = 2 * (4 + static_cast<int>(random.uniform() * 5.0));
    s.antiAliasHz = nyquist * random.uniform(0.76, 0.88);
    s.zeroPhase = random.chance(0.25);

    s.siteReflection = {random.uniform(0.0, 0.35), random.uniform(0.0, 0.65)};
    const double period = random.logUniform(0.04, 0.5);
    s.siteTwoWaySeconds = {period / random.uniform(1.8, 3.0), period};
    if (borehole && random.chance(0.6)) s.siteReflection = {0.0, 0.0};
    s.kappaSeconds = borehole ? random.logUniform(0.002, 0.02) : random.logUniform(0.006, 0.06);

    s.microseismLevel = random.uniform(0.1, 0.85);
    s.cultureLevel = borehole ? random.uniform(-0.1, 0.5) : random.uniform(0.0, 1.0);
    s.tiltDb = random.chance(0.3) ? random.uniform(0.0, 30.0) : 0.0;
    s.highSlopeDb = random.uniform(-18.0, 8.0);
    if (random.chance(0.15))
        for (int k = static_cast<int>(random.uniform(1.0, 4.0)); k > 0; --k)
            s.lines.push_back({random.logUniform(1.5, 40.0), random.logUniform(0.05, 0.6), random.uniform(3.0, 18.0)});
    return s;
}

}  // namespace seisdesk::synth
