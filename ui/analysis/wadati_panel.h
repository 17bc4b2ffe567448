#pragma once
// WadatiPanel: S minus P against P, the line through it, what it says of Vp/Vs and origin time, and who does not fit.

#include "core/locate/check/wadati.h"
#include "ui/analysis/newest.h"
#include "ui/analysis/pick_plot.h"

class QCPAbstractItem;

namespace seisdesk {

class WadatiPanel : public PickPlot {
    Q_OBJECT
public:
    explicit WadatiPanel(QWidget* parent = nullptr);

    /// No picks empty the panel. A pair is automatic where both of its picks are.
    void setPicks(const std::vector<PhasePick>& picks, const AutomaticPicks& automatic = {});
    /// While a pick is dragged: the picks as they would be; no picks for no ghost.
    void setGhostPicks(const std::vector<PhasePick>& picks);
    /// Of the location, to compare with; nothing for none.
    void setOrigin(const std::optional<Time>& origin);
    const WadatiDiagram& diagram() const { return m_diagram; }

Q_SIGNALS:
    void drawn();

protected:
    void restyle() override;
    void showEverything() override;

private:
    void take(WadatiDiagram diagram);
    std::vector<PickPoint> pointsOf(const WadatiDiagram& diagram) const;
    void describe();

    WadatiDiagram m_diagram;
    AutomaticPicks m_automatic;
    std::optional<Time> m_origin;
    bool m_hasPicks = false;
    QCPGraph *m_line, *m_located;
    std::vector<QCPAbstractItem*> m_names;
    Newest m_newest, m_ghosts;
};

}  // namespace seisdesk
