#pragma once
// PickPlot: a panel whose points are picks; a click selects, a lasso selects many, and what is selected is switched off or on.

#include "core/base/id.h"
#include "core/locate/locator.h"
#include "ui/analysis/lasso.h"
#include "ui/analysis/plot_panel.h"

#include <QSet>
#include <QVector>

#include <optional>
#include <set>
#include <vector>

class QCPAbstractPlottable;
class QCPGraph;
class QMouseEvent;
class QToolButton;

namespace seisdesk {

/// Ids of LocatedPick that an algorithm made and nobody has judged: hollow, as in the traces.
using AutomaticPicks = std::set<std::string>;

/// A pick, or a P and its S, at a place in a plot.
struct PickPoint {
    int rect = 0;                  ///< which axis rect of the plot
    double x = 0.0, y = 0.0;
    QVector<Id> ids;
    std::string phase;             ///< hue and shape: P round, S square
    bool automatic = false, used = true;
    std::optional<QColor> colour;  ///< instead of the phase's
    int size = 8;                  ///< pixels
    QString tip;                   ///< plain text
};

class PickPlot : public PlotPanel {
    Q_OBJECT
public:
    PickPlot(const QString& name, QWidget* parent);

    const std::vector<PickPoint>& points() const { return m_points; }
    /// Where a point is on the plot's widget.
    QPoint pixelOf(const PickPoint& point) const;
    QVector<Id> selected() const;
    /// Also what is chosen elsewhere; emits nothing.
    void select(const QVector<Id>& ids);
    /// Where points would be if a dragged pick were let go, by the same ids and rects; empty for none.
    const std::vector<PickPoint>& ghost() const { return m_ghost; }
    QToolButton* offButton() const { return m_off; }
    QToolButton* onButton() const { return m_on; }
    QToolButton* rectangleButton() const { return m_rectangle; }

Q_SIGNALS:
    /// Picks that shall take part in the location or not.
    void usedChanged(const QVector<seisdesk::Id>& picks, bool used);
    /// A click on a point.
    void pickChosen(const seisdesk::Id& pick);

protected:
    /// Keeps the selection of points that are still there.
    void setPoints(std::vector<PickPoint> points);
    /// Hollow, each joined to its point; the axes stay as they are.
    void setGhost(std::vector<PickPoint> points);
    /// Before the replot of a derived class's restyle().
    void drawPoints();
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void drawGhost();
    void clicked(const QPoint& at, Qt::KeyboardModifiers modifiers);
    void enclosed(const QPolygon& outline, Qt::KeyboardModifiers modifiers);
    void setSelection(const QSet<Id>& ids);
    void showButtons();
    void switchSelected(bool used);
    const PickPoint* nearest(const QPoint& at) const;

    std::vector<PickPoint> m_points, m_ghost;
    QSet<Id> m_selected;
    std::vector<QCPGraph*> m_graphs;
    std::vector<QCPAbstractPlottable*> m_ghostPlots;
    Lasso* m_lasso;
    QToolButton *m_freehand, *m_rectangle, *m_off, *m_on;
};

/// "CI.CCC P  residual +0.12 s" and what else is known.
QString tipOf(const LocatedPick& pick);
/// The id that a LocatedPick carries as text; null when it is none.
Id idOf(const std::string& pick);

}  // namespace seisdesk
