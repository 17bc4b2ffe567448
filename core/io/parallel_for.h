#pragma once
// parallelFor: the same work on many items, by a few threads.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace seisdesk {

/// Threads worth using for `amount` when one thread should have at least `perThread`: 1 to 4, never more than there are.
inline unsigned threadsFor(std::size_t amount, std::size_t perThread, unsigned most = 0)
{
    const unsigned machine = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
    const auto useful = static_cast<unsigned>(std::min<std::size_t>(amount / perThread + 1, machine));
    return most == 0 ? useful : std::min(useful, most);
}

/// Calls `makeWorker()` in each of `threads` threads, the calling one included, and what it returns with every index of
/// [0, count) once, in batches of consecutive indices. Returns when all is done. An exception of any of them ends the
/// work early and is thrown here.
template <class MakeWorker>
void parallelFor(std::size_t count, std::size_t batch, unsigned threads, MakeWorker makeWorker)
{
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failureLock;
    const auto run = [&] {
        try {
            auto worker = makeWorker();
            for (std::size_t from = next.fetch_add(batch); from < count; from = next.fetch_add(batch))
                for (std::size_t i = from; i < std::min(from + batch, count); ++i) worker(i);
        } catch (...) {
            next.store(count);
            const std::lock_guard lock(failureLock);
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (unsigned t = 1; t < threads && t * batch < count; ++t) others.emplace_back(run);
        } catch (const std::system_error&) {
            // No more threads to be had: those that run do all of it.
        }
        run();
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace seisdesk
