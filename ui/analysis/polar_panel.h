#pragma once
// PolarPanel: stations around the epicentre by azimuth and distance, or where their rays leave the focal sphere; colour is the residual.

#include "ui/analysis/pick_plot.h"

class QCPAbstractItem;
class QCPColorScale;
class QComboBox;

namespace seisdesk {

/// Where a ray leaves the lower hemisphere in equal-area projection, radius 1; upward rays by where they come from. x is east, y north.
QPointF onFocalSphere(double azimuthDegrees, double takeoffDegrees);

class PolarPanel : public PickPlot {
    Q_OBJECT
public:
    enum class View { Stations, FocalSphere };
    explicit PolarPanel(QWidget* parent = nullptr);

    /// Nothing empties the panel.
    void setLocation(const std::optional<Location>& location, const AutomaticPicks& automatic = {});
    QComboBox* view() const { return m_view; }

protected:
    void restyle() override;
    void showEverything() override;

private:
    void makePoints();
    void drawCircles();
    void setRanges();
    double residualReach() const;

    std::optional<Location> m_location;
    AutomaticPicks m_automatic;
    QComboBox* m_view;
    QCPColorScale* m_colours;
    double m_reach = 1.0;                  ///< radius of the outer circle in axis units
    std::vector<QCPAbstractItem*> m_items;
};

}  // namespace seisdesk
