#include "ui/shell/analysis_desk.h"

#include "ui/analysis/analysis_panels.h"
#include "ui/analysis/particle_motion_panel.h"
#include "ui/analysis/polar_panel.h"
#include "ui/analysis/residuals_panel.h"
#include "ui/analysis/spectrogram_panel.h"
#include "ui/analysis/spectrum_panel.h"
#include "ui/analysis/travel_times_panel.h"
#include "ui/analysis/wadati_panel.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/trace/trace_view.h"

#include <QDockWidget>
#include <QTimer>

namespace seisdesk {

namespace {

constexpr int soonMilliseconds = 30;                        // a wheel's turns are one change
constexpr auto sameEvent = std::chrono::seconds(120);       // picks of a station this close are taken for one event's
constexpr auto aroundView = std::chrono::hours(1);

}  // namespace

AnalysisDesk::AnalysisDesk(MainWindow& window) : QObject(&window), m_window(window), m_panels(window.docks().analysis()), m_waveformsLater(new QTimer(this)), m_reviewLater(new QTimer(this))
{
    for (QTimer* timer : {m_waveformsLater, m_reviewLater}) {
        timer->setSingleShot(true);
        timer->setInterval(soonMilliseconds);
    }
    connect(m_waveformsLater, &QTimer::timeout, this, &AnalysisDesk::showWaveforms);
    connect(m_reviewLater, &QTimer::timeout, this, &AnalysisDesk::showReview);
    wirePanels();
}

void AnalysisDesk::wirePanels()
{
    for (const AnalysisPanels::Entry& entry : m_panels.entries()) {
        connect(entry.panel, &PlotPanel::saved, this, [this](const QString& path) { m_window.tell({Severity::Success, tr("Written to %1").arg(path)}); });
        connect(entry.panel, &PlotPanel::failed, this, [this](const QString& text) { m_window.tell({Severity::Error, text}); });
        connect(m_window.docks().dock(entry.id), &QDockWidget::visibilityChanged, this, [this](bool visible) {
            if (!visible) return;
            m_waveformsLater->start();
            m_reviewLater->start();
        });
    }
    connect(m_panels.spectrogram, &SpectrogramPanel::timeChosen, this, [this](Time time) {
        TraceView* traces = m_window.traces();
        if (traces && traces->currentStream()) traces->goTo(*traces->currentStream(), time);
    });
    connect(m_panels.spectrogram, &SpectrogramPanel::spanWanted, this, [this](const TimeSpan& span) {
        TraceView* traces = m_window.traces();
        if (traces && traces->options().align == TraceAlign::None) traces->setSpan(span);
    });
    for (PickPlot* plot : m_panels.pickPlots()) {
        connect(plot, &PickPlot::usedChanged, this, [this](const QVector<Id>& picks, bool used) {
            if (!m_review) return;
            if (const auto done = m_review->setUsed(std::vector<Id>(picks.begin(), picks.end()), used); !done) m_window.tell({Severity::Error, QString::fromStdString(done.error().message)});
        });
        connect(plot, &PickPlot::pickChosen, this, [this](const Id& pick) {
            if (m_window.traces() && !m_window.traces()->goToLabel(pick)) m_window.tell({Severity::Information, tr("That pick is not among the traces that are shown.")});
        });
    }
}

void AnalysisDesk::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    m_inventory.reset();
    if (session) {
        connect(session, &Session::tracesChanged, this, [this] {
            m_inventory.reset();
            m_waveformsLater->start();
        });
        connect(session, &Session::labelsChanged, this, [this] {
            m_waveformsLater->start();
            m_reviewLater->start();
        });
    }
    showWaveforms();
}

