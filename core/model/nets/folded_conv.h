#pragma once
// FoldedConv: a convolution in double precision with everything linear around it multiplied in.

#include "core/model/checkpoint/state_dict.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace seisdesk::nets {

/// A tensor that a program needs is not there or has another size. Leaves the builders; caught where they are called.
struct MissingWeight : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// y = scale * x + shift per channel.
struct Affine {
    std::vector<double> scale, shift;
};

/// Weights [out][in / groups][kernel], bias [out].
struct FoldedConv {
    std::int64_t out = 0, in = 0, kernel = 1, groups = 1;
    std::vector<double> weights, bias;

    double& at(std::int64_t o, std::int64_t i, std::int64_t t) { return weights[static_cast<std::size_t>((o * (in / groups) + i) * kernel + t)]; }
    double at(std::int64_t o, std::int64_t i, std::int64_t t) const { return const_cast<FoldedConv&>(*this).at(o, i, t); }
};

/// "prefix.weight" [out, in / groups, kernel] and, if it is there, "prefix.bias".
FoldedConv convOf(const StateDict& tensors, const std::string& prefix, std::int64_t groups = 1);
/// An evaluated batch norm: "prefix.weight", ".bias", ".running_mean", ".running_var".
Affine normOf(const StateDict& tensors, const std::string& prefix, double epsilon);

/// norm(conv(x))
FoldedConv then(FoldedConv conv, const Affine& norm);
/// conv(norm(x)) for a kernel of 1: a longer one would see the shift at its zero padding.
FoldedConv after(const Affine& norm, FoldedConv conv);
/// second(first(x)), the first of kernel 1; the second's may be longer where the first has no bias (zeros stay zeros).
FoldedConv chained(const FoldedConv& first, const FoldedConv& second);
/// point(depth(in(x))) as one dense convolution; `in` and `depth` have no bias.
FoldedConv separable(const FoldedConv& in, const FoldedConv& depth, const FoldedConv& point);
/// Outputs one after the other, on the same input; kernels of 1 and no groups.
FoldedConv stacked(const std::vector<FoldedConv>& convs);

}  // namespace seisdesk::nets
