#include "tests/benchmarks/sequence/made_sequence.h"

#include "core/locate/travel/travel_times.h"
#include "core/locate/travel/velocity_file.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace seisdesk::bench {

namespace {

/// Faster above and slower below than what comes with the program, and with a sharp Moho elsewhere.
constexpr const char* crust = "gradient\n0 4.6 2.62\n2.5 5.3 3.05\n2.5 5.75 3.33\n9 6.05 3.5\n17 6.35 3.68\n17 6.6 3.78\n28.5 6.8 3.87\n28.5 7.9 4.48\n90 8.1 4.55\n";

/// Decimal logarithm of an amplitude: local attenuation with 1 / r^1.6, as in curves of ML.
double level(double magnitude, double km, bool s) { return magnitude - 1.6 * std::log10(std::max(km, 1.0) / 10.0) - 0.0015 * km - (s ? 0.0 : 0.45); }

struct Wave {
    double seconds = 0.0, level = 0.0;
    bool s = false;
    std::size_t event = 0;
};

class Maker {
public:
    Maker(const Inventory& inventory, const MadeOptions& options, std::mt19937& random) : m_inventory(inventory), m_options(options), m_random(random) {}

    MadeSequence make()
    {
        m_times = *TravelTimes::of(*parseVelocityModel(crust, "made"));
        makeEvents();
        for (const Station& station : m_inventory.stations)
            if (m_known.emplace(station.network + '.' + station.code, 0).second) record(station);
        const auto byTime = [](const Label& a, const Label& b) { return a.time < b.time; };
        std::sort(m_out.sure.begin(), m_out.sure.end(), byTime);
        std::sort(m_out.weak.begin(), m_out.weak.end(), byTime);
        return std::move(m_out);
    }

private:
    double uniform(double a, double b) { return std::uniform_real_distribution<double>(a, b)(m_random); }
    double normal(double s) { return std::normal_distribution<double>(0.0, s)(m_random); }
    int poisson(double mean) { return mean > 0.0 ? std::poisson_distribution<int>(mean)(m_random) : 0; }

    void makeEvents()
    {
        double latitude = 0.0, longitude = 0.0;
        const auto n = static_cast<double>(m_inventory.stations.size());
        for (const Station& station : m_inventory.stations) latitude += station.latitudeDegrees / n, longitude += station.longitudeDegrees / n;
        const GeoPoint centre = GeoPoint(latitude, longitude).moved(uniform(-10, 10), uniform(-10, 10));
        const double strike = uniform(0.0, 3.14159);
        for (int i = 0; i < m_options.events; ++i) {
            MadeEvent event;
            if (!m_out.truth.empty() && uniform(0, 1) < m_options.pairs) {
                const MadeEvent& other = m_out.truth[std::uniform_int_distribution<std::size_t>(0, m_out.truth.size() - 1)(m_random)];
                event.time = other.time + fromSeconds(uniform(2.0, 10.0));
                event.place = other.place.moved(normal(3.0), normal(3.0));
                event.depthKm = std::clamp(other.depthKm + normal(2.0), 1.0, 16.0);
            } else {
                const double along = normal(14.0), across = normal(3.0);
                event.time = m_start + fromSeconds(uniform(0.0, 60.0 * m_options.minutes));
                event.place = centre.moved(along * std::cos(strike) - across * std::sin(strike), along * std::sin(strike) + across * std::cos(strike));
                event.depthKm = uniform(1.0, 14.0);
            }
            event.magnitude = std::min(4.5, 1.0 - std::log10(uniform(1e-4, 1.0)));
            m_out.truth.push_back(event);
        }
        std::sort(m_out.truth.begin(), m_out.truth.end(), [](const MadeEvent& a, const MadeEvent& b) { return a.time < b.time; });
    }

    /// Of the waves of other events: P decays by e within 6 s, S by ten within 20 s.
    double coda(const std::vector<Wave>& waves, const Wave& at) const
    {
        double out = -9.0;
        for (const Wave& wave : waves) {
            const double later = at.seconds - wave.seconds;
            if (wave.event == at.event || later < 0.0 || later > 120.0) continue;
            out = std::max(out, wave.level - (wave.s ? 0.15 + later / 20.0 : 0.3 + later / 14.0));
        }
        return out;
    }

