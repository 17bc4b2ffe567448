#pragma once
// BatchSize: how many windows go through a network at once, from the memory that is free, halved whenever it runs out after all.

#include <cstddef>

namespace seisdesk {

class BatchSize {
public:
    /// Not above `most`, which is at least one.
    explicit BatchSize(std::size_t most) : m_most(most > 0 ? most : 1), m_now(m_most) {}

    /// Takes as many as fit into nine tenths of what is free; at least one. Nothing is known of a window that takes no bytes.
    void fit(std::size_t freeBytes, std::size_t bytesPerWindow);
    /// After memory ran out with `tried` windows at once: half of them from now on. False when one window was too much already.
    bool halve(std::size_t tried);

    std::size_t now() const { return m_now; }
    std::size_t most() const { return m_most; }
    /// Memory ran out at least once.
    bool shrunk() const { return m_shrunk; }

private:
    std::size_t m_most, m_now;
    bool m_shrunk = false;
};

}  // namespace seisdesk
