#include "core/model/torch/record_upload.h"

#include "tests/core/model/torch/cuda_card.h"

#include <QtTest>

#include <numeric>

using namespace seisdesk;
using namespace seisdesk::test;

class record_upload_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// In chunks of any size, each reused at once, so that a buffer that is overwritten too early shows.
    void samplesArriveInPlace()
    {
        for (const torch::Device& device : devicesHere()) {
            const std::int64_t size = 100000;
            const torch::Tensor record = torch::full({3, size}, -1.0f, torch::TensorOptions(torch::kFloat32).device(device));
            nets::RecordUpload upload(record);
            std::vector<float> rows;
            std::int64_t at = 0;
            for (std::int64_t count = 1; at < size; count = count * 7 % 5003 + 1) {
                const std::int64_t n = std::min(count, size - at);
                rows.resize(static_cast<std::size_t>(3 * n));
                for (std::int64_t row = 0; row < 3; ++row) std::iota(rows.begin() + row * n, rows.begin() + (row + 1) * n, static_cast<float>(row * size + at));
                upload.put(rows, static_cast<std::size_t>(n), static_cast<std::size_t>(at));
                std::fill(rows.begin(), rows.end(), -2.0f);
                at += n;
            }
            upload.put({}, 0, 0);
            const torch::Tensor wanted = torch::arange(3 * size, torch::kFloat32).view({3, size});
            QVERIFY(torch::equal(record.to(torch::kCPU), wanted));
        }
        if (!hasCard()) QSKIP(noCard);
    }
};

QTEST_APPLESS_MAIN(record_upload_test)
#include "record_upload_test.moc"
