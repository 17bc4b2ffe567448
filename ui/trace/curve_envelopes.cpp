#include "ui/trace/curve_envelopes.h"

#include <QThreadPool>

#include <utility>

namespace seisdesk {

CurveEnvelopes::~CurveEnvelopes()
{
    if (m_stop) *m_stop = true;
    m_pool.waitForDone();  // a job posts to this object
}

void CurveEnvelopes::setPrediction(std::shared_ptr<const Prediction> prediction)
{
    if (m_stop) *m_stop = true;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_ready.clear();
    Q_EMIT changed();
    if (!prediction) return;
    m_pool.start([target = this, prediction, stop = m_stop] {
        for (const StationPrediction& station : prediction->stations) {
            auto curves = std::make_shared<StationCurves>();
            curves->owner = prediction;
            curves->station = &station;
            for (const Curve& curve : station.curves) {
                if (*stop) return;
                curves->envelopes.emplace_back(curve.values.samples ? curve.values.samples : std::make_shared<const std::vector<float>>());
            }
            QMetaObject::invokeMethod(
                target,
                [target, stop, curves = std::shared_ptr<const StationCurves>(std::move(curves))] {
                    if (*stop) return;  // overtaken by another prediction
                    target->m_ready[curves->station->instrument] = curves;
                    Q_EMIT target->changed();
                },
                Qt::QueuedConnection);
        }
    });
}

std::shared_ptr<const StationCurves> CurveEnvelopes::find(const StreamId& instrument) const
{
    const auto found = m_ready.find(instrument);
    return found == m_ready.end() ? nullptr : found->second;
}

}  // namespace seisdesk
