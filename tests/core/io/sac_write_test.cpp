#include "core/io/sac.h"

#include "core/io/sac_header.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace seisdesk;
using namespace std::chrono_literals;

class SacWriteTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    static SacFile example()
    {
        SacFile file;
        file.id = {"GE", "WLF", "00", "HHZ"};
        file.segment = makeSegment(parseTime("2019-07-04T17:33:49.123456Z").value(), 125.0, {1.5F, -2.0F, 3e9F, std::numeric_limits<float>::quiet_NaN()});
        Label label;
        label.stream = file.id;
        label.phase = "S";
        label.time = file.segment.start + 20ms;
        file.labels.push_back(label);
        label.phase = "Pg";
        label.time = file.segment.start + 8ms;
        file.labels.push_back(label);
        label.review = Review::Rejected;
        file.labels.push_back(label);
        Channel channel;
        channel.id = file.id;
        channel.latitudeDegrees = 49.5;
        channel.longitudeDegrees = 6.25;
        channel.azimuthDegrees = 0.0;
        channel.dipDegrees = -90.0;
        file.channel = channel;
        Event event;
        Origin origin;
        origin.time = file.segment.start - 30s;
        origin.latitude.value = 50.25;
        origin.longitude.value = 7.5;
        origin.depthMetres = RealQuantity{8000.0, {}};
        event.origins.push_back(origin);
        file.event = event;
        return file;
    }
private Q_SLOTS:
    void roundTrip()
    {
        const SacFile file = example();
        for (const int version : {6, 7})
            for (const bool big : {true, false}) {
                const std::filesystem::path path = m_folder.filePath(QStringLiteral("out.sac")).toStdString();
                QVERIFY(writeSac(path, file, {.bigEndian = big, .version = version}));
                std::vector<ReadIssue> issues;
                const auto back = readSac(path, issues);
                QVERIFY(back && issues.empty());
                QCOMPARE(back->id.text(), file.id.text());
                QVERIFY(std::chrono::abs(back->segment.start - file.segment.start) < 100ns);
                QCOMPARE(back->segment.sampleRateHz, 125.0);
                QCOMPARE(back->segment.size(), std::size_t{4});
                for (std::size_t i = 0; i < 3; ++i) QCOMPARE((*back->segment.samples)[i], (*file.segment.samples)[i]);
                QVERIFY(std::isnan((*back->segment.samples)[3]));
                QCOMPARE(back->labels.size(), std::size_t{2});  // the rejected one stays out
                QCOMPARE(back->labels[0].phase, std::string("Pg"));
                QVERIFY(std::chrono::abs(back->labels[0].time - file.labels[1].time) < 1us);
                QCOMPARE(back->labels[1].phase, std::string("S"));
                QCOMPARE(back->channel->dipDegrees.value(), -90.0);
                QCOMPARE(back->event->origins.at(0).depthMetres->value, 8000.0);
                QVERIFY(std::chrono::abs(back->event->origins[0].time - file.event->origins[0].time) < (version == 7 ? 1us : 5us));
            }
    }
    void sizes()
    {
        QCOMPARE(sacBytes(example())->size(), SacHeader::bytes + 16);
        QCOMPARE(sacBytes(example(), {.bigEndian = false, .version = 7})->size(), SacHeader::bytes + 16 + SacHeader::footerBytes);
    }
    void refusals()
    {
        QVERIFY(sacBytes({}).error().code == Error::Code::InvalidArgument);
        QVERIFY(sacBytes(example(), {.bigEndian = false, .version = 8}).error().code == Error::Code::InvalidArgument);
        QVERIFY(!writeSac("/no/such/folder/f.sac", example()));
    }
};

QTEST_APPLESS_MAIN(SacWriteTest)
#include "sac_write_test.moc"