    void add(const Station& station, bool s, double seconds, double sureness, const std::string& event)
    {
        Label out;
        out.id = Id::random();
        out.stream = {station.network, station.code, "", "HHZ"};
        out.phase = s ? "S" : "P";
        out.time = m_start + fromSeconds(seconds);
        out.lowerUncertaintySeconds = out.upperUncertaintySeconds = (s ? 0.1 : 0.06) * std::exp(0.5 * (0.6 - sureness) + normal(0.2));
        out.mode = Mode::Automatic;
        out.confidence = sureness;
        out.event = event;
        (sureness >= m_options.threshold ? m_out.sure : m_out.weak).push_back(std::move(out));
    }

    void record(const Station& station)
    {
        const GeoPoint there(station.latitudeDegrees, station.longitudeDegrees);
        const double noise = uniform(0.1, 0.9), delay = normal(m_options.stationSeconds), delayS = 1.7 * delay + normal(0.4 * m_options.stationSeconds);
        std::vector<Wave> waves;
        for (std::size_t e = 0; e < m_out.truth.size(); ++e) {
            const MadeEvent& event = m_out.truth[e];
            const double km = std::hypot(distanceDegrees(event.place, there) * kmPerDegree, event.depthKm), radiation = normal(0.2);
            for (const bool s : {false, true}) {
                const auto theory = m_times->arrival(s ? Phase::S : Phase::P, event.place, event.depthKm, there, 1e-3 * station.elevationMetres);
                const double path = normal(0.008) * theory->seconds + (s ? delayS : delay);
                waves.push_back({toSeconds(event.time - m_start) + theory->seconds + path, level(event.magnitude, km, s) + (s ? -0.5 : 1.0) * radiation, s, e});
            }
        }
        for (const Wave& wave : waves) {
            const double over = wave.level - std::max(noise, coda(waves, wave));
            const double sureness = 1.0 / (1.0 + std::exp(-(4.0 * (over - 0.35) + normal(1.0))));
            MadeEvent& event = m_out.truth[wave.event];
            if (sureness >= m_options.threshold) ++event.sure;
            if (sureness < m_options.weakest) continue;
            ++event.all;
            // One in twenty is a cycle or more off.
            const double off = normal((wave.s ? 0.08 : 0.04) * std::exp(1.2 * (0.7 - sureness))) + (uniform(0, 1) < 0.05 ? normal(0.5) : 0.0);
            add(station, wave.s, wave.seconds + off, sureness, std::to_string(wave.event));
        }
        const auto wrong = [&](double seconds) {
            const double sureness = uniform(0, 1) < 0.2 ? uniform(m_options.threshold, 0.6) : m_options.weakest * std::pow(m_options.threshold / m_options.weakest, uniform(0, 1));
            add(station, uniform(0, 1) < 0.5, seconds, sureness, {});
        };
        for (int k = poisson(5.0 * m_options.noisePerMinute * m_options.minutes); k-- > 0;) wrong(uniform(0.0, 60.0 * m_options.minutes));
        for (const Wave& wave : waves)
            for (int k = wave.s ? poisson(std::clamp(wave.level - noise, 0.0, 2.0)) : 0; k-- > 0;) wrong(wave.seconds + uniform(1.0, 20.0));
    }

    const Inventory& m_inventory;
    const MadeOptions& m_options;
    std::mt19937& m_random;
    const Time m_start = parseTime("2020-01-01T00:00:00Z").value();
    std::shared_ptr<const TravelTimes> m_times;
    std::map<std::string, int> m_known;
    MadeSequence m_out;
};

}  // namespace

MadeSequence madeSequence(const Inventory& inventory, const MadeOptions& options, std::mt19937& random) { return Maker(inventory, options, random).make(); }

}  // namespace seisdesk::bench
