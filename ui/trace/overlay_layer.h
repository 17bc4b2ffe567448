#pragma once
// OverlayLayer: what follows the mouse, painted over the finished picture: crosshair, drags, the label under way.

#include "ui/trace/canvas.h"
#include "ui/trace/label_layer.h"
#include "ui/trace/tools.h"

namespace seisdesk {

struct Overlay {
    std::optional<double> cursorX;          ///< widget px
    std::optional<std::size_t> hoverRow;    ///< index into all rows
    std::optional<SpanDrag> span;           ///< px from the traces' left edge
    bool spanOverTraces = false;            ///< box zoom in the traces instead of a drag on the ruler
    const Label* preview = nullptr;
    std::size_t previewRow = 0;             ///< index into all rows
    QString pickPhase;                      ///< shown beside the cursor in pick mode
};

class OverlayLayer : public Layer {
public:
    explicit OverlayLayer(const Overlay& overlay) : m_overlay(overlay) {}
    void paint(const Canvas& canvas) const override;

private:
    void paintCursor(const Canvas& canvas) const;
    void paintSpan(const Canvas& canvas) const;
    const Overlay& m_overlay;
};

}  // namespace seisdesk
