#pragma once
// RulerLayer: the time ruler above the traces, and in its corner what the traces are shown through.

#include "ui/trace/canvas.h"

namespace seisdesk {

class RulerLayer : public Layer {
public:
    /// `corner` is one short line: the filter in use.
    explicit RulerLayer(QString corner) : m_corner(std::move(corner)) {}
    void paint(const Canvas& canvas) const override;
    static int heightFor(const QFont& font);

private:
    QString m_corner;
};

}  // namespace seisdesk
