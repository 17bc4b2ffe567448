// Calibrates a model's pick uncertainties on labelled sets and measures what their intervals hold:
//   bench_uncertainty --data SET ... [--model M] [--views] [--card model.json]
// Every set is divided by event; intervals calibrated on one half are measured on the other, with all picks and with a few.
// --views compares the width of the curve with the spread of several views. --card writes factors from all picks into a card.
#include "core/io/atomic_write.h"
#include "core/io/labelled_set.h"
#include "core/model/adapt/conformal.h"
#include "core/model/adapt/multi_view.h"
#include "core/model/model_folder.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <random>
#include <unordered_map>

using namespace seisdesk;

namespace {

constexpr std::size_t windowsAtOnce = 64;
constexpr std::array<char, 2> phases{'P', 'S'};

struct Set {
    std::string name;
    std::vector<Comparison> comparisons;
    std::unordered_map<Id, Agreement> agreement;
};

Result<Set> read(const std::string& path, const LoadedModels& models, const MultiViewOptions& options)
{
    const auto set = LabelledSet::open(path);
    if (!set) return set.error();
    Set out{set->name(), {}, {}};
    for (std::size_t first = 0; first < set->size(); first += windowsAtOnce) {
        std::vector<TracePtr> traces;
        std::map<std::string, std::size_t> byStation;
        for (std::size_t i = first; i < std::min(set->size(), first + windowsAtOnce); ++i) {
            auto window = set->read(i);
            if (!window) continue;
            byStation[std::to_string(i)] = out.comparisons.size();
            Comparison& c = out.comparisons.emplace_back();
            c.window = window->name;
            c.eventId = window->eventId.empty() ? window->name : window->eventId;
            c.truth = window->labels;
            c.snrDb = window->snrDb;
            for (Trace& t : window->traces) {
                if (isPadding(t)) continue;
                t.id.network = "W";
                t.id.station = std::to_string(i);
                traces.push_back(std::make_shared<const Trace>(std::move(t)));
            }
        }
        auto said = multiView(models, traces, {}, options, {});
        if (!said) return said.error();
        for (const StationPrediction& s : said->mean.stations) out.comparisons[byStation.at(s.anchor.station)].picks = s.labels;
        out.agreement.merge(said->agreement);
    }
    return out;
}

std::vector<Comparison> half(const std::vector<Comparison>& all, std::uint64_t seed, bool first)
{
    std::vector<std::string> events;
    for (const Comparison& c : all) events.push_back(c.eventId);
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
    std::shuffle(events.begin(), events.end(), std::mt19937_64(seed));
    const std::size_t middle = events.size() / 2;
    std::vector<Comparison> out;
    for (const Comparison& c : all)
        if ((static_cast<std::size_t>(std::find(events.begin(), events.end(), c.eventId) - events.begin()) < middle) == first) out.push_back(c);
    return out;
}

std::string text(std::optional<double> value)
{
    char out[16];
    std::snprintf(out, sizeof out, value ? "%.2f" : "-", value.value_or(0.0));
    return out;
}

/// Coverage of the other half, mean over seeds, when `few` residuals of one half are learned from (0: all).
std::optional<double> heldOutCoverage(const std::vector<Comparison>& all, char phase, std::size_t few, const WidthScale& parent)
{
    double sum = 0.0;
    int runs = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        auto learned = residuals(half(all, seed, true), phase, 0.0);
        const auto judged = residuals(half(all, seed, false), phase, 0.0);
        std::shuffle(learned.begin(), learned.end(), std::mt19937_64(seed));
        if (few > learned.size() || judged.empty()) continue;
        if (few) learned.resize(few);
        sum += *coverage(judged, calibrated(learned, parent));
        ++runs;
    }
    return runs ? std::optional(sum / runs) : std::nullopt;
}

std::vector<double> ranks(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> out(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) out[order[i]] = static_cast<double>(i);
    return out;
}

/// Spearman's rank correlation.
double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto x = ranks(a), y = ranks(b);
    const double middle = 0.5 * (static_cast<double>(a.size()) - 1.0);
    double xy = 0.0, xx = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - middle) * (y[i] - middle);
        xx += (x[i] - middle) * (x[i] - middle);
    }
    return xx > 0.0 ? xy / xx : 0.0;
}

