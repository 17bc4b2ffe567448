#include "core/model/torch/loader.h"

#include "tests/core/model/torch/tiny_desk.h"

#include <QTest>
#include <QThread>

#include <torch/utils.h>

using namespace seisdesk;
using namespace seisdesk::nets;

class LoaderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void batchesComeInOrderWhateverTheThreads()
    {
        TrainingJob job;
        job.recipe = tinyRecipe(1);
        job.contract = tinyContract();
        job.window = [](std::uint64_t number) {
            if (number % 3 == 0) QThread::usleep(300);
            return tinyWindow(number);
        };
        job.loaders = 4;
        Loader loader(job, 5);
        for (std::uint64_t k = 5; k < 20; ++k) {
            std::vector<TrainingWindow> windows;
            for (std::uint64_t i = 0; i < 8; ++i) windows.push_back(tinyWindow(8 * k + i));
            const TrainingBatch expected = gathered(windows, job.contract), batch = loader.next();
            QVERIFY(torch::equal(batch.input, expected.input));
            QVERIFY(torch::equal(batch.motionAt, expected.motionAt));
        }
    }
    void stopsWithBatchesLeft()
    {
        TrainingJob job;
        job.recipe = tinyRecipe(1);
        job.contract = tinyContract();
        job.window = tinyWindow;
        Loader loader(job, 0);
        loader.next();
    }
};

QTEST_APPLESS_MAIN(LoaderTest)
#include "loader_test.moc"
