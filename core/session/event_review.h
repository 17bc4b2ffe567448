#pragma once
// EventReview: the event that is being looked at, located anew on a worker whenever its picks change.

#include "core/session/live_locator.h"
#include "core/session/review_inputs.h"
#include "core/session/session.h"

#include <QPointer>

namespace seisdesk {

/// Follows the labels of one event. After an edit the location is computed from all picks by global search, so that it depends on them alone and undo
/// brings the old one back; it goes into the event as its own origin, which becomes preferred. Looking at an event that has an origin writes nothing.
/// While a pick is dragged a ghost follows from the present location.
class EventReview : public QObject {
    Q_OBJECT
public:
    explicit EventReview(QObject* parent = nullptr);
    ~EventReview() override;

    void setSession(Session* session);
    /// publicID; empty for none.
    void setEvent(const ResourceId& id);
    const ResourceId& eventId() const { return m_id; }
    /// Null when there is none. Valid until the session's events change.
    const Event* event() const;
    /// Of the event, with the labels' ids, also those that are switched off.
    const std::vector<PhasePick>& picks() const { return m_inputs.picks; }
    const ReviewInputs& inputs() const { return m_inputs; }

    /// Null: nothing is located.
    void setTravelTimes(std::shared_ptr<const TravelTimes> times);
    const std::shared_ptr<const TravelTimes>& travelTimes() const { return m_times; }
    /// Of the project, as they are in use: the event is located with them, and again when they change.
    void setCorrections(const StationCorrections& corrections);
    const StationCorrections& corrections() const { return m_corrections; }

    /// Its picks are in the order of picks() unless located() is still to come.
    const std::optional<Location>& location() const { return m_location; }
    /// From the distance and back-azimuth that a model read from one station's records.
    bool fromOneStation() const { return m_fromOneStation; }
    /// Why there is no location; empty where there is one.
    QString problem() const { return m_problem; }
    bool locating() const { return m_locating; }
    double milliseconds() const { return m_milliseconds; }  ///< that the last answer took

    /// Undoable. Errors: no location yet; as Session::apply().
    Result<void> setUsed(const Id& label, bool used) { return setUsed(std::vector<Id>{label}, used); }
    Result<void> setUsed(const std::vector<Id>& labels, bool used);
    /// Undoable once the event is located; before, it helps to get there.
    Result<void> setFixedDepth(std::optional<double> depthKm);
    /// From scratch, and into the event whether or not it has another origin.
    void relocate();

    /// What if the pick were here? ghostMoved() follows.
    void drag(const Id& label, Time time);
    /// What if this one were there too? The ghost has it under the label's id.
    void drawPick(const Label& label);
    void endDrag();
    const std::optional<Id>& dragged() const { return m_dragged; }
    const std::optional<Location>& ghost() const { return m_ghost; }

Q_SIGNALS:
    void eventChanged();  ///< another event, or what is said of it
    void located();       ///< location(), problem() or locating()
    void ghostMoved();
    void failed(const QString& message);

private:
    void refresh(bool edited);
    void locateAnew();
    void take(const LocateAnswer& answer);
    void keep();
    void clear();
    LocateRequest request() const;
    void askForGhost(LocateRequest wanted, const Id& dragged);
    Event withPresentLocation(const Event& event, Time created) const;
    Result<void> change(const std::string& name, const Event& after);
    std::string nameOf(const Id& label) const;

    QPointer<Session> m_session;
    ResourceId m_id;
    std::shared_ptr<const TravelTimes> m_times;
    StationCorrections m_corrections;
    ReviewInputs m_inputs;
    std::optional<double> m_wantedDepthKm;  ///< while there is no origin that could say it
    std::optional<Location> m_location, m_ghost;
    std::optional<Id> m_dragged;
    std::uint64_t m_number = 0;
    bool m_keep = false;  ///< the next location goes into the event
    bool m_fromOneStation = false, m_locating = false;
    double m_milliseconds = 0.0;
    QString m_problem;
    LiveLocator m_locator;
};

}  // namespace seisdesk
