#include "ui/shell/predictor.h"

#include "core/model/propose.h"
#include "core/model/shipped_models.h"
#include "ui/panels/counted.h"

#include <QFileInfo>
#include <QSettings>

#include <utility>

namespace seisdesk {

namespace {

constexpr const char* classicalName = "classical";

QStringList toQt(const std::vector<std::string>& texts)
{
    QStringList out;
    for (const std::string& text : texts) out << QString::fromStdString(text);
    return out;
}

std::vector<std::string> fromQt(const QStringList& texts)
{
    std::vector<std::string> out;
    for (const QString& text : texts) out.push_back(text.toStdString());
    return out;
}

std::optional<double> thresholdIn(const QSettings& settings, const QString& key)
{
    const QVariant value = settings.value(key);
    return value.isValid() ? std::optional(value.toDouble()) : std::nullopt;
}

std::size_t pickCount(const Prediction& prediction)
{
    std::size_t n = 0;
    for (const StationPrediction& station : prediction.stations) n += station.labels.size();
    return n;
}

}  // namespace

Predictor::Predictor(JobQueue& jobs, QSettings& settings, QObject* parent) : QObject(parent), m_jobs(jobs), m_settings(settings)
{
    m_choice.weights = fromQt(settings.value(QStringLiteral("model/weights")).toStringList());
    m_choice.device = settings.value(QStringLiteral("model/device"), QStringLiteral("auto")).toString().toStdString();
    m_thresholds = {thresholdIn(settings, QStringLiteral("model/thresholdP")), thresholdIn(settings, QStringLiteral("model/thresholdS"))};
    // Weights that were moved away since are not worth an error at every start.
    for (const std::string& file : m_choice.weights)
        if (file != classicalName && !QFileInfo::exists(QString::fromStdString(file))) {
            m_choice.weights.clear();
            break;
        }
}

void Predictor::setSession(Session* session)
{
    cancel();
    m_session = session;
    m_base.reset();
    m_traces.clear();
}

void Predictor::choose(const ModelChoice& choice)
{
    if (choice == m_choice) return;
    m_choice = choice;
    m_model.reset();
    m_settings.setValue(QStringLiteral("model/weights"), toQt(choice.weights));
    m_settings.setValue(QStringLiteral("model/device"), QString::fromStdString(choice.device));
    Q_EMIT modelChanged();
}

void Predictor::setThresholds(const ThresholdValues& thresholds)
{
    if (thresholds == m_thresholds) return;
    m_thresholds = thresholds;
    for (const auto& [key, value] : {std::pair(QStringLiteral("model/thresholdP"), thresholds.p), std::pair(QStringLiteral("model/thresholdS"), thresholds.s)})
        value ? m_settings.setValue(key, *value) : m_settings.remove(key);
    propose();
}

AnnotateOptions Predictor::options() const
{
    AnnotateOptions out;
    out.thresholdP = m_thresholds.p;
    out.thresholdS = m_thresholds.s;
    return out;
}

void Predictor::predict(const std::vector<TracePtr>& traces, const std::optional<TimeSpan>& span)
{
    if (running() || !m_session) return;
    if (traces.empty()) {
        Q_EMIT told({Severity::Warning, tr("There are no traces to pick. Add records or show some stations first.")});
        return;
    }
    if (m_proposal) m_proposal->cancel();
    m_traces = traces;
    m_span = span;
    AnnotateOptions how = options();
    how.span = span;
    auto work = [load = m_loader, choice = m_choice, model = m_model, traces, inventory = m_session->inventory(), how](const Progress& progress) -> Result<Outcome> {
        Outcome out{model, nullptr};
        double loadedAt = 0.0;
        if (!out.model) {
            loadedAt = 0.1;
            auto loaded = load(choice, progress.part(0.0, loadedAt));
            if (!loaded) return loaded.error();
            out.model = std::make_shared<const LoadedModel>(std::move(*loaded));
        }
        auto prediction = out.model->annotator->annotate(traces, inventory, how, progress.part(loadedAt, 1.0));
        if (!prediction) return prediction.error();
        out.prediction = std::make_shared<const Prediction>(std::move(*prediction));
        return out;
    };
    const int count = static_cast<int>(traces.size());
    setJob(m_jobs.run(Lane::Predict, tr("Pick %1 with %2").arg(counted(count, tr("trace"), tr("traces")), modelName()), m_session, std::move(work), [self = QPointer(this), count](Result<Outcome> outcome) {
        if (self) self->take(std::move(outcome), count);
    }));
}

void Predictor::setJob(Job* job)
{
    m_job = job;
    connect(job, &Job::finished, this, [this, job] {
        if (m_job != job) return;
        m_job.clear();
        if (job->state() == Job::State::Cancelled) Q_EMIT told({Severity::Information, tr("The prediction was cancelled; nothing was changed.")});
        Q_EMIT runningChanged();
    });
    Q_EMIT runningChanged();
}

void Predictor::take(Result<Outcome> outcome, int traces)
{
    if (!outcome) {
        Q_EMIT told({Severity::Error, tr("No prediction: %1").arg(QString::fromStdString(outcome.error().message))});
        return;
    }
    const bool fresh = outcome->model != m_model;
    if (outcome->model->choice == m_choice) m_model = outcome->model;
    m_base = outcome->prediction;
    Q_EMIT modelChanged();
    if (const auto accepted = m_session->accept(m_base); !accepted) {
        Q_EMIT told({Severity::Error, tr("The picks could not be kept: %1").arg(QString::fromStdString(accepted.error().message))});
        return;
    }
    const auto picks = static_cast<int>(pickCount(*m_base));
    Q_EMIT told({Severity::Success, tr("%1 on %2 by %3").arg(counted(picks, tr("pick"), tr("picks")), counted(traces, tr("trace"), tr("traces")), modelName())});
    for (const StationPrediction& station : m_base->stations) {
        const std::string who = station.instrument.text();
        for (const std::string& note : station.notes) Q_EMIT noted({Severity::Information, QString::fromStdString(note.starts_with(who) ? note : who + ": " + note)});
    }
    // Last, so that it is what stays in view.
    if (fresh && !outcome->model->note.empty()) Q_EMIT told({Severity::Warning, QString::fromStdString(outcome->model->note)});
    // A GPU that failed on the way: said once for each model.
    const QString remark = QString::fromStdString(outcome->model->annotator->remark());
    if (remark != std::exchange(m_remark, remark) && !remark.isEmpty() && !QString::fromStdString(outcome->model->note).contains(remark)) Q_EMIT told({Severity::Warning, remark});
    Q_EMIT predicted();
}

void Predictor::propose()
{
    if (!m_base || !m_session || running()) return;
    if (!hasPhaseCurves(*m_base)) return predict(m_traces, m_span);
    if (m_proposal) m_proposal->cancel();
    const Proposal how{m_thresholds.p.value_or(m_model ? m_model->thresholdP : 0.3), m_thresholds.s.value_or(m_model ? m_model->thresholdS : 0.3), options().minimumSeparationSeconds,
                       m_model ? m_model->uncertainty : PickUncertainty{}, m_model ? m_model->instantSeconds : oneInstantSeconds};
    m_proposal = m_jobs.run(
        Lane::Predict, tr("Propose picks at new thresholds"), m_session,
        [base = m_base, how](const Progress&) -> Result<std::shared_ptr<const Prediction>> { return std::make_shared<const Prediction>(proposed(*base, how)); },
        [self = QPointer(this)](Result<std::shared_ptr<const Prediction>> prediction) {
            if (!self || !prediction) return;
            if (const auto accepted = self->m_session->accept(*prediction); !accepted)
                Q_EMIT self->told({Severity::Error, QString::fromStdString(accepted.error().message)});
            else
                Q_EMIT self->predicted();
        });
}

void Predictor::cancel()
{
    if (m_job) m_job->cancel();
    if (m_proposal) m_proposal->cancel();
}

bool Predictor::isClassical() const
{
    if (m_model) return m_model->annotator->version() == classicalAnnotator()->version();
    return m_choice.weights == std::vector<std::string>{classicalName};
}

QString Predictor::modelName() const
{
    if (isClassical()) return tr("the classical picker");
    if (m_model) return QString::fromStdString(m_model->annotator->version()).section(QLatin1Char('@'), 0, 0);
    if (m_choice.weights.empty()) return QString::fromLatin1(standardModelName);
    return QFileInfo(QString::fromStdString(m_choice.weights.front())).completeBaseName();
}

QString Predictor::description() const
{
    if (m_model) return QString::fromStdString(m_model->annotator->description());
    if (isClassical()) return QString::fromStdString(classicalAnnotator()->description());
    return tr("The weights are loaded with the first prediction.");
}

}  // namespace seisdesk
