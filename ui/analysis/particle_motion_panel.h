#pragma once
// ParticleMotionPanel: three views of how the ground moved after a pick, with where the source is said to be.

#include "core/label/label.h"
#include "core/signal/particle_motion.h"
#include "ui/analysis/newest.h"
#include "ui/analysis/plot_panel.h"

class QCPAxisRect;
class QCPCurve;
class QComboBox;

namespace seisdesk {

struct MotionSource {
    std::vector<TracePtr> components;              ///< of one instrument
    std::shared_ptr<const Inventory> inventory;    ///< of its station; null where unknown
    Time onset{};
    std::string phase;                             ///< empty: the cursor
    std::optional<FilterSpec> filter;
    std::optional<Estimate> predictedBackAzimuth;  ///< what a model says
    std::optional<double> locatedBackAzimuth;      ///< of the located event
    bool operator==(const MotionSource&) const = default;
};

class ParticleMotionPanel : public PlotPanel {
    Q_OBJECT
public:
    explicit ParticleMotionPanel(QWidget* parent = nullptr);

    /// No components empty the panel.
    void setSource(const MotionSource& source);
    QComboBox* length() const { return m_length; }
    const ParticleMotion* motion() const { return m_motion ? &*m_motion : nullptr; }
    /// How many rays to a source are drawn in the map view: measured, predicted, located.
    int rayCount() const;

Q_SIGNALS:
    void drawn();

protected:
    void restyle() override;
    void showEverything() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum View { Map, EastUp, RadialUp, viewCount };
    enum Ray { Measured, Predicted, PredictedLeft, PredictedRight, Located, rayKinds };
    void compute();
    void take(Result<ParticleMotion> made);
    void arrange();
    /// Equal scales on both axes of each view, once its size is known.
    void setRanges();
    void drawRays();
    void describe();

    MotionSource m_source;
    std::optional<ParticleMotion> m_motion;
    double m_reach = 1.0;
    QComboBox* m_length;
    std::array<QCPAxisRect*, viewCount> m_rects{};
    std::array<QCPCurve*, viewCount> m_curves{}, m_starts{};
    std::array<QCPCurve*, rayKinds> m_rays{};
    QCPCurve* m_incidence = nullptr;
    bool m_wide = true;
    int m_passes = 0;
    Newest m_newest;
};

}  // namespace seisdesk
