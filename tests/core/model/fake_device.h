#pragma once
// A network on a made-up GPU that can run out of memory or fail, window by window or with whole records.

#include "core/model/batch_size.h"
#include "core/model/peaks.h"
#include "core/model/stack.h"
#include "core/model/window.h"
#include "core/model/window_queue.h"
#include "tests/core/model/fake_network.h"

#include <cmath>
#include <string>

namespace seisdesk::test {

class FakeDevice : public FakeNetwork {
public:
    using FakeNetwork::FakeNetwork;
    std::string device() const override { return "cuda:0"; }
    bool takesRecords() const override { return records; }
    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override
    {
        if (!failure.empty()) return Error{Error::Code::Internal, failure};
        return FakeNetwork::forward(input, batch);
    }
    Result<std::unique_ptr<RecordPass>> recordPass(RecordPlan plan, const Progress& progress) const override
    {
        ++passes;
        std::size_t samples = 0;
        for (const PassLine& line : plan.lines) samples += line.size;
        if (samples > largestRecord) return Error{Error::Code::OutOfSpace, "The records do not fit."};
        return std::unique_ptr<RecordPass>(std::make_unique<Pass>(*this, std::move(plan), progress));
    }

    bool records = true;
    std::string failure;  ///< of every call from now on
    std::size_t largestRecord = 1000000000;
    mutable std::size_t passes = 0;
    mutable std::vector<std::size_t> batches;  ///< that went through in passes

private:
    /// As TorchRecordPass, by prepareWindow, Stack and Peaks.
    class Pass : public RecordPass {
    public:
        Pass(const FakeDevice& network, RecordPlan plan, const Progress& progress)
            : m_network(network), m_plan(std::move(plan)), m_progress(progress), m_queue(m_plan.lines, network.contract().windowSamples, {0, 1, 2}), m_batch(m_plan.mostAtOnce),
              m_rows(3 * m_queue.size()), m_stack(network.contract().outputs.size(), m_queue.size(), network.contract().stacking)
        {
        }
        Result<void> append(std::span<const float> rows, std::size_t count) override
        {
            const std::size_t first = m_queue.filled();
            for (std::size_t i = 0; i < count; ++i) {
                bool any = false;
                for (std::size_t axis = 0; axis < 3; ++axis) {
                    m_rows[axis * m_queue.size() + first + i] = rows[axis * count + i];
                    any = any || std::isfinite(rows[axis * count + i]);
                }
                if (!any) m_stack.mask(first + i);
            }
            if (!m_queue.received(rows, count)) return Error{Error::Code::InvalidArgument, "not planned"};
            return {};
        }
        Result<std::vector<PassOutput>> finish() override
        {
            const Contract& c = m_network.contract();
            const std::size_t each = c.componentOrder.size() * c.windowSamples;
            std::vector<PassOutput> out(m_plan.lines.size());
            while (!m_queue.ready().empty()) {
                if (m_progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
                const std::size_t count = std::min(m_batch.now(), m_queue.ready().size());
                std::vector<float> input(count * each);
                for (std::size_t w = 0; w < count; ++w) {
                    const QueuedWindow& window = m_queue.ready()[w];
                    prepareWindow(m_rows, m_queue.size(), static_cast<std::size_t>(window.start), static_cast<std::size_t>(window.available), c, std::span(input).subspan(w * each, each));
                }
                const auto output = m_network.forward(input, count);
                if (!output && output.error().code == Error::Code::OutOfSpace && m_batch.halve(count)) continue;
                if (!output) return output.error();
                m_network.batches.push_back(count);
                for (std::size_t w = 0; w < count; ++w) {
                    const QueuedWindow& window = m_queue.ready()[w];
                    const auto weights = std::span(m_plan.weights).first(static_cast<std::size_t>(window.available));
                    std::vector<float> own;
                    for (std::size_t curve = 0; curve < c.outputs.size(); ++curve)
                        for (std::size_t i = 0; i < weights.size(); ++i) own.push_back((*output)[w * (output->size() / count) + curve * c.windowSamples + i]);
                    m_stack.add(static_cast<std::size_t>(window.start), own, weights);
                    out[window.line].starts.push_back(window.startInLine);
                }
                m_queue.take(count);
            }
            std::size_t first = 0;
            for (std::size_t l = 0; l < out.size(); first += m_plan.lines[l++].size) {
                if (m_plan.keepCurves)
                    for (std::size_t curve = 0; curve < c.outputs.size(); ++curve) out[l].curves.push_back(m_stack.curve(curve, first, m_plan.lines[l].size));
                for (const PeakRequest& request : m_plan.peaks) {
                    auto& peaks = out[l].peaks.emplace_back();
                    for (std::size_t p = 0; p < m_plan.lines[l].pieces.size(); ++p) {
                        const PassPiece& piece = m_plan.lines[l].pieces[p];
                        const auto curve = m_stack.curve(request.curve, first + piece.first, piece.count);
                        for (const Peak& peak : findPeaks(curve, request.threshold, piece.separation)) {
                            PassPeak one{p, peak, {}};
                            for (std::size_t k = 0; k < c.outputs.size(); ++k)
                                one.values.push_back(m_stack.curve(k, first + piece.first + static_cast<std::size_t>(std::lround(peak.index)), 1).front());
                            peaks.push_back(std::move(one));
                        }
                    }
                }
            }
            return out;
        }

    private:
        const FakeDevice& m_network;
        RecordPlan m_plan;
        Progress m_progress;
        WindowQueue m_queue;
        BatchSize m_batch;
        std::vector<float> m_rows;
        Stack m_stack;
    };
};

}  // namespace seisdesk::test
