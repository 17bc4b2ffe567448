#include "app/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>

namespace seisdesk {

namespace {

/// The one thing a signal handler may reach.
std::atomic<const Progress*> interrupted{nullptr};
static_assert(std::atomic<const Progress*>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

void onSignal(int signal)
{
    if (const Progress* progress = interrupted.load()) progress->cancel();
    std::signal(signal, SIG_DFL);
}

bool toTerminal() { return isatty(STDERR_FILENO) == 1; }

}  // namespace

Interrupt::Interrupt(const Progress& progress) : m_progress(progress)
{
    interrupted.store(&m_progress);
    m_formerInterrupt = std::signal(SIGINT, onSignal);
    m_formerTerminate = std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, m_formerInterrupt);
    std::signal(SIGTERM, m_formerTerminate);
    interrupted.store(nullptr);
}

Progress terminalProgress()
{
    if (!toTerminal()) return Progress();
    using Clock = std::chrono::steady_clock;
    // Sinks may be called from any thread; the last writer wins.
    auto last = std::make_shared<std::atomic<Clock::rep>>(0);
    return Progress([last](double fraction, const std::string& text) {
        const Clock::rep now = Clock::now().time_since_epoch().count();
        const Clock::rep before = last->load();
        if (std::chrono::duration_cast<std::chrono::milliseconds>(Clock::duration(now - before)).count() < 100) return;
        last->store(now);
        std::fprintf(stderr, "\r\033[K%3.0f %%  %.60s", 100.0 * fraction, text.c_str());
        std::fflush(stderr);
    });
}

void endTerminalProgress()
{
    if (!toTerminal()) return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
}

}  // namespace seisdesk
