#include "core/signal/response.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

using Complex = std::complex<double>;
constexpr double twoPi = 2.0 * std::numbers::pi;

Error unsupported(std::string message) { return {Error::Code::Unsupported, std::move(message)}; }
Error malformed(std::string message) { return {Error::Code::Malformed, std::move(message)}; }

struct InputUnits {
    int order = 0;         ///< time derivatives of displacement
    double perMetre = 1.0; ///< how many of the unit make one with metres
};

/// Understands m, cm, mm, um, nm per s to the power 0 to 2, in the spellings files have ("M/S**2", "m/s/s", "M/(SEC**2)").
std::optional<InputUnits> inputUnits(const std::string& text)
{
    std::string u;
    for (const char c : text)
        if (c != ' ' && c != '(' && c != ')') u += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const auto slash = u.find('/');
    const std::string length = u.substr(0, slash), per = slash == std::string::npos ? "" : u.substr(slash + 1);
    InputUnits out;
    if (length == "M" || length == "METER" || length == "METERS" || length == "METRE" || length == "METRES") out.perMetre = 1.0;
    else if (length == "CM") out.perMetre = 1e2;
    else if (length == "MM") out.perMetre = 1e3;
    else if (length == "UM") out.perMetre = 1e6;
    else if (length == "NM") out.perMetre = 1e9;
    else return std::nullopt;
    if (per.empty()) out.order = 0;
    else if (per == "S" || per == "SEC" || per == "SECOND") out.order = 1;
    else if (per == "S**2" || per == "SEC**2" || per == "S^2" || per == "S2" || per == "S/S" || per == "SEC/SEC" || per == "SECOND**2") out.order = 2;
    else return std::nullopt;
    return out;
}

/// One stage made ready: its transfer function times a constant.
struct Filter {
    const ResponseStage* stage = nullptr;
    double periodSeconds = 0.0;      ///< sample interval of digital filters, before decimation
    std::vector<double> fir;         ///< coefficients, when it is a FIR filter
    double firAdvanceSeconds = 0.0;  ///< added to the phase: delay that was or is taken out
    std::vector<double> spline;      ///< second derivatives of a response list's amplitude, then phase
    double factor = 1.0;
};

/// Polynomial in 1/z, both lists ascending.
Complex atZ(const std::vector<double>& coefficients, Complex inverseZ)
{
    Complex sum = 0.0;
    for (auto it = coefficients.rbegin(); it != coefficients.rend(); ++it) sum = sum * inverseZ + *it;
    return sum;
}

/// Second derivatives of the cubic spline through (x, y) with not-a-knot ends; all zero (straight lines) below four points.
std::vector<double> splineOf(const std::vector<double>& x, const std::vector<double>& y)
{
    const std::size_t n = x.size();
    std::vector<double> m(n, 0.0);
    if (n < 4) return m;
    const auto h = [&](std::size_t i) { return x[i + 1] - x[i]; };
    const auto slope = [&](std::size_t i) { return (y[i + 1] - y[i]) / h(i); };
    std::vector<double> lower(n), middle(n), upper(n), right(n);
    for (std::size_t i = 1; i + 1 < n; ++i) {
        lower[i] = h(i - 1);
        middle[i] = 2.0 * (h(i - 1) + h(i));
        upper[i] = h(i);
        right[i] = 6.0 * (slope(i) - slope(i - 1));
    }
    // Equal third derivatives on both sides of the second and the last but one point, put into their rows.
    const double a = h(0) / h(1), b = h(n - 2) / h(n - 3);
    middle[1] += lower[1] * (1.0 + a);
    upper[1] -= lower[1] * a;
    middle[n - 2] += upper[n - 2] * (1.0 + b);
    lower[n - 2] -= upper[n - 2] * b;
    for (std::size_t i = 2; i + 1 < n; ++i) {
        const double w = lower[i] / middle[i - 1];
        middle[i] -= w * upper[i - 1];
        right[i] -= w * right[i - 1];
    }
    m[n - 2] = right[n - 2] / middle[n - 2];
    for (std::size_t i = n - 2; i-- > 1;) m[i] = (right[i] - upper[i] * m[i + 1]) / middle[i];
    m[0] = m[1] * (1.0 + a) - m[2] * a;
    m[n - 1] = m[n - 2] * (1.0 + b) - m[n - 3] * b;
    return m;
}

