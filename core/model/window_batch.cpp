#include "core/model/window_batch.h"

#include <algorithm>

namespace seisdesk {

WindowBatch::WindowBatch(const Network& network, std::size_t batchSize, Progress progress)
    : m_network(&network),
      m_batchSize(std::max<std::size_t>(1, batchSize)),
      m_inputSize(network.contract().componentOrder.size() * network.contract().windowSamples),
      m_atOnce(m_batchSize),
      m_progress(std::move(progress)),
      m_input(m_batchSize * m_inputSize)
{
}

std::span<float> WindowBatch::next() { return std::span(m_input).subspan(m_deliver.size() * m_inputSize, m_inputSize); }

Result<void> WindowBatch::add(Deliver deliver)
{
    m_deliver.push_back(std::move(deliver));
    if (m_deliver.size() == m_batchSize) return flush();
    return {};
}

Result<void> WindowBatch::flush()
{
    Result<void> result;
    for (std::size_t done = 0; result && done < m_deliver.size();) {
        if (m_progress.cancelled()) {
            result = Error{Error::Code::Cancelled, "Cancelled."};
            break;
        }
        const std::size_t count = std::min(m_atOnce, m_deliver.size() - done);
        result = run(done, count);
        if (!result && result.error().code == Error::Code::OutOfSpace && count > 1) {
            m_atOnce = count / 2;
            result = {};
            continue;
        }
        done += count;
    }
    m_deliver.clear();
    return result;
}

Result<void> WindowBatch::run(std::size_t first, std::size_t count)
{
    auto output = m_network->forward(std::span<const float>(m_input).subspan(first * m_inputSize, count * m_inputSize), count);
    if (!output) return output.error();
    if (output->empty() || output->size() % count != 0)
        return Error{Error::Code::ModelMismatch, m_network->version() + " gave " + std::to_string(output->size()) + " values for " + std::to_string(count) + " windows."};
    const std::size_t each = output->size() / count;
    for (std::size_t i = 0; i < count; ++i) {
        const auto delivered = m_deliver[first + i](std::span<const float>(*output).subspan(i * each, each));
        if (!delivered) return delivered;
    }
    return {};
}

}  // namespace seisdesk
