#pragma once
// TheoryLayer: theoretical arrivals, dotted at the lower edge of each trace.

#include "ui/trace/canvas.h"

namespace seisdesk {

/// Names where there is room for them, each station's on its first row alone.
class TheoryLayer : public Layer {
public:
    void paint(const Canvas& canvas) const override;
};

}  // namespace seisdesk
