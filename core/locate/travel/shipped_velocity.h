#pragma once
// The velocity tables of resources/velocity, put into the program when it is built.

#include <span>
#include <string_view>

namespace seisdesk {

struct ShippedVelocity {
    std::string_view file, text;
};

std::span<const ShippedVelocity> shippedVelocity();

}  // namespace seisdesk
