#include "ui/analysis/particle_motion_panel.h"

#include "ui/theme/custom_plot.h"
#include "ui/analysis/plot_style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QTimer>

namespace seisdesk {

namespace {

constexpr int mostPasses = 3;
constexpr double degree = 3.14159265358979323846 / 180.0;

QVector<double> vectorOf(const std::vector<float>& values)
{
    QVector<double> out;
    out.reserve(static_cast<qsizetype>(values.size()));
    for (const float value : values) out << value;
    return out;
}

void setLine(QCPCurve& curve, double toX, double toY) { curve.setData(QVector<double>{0.0, toX}, QVector<double>{0.0, toY}); }

QString degrees(double value) { return ParticleMotionPanel::tr("%1°").arg(std::lround(value)); }

}  // namespace

ParticleMotionPanel::ParticleMotionPanel(QWidget* parent) : PlotPanel(tr("Particle motion"), parent), m_length(new QComboBox(this))
{
    for (const double seconds : {0.2, 0.5, 1.0, 2.0, 5.0, 10.0}) m_length->addItem(tr("%1 s").arg(seconds), seconds);
    m_length->setCurrentIndex(1);
    m_length->setToolTip(tr("Length of the window; a tenth of it lies before the pick"));
    m_length->setAccessibleName(tr("Window length"));
    controls().insertWidget(0, m_length);
    plot().plotLayout()->clear();
    const std::pair<QString, QString> names[] = {{tr("east (counts)"), tr("north (counts)")}, {tr("east (counts)"), tr("up (counts)")}, {tr("radial, away from the source"), tr("up (counts)")}};
    for (std::size_t view = 0; view < viewCount; ++view) {
        m_rects[view] = new QCPAxisRect(&plot());
        nameAxes(*m_rects[view], names[view].first, names[view].second);
        m_rects[view]->setMinimumMargins({0, 8, 8, 0});
        for (const QCPAxis::AxisType side : {QCPAxis::atBottom, QCPAxis::atLeft}) m_rects[view]->axis(side)->ticker()->setTickCount(3);
    }
    arrange();
    const auto curve = [this](std::size_t view) { return new QCPCurve(m_rects[view]->axis(QCPAxis::atBottom), m_rects[view]->axis(QCPAxis::atLeft)); };
    for (QCPCurve*& ray : m_rays) ray = curve(Map);
    m_incidence = curve(RadialUp);
    for (std::size_t view = 0; view < viewCount; ++view) {
        m_curves[view] = curve(view);
        m_starts[view] = curve(view);
        m_starts[view]->setLineStyle(QCPCurve::lsNone);
    }
    connect(m_length, &QComboBox::currentIndexChanged, this, &ParticleMotionPanel::compute);
    connect(&plot(), &QCustomPlot::afterLayout, this, &ParticleMotionPanel::setRanges);
    m_source.onset = Time::max();
    setSource({});
    setPalette(palette());
}

int ParticleMotionPanel::rayCount() const
{
    int out = 0;
    for (const Ray ray : {Measured, Predicted, Located}) out += m_rays[ray]->dataCount() > 0;
    return out;
}

void ParticleMotionPanel::setSource(const MotionSource& source)
{
    if (source == m_source) return;
    const bool had = !m_source.components.empty();
    m_source = source;
    if (source.components.empty()) {
        m_newest.drop();
        m_motion.reset();
        setNote({});
        return showEmpty(tr("There is no pick to look at. Select a pick, or put the cursor on a trace, to see how the ground moved there."));
    }
    if (!had) showEmpty(tr("Working out the particle motion…"));
    compute();
}

void ParticleMotionPanel::compute()
{
    if (m_source.components.empty()) return;
    const double seconds = m_length->currentData().toDouble();
    const TimeSpan window{m_source.onset - fromSeconds(0.1 * seconds), m_source.onset + fromSeconds(0.9 * seconds)};
    std::optional<double> backAzimuth = m_source.locatedBackAzimuth;
    if (!backAzimuth && m_source.predictedBackAzimuth) backAzimuth = m_source.predictedBackAzimuth->value;
    m_newest.ask(
        [source = m_source, window, backAzimuth](const Progress&) {
            return particleMotion(source.components, source.inventory ? *source.inventory : Inventory(), window, source.filter, backAzimuth);
        },
        [this](Result<ParticleMotion> made) { take(std::move(made)); });
}

void ParticleMotionPanel::take(Result<ParticleMotion> made)
{
    const QString instrument = QString::fromStdString(m_source.components.front()->id.instrument().text());
    if (!made) {
        m_motion.reset();
        setNote(instrument);
        return showEmpty(QString::fromStdString(made.error().message));
    }
    m_motion = *std::move(made);
    const ParticleMotion& motion = *m_motion;
    const std::pair<const std::vector<float>*, const std::vector<float>*> pairs[] = {{&motion.east, &motion.north}, {&motion.east, &motion.up}, {&motion.radial, &motion.up}};
    m_reach = 1e-30;
    for (const auto* component : {&motion.north, &motion.east, &motion.up})
        for (const float x : *component) m_reach = std::max(m_reach, static_cast<double>(std::abs(x)));
    m_reach *= 1.12;
    for (std::size_t view = 0; view < viewCount; ++view) {
        m_curves[view]->setData(vectorOf(*pairs[view].first), vectorOf(*pairs[view].second));
        m_starts[view]->setData(QVector<double>{pairs[view].first->front()}, QVector<double>{pairs[view].second->front()});
    }
    drawRays();
    showEmpty({});
    restyle();
    Q_EMIT drawn();
}

void ParticleMotionPanel::describe()
{
    if (!m_motion) return;
    // Words have the colours of the rays they belong to.
    const auto inColour = [](const QString& text, const QColor& colour) { return QStringLiteral("<span style='color:%1'>%2</span>").arg(colour.name(), text); };
    const Polarisation& p = m_motion->polarisation;
    QStringList parts{QString::fromStdString(m_source.components.front()->id.instrument().text()) + QLatin1Char(' ') + (m_source.phase.empty() ? tr("at the cursor") : QString::fromStdString(m_source.phase))};
    parts << inColour(tr("measured %1 or %2").arg(degrees(p.backAzimuthDegrees), degrees(std::fmod(p.backAzimuthDegrees + 180.0, 360.0))), palette().waveform);
    if (m_source.predictedBackAzimuth) parts << inColour(tr("model %1").arg(degrees(m_source.predictedBackAzimuth->value)), palette().accent);
    if (m_source.locatedBackAzimuth) parts << inColour(tr("located %1").arg(degrees(*m_source.locatedBackAzimuth)), palette().coverage);
    parts << tr("incidence %1").arg(degrees(p.incidenceDegrees)) << tr("rectilinearity %1").arg(p.rectilinearity, 0, 'f', 2) << tr("planarity %1").arg(p.planarity, 0, 'f', 2);
    if (m_source.filter) parts << QString::fromStdString(filterText(*m_source.filter));
    setNote(parts.join(QStringLiteral(" · ")));
}

void ParticleMotionPanel::drawRays()
{
    for (QCPCurve* ray : m_rays) ray->data()->clear();
    m_incidence->data()->clear();
    if (!m_motion) return;
    const auto ray = [&](Ray kind, double backAzimuth) { setLine(*m_rays[kind], 3.0 * m_reach * std::sin(backAzimuth * degree), 3.0 * m_reach * std::cos(backAzimuth * degree)); };
    const Polarisation& p = m_motion->polarisation;
    ray(Measured, p.backAzimuthDegrees);
    if (m_source.predictedBackAzimuth) {
        ray(Predicted, m_source.predictedBackAzimuth->value);
        if (const auto& sigma = m_source.predictedBackAzimuth->sigma) {
            ray(PredictedLeft, m_source.predictedBackAzimuth->value - *sigma);
            ray(PredictedRight, m_source.predictedBackAzimuth->value + *sigma);
        }
    }
    if (m_source.locatedBackAzimuth) ray(Located, *m_source.locatedBackAzimuth);
    // The main axis in the plane of the radial: down towards the source.
    const double towards = std::cos((p.backAzimuthDegrees - m_motion->radialBackAzimuthDegrees) * degree);
    setLine(*m_incidence, -3.0 * m_reach * std::sin(p.incidenceDegrees * degree) * towards, -3.0 * m_reach * std::cos(p.incidenceDegrees * degree));
}

void ParticleMotionPanel::arrange()
{
    m_wide = plot().width() > plot().height();
    QCPLayoutGrid* grid = plot().plotLayout();
    for (QCPAxisRect* rect : m_rects)
        if (rect->layout()) grid->take(rect);
    grid->simplify();
    for (int view = 0; view < viewCount; ++view) grid->addElement(m_wide ? 0 : view, m_wide ? view : 0, m_rects[static_cast<std::size_t>(view)]);
    grid->setColumnSpacing(6);
    grid->setRowSpacing(2);
}

void ParticleMotionPanel::setRanges()
{
    bool other = false;
    for (QCPAxisRect* rect : m_rects) {
        const double w = std::max(1, rect->width()), h = std::max(1, rect->height()), side = std::min(w, h);
        other = other || std::abs(rect->axis(QCPAxis::atBottom)->range().upper * side / (m_reach * w) - 1.0) > 0.01 || std::abs(rect->axis(QCPAxis::atLeft)->range().upper * side / (m_reach * h) - 1.0) > 0.01;
        rect->axis(QCPAxis::atBottom)->setRange(-m_reach * w / side, m_reach * w / side);
        rect->axis(QCPAxis::atLeft)->setRange(-m_reach * h / side, m_reach * h / side);
    }
    // The ticks of this pass are those of the old ranges; their width can change the layout once more, but not for ever.
    m_passes = other ? m_passes + 1 : 0;
    if (other && m_passes <= mostPasses) plot().replot(QCustomPlot::rpQueuedReplot);
}

void ParticleMotionPanel::showEverything() { plot().replot(QCustomPlot::rpQueuedReplot); }

void ParticleMotionPanel::resizeEvent(QResizeEvent* event)
{
    PlotPanel::resizeEvent(event);
    // The plot has its size after its layout was told of ours.
    QTimer::singleShot(0, this, [this] {
        if (m_wide == (plot().width() > plot().height())) return;
        arrange();
        plot().replot(QCustomPlot::rpQueuedReplot);
    });
}

void ParticleMotionPanel::restyle()
{
    describe();
    const QColor hue = m_source.phase.empty() ? palette().waveform : palette().phase(m_source.phase);
    for (std::size_t view = 0; view < viewCount; ++view) {
        m_curves[view]->setPen(QPen(hue, 1.4));
        m_starts[view]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(palette().background, 1.0), hue, 8));
    }
    m_rays[Measured]->setPen(QPen(palette().waveform, 1.4, Qt::DashLine));
    m_incidence->setPen(QPen(palette().waveform, 1.4, Qt::DashLine));
    m_rays[Predicted]->setPen(QPen(palette().accent, 2.0));
    for (const Ray side : {PredictedLeft, PredictedRight}) m_rays[side]->setPen(QPen(palette().accent, 1.0, Qt::DotLine));
    m_rays[Located]->setPen(QPen(palette().coverage, 2.4));
    plot().replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace seisdesk
