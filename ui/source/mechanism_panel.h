#pragma once
// MechanismPanel: the beach ball of an event, what is known of it in figures, and other mechanisms to try.

#include "ui/source/beach_ball.h"

class QLabel;
class QPushButton;

namespace seisdesk {

/// What the panel shows.
struct MechanismView {
    QString event;                         ///< empty: no event is chosen
    std::vector<FirstMotion> motions;
    std::optional<Mechanism> found;        ///< by the search
    std::optional<FaultPlane> kept;        ///< chosen by a person; shown before what was found
    QString problem;                       ///< why nothing was found
    bool searching = false;
};

class MechanismPanel : public QWidget {
    Q_OBJECT
public:
    explicit MechanismPanel(QWidget* parent = nullptr);
    /// A mechanism that is being tried is left when event or data change.
    void setView(const MechanismView& view);
    void setPalette(const Palette& palette);
    BeachBall& ball() { return *m_ball; }

Q_SIGNALS:
    void keepWanted(const seisdesk::FaultPlane& plane);  ///< the one that is shown, as a person's
    void automaticWanted();                              ///< what was kept goes; the search's result counts
    void stationChosen(const QString& station);

private:
    void refresh();
    Palette m_palette = Palette::light();
    MechanismView m_view;
    std::optional<FaultPlane> m_trial;
    BeachBall* m_ball;
    QLabel *m_origin, *m_planes, *m_fit;
    QPushButton *m_keep, *m_back;
};

}  // namespace seisdesk
