#pragma once
// A learning round that takes a while and leaves a checkpoint, without any network; and the report that it gives.

#include "core/model/adapt/adapter_file.h"
#include "core/io/atomic_write.h"
#include "core/model/checkpoint/safetensors.h"
#include "core/model/checkpoint/sha256.h"
#include "core/session/learning.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>

namespace seisdesk::test {

/// What the test says and sees; shared with the worker.
struct FakeLearning {
    std::atomic<int> steps{20};
    std::atomic<int> millisecondsPerStep{10};
    std::atomic<int> firstStep{-1};        ///< of the last round
    std::atomic<int> rounds{0};
    std::atomic<std::size_t> labels{0};    ///< that the last round was given
    std::atomic<int> threads{0};
    std::atomic<std::uint64_t> budgetSteps{0};
    std::atomic<double> budgetMinutes{0.0};
    std::atomic<bool> adopt{true};
    std::atomic<bool> fails{false};
    std::filesystem::path parent;          ///< weights
};

inline void writeText(const std::filesystem::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

/// Some weights and an adapter of them, as safetensors files.
inline void writeWeights(const std::filesystem::path& file)
{
    StateDict weights;
    const float values[] = {1.0f, 2.0f};
    weights.add("a", Tensor::ofFloats({2}, values));
    (void)writeSafetensors(weights, file);
}

inline void writeAdapterFile(const std::filesystem::path& file, const std::filesystem::path& parent, const std::string& name)
{
    Adapter adapter;
    const float values[] = {3.0f};
    adapter.tensors.add("a.bias", Tensor::ofFloats({1}, values));
    adapter.scope = Scope::Norms;
    adapter.name = name;
    adapter.author = "ann";
    adapter.notes = "quarry blasts";
    adapter.parentSha256 = sha256OfFile(parent).value_or(std::string(64, '0'));
    adapter.parentFile = parent.filename().string();
    adapter.contract.family = "SeisMoLLM";
    adapter.contract.name = name;
    adapter.contract.outputs = {"detection", "P", "S"};
    (void)writeAdapter(adapter, file);
}

inline Measure measure(Measure::On on, const char* phase, const char* name, double before, double after, double low, double high)
{
    return {on, phase, name, "%", false, before, after, Interval{low, high}};
}

/// Whole, with every member set.
inline LearningReport fakeReport(bool adopt)
{
    using On = Measure::On;
    LearningReport out;
    out.adopt = adopt;
    out.reasons = adopt ? std::vector<std::string>{"Better on your events, and as good as before elsewhere.", "P errors on events it had not seen fell from 12.0 % to 6.0 %."}
                        : std::vector<std::string>{"Do not adopt: on the reference set P F1 falls by 4.0 points.", "It has learned your 12 events by heart and forgotten others."};
    out.warnings = {"7 P picks by bob lie 0.3 s later than everybody else's; look at them."};
    out.method = "Biases and normalisations were adapted, because there are 34 labelled onsets.";
    out.events = 12;
    out.seconds = 41.5;
    out.measures = {measure(On::HeldOut, "P", "F1 at 0.1 s", 0.88, 0.94, 0.02, 0.09), measure(On::HeldOut, "P", "precision", 0.90, 0.95, 0.01, 0.08), measure(On::HeldOut, "P", "recall", 0.86, 0.93, 0.02, 0.11),
                    measure(On::HeldOut, "S", "F1 at 0.1 s", 0.80, 0.82, -0.02, 0.06), measure(On::Reference, "P", "F1 at 0.1 s", 0.95, adopt ? 0.949 : 0.91, adopt ? -0.004 : -0.06, adopt ? 0.003 : -0.02),
                    {On::HeldOut, "P", "median residual", "s", true, 0.042, 0.018, Interval{-0.04, -0.01}}};
    for (const char* phase : {"P", "S"}) {
        PhaseProof proof{phase, {}, {}, {}, {}, {}, {}};
        for (int i = 0; i <= 20; ++i) {
            const double recall = i / 20.0;
            proof.precisionBefore.emplace_back(recall, 0.95 - 0.3 * recall * recall);
            proof.precisionAfter.emplace_back(recall, 0.98 - 0.2 * recall * recall);
            if (i % 4 == 0) proof.reliabilityBefore.emplace_back(recall, recall * recall);
            if (i % 4 == 0) proof.reliabilityAfter.emplace_back(recall, 0.2 * recall + 0.8 * recall * recall);
        }
        for (int i = 0; i < 200; ++i) {
            proof.residualsBefore.push_back(0.05 + 0.1 * std::sin(i));
            proof.residualsAfter.push_back(0.04 * std::sin(i));
        }
        out.phases.push_back(proof);
    }
    for (std::uint64_t step = 25; step <= 250; step += 25)
        out.curve.push_back({step, 0.1 * static_cast<double>(step), 0.5 / static_cast<double>(step) * 25.0 + 0.1, 0.4 / static_cast<double>(step) * 25.0 + 0.15});
    return out;
}

/// Counts steps in the file "checkpoint" of the folder; a cancelled round leaves it, the next one goes on from there.
inline Learn fakeLearning(std::shared_ptr<FakeLearning> fake)
{
    return [fake](const LearningInput& input, const Progress& progress) -> Result<LearningReport> {
        ++fake->rounds;
        fake->labels = input.labels.size();
        fake->threads = input.threads;
        fake->budgetSteps = input.budget.steps;
        fake->budgetMinutes = input.budget.minutes.value_or(0.0);
        int step = 0;
        std::ifstream(input.folder / "checkpoint") >> step;
        fake->firstStep = step;
        if (fake->fails) return Error{Error::Code::OutOfSpace, "The disk is full."};
        for (; step < fake->steps; ++step) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            static_cast<void>(writeAtomically(input.folder / "checkpoint", std::to_string(step)));  // as a kill would find a real one
            progress.report(static_cast<double>(step) / fake->steps, "Step " + std::to_string(step) + " of " + std::to_string(fake->steps));
            std::this_thread::sleep_for(std::chrono::milliseconds(fake->millisecondsPerStep));
        }
        LearningReport report = fakeReport(fake->adopt);
        report.adapted.name = "desk-ann";
        report.adapted.path = input.folder / "adapter.safetensors";
        writeAdapterFile(report.adapted.path, fake->parent, report.adapted.name);
        if (!input.traces.empty() && !input.labels.empty()) {
            const Label& label = input.labels.front();
            report.changed.push_back({label.stream, label.phase, label.time, label.time + std::chrono::milliseconds(300), std::nullopt, 0.4, 0.8});
            report.changed.push_back({label.stream, "S", std::nullopt, label.time + std::chrono::seconds(4), std::nullopt, std::nullopt, 0.7});
        }
        return report;
    };
}

}  // namespace seisdesk::test
