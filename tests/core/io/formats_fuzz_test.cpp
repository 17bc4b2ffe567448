// Damaged copies of files: nothing may crash, hang or read outside its memory; what comes out does not matter.

#include "core/catalog/compile.h"
#include "core/io/labelled_set.h"
#include "core/io/label_csv.h"
#include "core/io/quakeml.h"
#include "core/io/stationxml.h"
#include "tests/core/catalog/example_label.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

#include <functional>
#include <random>

using namespace seisdesk;

namespace {

/// Runs `read` on truncated, bit-flipped and byte-shuffled copies.
void damage(const std::string& content, int copies, const std::function<void(const std::string&)>& read)
{
    std::mt19937 random(12345);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    for (int i = 0; i < copies && !content.empty(); ++i) {
        std::string copy = content;
        if (i % 3 == 0) copy.resize(below(copy.size()));
        const std::size_t flips = i % 3 == 1 ? 1 : i % 3 == 2 ? 1 + below(40) : 0;
        for (std::size_t f = 0; f < flips; ++f) copy[below(copy.size())] ^= static_cast<char>(1 << below(8));
        read(copy);
    }
}

}  // namespace

class FormatsFuzzTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;

    void readQuakeMlCopy(const std::string& copy)
    {
        std::vector<ReadIssue> issues;
        const auto path = m_folder.write("a.xml", copy);
        if (const auto events = readQuakeMl(path, issues)) {
            QVERIFY(writeQuakeMl(m_folder.path("b.xml"), compile(labelsFromEvents(*events), *events)));
            QVERIFY(readQuakeMl(m_folder.path("b.xml"), issues));
        }
        lintQuakeMl(path);
    }
    void readStationXmlCopy(const std::string& copy)
    {
        std::vector<ReadIssue> issues;
        if (const auto inventory = readStationXml(m_folder.write("a.xml", copy), issues)) QVERIFY(writeStationXml(m_folder.path("b.xml"), *inventory));
    }
    void readSet(const std::filesystem::path& path)
    {
        const auto set = LabelledSet::open(path);
        for (std::size_t i = 0; set && i < std::min<std::size_t>(set->size(), 4); ++i) {
            const auto window = set->read(i);
            if (window) QVERIFY(window->traces.size() <= 9);
        }
    }

private Q_SLOTS:
    void damagedOwnFiles()
    {
        const Event event = test::exampleEvent();
        Label label = test::exampleLabel();
        QVERIFY(writeQuakeMl(m_folder.path("own.xml"), compile({label}, {event})));
        damage(m_folder.read("own.xml"), 300, [&](const std::string& copy) { readQuakeMlCopy(copy); });
        QVERIFY(writeLabelCsv(m_folder.path("own.csv"), {label, test::exampleLabel("S")}));
        damage(m_folder.read("own.csv"), 300, [&](const std::string& copy) {
            std::vector<ReadIssue> issues;
            (void)readLabelCsv(m_folder.write("a.csv", copy), issues);
        });
    }
    void damagedRealXml()
    {
        const auto quakeml = test::shared("data/formats/quakeml"), stationxml = test::shared("data/formats/stationxml");
        if (quakeml.empty() || stationxml.empty()) QSKIP(test::needShared("data/formats").c_str());
        for (const auto& entry : std::filesystem::directory_iterator(quakeml))
            if (entry.path().extension() == ".xml") damage(test::Folder::contentOf(entry.path()), 60, [&](const std::string& copy) { readQuakeMlCopy(copy); });
        for (const auto& entry : std::filesystem::directory_iterator(stationxml))
            if (entry.path().extension() == ".xml") damage(test::Folder::contentOf(entry.path()), 30, [&](const std::string& copy) { readStationXmlCopy(copy); });
    }
    void damagedHdf5()
    {
        {
            test::Hdf5Writer writer(m_folder.path("w.h5"));
            writer.group("/data");
            writer.attribute("/", "component_order", std::string("ZNE"));
            for (const char* name : {"a", "b", "c"})
                writer.dataset(std::string("/data/") + name, {3, 60}, test::ramp(3, 60), H5T_NATIVE_FLOAT,
                               {{"sampling_rate_hz", 50.0}, {"p_sample", 20L}, {"polarity", std::string("D")}, {"snr_db", std::vector<double>{1, 2, 3}}});
        }
        damage(m_folder.read("w.h5"), 240, [&](const std::string& copy) { readSet(m_folder.write("a.h5", copy)); });
        std::filesystem::create_directories(m_folder.path("bench"));
        {
            test::Hdf5Writer writer(m_folder.path("bench.h5"));
            writer.group("/data_format");
            writer.scalar("/data_format/dimension_order", std::string("NCW"));
            writer.group("/data");
            writer.dataset("/data/bucket0", {2, 3, 60}, std::vector<double>(360, 1.0), H5T_NATIVE_FLOAT);
        }
        const std::string metadata = "trace_name,trace_sampling_rate_hz,trace_start_time,trace_p_arrival_sample\n\"bucket0$1,:3,:50\",50,2020-01-01,7\n";
        m_folder.write("bench/metadata.csv", metadata);
        damage(m_folder.read("bench.h5"), 120, [&](const std::string& copy) {
            m_folder.write("bench/waveforms.hdf5", copy);
            readSet(m_folder.path("bench"));
        });
        m_folder.write("bench/waveforms.hdf5", m_folder.read("bench.h5"));
        damage(metadata, 300, [&](const std::string& copy) {
            m_folder.write("bench/metadata.csv", copy);
            readSet(m_folder.path("bench"));
        });
    }
};

QTEST_APPLESS_MAIN(FormatsFuzzTest)
#include "formats_fuzz_test.moc"
