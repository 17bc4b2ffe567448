#pragma once
// Local magnitude: amplitudes on Wood-Anderson seismographs at known distances, and one value for the network.

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// -log10 A0 = a log10(r / 100 km) + b (r - 100 km) + c, r the hypocentral distance, A in millimetres on a Wood-Anderson seismograph.
struct AttenuationFunction {
    std::string name;
    double a = 1.11, b = 0.00189, c = 3.0;
    double nearestKm = 0.0, farthestKm = 1000.0;  ///< hypocentral distances that it was found from
    std::vector<double> chebyshev{};              ///< factors of T1, T2 ... of log r, which runs from -1 at 8 km to 1 at 500 km; added
    double correction(double hypocentralKm) const;
};

/// "hutton-boore" (Hutton & Boore 1987, southern California), "iaspei" (IASPEI 2013: the same for ground motion in nanometres, written for a
/// magnification of 2080), "bakun-joyner" (1984, central California), "cisn" (Uhrhammer et al. 2011, all of California: Hutton & Boore's with
/// Chebyshev polynomials, and a straight line in log r nearer than 8 km). Nothing for another name.
std::optional<AttenuationFunction> attenuationFunction(const std::string& name);
std::vector<std::string> attenuationFunctions();

struct StationAmplitude {
    std::string station;
    double millimetres = 0.0;         ///< zero to peak on a Wood-Anderson of magnification 2080, mean of the horizontals
    double hypocentralKm = 0.0;
    double correction = 0.0;          ///< added to the magnitude of this station
};

struct StationLocalMagnitude {
    std::string station;
    double magnitude = 0.0, residual = 0.0;
    bool used = false;
    std::string why;                  ///< when it is not used
};

enum class NetworkAverage { Median, TrimmedMean };

struct NetworkMagnitude {
    double magnitude = 0.0;
    double sigma = 0.0;               ///< of one station: 1.4826 times the median absolute deviation
    int stations = 0;
    std::vector<StationLocalMagnitude> each;
};

/// One value for many, and how far a single one is from it (1.4826 times the median absolute deviation).
struct NetworkValue {
    double value = 0.0, sigma = 0.0;
};
/// The trimmed mean leaves out a quarter of the values at each end. Nothing without values.
std::optional<NetworkValue> networkValue(const std::vector<double>& values, NetworkAverage average);

/// Nothing when no station can be used.
std::optional<NetworkMagnitude> localMagnitude(const std::vector<StationAmplitude>& amplitudes, const AttenuationFunction& attenuation,
                                               NetworkAverage average = NetworkAverage::Median);

}  // namespace seisdesk
