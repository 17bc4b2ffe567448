#pragma once
// AnalysisDesk: feeds the scientific panels from the traces, the picks and the event under review, and carries out what is done in them.

#include "core/session/event_review.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QTimer;

namespace seisdesk {

struct AnalysisPanels;
struct MotionSource;
struct SpectrumSource;
class MainWindow;
class TraceView;

/// Only panels that can be seen are fed.
class AnalysisDesk : public QObject {
    Q_OBJECT
public:
    /// The window must have its panels, and must outlive this.
    explicit AnalysisDesk(MainWindow& window);

    void setSession(Session* session);
    void setTraces(TraceView* traces);
    /// Residuals, travel times, Wadati and polar view are of this event.
    void setReview(EventReview* review);

private:
    void wirePanels();
    void showWaveforms();
    void showReview();
    /// In the plots of picks, while one is dragged.
    void showGhost();
    void showSpectrogram();
    void showOnset();
    /// The pick that the panels are about, or nothing: then it is the cursor.
    const Label* onset() const;
    Time firstOnset(const Label& label) const;
    std::shared_ptr<const Inventory> inventoryOf(const StreamId& stream);
    MotionSource motionAt(const StreamId& stream, Time time, const Label* label);
    std::optional<double> locatedBackAzimuth(const StreamId& stream, Time time) const;
    void selectActive();

    MainWindow& m_window;
    const AnalysisPanels& m_panels;
    QPointer<Session> m_session;
    QPointer<EventReview> m_review;
    QTimer *m_waveformsLater, *m_reviewLater;
    std::string m_inventoryStation;
    std::shared_ptr<const Inventory> m_inventory;  ///< of that station alone
};

}  // namespace seisdesk
