#include "core/model/torch/record_upload.h"

#include <cstring>

#ifdef SEISDESK_CUDA
#include <ATen/cuda/CUDAContext.h>
#include <ATen/cuda/CUDAEvent.h>
#include <c10/cuda/CUDAGuard.h>
#endif

namespace seisdesk::nets {

#ifdef SEISDESK_CUDA

/// While one buffer is on its way to the device the other one is filled.
struct RecordUpload::Buffers {
    explicit Buffers(c10::DeviceIndex device) : copying(at::cuda::getStreamFromPool(false, device)) {}
    c10::cuda::CUDAStream copying;
    std::array<torch::Tensor, 2> pinned;
    std::array<at::cuda::CUDAEvent, 2> sent;
    std::size_t next = 0;
};

RecordUpload::RecordUpload(torch::Tensor record) : m_record(std::move(record))
{
    if (!m_record.is_cuda()) return;
    m_buffers = std::make_unique<Buffers>(m_record.device().index());
    // The record's memory may have been another tensor's, of which the current stream still reads.
    at::cuda::CUDAEvent ours;
    ours.record(at::cuda::getCurrentCUDAStream(m_record.device().index()));
    ours.block(m_buffers->copying);
    m_record.record_stream(m_buffers->copying.unwrap());
}

#else

struct RecordUpload::Buffers {};

RecordUpload::RecordUpload(torch::Tensor record) : m_record(std::move(record)) {}

#endif

RecordUpload::~RecordUpload() = default;

void RecordUpload::put(std::span<const float> rows, std::size_t count, std::size_t first)
{
    const auto n = static_cast<std::int64_t>(count), at = static_cast<std::int64_t>(first);
    if (n == 0) return;
#ifdef SEISDESK_CUDA
    if (m_buffers) {
        const std::size_t mine = m_buffers->next;
        m_buffers->next = 1 - mine;
        torch::Tensor& buffer = m_buffers->pinned[mine];
        at::cuda::CUDAEvent& sent = m_buffers->sent[mine];
        if (buffer.defined()) sent.synchronize();
        if (!buffer.defined() || buffer.size(1) < n) buffer = torch::empty({3, n}, torch::TensorOptions(torch::kFloat32).pinned_memory(true));
        for (std::size_t row = 0; row < 3; ++row)
            std::memcpy(buffer[static_cast<std::int64_t>(row)].data_ptr<float>(), rows.data() + row * count, count * sizeof(float));
        {
            const c10::cuda::CUDAStreamGuard guard(m_buffers->copying);
            for (std::int64_t row = 0; row < 3; ++row) m_record[row].narrow(0, at, n).copy_(buffer[row].narrow(0, 0, n), true);
            sent.record(m_buffers->copying);
        }
        sent.block(at::cuda::getCurrentCUDAStream(m_record.device().index()));
        return;
    }
#endif
    for (std::size_t row = 0; row < 3; ++row)
        std::memcpy(m_record[static_cast<std::int64_t>(row)].data_ptr<float>() + at, rows.data() + row * count, count * sizeof(float));
}

}  // namespace seisdesk::nets
