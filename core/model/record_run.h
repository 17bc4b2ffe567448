#pragma once
// RecordRun: instruments' records taken whole through a network on its own device, several at a time.

#include "core/base/progress.h"
#include "core/model/engine.h"
#include "core/model/station_work.h"

#include <functional>
#include <memory>
#include <vector>

namespace seisdesk {

/// Gathers instruments until their records are worth a pass, so that short records of many stations fill batches together.
class RecordRun {
public:
    using Finished = std::function<Result<void>(StationWork&)>;
    /// All references must outlive the run. `finished` gets each instrument, in order, once its outputs are there.
    RecordRun(const Network& network, const PickRules& rules, const Progress& progress, Finished finished);

    /// `fraction` of all work is done when this instrument is.
    Result<void> add(std::shared_ptr<StationWork> work, double fraction);
    /// What is left. Errors: those of RecordPass and Timeline, Cancelled.
    Result<void> flush();

private:
    Result<void> readInto(RecordPass& pass, const Timeline& line, std::vector<char>& recorded) const;

    const Network& m_network;
    const PickRules& m_rules;
    const Progress& m_progress;
    Finished m_finished;
    std::vector<std::shared_ptr<StationWork>> m_works;
    std::size_t m_samples = 0;
    double m_from = 0.0, m_to = 0.0;
};

}  // namespace seisdesk
