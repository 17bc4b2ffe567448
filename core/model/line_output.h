#pragma once
// LineOutput: what a network said along one timeline, stacked here or read back from a GPU.

#include "core/model/contract.h"
#include "core/model/peaks.h"
#include "core/model/record_pass.h"
#include "core/model/stack.h"

#include <map>
#include <vector>

namespace seisdesk {

class LineOutput {
public:
    virtual ~LineOutput() = default;
    /// At least one window looked at the sample, and something was recorded there.
    virtual bool covered(std::size_t sample) const = 0;
    /// Samples [first, first + count) of a curve. On a GPU only where curves were asked for.
    virtual std::vector<float> curve(std::size_t index, std::size_t first, std::size_t count) const = 0;
    /// One curve at a sample; on a GPU without curves: at peaks.
    virtual float value(std::size_t index, std::size_t sample) const = 0;
    /// Peaks of a curve within a piece, counted from its first sample.
    virtual std::vector<Peak> peaks(std::size_t index, std::size_t piece, const PassPiece& stretch, double threshold) const = 0;
};

/// Windows stacked one by one.
class StackedLine : public LineOutput {
public:
    StackedLine(const Contract& contract, std::size_t size) : m_stack(contract.outputs.size(), size, contract.stacking), m_rule(contract.pickRule) {}
    Stack& stack() { return m_stack; }
    bool covered(std::size_t sample) const override { return m_stack.covered(sample); }
    std::vector<float> curve(std::size_t index, std::size_t first, std::size_t count) const override { return m_stack.curve(index, first, count); }
    float value(std::size_t index, std::size_t sample) const override { return m_stack.curve(index, sample, 1).front(); }
    std::vector<Peak> peaks(std::size_t index, std::size_t piece, const PassPiece& stretch, double threshold) const override;

private:
    Stack m_stack;
    PickRule m_rule;
};

/// What a RecordPass brought back.
class PassedLine : public LineOutput {
public:
    /// `recorded` tells for each sample whether there is any component.
    PassedLine(const RecordPlan& plan, std::size_t line, std::size_t windowSamples, PassOutput output, std::vector<char> recorded);
    const PassOutput& output() const { return m_output; }
    bool covered(std::size_t sample) const override { return m_covered[sample] != 0; }
    std::vector<float> curve(std::size_t index, std::size_t first, std::size_t count) const override;
    float value(std::size_t index, std::size_t sample) const override;
    std::vector<Peak> peaks(std::size_t index, std::size_t piece, const PassPiece& stretch, double threshold) const override;

private:
    PassOutput m_output;
    std::vector<std::size_t> m_requested;        ///< curves whose peaks there are
    std::vector<char> m_covered;
    std::map<std::size_t, std::vector<float>> m_values;  ///< of all curves at peaks
};

}  // namespace seisdesk
