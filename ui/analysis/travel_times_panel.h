#pragma once
// TravelTimesPanel: the theoretical curves of the location's own travel times, with its picks beside them.

#include "core/locate/travel/travel_time_curves.h"
#include "ui/analysis/newest.h"
#include "ui/analysis/pick_plot.h"

class QCPAbstractItem;
class QDoubleSpinBox;

namespace seisdesk {

class TravelTimesPanel : public PickPlot {
    Q_OBJECT
public:
    explicit TravelTimesPanel(QWidget* parent = nullptr);

    void setTravelTimes(std::shared_ptr<const TravelTimes> times);
    /// Nothing empties the panel. A pick stands as far above its phase's curve as its residual says, whatever its station's elevation.
    void setLocation(const std::optional<Location>& location, const AutomaticPicks& automatic = {});
    /// While a pick is dragged; curves and axes stay.
    void setGhostLocation(const std::optional<Location>& ghost);
    /// Times are less distance / velocity (km/s) when it is not 0.
    QDoubleSpinBox* reduction() const { return m_reduction; }
    const std::vector<TravelTimeCurve>& curves() const { return m_curves; }
    /// Seconds on the axis for a travel time at a distance.
    double reduced(double seconds, double distanceDegrees) const;

Q_SIGNALS:
    void drawn();

protected:
    void restyle() override;
    void showEverything() override;

private:
    void compute();
    void makePoints();
    std::vector<PickPoint> pointsOf(const Location& location) const;
    void drawCurves();
    double shownDistance(double degrees) const { return m_inDegrees ? degrees : degrees * kmPerDegree; }

    std::shared_ptr<const TravelTimes> m_times;
    std::optional<Location> m_location;
    AutomaticPicks m_automatic;
    std::vector<TravelTimeCurve> m_curves;
    bool m_inDegrees = false;
    QDoubleSpinBox* m_reduction;
    std::vector<QCPGraph*> m_lines;
    std::vector<QCPAbstractItem*> m_names;
    Newest m_newest;
};

}  // namespace seisdesk
