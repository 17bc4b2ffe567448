#pragma once
// CurveEnvelopes: envelopes of a prediction's curves, made off the GUI thread so that a day of curves draws at once.

#include "core/label/prediction.h"
#include "core/waveform/envelope.h"

#include <QObject>

#include <atomic>
#include <map>
#include <memory>
#include <vector>

class QThreadPool;

namespace seisdesk {

/// Curves of one instrument, ready to draw.
struct StationCurves {
    std::shared_ptr<const Prediction> owner;
    const StationPrediction* station = nullptr;
    std::vector<Envelope> envelopes;  ///< one per curve
};

/// GUI thread only; changed() comes after setPrediction(), once curves are ready.
class CurveEnvelopes : public QObject {
    Q_OBJECT
public:
    explicit CurveEnvelopes(QThreadPool& pool, QObject* parent = nullptr) : QObject(parent), m_pool(pool) {}
    ~CurveEnvelopes() override;
    void setPrediction(std::shared_ptr<const Prediction> prediction);
    /// Null while there is none, or not yet.
    std::shared_ptr<const StationCurves> find(const StreamId& instrument) const;

Q_SIGNALS:
    void changed();

private:
    QThreadPool& m_pool;
    std::shared_ptr<std::atomic<bool>> m_stop;
    std::map<StreamId, std::shared_ptr<const StationCurves>> m_ready;
};

}  // namespace seisdesk
