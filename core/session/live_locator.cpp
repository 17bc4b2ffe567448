#include "core/session/live_locator.h"

#include "core/session/job_queue.h"

#include <QElapsedTimer>

#include <set>

namespace seisdesk {

namespace {

/// The picks beside a source that they did not make: with residuals where they arrive.
void addPicks(Location& location, const LocateRequest& request)
{
    const std::string station = location.picks.empty() ? std::string() : location.picks.front().station;
    std::vector<LocatedPick> picks;
    for (const PhasePick& pick : request.picks) {
        LocatedPick one;
        one.id = pick.id;
        one.station = pick.station;
        one.phase = pick.phase;
        one.sigmaSeconds = pick.sigmaSeconds;
        const auto theory = request.times->arrival(pick.phase, location.epicentre, location.depthKm, pick.place, pick.elevationKm);
        one.arrives = theory.has_value();
        const auto correction = request.options.corrections.find({pick.station, arrivesAs(pick.phase)});
        if (correction != request.options.corrections.end()) one.correctionSeconds = correction->second;
        if (theory) {
            one.theory = *theory;
            one.phase = theory->phase;
            one.residualSeconds = toSeconds(pick.time - location.time) - one.correctionSeconds - theory->seconds;
        }
        one.used = theory && pick.counts() && pick.station == station && arrivesAs(pick.phase) == WaveType::P;
        one.weight = one.used ? 1.0 : 0.0;
        picks.push_back(std::move(one));
    }
    location.picks = std::move(picks);
}

}  // namespace

LocateAnswer answer(const LocateRequest& request, const Progress& progress)
{
    LocateAnswer out;
    out.number = request.number;
    out.ghost = request.ghost;
    QElapsedTimer clock;
    clock.start();
    std::set<std::string> stations;
    for (const PhasePick& pick : request.picks)
        if (pick.counts()) stations.insert(pick.station);
    if (stations.size() < 3 && !request.estimates.empty()) {
        StationEstimate estimate = request.estimates.front();
        const auto late = request.options.corrections.find({estimate.station, WaveType::P});
        if (late != request.options.corrections.end()) estimate.pTime -= fromSeconds(late->second);
        out.location = locateFromOneStation(*request.times, estimate);
        out.fromOneStation = out.location.has_value();
        if (out.fromOneStation) addPicks(*out.location, request);
    } else {
        out.location = locate(*request.times, request.picks, request.options, progress);
    }
    out.milliseconds = 1e-6 * static_cast<double>(clock.nsecsElapsed());
    return out;
}

LiveLocator::LiveLocator(QObject* parent) : QObject(parent) { m_thread.setMaxThreadCount(1); }

LiveLocator::~LiveLocator()
{
    m_progress.cancel();
    m_thread.waitForDone();
}

void LiveLocator::ask(LocateRequest request)
{
    if (!m_running) return start(std::move(request));
    if (!(m_runningGhost && request.ghost)) m_progress.cancel();
    m_next = std::move(request);
}

void LiveLocator::forget()
{
    m_next.reset();
    m_progress.cancel();
    m_forgotten = m_running;
}

void LiveLocator::start(LocateRequest request)
{
    m_running = true;
    m_runningGhost = request.ghost;
    m_forgotten = false;
    m_progress = Progress();
    // The thread is waited for before this goes.
    m_thread.start([this, request = std::move(request), progress = m_progress] {
        LocateAnswer made;
        try {
            made = answer(request, progress);
        } catch (...) {
            made.number = request.number;
            made.ghost = request.ghost;
            made.location = errorOfException();
        }
        QMetaObject::invokeMethod(this, [this, made = std::move(made)] { finish(made); }, Qt::QueuedConnection);
    });
}

void LiveLocator::finish(const LocateAnswer& made)
{
    m_running = false;
    const bool tell = !m_forgotten && !m_progress.cancelled();
    if (m_next) {
        LocateRequest next = std::move(*m_next);
        m_next.reset();
        start(std::move(next));
    }
    if (tell) Q_EMIT answered(made);
}

}  // namespace seisdesk