Complex atList(const Filter& filter, const ResponseList& list, double hz)
{
    const auto& p = list.points;
    const std::size_t n = p.size();
    // Held at its ends beyond them: a cubic would run away.
    hz = std::clamp(hz, p.front().frequencyHz, p.back().frequencyHz);
    double amplitude = p[0].amplitude, phase = p[0].phaseDegrees;
    if (n > 1) {
        const auto above = std::upper_bound(p.begin() + 1, p.end() - 1, hz, [](double f, const ResponseList::Point& q) { return f < q.frequencyHz; });
        const auto i = static_cast<std::size_t>(above - p.begin()) - 1;
        const double h = p[i + 1].frequencyHz - p[i].frequencyHz;
        const double u = (p[i + 1].frequencyHz - hz) / h, v = (hz - p[i].frequencyHz) / h;
        const double* s = filter.spline.data();
        const double cu = (u * u * u - u) * h * h / 6.0, cv = (v * v * v - v) * h * h / 6.0;
        amplitude = u * p[i].amplitude + v * p[i + 1].amplitude + cu * s[i] + cv * s[i + 1];
        phase = u * p[i].phaseDegrees + v * p[i + 1].phaseDegrees + cu * s[n + i] + cv * s[n + i + 1];
    }
    const double radians = phase * std::numbers::pi / 180.0;
    return amplitude * Complex(std::cos(radians), std::sin(radians));
}

Complex atPolesZeros(const PolesZeros& pz, double hz, double period)
{
    if (pz.kind == PolesZeros::Kind::Digital && pz.zeros.empty() && pz.poles.empty()) return 1.0;
    const Complex x = pz.kind == PolesZeros::Kind::LaplaceRadians ? Complex(0.0, twoPi * hz)
                      : pz.kind == PolesZeros::Kind::LaplaceHertz ? Complex(0.0, hz)
                                                                  : std::polar(1.0, twoPi * hz * period);
    // Zeros and poles in turn, so that the product neither overflows nor vanishes.
    Complex out = 1.0;
    for (std::size_t i = 0; i < std::max(pz.zeros.size(), pz.poles.size()); ++i) {
        if (i < pz.zeros.size()) out *= x - pz.zeros[i];
        if (i < pz.poles.size()) out /= x - pz.poles[i];
    }
    return out;
}

/// The transfer function without `factor`.
Complex shapeAt(const Filter& filter, double hz)
{
    const double omega = twoPi * hz;
    if (!filter.fir.empty()) return atZ(filter.fir, std::polar(1.0, -omega * filter.periodSeconds)) * std::polar(1.0, omega * filter.firAdvanceSeconds);
    if (const auto* pz = std::get_if<PolesZeros>(&filter.stage->filter)) return atPolesZeros(*pz, hz, filter.periodSeconds);
    if (const auto* c = std::get_if<Coefficients>(&filter.stage->filter)) {
        const Complex inverseZ = std::polar(1.0, -omega * filter.periodSeconds);
        return (c->numerators.empty() ? Complex(1.0) : atZ(c->numerators, inverseZ)) / (c->denominators.empty() ? Complex(1.0) : atZ(c->denominators, inverseZ));
    }
    if (const auto* list = std::get_if<ResponseList>(&filter.stage->filter); list && !list->points.empty()) return atList(filter, *list, hz);
    return 1.0;
}

bool isDigital(const ResponseStage& stage)
{
    if (const auto* pz = std::get_if<PolesZeros>(&stage.filter)) return pz->kind == PolesZeros::Kind::Digital && !(pz->zeros.empty() && pz->poles.empty());
    if (const auto* c = std::get_if<Coefficients>(&stage.filter)) return c->numerators.size() > 1 || c->denominators.size() > 1;
    const auto* fir = std::get_if<Fir>(&stage.filter);
    return fir && fir->coefficients.size() > 1;
}

/// Sample interval of stage `index`: its own, or from a neighbour's rate and decimation.
std::optional<double> periodOf(const Response& response, std::size_t index)
{
    const auto& stages = response.stages;
    double factor = 1.0;
    for (std::size_t i = index; i < stages.size(); factor *= stages[i].decimationFactor, ++i)
        if (stages[i].inputSampleRateHz && *stages[i].inputSampleRateHz > 0.0) return 1.0 / (*stages[i].inputSampleRateHz * factor);
    factor = 1.0;
    for (std::size_t i = index; i-- > 0;) {
        factor *= stages[i].decimationFactor;
        if (stages[i].inputSampleRateHz && *stages[i].inputSampleRateHz > 0.0) return factor / *stages[i].inputSampleRateHz;
    }
    return std::nullopt;
}

/// A symmetric FIR filter is taken as already centred; another keeps its delay less the correction applied.
void prepareFir(Filter& filter, std::vector<double> coefficients)
{
    double sum = 0.0;
    for (const double c : coefficients) sum += c;
    if (std::abs(sum - 1.0) > 0.02 && std::abs(sum) > 1e-6)
        for (double& c : coefficients) c /= sum;
    const bool symmetric = std::equal(coefficients.begin(), coefficients.end(), coefficients.rbegin());
    filter.firAdvanceSeconds = symmetric ? 0.5 * static_cast<double>(coefficients.size() - 1) * filter.periodSeconds : filter.stage->correctionSeconds;
    filter.fir = std::move(coefficients);
}

