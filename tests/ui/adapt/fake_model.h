#pragma once
// A model that says what the demo's truth is, late by what its weights file says; and the window with it and a fake learning round.

#include "core/model/annotator.h"
#include "core/synth/demo.h"
#include "tests/core/session/fake_learning.h"
#include "ui/shell/model_loading.h"

#include <QThread>

namespace seisdesk::test {

/// 300 ms late before learning, right after it.
class LateModel : public Annotator {
public:
    LateModel(synth::Demo demo, std::string version, Duration late) : m_demo(std::move(demo)), m_version(std::move(version)), m_late(late) {}
    std::string version() const override { return m_version; }
    std::string description() const override { return "Knows the answer."; }
    Result<Prediction> annotate(const std::vector<TracePtr>& traces, const Inventory&, const AnnotateOptions&, const Progress&) const override
    {
        Prediction out{m_version, {}};
        double confidence = 0.9;
        for (const TracePtr& trace : traces) {
            if (trace->id.component() != 'Z') continue;
            StationPrediction station{trace->id.instrument(), trace->id, {}, {{trace->segments.front().start, trace->segments.back().span().end}}, {}, {}, {}};
            for (const Label& truth : m_demo.picks) {
                if (!truth.stream.sameStation(trace->id)) continue;
                Label label = truth;
                // Of the curve alone, so that the same file says the same twice.
                label.id = Id::random();
                label.stream = trace->id;
                label.time += m_late;
                label.mode = Mode::Automatic;
                label.review = Review::Preliminary;
                label.model = m_version;
                label.author = m_version;
                label.created = {};
                label.confidence = confidence -= 0.04;
                label.lowerUncertaintySeconds = 0.04;
                label.upperUncertaintySeconds = 0.08;
                station.labels.push_back(label);
            }
            out.stations.push_back(std::move(station));
        }
        return out;
    }

private:
    synth::Demo m_demo;
    std::string m_version;
    Duration m_late;
};

/// Loads "weights" by what kind of file they are: an adapter is right, its parent late.
inline auto lateModels(const synth::Demo& demo)
{
    return [demo](const ModelChoice& choice, const Progress&) -> Result<LoadedModel> {
        const std::string file = choice.weights.empty() ? std::string() : choice.weights.front();
        const auto tensors = readSafetensors(file);
        if (!tensors) return tensors.error();
        const auto sum = sha256OfFile(file);
        LoadedModel out;
        out.choice = choice;
        const bool adapted = tensors->metadata.contains("adapter");
        out.annotator = std::make_shared<LateModel>(demo, std::string(adapted ? "adapted@" : "base@") + sum->substr(0, 8), adapted ? Duration(0) : std::chrono::milliseconds(300));
        return out;
    };
}

}  // namespace seisdesk::test
