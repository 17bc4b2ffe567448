#include "core/io/sac.h"

#include "core/io/sac_header.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace seisdesk;
using namespace std::chrono_literals;
using H = SacHeader;

class SacReadTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::vector<ReadIssue> m_issues;

    static H header(int samples)
    {
        H h;
        h.setNumber(H::delta, 0.01);
        h.setNumber(H::b, 0.0);
        h.setInteger(H::npts, samples);
        h.setInteger(H::iftype, H::timeSeries);
        h.setInteger(H::leven, 1);
        const int time[] = {2020, 32, 1, 2, 3, 456};
        for (int i = 0; i < 6; ++i) h.setInteger(H::nzyear + i, time[i]);
        h.setString(H::kstnm, "STA");
        return h;
    }
    Result<SacFile> read(const std::string& content)
    {
        m_issues.clear();
        const std::filesystem::path path = m_folder.filePath(QStringLiteral("f.sac")).toStdString();
        std::ofstream(path, std::ios::binary) << content;
        return readSac(path, m_issues);
    }
    Result<SacFile> read(const H& h, std::size_t samples) { return read(h.headerBytes(false) + std::string(4 * samples, '\0')); }
    bool says(const char* text) const { return !m_issues.empty() && m_issues.front().message.find(text) != std::string::npos; }
private Q_SLOTS:
    void agreesWithObsPy_data()
    {
        QTest::addColumn<QByteArrayList>("row");
        QFile file(QString::fromStdString(test::sourceFile("golden/sac.csv").string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.readLine();
        while (!file.atEnd()) {
            const QByteArrayList row = file.readLine().trimmed().split(',');
            QTest::newRow(row[0].constData()) << row;
        }
    }
    void agreesWithObsPy()
    {
        QFETCH(QByteArrayList, row);
        const auto path = test::shared("data/" + row[0].toStdString());
        if (path.empty()) QSKIP(test::needShared("data/" + row[0].toStdString()).c_str());
        const auto file = readSac(path, m_issues);
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        const Segment& s = file->segment;
        QCOMPARE(QByteArray::fromStdString(file->id.text()), row[1]);
        QVERIFY(std::abs(s.start.time_since_epoch().count() - row[2].toLongLong()) < 1000);
        QVERIFY(std::abs(s.sampleRateHz - row[3].toDouble()) < 1e-9 * s.sampleRateHz);
        QCOMPARE(s.size(), static_cast<std::size_t>(row[4].toLongLong()));
        double sum = 0.0;
        for (const float v : *s.samples) sum += v;
        QVERIFY(std::abs(sum - row[5].toDouble()) <= 1e-9 * std::max(1.0, std::abs(sum)));
    }
    void timeIsReferencePlusBegin()
    {
        H h = header(3);
        h.setNumber(H::b, -0.5);
        const auto file = read(h, 3);
        QCOMPARE(file->segment.start, parseTime("2020-02-01T01:02:02.956Z").value());
        QCOMPARE(file->segment.sampleRateHz, 100.0);
        QVERIFY(m_issues.empty());
        h.setInteger(H::nzyear, -12345);
        QCOMPARE(read(h, 3)->segment.start, Time{} - 500ms);
        QVERIFY(says("no reference time"));
    }
    void sizesThatDisagree()
    {
        QCOMPARE(read(header(10), 4)->segment.size(), std::size_t{4});
        QVERIFY(says("announces 10 samples (word npts, byte 316) and the file ends at byte 648 instead of 672"));
        QCOMPARE(read(header(10), 12)->segment.size(), std::size_t{10});
        QVERIFY(says("goes on for 8 bytes"));
        QCOMPARE(read(header(2147483647), 4)->segment.size(), std::size_t{4});
    }
    void picks()
    {
        H h = header(1000);
        h.setNumber(H::a, 2.5);
        h.setString(H::ka, "IPD0");
        h.setNumber(H::t0, 4.0);
        h.setString(H::kt0, "Sg");
        h.setNumber(H::t0 + 1, 5.0);           // unnamed, inside
        h.setNumber(H::t0 + 2, 0.0);           // unnamed, at the first sample: no pick
        h.setNumber(H::t0 + 3, 1e30);          // nonsense
        const auto file = read(h, 1000);
        QCOMPARE(file->labels.size(), std::size_t{3});
        const Label& p = file->labels[0];
        QCOMPARE(p.phase, std::string("P"));
        QVERIFY(p.onset == OnsetQuality::Impulsive && p.polarity == Polarity::Negative);
        QCOMPARE(p.time, parseTime("2020-02-01T01:02:05.956Z").value());
        QCOMPARE(file->labels[1].phase, std::string("Sg"));
        QCOMPARE(file->labels[2].phase, std::string("T1"));
        QVERIFY(read(h, 1000)->labels[0].id == p.id);  // the same file gives the same labels
    }
    void stationAndEvent()
    {
        H h = header(10);
        h.setNumber(H::stla, 47.5);
        h.setNumber(H::stlo, 190.0);
        h.setNumber(H::cmpinc, 0.0);
        h.setNumber(H::o, -10.0);
        h.setNumber(H::evla, 46.0);
        h.setNumber(H::evlo, 8.0);
        h.setNumber(H::evdp, 12.5);
        h.setNumber(H::mag, 3.5);
        h.setInteger(H::imagtyp, 54);
        auto file = read(h, 10);
        QCOMPARE(file->channel->longitudeDegrees, -170.0);
        QCOMPARE(file->channel->dipDegrees.value(), -90.0);
        const Event& event = file->event.value();
        QCOMPARE(event.origins.at(0).time, parseTime("2020-02-01T01:01:53.456Z").value());
        QCOMPARE(event.origins[0].depthMetres->value, 12500.0);
        QCOMPARE(event.magnitudes.at(0).type, std::string("ML"));
        h.setNumber(H::evdp, 10000.0);  // metres
        QCOMPARE(read(h, 10)->event->origins[0].depthMetres->value, 10000.0);
        h.setNumber(H::evla, 460.0);
        QVERIFY(!read(h, 10)->event);
    }
    void refusals()
    {
        H h = header(10);
        h.setInteger(H::leven, 0);
        QVERIFY(read(h, 10).error().code == Error::Code::Unsupported);
        h = header(10);
        h.setInteger(H::iftype, 3);
        QVERIFY(read(h, 10).error().code == Error::Code::Unsupported);
        h = header(10);
        h.setNumber(H::delta, 0.0);
        QVERIFY(read(h, 10).error().code == Error::Code::Malformed);
        QVERIFY(read("too short").error().code == Error::Code::Malformed);
        QVERIFY(readSac("/no/such/file", m_issues).error().code == Error::Code::NotFound);
    }
    void theAlphanumericFormIsTheSame()
    {
        const auto text = test::shared("data/formats/sac/testxy.sac"), binary = test::shared("data/formats/sac/test.sac");
        if (text.empty() || binary.empty()) QSKIP(test::needShared("data/formats/sac").c_str());
        const auto a = readSac(text, m_issues), b = readSac(binary, m_issues);
        QVERIFY2(a, a ? "" : a.error().message.c_str());
        QCOMPARE(a->segment.size(), b->segment.size());
        for (std::size_t i = 0; i < a->segment.size(); ++i) QVERIFY(std::abs(a->segment.valueAt(i) - b->segment.valueAt(i)) < 2e-6);
    }
};

QTEST_APPLESS_MAIN(SacReadTest)
#include "sac_read_test.moc"
