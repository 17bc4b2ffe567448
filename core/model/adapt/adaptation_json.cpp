#include "core/model/adapt/adaptation_json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json tableJson(const ScoreTable& table, const std::string& model, const ScoredSet& set) { return Json::parse(toJson(table, model, set.name, set.exhaustive)); }

Json verdictJson(const Verdict& v) { return {{"adopt", v.adopt}, {"reasons", v.reasons}}; }

Json changesJson(const std::vector<Change>& changes)
{
    Json out = Json::object();
    for (const Change& c : changes)
        if (c.before || c.after)
            out[c.measure] = {{"before", orNull(c.before)}, {"after", orNull(c.after)}, {"change", orNull(c.change)}, {"low", orNull(c.low)}, {"high", orNull(c.high)},
                              {"events", c.events}};
    return out;
}

Json binsJson(const std::vector<BinnedChanges>& bins)
{
    Json out = Json::array();
    for (const BinnedChanges& b : bins) out.push_back({{"bin", b.bin}, {"windows", b.windows}, {"changes", changesJson(b.changes)}});
    return out;
}

Json partJson(const PartCount& c) { return {{"events", c.events}, {"windows", c.windows}, {"P", c.p}, {"S", c.s}}; }

Json auditJson(const LabelAudit& audit)
{
    Json authors = Json::array();
    for (const AuthorAudit& a : audit.authors)
        authors.push_back({{"author", a.author}, {"phase", a.phase}, {"labels", a.labels}, {"near", a.near}, {"median_s", a.medianSeconds}, {"mad_s", a.spreadSeconds},
                           {"others_s", orNull(a.othersSeconds)}, {"displaced", a.displaced}, {"finding", a.finding}});
    return {{"passed", audit.passed()}, {"labels", audit.labels}, {"near", audit.near}, {"authors", authors}};
}

Json thresholdJson(double before, const ChosenThreshold& c) { return {{"before", before}, {"after", c.value}, {"labels", c.labels}, {"reason", c.reason}}; }

Json curvesJson(const std::vector<ScoreCurves>& curves)
{
    Json out = Json::object();
    for (const ScoreCurves& c : curves)
        out[c.phase] = {{"precision_over_recall", c.precisionOverRecall}, {"residuals_s", c.residuals}, {"reliability", c.reliability}};
    return out;
}

Json learningJson(const std::vector<LearningPoint>& curve)
{
    Json out = Json::array();
    for (const LearningPoint& p : curve)
        out.push_back({{"step", p.step}, {"seconds", p.seconds}, {"train_loss", p.trainLoss}, {"calibration_loss", orNull(p.calibrationLoss)}});
    return out;
}

Json pickJson(const std::optional<Label>& label)
{
    if (!label) return nullptr;
    return {{"time", formatTime(label->time, 4)}, {"confidence", orNull(label->confidence)}};
}

Json changedJson(const std::vector<PickChange>& changed)
{
    Json out = Json::array();
    for (const PickChange& c : changed)
        out.push_back({{"kind", word(c.kind)}, {"better", c.better()}, {"window", c.window}, {"event", c.eventId}, {"station", c.stationId}, {"phase", c.phase},
                       {"before", pickJson(c.before)}, {"after", pickJson(c.after)}, {"label", c.truth ? Json(formatTime(c.truth->time, 4)) : Json(nullptr)}});
    return out;
}

std::string line(const Change& c)
{
    char out[200];
    const auto number = [](const std::optional<double>& v) { return v ? *v : std::nan(""); };
    if (c.low)
        std::snprintf(out, sizeof out, "  %-18s %8.3f -> %8.3f   %+8.3f  (%+.3f to %+.3f) %s\n", c.measure.c_str(), number(c.before), number(c.after), number(c.change),
                      *c.low, *c.high, c.unit.c_str());
    else
        std::snprintf(out, sizeof out, "  %-18s %8.3f -> %8.3f   %+8.3f  %s\n", c.measure.c_str(), number(c.before), number(c.after), number(c.change), c.unit.c_str());
    return out;
}

std::string setText(const ScoredSet& set, const std::string& what)
{
    std::string out = what + "\n";
    for (const Change& c : set.changes)
        if (c.change) out += line(c);
    return out;
}

}  // namespace