Result<void> prepareList(Filter& filter, const ResponseList& list, const std::string& name)
{
    std::vector<double> f, amplitude, phase;
    for (const auto& point : list.points) {
        if (!f.empty() && !(point.frequencyHz > f.back())) return malformed(name + " lists frequencies that do not rise.");
        f.push_back(point.frequencyHz);
        amplitude.push_back(point.amplitude);
        phase.push_back(point.phaseDegrees);
    }
    filter.spline = splineOf(f, amplitude);
    const auto second = splineOf(f, phase);
    filter.spline.insert(filter.spline.end(), second.begin(), second.end());
    return {};
}

Result<Filter> prepared(const Response& response, std::size_t index, double gain, double gainHz, double sensitivityHz)
{
    const ResponseStage& stage = response.stages[index];
    const std::string name = "Stage " + std::to_string(index + 1) + " of the response";
    Filter filter;
    filter.stage = &stage;
    if (std::holds_alternative<Polynomial>(stage.filter)) return unsupported(name + " is a polynomial, which has no transfer function; such a channel cannot be corrected.");
    if (const auto* c = std::get_if<Coefficients>(&stage.filter); c && c->kind != Coefficients::Kind::Digital && isDigital(stage))
        return unsupported(name + " has analogue coefficients; only digital ones and poles and zeros can be evaluated.");
    if (isDigital(stage)) {
        const auto period = periodOf(response, index);
        if (!period) return malformed(name + " is a digital filter without an input sample rate; add its Decimation to the metadata.");
        filter.periodSeconds = *period;
    }
    const auto* pz = std::get_if<PolesZeros>(&stage.filter);
    const auto* c = std::get_if<Coefficients>(&stage.filter);
    if (c && c->denominators.empty() && !c->numerators.empty()) prepareFir(filter, c->numerators);
    if (const auto* fir = std::get_if<Fir>(&stage.filter); fir && !fir->coefficients.empty()) prepareFir(filter, fir->coefficients);
    const auto* list = std::get_if<ResponseList>(&stage.filter);
    if (list && !list->points.empty())
        if (auto done = prepareList(filter, *list, name); !done) return done.error();
    if (!(std::abs(gain) > 0.0)) return malformed(name + " has a gain of zero.");

    // As evalresp: a filter is brought to one at the frequency of its gain unless that is the frequency of the channel's
    // sensitivity (and of a normalisation factor), where it is believed to be one already.
    const bool elsewhere = stage.gain && (gainHz != sensitivityHz || (pz && pz->normalizationFrequencyHz != sensitivityHz));
    const double size = elsewhere && !list ? std::abs(shapeAt(filter, gainHz)) : 0.0;
    const bool usable = size > 0.0 && std::isfinite(size);
    filter.factor = gain * (usable ? 1.0 / size : pz ? pz->normalizationFactor : 1.0);
    return filter;
}

}  // namespace

Result<std::vector<Complex>> responseAt(const Response& response, std::span<const double> frequenciesHz, GroundMotion input)
{
    if (response.polynomial) return unsupported("The response is a polynomial, which has no transfer function; such a channel cannot be corrected.");
    const std::string& unitText = !response.stages.empty() && !response.stages.front().inputUnits.empty() ? response.stages.front().inputUnits : response.inputUnits;
    const auto units = inputUnits(unitText);
    if (!units) return unsupported("The response is of '" + unitText + "', not of ground displacement, velocity or acceleration.");

    const bool gains = std::any_of(response.stages.begin(), response.stages.end(), [](const ResponseStage& s) { return s.gain.has_value(); });
    if (!gains && !(response.sensitivity && std::abs(*response.sensitivity) > 0.0)) return malformed("The response has neither stage gains nor a sensitivity.");
    double sensitivityHz = response.sensitivityFrequencyHz;
    if (!response.sensitivity || sensitivityHz == 0.0)
        for (const ResponseStage& s : response.stages)
            if (s.gain && s.gainFrequencyHz != 0.0) sensitivityHz = s.gainFrequencyHz;

    std::vector<Filter> filters;
    double constant = units->perMetre * (gains ? 1.0 : *response.sensitivity);
    for (std::size_t i = 0; i < response.stages.size(); ++i) {
        const ResponseStage& stage = response.stages[i];
        auto filter = prepared(response, i, stage.gain.value_or(1.0), stage.gainFrequencyHz, sensitivityHz);
        if (!filter) return filter.error();
        constant *= filter->factor;
        if (!std::holds_alternative<std::monostate>(stage.filter)) filters.push_back(std::move(filter).value());
    }

    const int wanted = input == GroundMotion::Displacement ? 0 : input == GroundMotion::Velocity ? 1 : 2;
    const int differentiations = units->order - wanted;  // of the wanted motion, to get what the sensor feels
    std::vector<Complex> out;
    out.reserve(frequenciesHz.size());
    for (const double hz : frequenciesHz) {
        Complex value = constant;
        for (const Filter& filter : filters) value *= shapeAt(filter, hz);
        const Complex iw(0.0, twoPi * hz);
        for (int k = 0; k < differentiations; ++k) value *= iw;
        for (int k = 0; k > differentiations; --k) value = hz == 0.0 ? Complex(0.0) : value / iw;
        out.push_back(value);
    }
    return out;
}

}  // namespace seisdesk
