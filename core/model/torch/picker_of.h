#pragma once
// pickerOf: the module of a network that was recognised.

#include "core/model/nets/recognise.h"
#include "core/model/torch/picker.h"

#include <memory>

namespace seisdesk::nets {

/// With random weights.
std::shared_ptr<Picker> pickerOf(const Recognition& recognition);

}  // namespace seisdesk::nets
