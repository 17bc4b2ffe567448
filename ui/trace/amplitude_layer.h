#pragma once
// AmplitudeLayer: amplitude windows over the traces, with the simulated record and its largest swing.

#include "ui/trace/amplitude_mark.h"
#include "ui/trace/canvas.h"

#include <vector>

namespace seisdesk {

/// A window that is being dragged, in place of its station's own.
struct DraggedWindow {
    std::string station;
    TimeSpan window;
};

/// Dashed edges are automatic, solid ones a person's; grey does not count. The simulated record has a scale of its own.
class AmplitudeLayer : public Layer {
public:
    enum class Which { AllButDragged, OnlyDragged };
    AmplitudeLayer(const std::vector<AmplitudeMark>& marks, std::optional<DraggedWindow> dragged, Which which, bool handles)
        : m_marks(marks), m_dragged(std::move(dragged)), m_which(which), m_handles(handles)
    {
    }
    void paint(const Canvas& canvas) const override;

private:
    void paintMark(const Canvas& canvas, const RowBox& box, const AmplitudeMark& mark, const TimeSpan& window) const;
    const std::vector<AmplitudeMark>& m_marks;
    std::optional<DraggedWindow> m_dragged;
    Which m_which;
    bool m_handles;  ///< the edges can be taken hold of now
};

}  // namespace seisdesk