std::string toJson(const Verdict& verdict) { return text(verdictJson(verdict)); }

std::string toJson(const AdaptationReport& r, bool curves)
{
    Json out{{"before", tableJson(r.heldOut.before, r.parent, r.heldOut)}, {"after", tableJson(r.heldOut.after, r.adapted, r.heldOut)}};
    out["reference_before"] = r.references.empty() ? Json(nullptr) : tableJson(r.references.front().before, r.parent, r.references.front());
    out["reference_after"] = r.references.empty() ? Json(nullptr) : tableJson(r.references.front().after, r.adapted, r.references.front());
    out["gate"] = verdictJson(r.verdict);
    out["shots"] = r.shots;
    out["seconds"] = r.seconds;
    out["parent"] = r.parent;
    out["adapter"] = {{"version", r.adapted}, {"file", r.adapter.string()}};
    out["scope"] = word(r.learning.scope);
    out["scope_reason"] = r.learning.reason;
    out["trained_parameters"] = r.learning.trainedParameters;
    out["steps"] = r.learning.steps;
    out["best_step"] = r.learning.bestStep;
    out["stopped_early"] = r.learning.stoppedEarly;
    out["learning_seconds"] = r.learning.seconds;
    out["refinement"] = {{"share", r.refinement.share}, {"move_p_s", r.refinement.moveP}, {"move_s_s", r.refinement.moveS}, {"reason", r.refinement.reason}};
    out["parts"] = {{"train", partJson(r.train)}, {"calibration", partJson(r.calibration)}, {"held_out", partJson(r.heldOutCount)}};
    out["thresholds"] = {{"P", thresholdJson(r.atBefore.p, r.atAfter.p)}, {"S", thresholdJson(r.atBefore.s, r.atAfter.s)}};
    out["changes"] = changesJson(r.heldOut.changes);
    out["by_distance"] = binsJson(r.byDistance);
    out["by_snr"] = binsJson(r.bySnr);
    out["labels"] = {{"learned", auditJson(r.learnedLabels)}, {"held_out", auditJson(r.heldOutLabels)}};
    out["references"] = Json::array();
    for (const ScoredSet& s : r.references)
        out["references"].push_back({{"name", s.name}, {"before", tableJson(s.before, r.parent, s)}, {"after", tableJson(s.after, r.adapted, s)}, {"changes", changesJson(s.changes)}});
    if (!curves) return text(out);
    out["learning_curve"] = learningJson(r.learning.curve);
    out["curves"] = {{"before", curvesJson(r.curvesBefore)}, {"after", curvesJson(r.curvesAfter)}};
    out["changed_picks"] = changedJson(r.changed);
    return text(out);
}

std::string toText(const AdaptationReport& r)
{
    char head[400];
    std::snprintf(head, sizeof head, "%s learned from %zu events (%zu windows, %zu P, %zu S; %zu of the events for calibration) in %.0f s, %zu of %zu steps (%s).\n",
                  r.parent.c_str(), r.shots, r.train.windows + r.calibration.windows, r.train.p + r.calibration.p, r.train.s + r.calibration.s, r.calibration.events,
                  r.learning.seconds, static_cast<std::size_t>(r.learning.bestStep), static_cast<std::size_t>(r.learning.steps), word(r.learning.scope).c_str());
    std::string out = head;
    if (!r.learning.reason.empty()) out += r.learning.reason + "\n";
    if (!r.refinement.reason.empty()) out += r.refinement.reason + "\n";
    out += r.atAfter.p.reason + "\n" + r.atAfter.s.reason + "\n";
    out += setText(r.heldOut, "Held out: " + std::to_string(r.heldOutCount.events) + " events, " + std::to_string(r.heldOutCount.windows) + " windows of " + r.heldOut.name);
    for (const ScoredSet& s : r.references) out += setText(s, "Reference: " + s.name);
    out += r.verdict.adopt ? "The gate lets it pass.\n" : "The gate refuses.\n";
    for (const std::string& reason : r.verdict.reasons) out += "  " + reason + "\n";
    return out + r.adapted + " is in " + r.adapter.string() + "\n";
}

}  // namespace seisdesk