/// What predicts the size of a residual, and how even the coverage of calibrated intervals is over signal-to-noise ratios.
void compareWidths(const std::vector<Set>& sets)
{
    for (const char phase : phases) {
        std::vector<double> size, curve, spread, both, snr;
        for (const Set& set : sets)
            for (const Comparison& c : set.comparisons)
                for (const Label& pick : c.picks) {
                    Comparison one;
                    one.truth = c.truth;
                    one.picks = {pick};
                    const auto r = residuals(std::span(&one, 1), phase, 0.0);
                    const auto a = set.agreement.find(pick.id);
                    if (r.empty() || a == set.agreement.end() || !a->second.spreadSeconds) continue;
                    size.push_back(std::abs(r.front().seconds));
                    curve.push_back(0.5 * (r.front().widthBefore + r.front().widthAfter));
                    spread.push_back(std::max(0.003, *a->second.spreadSeconds));
                    both.push_back(std::hypot(curve.back(), spread.back()));
                    snr.push_back(c.snrDb.value_or(std::nan("")));
                }
        std::vector<double> known;
        for (const double v : snr)
            if (std::isfinite(v)) known.push_back(v);
        if (known.empty()) continue;
        std::sort(known.begin(), known.end());
        std::printf("%c: %zu picks; correlation of |residual| with width, and coverage by quarter of the signal-to-noise ratio (from %.0f, %.0f, %.0f dB)\n", phase,
                    size.size(), known[known.size() / 4], known[known.size() / 2], known[3 * known.size() / 4]);
        for (const auto& [name, width] : {std::pair("curve", &curve), {"spread of views", &spread}, {"both", &both}}) {
            std::vector<double> ratios;
            for (std::size_t i = 0; i < size.size(); ++i) ratios.push_back(size[i] / (*width)[i]);
            const double factor = conformalQuantile(ratios, oneSigmaShare);
            std::array<int, 4> inside{}, all{};
            for (std::size_t i = 0; i < size.size(); ++i) {
                if (!std::isfinite(snr[i])) continue;
                const std::size_t quarter = std::min<std::size_t>(3, static_cast<std::size_t>(4 * (std::lower_bound(known.begin(), known.end(), snr[i]) - known.begin())) / known.size());
                ++all[quarter];
                inside[quarter] += ratios[i] <= factor;
            }
            std::printf("  %-16s %.3f   factor %.2f  ", name, correlation(size, *width), factor);
            for (std::size_t q = 0; q < 4; ++q) std::printf(" %.2f", all[q] ? static_cast<double>(inside[q]) / all[q] : 0.0);
            std::printf("\n");
        }
    }
}

int failed(const Error& error)
{
    std::cerr << error.message << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App app("Calibrate pick uncertainties on labelled sets");
    std::vector<std::string> names, data;
    std::string card;
    bool views = false;
    app.add_option("--model", names, "Weights file or name");
    app.add_option("--data", data, "Labelled sets")->required();
    app.add_option("--card", card, "Write factors from all picks into this card");
    app.add_flag("--views", views, "Look at every record in several ways");
    CLI11_PARSE(app, argc, argv);
    const auto models = loadModels(names, "cpu");
    if (!models) return failed(models.error());
    const PickUncertainty parent = models->picker ? models->picker->contract().uncertainty : PickUncertainty{};
    MultiViewOptions options;
    if (!views) options.views.resize(1);
    std::vector<Set> sets;
    std::vector<Comparison> all;
    for (const std::string& path : data) {
        auto set = read(path, *models, options);
        if (!set) return failed(set.error());
        all.insert(all.end(), set->comparisons.begin(), set->comparisons.end());
        sets.push_back(std::move(*set));
    }
    const PickUncertainty factors = calibrated(all, {0.0, 0.0}, parent);
    std::printf("%s: %s\n", models->versions().c_str(), toJson(factors).c_str());
    std::printf("share of labels inside one sigma, on events not calibrated on (mean of 20 divisions)\nset               phase  picks   as it is  all sets   20 own   50 own  all own\n");
    for (const Set& set : sets)
        for (const char phase : phases) {
            const auto own = residuals(set.comparisons, phase, 0.0);
            if (own.size() < 10) continue;
            std::vector<Comparison> others;
            for (const Set& o : sets)
                if (&o != &set) others.insert(others.end(), o.comparisons.begin(), o.comparisons.end());
            const auto prior = residuals(sets.size() > 1 ? others : set.comparisons, phase, 0.0);
            // Prior factors come from the other sets, so that nothing of this one is known beforehand.
            const WidthScale from = calibrated(prior, {});
            auto scaled = set.comparisons;
            for (Comparison& c : scaled)
                for (Label& l : c.picks) scaleWidths(l, {from, from});
            std::printf("%-18s  %c   %6zu   %s      %s      %s     %s     %s\n", set.name.c_str(), phase, own.size(), text(coverage(own)).c_str(), text(coverage(own, from)).c_str(),
                        text(heldOutCoverage(scaled, phase, 20, {})).c_str(), text(heldOutCoverage(scaled, phase, 50, {})).c_str(), text(heldOutCoverage(scaled, phase, 0, {})).c_str());
        }
    for (const char phase : phases)
        std::printf("%-18s  %c   %6zu   %s                                  %s\n", "all", phase, residuals(all, phase, 0.0).size(), text(coverage(residuals(all, phase, 0.0))).c_str(),
                    text(heldOutCoverage(all, phase, 0, {})).c_str());
    if (views) compareWidths(sets);
    if (!card.empty()) {
        std::ifstream in(card, std::ios::binary);
        auto read = modelCardFromJson(std::string((std::istreambuf_iterator<char>(in)), {}));
        if (!read) return failed(read.error());
        read->contract.uncertainty = factors;
        if (const auto written = writeAtomically(card, toJson(*read) + "\n"); !written) return failed(written.error());
    }
    return 0;
}
