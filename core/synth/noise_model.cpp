#include "core/synth/noise_model.h"

#include <cmath>
#include <span>

namespace seisdesk::synth {

namespace {

/// a + b log10(period) from `period` up to the next segment's.
struct Segment {
    double period, a, b;
};

constexpr Segment low[] = {
    {0.10, -162.36, 5.64},    {0.17, -166.70, 0.00},    {0.40, -170.00, -8.30},   {0.80, -166.40, 28.90},  {1.24, -168.60, 52.48},
    {2.40, -159.98, 29.81},   {4.30, -141.10, 0.00},    {5.00, -71.36, -99.77},   {6.00, -97.26, -66.49},  {10.0, -132.18, -31.57},
    {12.0, -205.27, 36.16},   {15.6, -37.65, -104.33},  {21.9, -114.37, -47.10},  {31.6, -160.58, -16.28}, {45.0, -187.50, 0.00},
    {70.0, -216.47, 15.70},   {101.0, -185.00, 0.00},   {154.0, -168.34, -7.61},  {328.0, -217.43, 11.90}, {600.0, -258.28, 26.60},
    {10000.0, -346.88, 48.75}};
constexpr Segment high[] = {{0.10, -108.73, -17.23}, {0.22, -150.34, -80.50}, {0.32, -122.31, -23.87}, {0.80, -116.85, 32.51},
                            {3.80, -108.48, 18.08},  {4.60, -74.66, -32.95},  {6.30, 0.66, -127.18},   {7.90, -93.37, -22.42},
                            {15.4, 73.54, -162.98},  {20.0, -151.52, 10.01},  {354.8, -206.66, 31.63}};

double level(std::span<const Segment> segments, double period)
{
    std::size_t i = 0;
    while (i + 1 < segments.size() && segments[i + 1].period <= period) ++i;
    return segments[i].a + segments[i].b * std::log10(period);
}

}  // namespace

double lowNoiseModelDb(double periodSeconds) { return level(low, periodSeconds); }
double highNoiseModelDb(double periodSeconds) { return level(high, periodSeconds); }

}  // namespace seisdesk::synth
