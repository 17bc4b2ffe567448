#include "core/model/batch_size.h"

#include <algorithm>

namespace seisdesk {

namespace {
constexpr std::size_t keptShare = 10;  // one tenth stays free: what others take meanwhile, and fragments
}

void BatchSize::fit(std::size_t freeBytes, std::size_t bytesPerWindow)
{
    if (bytesPerWindow == 0) return;
    m_now = std::clamp<std::size_t>((freeBytes - freeBytes / keptShare) / bytesPerWindow, 1, m_most);
}

bool BatchSize::halve(std::size_t tried)
{
    m_shrunk = true;
    if (std::min(tried, m_now) <= 1) return false;
    m_now = std::min(tried, m_now) / 2;
    return true;
}

}  // namespace seisdesk