void AnalysisDesk::setTraces(TraceView* traces)
{
    for (const auto signal : {&TraceView::currentChanged, &TraceView::activeLabelChanged, &TraceView::optionsChanged}) connect(traces, signal, m_waveformsLater, qOverload<>(&QTimer::start));
    connect(traces, &TraceView::spanChanged, m_waveformsLater, qOverload<>(&QTimer::start));
    connect(traces, &TraceView::activeLabelChanged, this, &AnalysisDesk::selectActive);
    connect(traces, &TraceView::cursorMoved, this, [this, traces] {
        m_panels.spectrogram->setCursor(traces->cursorTime());
        if (!onset()) m_waveformsLater->start();
    });
    m_waveformsLater->start();
}

void AnalysisDesk::setReview(EventReview* review)
{
    if (m_review) m_review->disconnect(this);
    m_review = review;
    if (review) connect(review, &EventReview::ghostMoved, this, &AnalysisDesk::showGhost);
    if (review)
        for (const auto signal : {&EventReview::located, &EventReview::eventChanged})
            connect(review, signal, this, [this] {
                m_reviewLater->start();
                m_waveformsLater->start();  // the located back-azimuth
            });
    showReview();
}

void AnalysisDesk::showWaveforms()
{
    showSpectrogram();
    showOnset();
}

void AnalysisDesk::showSpectrogram()
{
    SpectrogramPanel& panel = *m_panels.spectrogram;
    const TraceView* traces = m_window.traces();
    const auto stream = m_session && traces ? traces->currentStream() : std::nullopt;
    const TraceItemPtr item = stream ? itemOf(m_session->traces(), *stream) : nullptr;
    if (!item) return panel.setTrace(nullptr, {});
    if (!panel.isVisible()) return;
    m_session->readSamples({*stream});
    const TimeSpan span = traces->visibleSpan();
    std::vector<PlotMark> marks;
    for (const Label* label : m_session->labels().in(*stream, span.padded(aroundView, aroundView), true))
        if (!label->end) marks.push_back({label->time, QString::fromStdString(label->phase), label->mode == Mode::Automatic, label->review == Review::Rejected});
    panel.setTrace(item->trace, span);
    panel.setMarks(marks);
    panel.setCursor(traces->cursorTime());
}

const Label* AnalysisDesk::onset() const
{
    const Label* label = m_window.traces() ? m_window.traces()->activeLabel() : nullptr;
    return label && !label->end ? label : nullptr;
}

Time AnalysisDesk::firstOnset(const Label& label) const
{
    for (const Label* other : m_session->labels().in(label.stream, {label.time - sameEvent, label.time}, true))
        if (!other->end && other->review != Review::Rejected && other->event == label.event) return other->time;
    return label.time;
}

void AnalysisDesk::showOnset()
{
    const TraceView* traces = m_window.traces();
    const Label* label = m_session ? onset() : nullptr;
    const auto stream = label ? std::optional(label->stream) : m_session && traces ? traces->currentStream() : std::nullopt;
    const auto time = label ? std::optional(label->time) : traces ? traces->cursorTime() : std::nullopt;
    const TraceItemPtr item = stream ? itemOf(m_session->traces(), *stream) : nullptr;
    if (!item) {
        m_panels.spectrum->setSource({});
        m_panels.motion->setSource({});
        return;
    }
    if (!time) return;  // the mouse is elsewhere: what is shown stays
    if (m_panels.spectrum->isVisible()) {
        m_session->readSamples({*stream});
        const Channel* channel = m_session->inventory().channel(*stream, *time);
        m_panels.spectrum->setSource({item->trace, *time, label ? firstOnset(*label) : *time, label ? label->phase : std::string(), channel ? channel->response : nullptr});
    }
    if (m_panels.motion->isVisible()) m_panels.motion->setSource(motionAt(*stream, *time, label));
}

