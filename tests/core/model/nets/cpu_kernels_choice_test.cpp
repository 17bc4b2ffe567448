#include "core/model/nets/cpu_kernels.h"

#include <QTest>

#include <cstring>

using namespace seisdesk::nets;

class CpuKernelsChoiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTheFastestThisProcessorRuns()
    {
        QVERIFY(cpuKernelsNamed(bestCpuKernels().name) == &bestCpuKernels());
        for (const char* faster : {"avx512", "avx2"}) {
            if (std::strcmp(bestCpuKernels().name, faster) == 0) break;
            QVERIFY(!cpuKernelsNamed(faster));
        }
        QVERIFY(cpuKernelsNamed("generic"));
        QVERIFY(!cpuKernelsNamed("abacus"));
    }
};

QTEST_APPLESS_MAIN(CpuKernelsChoiceTest)
#include "cpu_kernels_choice_test.moc"
