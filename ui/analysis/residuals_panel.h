#pragma once
// ResidualsPanel: residuals of a location against distance and against azimuth.

#include "ui/analysis/pick_plot.h"

class QCPAxisRect;

namespace seisdesk {

class ResidualsPanel : public PickPlot {
    Q_OBJECT
public:
    explicit ResidualsPanel(QWidget* parent = nullptr);

    /// Nothing empties the panel.
    void setLocation(const std::optional<Location>& location, const AutomaticPicks& automatic = {});
    /// While a pick is dragged; the axes stay.
    void setGhostLocation(const std::optional<Location>& ghost);

protected:
    void restyle() override;
    void showEverything() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Side { Distance, Azimuth };
    void arrange();
    void makePoints();
    std::vector<PickPoint> pointsOf(const Location& location) const;
    void describe();
    void drawLines();

    std::optional<Location> m_location;
    AutomaticPicks m_automatic;
    double m_reachSeconds = 0.5;
    bool m_inDegrees = false, m_wide = true;
    std::array<QCPAxisRect*, 2> m_rects{};
    std::array<QCPGraph*, 2> m_zero{}, m_upper{}, m_lower{};
};

}  // namespace seisdesk
