#include "core/model/adapt/gate.h"

#include <algorithm>
#include <cstdio>

namespace seisdesk {

namespace {

template <class... Values>
std::string format(const char* pattern, Values... values)
{
    char text[400];
    std::snprintf(text, sizeof text, pattern, values...);
    return text;
}

double points(double share) { return 100.0 * share; }

std::string counted(std::size_t n, const char* noun) { return std::to_string(n) + ' ' + noun + (n == 1 ? "" : "s"); }

void checkEvents(const Proof& proof, const GateOptions& options, std::vector<std::string>& against)
{
    const std::size_t events = proof.heldOut.events();
    if (events < options.leastEvents)
        against.push_back("Only " + counted(events, "event") + (events == 1 ? " was" : " were") + " held out; with fewer than " + std::to_string(options.leastEvents) +
                          " nothing can be proved. Label more events.");
}

void checkGain(const Proof& proof, std::vector<std::string>& against)
{
    const Change* c = changeOf(proof.changes, "F1");
    if (!c || !c->change) {
        against.push_back("The held-out part has no labels to compare with.");
        return;
    }
    const std::string events = counted(c->events, "held-out event");
    if (!c->low) {
        against.push_back(format("F1 within 0.1 s goes from %.3f to %.3f, but ", *c->before, *c->after) + events + " are too few to tell chance from gain.");
    } else if (c->surelyWorse()) {
        against.push_back(format("It picks worse: F1 within 0.1 s falls by %.1f points, from %.3f to %.3f (95 %% interval %+.1f to %+.1f, ", -points(*c->change), *c->before,
                                 *c->after, points(*c->low), points(*c->high)) + events + ").");
    } else if (!c->surelyBetter()) {
        against.push_back(format("The change is within noise: F1 within 0.1 s goes from %.3f to %.3f, %+.1f points, but drawing the ", *c->before, *c->after,
                                 points(*c->change)) + events + format(" anew gives anything from %+.1f to %+.1f.", points(*c->low), points(*c->high)));
    }
    for (const char* phase : {"P", "S"})
        if (const Change* one = changeOf(proof.changes, std::string(phase) + " F1"); one && one->surelyWorse() && !c->surelyWorse())
            against.push_back(format("%s are picked worse: F1 within 0.1 s falls from %.3f to %.3f (95 %% interval %+.1f to %+.1f points).", phase, *one->before, *one->after,
                                     points(*one->low), points(*one->high)));
}

/// The changes of P and S on a reference that are losses of more than is allowed.
std::vector<const Change*> lossesOn(const ReferenceChange& reference, const GateOptions& options)
{
    std::vector<const Change*> out;
    for (const char* measure : {"P F1", "S F1"})
        if (const Change* c = changeOf(reference.changes, measure); c && c->change && *c->change < -options.referenceDrop) out.push_back(c);
    return out;
}

/// Redrawing the records leaves open whether anything is lost at all.
bool doubtful(const Change& loss, const GateOptions& options) { return loss.low && !loss.surelyWorse() && *loss.change >= -options.referenceDoubt; }

void checkReference(const Proof& proof, const GateOptions& options, std::vector<std::string>& against)
{
    for (const ReferenceChange& reference : proof.references)
        for (std::string& sentence : forgotten(reference, options)) against.push_back(std::move(sentence));
}

void checkResiduals(const Proof& proof, const GateOptions& options, std::vector<std::string>& against)
{
    for (const char* phase : {"P", "S"}) {
        const Change* median = changeOf(proof.changes, std::string(phase) + " residual");
        if (median && median->change && *median->change > options.residualSeconds && median->surelyWorse())
            against.push_back(format("%s picks lie farther off: %.3f s beside the labels in the middle instead of %.3f s.", phase, *median->after, *median->before));
        const Change* spread = changeOf(proof.changes, std::string(phase) + " residual spread");
        if (spread && spread->change && *spread->change > options.spreadSeconds && spread->surelyWorse())
            against.push_back(format("%s picks scatter more: half of them within %.3f s of the middle instead of %.3f s.", phase, *spread->after, *spread->before));
    }
}

void checkSource(const Proof& proof, const GateOptions& options, std::vector<std::string>& against)
{
    const Change* polarity = changeOf(proof.changes, "polarity");
    if (polarity && polarity->change && *polarity->change < -options.polarityDrop && polarity->surelyWorse())
        against.push_back(format("First motions suffer: %.0f %% of the labelled ones right instead of %.0f %%.", points(*polarity->after), points(*polarity->before)));
    const Change* magnitude = changeOf(proof.changes, "magnitude error");
    if (magnitude && magnitude->change && *magnitude->change > options.magnitudeGrowth && magnitude->surelyWorse())
        against.push_back(format("Magnitudes suffer: wrong by %.2f on average instead of %.2f.", *magnitude->after, *magnitude->before));
    const Change* distance = changeOf(proof.changes, "distance error");
    if (distance && distance->change && *distance->change > options.distanceGrowthShare * *distance->before && distance->surelyWorse())
        against.push_back(format("Distances suffer: wrong by %.1f km on average instead of %.1f km.", *distance->after, *distance->before));
}

void checkCollapse(const Proof& proof, const GateOptions& options, std::vector<std::string>& against)
{
    const ScoreTable before = score(proof.heldOut.before, proof.heldOut.atBefore), after = score(proof.heldOut.after, proof.heldOut.atAfter);
    const auto check = [&](const char* phase, const PhaseScore& was, const PhaseScore& is) {
        const double found = was.recall.back().value_or(0.0), finds = is.recall.back().value_or(0.0);
        if (finds < options.collapse * found)
            against.push_back(format("It has grown silent: it finds %.0f %% of the held-out %s onsets instead of %.0f %%.", points(finds), phase, points(found)));
    };
    check("P", before.p, after.p);
    check("S", before.s, after.s);
}

void checkLabels(const Proof& proof, std::vector<std::string>& against)
{
    for (const LabelAudit& audit : proof.audits)
        for (const std::string& reason : audit.reasons())
            if (const std::string said = reason + " Check them before anything learns from them.";
                std::find(against.begin(), against.end(), said) == against.end())
                against.push_back(said);
}

std::vector<std::string> inFavour(const Proof& proof, const GateOptions& options)
{
    std::vector<std::string> out;
    const Change& c = *changeOf(proof.changes, "F1");
    out.push_back(format("F1 within 0.1 s rises by %.1f points, from %.3f to %.3f (95 %% interval %+.1f to %+.1f, ", points(*c.change), *c.before, *c.after, points(*c.low),
                         points(*c.high)) + counted(c.events, "held-out event") + ").");
    for (const ReferenceChange& reference : proof.references) {
        const Change* mean = changeOf(reference.changes, "F1");
        if (mean && mean->change)
            out.push_back(format("On the %s it goes from %.3f to %.3f, %+.1f points.", reference.name.c_str(), *mean->before, *mean->after, points(*mean->change)));
        for (const Change* loss : lossesOn(reference, options))
            out.push_back(format("%.1s alone seems to lose %.1f points there, within noise (%+.1f to %+.1f): keep an eye on it.", loss->measure.c_str(), -points(*loss->change),
                                 points(*loss->low), points(*loss->high)));
    }
    return out;
}

}  // namespace

std::vector<std::string> forgotten(const ReferenceChange& reference, const GateOptions& options)
{
    std::vector<std::string> out;
    for (const Change* c : lossesOn(reference, options)) {
        if (doubtful(*c, options)) continue;
        out.push_back(format("It forgets: on the %s F1 of %.1s within 0.1 s falls by %.1f points, from %.3f to %.3f; %.1f are allowed.", reference.name.c_str(),
                             c->measure.c_str(), -points(*c->change), *c->before, *c->after, points(options.referenceDrop)));
    }
    return out;
}

Verdict judged(const Proof& proof, const GateOptions& options)
{
    Verdict out;
    checkLabels(proof, out.reasons);
    checkEvents(proof, options, out.reasons);
    checkGain(proof, out.reasons);
    checkReference(proof, options, out.reasons);
    checkResiduals(proof, options, out.reasons);
    checkSource(proof, options, out.reasons);
    checkCollapse(proof, options, out.reasons);
    out.adopt = out.reasons.empty();
    if (out.adopt) out.reasons = inFavour(proof, options);
    return out;
}

}  // namespace seisdesk
