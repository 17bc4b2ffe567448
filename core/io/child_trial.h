#pragma once
// Trying something dangerous in a child process first, so that a crash there is only news here.

#include <functional>

namespace seisdesk {

/// TimedOut: it ran for longer than its limit.
enum class Trial { Passed, Crashed, TimedOut };

/// Runs `work` in a forked copy of this process and waits for it; nothing it does reaches this process. It must not use
/// locks that other threads may hold (memory allocation is safe). The limit is in seconds of processor time; waiting for
/// a disk may take twelve times as long. Where no child can be made, Passed.
Trial tryInChild(const std::function<void()>& work, unsigned limitSeconds);

}  // namespace seisdesk
