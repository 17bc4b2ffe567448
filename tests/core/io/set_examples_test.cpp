#include "core/io/set_examples.h"

#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"

#include <QTest>

using namespace seisdesk;

class SetExamplesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void setsAreReadWhole()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("some.h5"));
            writer.group("/data");
            writer.dataset("/data/c", {3, 400}, test::ramp(3, 400, false), H5T_NATIVE_FLOAT, {{"sampling_rate_hz", 100.0}, {"magnitude", 2.0}});
            writer.dataset("/data/d", {3, 400}, test::ramp(3, 400, false), H5T_NATIVE_FLOAT, {{"sampling_rate_hz", 100.0}});
            for (const char* name : {"/data/a", "/data/b"})
                writer.dataset(name, {3, 400}, test::ramp(3, 400, false), H5T_NATIVE_FLOAT, {{"sampling_rate_hz", 100.0}, {"p_sample", 100.0}});
        }
        const auto examples = setExamples(folder.path("some.h5"), 100.0, {});
        QVERIFY2(examples, examples ? "" : examples.error().message.c_str());
        QCOMPARE(examples->size(), std::size_t{4});
        QVERIFY(!(*examples)[2].exhaustive);  // an earthquake without picks
        QVERIFY((*examples)[3].exhaustive);   // noise
        QCOMPARE(examples->front().set, std::string("some"));
        QVERIFY(!examples->front().exhaustive);
        QCOMPARE(*examples->front().events.front().pSample, 100.0);
        QVERIFY(!setExamples(folder.path("none.h5"), 100.0, {}));
    }
};

QTEST_APPLESS_MAIN(SetExamplesTest)
#include "set_examples_test.moc"
