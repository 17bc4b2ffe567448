#pragma once
// Progress: what a job polls for cancellation and reports to. It is the only stop flag in the program.

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace seisdesk {

/// A cheap copyable handle, safe to use from any thread. A default Progress reports to nobody and is never cancelled
/// unless someone calls cancel() on a copy of it.
class Progress {
public:
    /// Receives a fraction from 0 to 1 and a short text (may be empty). Called on the reporting thread.
    using Sink = std::function<void(double fraction, const std::string& text)>;

    Progress() : m_shared(std::make_shared<Shared>()) {}
    explicit Progress(Sink sink) : Progress() { m_shared->sink = std::move(sink); }

    bool cancelled() const { return m_shared->cancelled.load(std::memory_order_relaxed); }
    void cancel() const { m_shared->cancelled.store(true, std::memory_order_relaxed); }

    void report(double fraction, const std::string& text = {}) const
    {
        if (m_shared->sink && !m_quiet) m_shared->sink(m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0), text);
    }

    /// The same job seen by one of its parts: 0 to 1 reported to the part becomes `from` to `to` of this one.
    Progress part(double from, double to) const
    {
        Progress p(*this);
        p.m_from = m_from + (m_to - m_from) * from;
        p.m_to = m_from + (m_to - m_from) * to;
        return p;
    }

    /// The same job for a part that runs beside others: it is cancelled with it and reports nothing.
    Progress quiet() const
    {
        Progress p(*this);
        p.m_quiet = true;
        return p;
    }

private:
    struct Shared {
        std::atomic<bool> cancelled{false};
        Sink sink;
    };
    std::shared_ptr<Shared> m_shared;
    double m_from = 0.0;
    double m_to = 1.0;
    bool m_quiet = false;
};

}  // namespace seisdesk
