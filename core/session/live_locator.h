#pragma once
// LiveLocator: locates on a thread of its own, always what was asked for last.

#include "core/locate/locator.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace seisdesk {

struct LocateRequest {
    std::shared_ptr<const TravelTimes> times;
    std::vector<PhasePick> picks;
    LocateOptions options;
    std::vector<StationEstimate> estimates;  ///< tried in this order where picks of fewer than three stations count
    std::uint64_t number = 0;                ///< the caller's own; comes back
    bool ghost = false;                      ///< asked for while a pick is dragged
};

struct LocateAnswer {
    std::uint64_t number = 0;
    bool ghost = false;
    bool fromOneStation = false;
    Result<Location> location = Error{};
    double milliseconds = 0.0;               ///< from its start on the thread to its end
};

/// What the thread does; the single-station location keeps the picks, unused but with residuals, where the place is known.
LocateAnswer answer(const LocateRequest& request, const Progress& progress);

/// One location runs; at most one waits, and a newer one takes its place. A running one is cancelled by a newer one unless both are ghosts, which take
/// a few milliseconds and are worth being seen.
class LiveLocator : public QObject {
    Q_OBJECT
public:
    explicit LiveLocator(QObject* parent = nullptr);
    ~LiveLocator() override;

    void ask(LocateRequest request);
    /// Nothing is answered any more of what was asked until now.
    void forget();
    bool busy() const { return m_running || m_next; }

Q_SIGNALS:
    void answered(const seisdesk::LocateAnswer& answer);

private:
    void start(LocateRequest request);
    void finish(const LocateAnswer& answer);
    QThreadPool m_thread;
    bool m_running = false, m_runningGhost = false, m_forgotten = false;
    Progress m_progress;
    std::optional<LocateRequest> m_next;
};

}  // namespace seisdesk
