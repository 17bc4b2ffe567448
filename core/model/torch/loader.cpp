#include "core/model/torch/loader.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>

namespace seisdesk::nets {

namespace {
constexpr std::uint64_t aheadPerThread = 4;
}

Loader::Loader(const TrainingJob& job, std::uint64_t first) : m_job(job), m_claimed(first), m_taken(first)
{
    for (int i = 0; i < std::max(1, job.loaders); ++i) m_threads.emplace_back([this] { work(); });
}

Loader::~Loader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    for (std::thread& t : m_threads) t.join();
}

TrainingBatch Loader::next()
{
    const auto begin = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_ready.contains(m_taken); });
    TrainingBatch out = std::move(m_ready.extract(m_taken).mapped());
    ++m_taken;
    m_waited += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    lock.unlock();
    m_changed.notify_all();
    return out;
}

void Loader::work()
{
    const std::uint64_t ahead = aheadPerThread * static_cast<std::uint64_t>(std::max(1, m_job.loaders));
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [&] { return m_stopping || m_claimed < m_taken + ahead; });
        if (m_stopping) return;
        const std::uint64_t number = m_claimed++;
        lock.unlock();
        std::vector<TrainingWindow> windows;
        windows.reserve(m_job.recipe.batch);
        for (std::uint64_t i = 0; i < m_job.recipe.batch; ++i) windows.push_back(m_job.window(number * m_job.recipe.batch + i));
        TrainingBatch batch = gathered(windows, m_job.contract);
        lock.lock();
        m_ready.emplace(number, std::move(batch));
        m_changed.notify_all();
    }
}

}  // namespace seisdesk::nets