MotionSource AnalysisDesk::motionAt(const StreamId& stream, Time time, const Label* label)
{
    MotionSource out;
    std::vector<StreamId> components;
    for (const TraceItemPtr& item : m_session->traces())
        if (item->trace->id.instrument() == stream.instrument()) {
            out.components.push_back(item->trace);
            components.push_back(item->trace->id);
        }
    m_session->readSamples(components);
    out.inventory = inventoryOf(stream);
    out.onset = time;
    if (label) out.phase = label->phase;
    const ViewOptions& options = m_window.traces()->options();
    if (options.filterOn)
        if (const auto filter = parseFilter(options.filter.toStdString())) out.filter = *filter;
    // What a model says is with the P.
    for (const Label* other : m_session->labels().in(stream, {time - sameEvent, time + std::chrono::milliseconds(1)}, true))
        if (other->source.backAzimuthDeg && other->review != Review::Rejected) out.predictedBackAzimuth = other->source.backAzimuthDeg;
    out.locatedBackAzimuth = locatedBackAzimuth(stream, time);
    return out;
}

std::shared_ptr<const Inventory> AnalysisDesk::inventoryOf(const StreamId& stream)
{
    const std::string station = stream.network + '.' + stream.station;
    if (m_inventory && station == m_inventoryStation) return m_inventory;
    Inventory own;
    for (const Station& each : m_session->inventory().stations)
        if (each.network == stream.network && each.code == stream.station) own.stations.push_back(each);
    m_inventoryStation = station;
    m_inventory = std::make_shared<const Inventory>(std::move(own));
    return m_inventory;
}

std::optional<double> AnalysisDesk::locatedBackAzimuth(const StreamId& stream, Time time) const
{
    if (!m_review || !m_review->location()) return std::nullopt;
    const Station* station = m_session->inventory().station(stream.network, stream.station, time);
    const Location& location = *m_review->location();
    // Of a pick of another event this one's direction says nothing.
    if (!station || time < location.time - std::chrono::seconds(5) || time > location.time + std::chrono::hours(1)) return std::nullopt;
    return course(GeoPoint(station->latitudeDegrees, station->longitudeDegrees), location.epicentre).azimuthDegrees;
}

void AnalysisDesk::showReview()
{
    const std::optional<Location> location = m_review ? m_review->location() : std::nullopt;
    const std::vector<PhasePick> picks = m_review ? m_review->picks() : std::vector<PhasePick>();
    AutomaticPicks automatic;
    if (m_session)
        for (const PhasePick& pick : picks)
            if (const Label* label = m_session->labels().find(idOf(pick.id)); label && label->mode == Mode::Automatic && label->review == Review::Preliminary) automatic.insert(pick.id);
    if (m_panels.residuals->isVisible()) m_panels.residuals->setLocation(location, automatic);
    if (m_panels.polar->isVisible()) m_panels.polar->setLocation(location, automatic);
    if (m_panels.travelTimes->isVisible()) {
        m_panels.travelTimes->setTravelTimes(m_review ? m_review->travelTimes() : nullptr);
        m_panels.travelTimes->setLocation(location, automatic);
    }
    if (m_panels.wadati->isVisible()) {
        m_panels.wadati->setPicks(picks, automatic);
        m_panels.wadati->setOrigin(location ? std::optional(location->time) : std::nullopt);
    }
    selectActive();
}

void AnalysisDesk::showGhost()
{
    if (!m_review) return;
    const std::optional<Location>& ghost = m_review->ghost();
    if (m_panels.residuals->isVisible()) m_panels.residuals->setGhostLocation(ghost);
    if (m_panels.travelTimes->isVisible()) m_panels.travelTimes->setGhostLocation(ghost);
    if (!m_panels.wadati->isVisible()) return;
    std::vector<PhasePick> picks;
    if (ghost && m_review->dragged())
        for (const LocatedPick& moved : ghost->picks) {
            if (moved.id != m_review->dragged()->text() || !moved.arrives) continue;
            picks = m_review->picks();
            for (PhasePick& pick : picks)
                if (pick.id == moved.id) pick.time = ghost->time + fromSeconds(moved.theory.seconds + moved.residualSeconds);
        }
    m_panels.wadati->setGhostPicks(picks);
}

void AnalysisDesk::selectActive()
{
    const Label* label = m_session ? onset() : nullptr;
    if (!label) return;
    for (PickPlot* plot : m_panels.pickPlots())
        if (!plot->selected().contains(label->id)) plot->select({label->id});
}

}  // namespace seisdesk
