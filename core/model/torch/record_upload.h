#pragma once
// RecordUpload: rows of samples on their way into a record on a device, through two pinned buffers on a stream of their own.

#include <torch/types.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>

namespace seisdesk::nets {

class RecordUpload {
public:
    /// `record` is [3][samples].
    explicit RecordUpload(torch::Tensor record);
    ~RecordUpload();
    RecordUpload(const RecordUpload&) = delete;
    RecordUpload& operator=(const RecordUpload&) = delete;

    /// Rows [3][count] to samples [first, first + count). Returns once `rows` may be reused; work queued on the current stream afterwards sees the samples.
    void put(std::span<const float> rows, std::size_t count, std::size_t first);

private:
    struct Buffers;  // of the CUDA engine
    torch::Tensor m_record;
    std::unique_ptr<Buffers> m_buffers;
};

}  // namespace seisdesk::nets
