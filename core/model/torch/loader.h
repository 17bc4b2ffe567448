#pragma once
// Loader: prepares the batches of a training run on threads of its own, in order.

#include "core/model/torch/losses.h"
#include "core/model/training/trainer.h"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace seisdesk::nets {

/// Batch k holds windows k * batch to (k + 1) * batch - 1 of the job.
class Loader {
public:
    /// From batch `first` on. The job must outlive the loader.
    Loader(const TrainingJob& job, std::uint64_t first);
    ~Loader();
    Loader(const Loader&) = delete;
    Loader& operator=(const Loader&) = delete;
    /// The next batch; waits for it.
    TrainingBatch next();
    /// Seconds that next() has waited in all.
    double waited() const { return m_waited; }

private:
    void work();

    const TrainingJob& m_job;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::uint64_t, TrainingBatch> m_ready;
    std::uint64_t m_claimed, m_taken;  ///< next batch to be made, next to be handed out
    bool m_stopping = false;
    double m_waited = 0.0;
    std::vector<std::thread> m_threads;
};

}  // namespace seisdesk::nets
