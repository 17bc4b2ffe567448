// Stations, events, jobs and log: the tables behind the panels.

#include "ui/panels/events_model.h"
#include "ui/panels/jobs_model.h"
#include "ui/panels/log_model.h"
#include "ui/panels/stations_model.h"

#include "core/label/edits.h"

#include <QAbstractItemModelTester>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time t0 = parseTime("2020-01-01T00:00:00Z").value();
constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

TraceItemPtr trace(const char* id)
{
    Trace out{StreamId::parse(id).value(), {makeSegment(t0, 100.0, std::vector<float>(100, 1.0f))}};
    return traceChange(nullptr, std::make_shared<const Trace>(std::move(out))).after;
}

Station station(const char* network, const char* code, double latitude, double longitude)
{
    Station out;
    out.network = network;
    out.code = code;
    out.siteName = std::string("Site of ") + code;
    out.latitudeDegrees = latitude;
    out.longitudeDegrees = longitude;
    return out;
}

Event quake(const char* id, Duration after, double magnitude)
{
    Event out;
    out.id = id;
    Origin origin;
    origin.time = t0 + after;
    origin.latitude.value = 35.7;
    origin.longitude.value = -117.5;
    origin.depthMetres = RealQuantity{8500.0, {}};
    out.origins.push_back(origin);
    Magnitude m;
    m.magnitude.value = magnitude;
    m.type = "Mw";
    out.magnitudes.push_back(m);
    out.descriptions.push_back({"Searles Valley", "region name"});
    return out;
}

}  // namespace

class ModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stationsAreGroupedCountedAndMeasured()
    {
        StationsModel model;
        QAbstractItemModelTester tester(&model, strict);
        Inventory inventory;
        inventory.stations = {station("CI", "CLC", 36.0, 0.0), station("CI", "SLA", 35.0, 1.0)};
        model.setTraces({trace("CI.SLA..HHZ"), trace("CI.CLC..HHZ"), trace("CI.CLC..HHN"), trace("XX.NONE..HHZ")}, inventory, Epicentre{35.0, 0.0, t0});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, StationsModel::Name).data().toString(), QStringLiteral("CI.CLC"));
        QCOMPARE(model.index(0, StationsModel::Channels).data().toInt(), 2);
        // One degree along the meridian near 35.5 N on WGS84 is 110.95 km.
        QVERIFY(std::abs(model.index(0, StationsModel::Distance).data(StationsModel::SortRole).toDouble() - 110.95) < 0.05);
        QVERIFY(model.index(2, StationsModel::Distance).data().toString().isEmpty());

        LabelSet labels;
        Label rejected = newPick(StreamId::parse("CI.CLC..HHZ").value(), "P", t0, {"ann", t0});
        rejected.review = Review::Rejected;
        QVERIFY(labels.apply({"add", {}, {newPick(StreamId::parse("CI.CLC..HHZ").value(), "Pg", t0, {"ann", t0}), newPick(StreamId::parse("CI.CLC").value(), "S", t0 + 1s, {"ann", t0}), rejected}}));
        model.countLabels(labels);
        QCOMPARE(model.index(0, StationsModel::P).data().toInt(), 1);
        QCOMPARE(model.index(0, StationsModel::S).data().toInt(), 1);
        QCOMPARE(model.index(1, StationsModel::P).data(StationsModel::SortRole).toInt(), 0);
    }
    void stationsSayWhatTheirSurestPSays()
    {
        StationsModel model;
        QAbstractItemModelTester tester(&model, strict);
        model.setTraces({trace("CI.CLC..HHZ"), trace("CI.SLA..HHZ")}, {}, {});
        QVERIFY(!model.hasSources());
        LabelSet labels;
        const auto p = [](double confidence, double magnitude, Review review = Review::Preliminary) {
            Label label = newPick(StreamId::parse("CI.SLA..HHZ").value(), "P", t0 + fromSeconds(confidence), {"", t0});
            label.mode = Mode::Automatic;
            label.review = review;
            label.confidence = confidence;
            label.source = {Estimate{magnitude, 0.2}, Estimate{34.0, 4.0}, {}, {}, {}};
            return label;
        };
        QVERIFY(labels.apply({"add", {}, {p(0.5, 1.0), p(0.8, 2.3), p(0.9, 5.0, Review::Rejected)}}));
        model.countLabels(labels);
        QVERIFY(model.hasSources() && !model.hasDistances());
        QCOMPARE(model.index(1, StationsModel::Magnitude).data().toString(), QStringLiteral("2.3"));
        QCOMPARE(model.index(1, StationsModel::EstimatedDistance).data().toString(), QStringLiteral("34"));
        QVERIFY(!model.index(1, StationsModel::BackAzimuth).data().isValid() && !model.index(0, StationsModel::Magnitude).data().isValid());
        QVERIFY(model.index(1, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("M 2.3±0.2  34±4 km")));
        model.countLabels({});
        QVERIFY(!model.hasSources());
    }
    void stationsSwitchedOffStayOff()
    {
        StationsModel model;
        QAbstractItemModelTester tester(&model, strict);
        model.setTraces({trace("CI.SLA..HHZ"), trace("CI.CLC..HHZ")}, {}, {});
        QSignalSpy changed(&model, &StationsModel::hiddenChanged);
        QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.hidden(), QStringList{QStringLiteral("CI.SLA")});
        model.setTraces({trace("CI.SLA..HHZ"), trace("CI.AAA..HHZ"), trace("CI.CLC..HHZ")}, {}, {});
        QCOMPARE(model.hidden(), QStringList{QStringLiteral("CI.SLA")});
        model.setAllShown(true);
        QVERIFY(model.hidden().isEmpty());
    }
    void eventsStandInOrderOfOriginTime()
    {
        EventsModel model;
        QAbstractItemModelTester tester(&model, strict);
        Event bare;
        bare.id = "smi:none";
        model.setEvents({quake("smi:b", 20s, 4.04), quake("smi:a", 10s, 6.4), bare});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2, EventsModel::Time).data().toString(), EventsModel::tr("no origin"));
        QCOMPARE(model.rowOf("smi:a"), 0);
        QCOMPARE(model.index(0, EventsModel::Magnitude).data().toString(), QStringLiteral("6.4 Mw"));
        QCOMPARE(model.index(0, EventsModel::Depth).data().toString(), QStringLiteral("8.5"));
        QCOMPARE(model.index(0, EventsModel::Place).data().toString(), QStringLiteral("Searles Valley"));
        QCOMPARE(model.index(1, EventsModel::Time).data().toString(), QStringLiteral("00:00:20.0"));  // one day: the date says nothing
    }
    void jobsAreShownWhileTheyRunAndAfter()
    {
        JobQueue jobs;
        JobsModel model(jobs);
        QAbstractItemModelTester tester(&model, strict);
        QSemaphore go;
        jobs.run(Lane::Predict, QStringLiteral("Pick"), this,
                 [&go](const Progress& p) -> Result<int> {
                     p.report(0.5, "half");
                     go.acquire();
                     return 1;
                 },
                 [](Result<int>) {});
        QCOMPARE(model.rowCount(), 1);
        QTRY_COMPARE(model.index(0, 0).data(JobsModel::PercentRole).toInt(), 50);
        QCOMPARE(model.index(0, JobsModel::Progress).data().toString(), QStringLiteral("half"));
        QVERIFY(model.job(model.index(0, 0)));
        go.release();
        QTRY_COMPARE(model.index(0, JobsModel::State).data().toString(), word(Job::State::Done));
        QVERIFY(!model.job(model.index(0, 0)));
        jobs.run(Lane::Files, QStringLiteral("Read"), this, [](const Progress&) -> Result<int> { return Error{Error::Code::Unreadable, "x.mseed: torn. Copy it again."}; }, [](Result<int>) {});
        QTRY_COMPARE(model.index(0, JobsModel::State).data().toString(), word(Job::State::Failed));
        QCOMPARE(model.index(0, JobsModel::Progress).data().toString(), QStringLiteral("x.mseed: torn. Copy it again."));
    }
    void oldJobsAreForgotten()
    {
        JobQueue jobs;
        JobsModel model(jobs);
        QAbstractItemModelTester tester(&model, strict);
        for (int i = 0; i < JobsModel::kept + 20; ++i) {
            jobs.run(Lane::Files, QString::number(i), this, [](const Progress&) -> Result<int> { return 1; }, [](Result<int>) {});
            QTRY_VERIFY(!jobs.busy());
        }
        QCOMPARE(model.rowCount(), JobsModel::kept);
        QCOMPARE(model.index(0, 0).data().toString(), QString::number(JobsModel::kept + 19));
    }
    void logKeepsTheNewest()
    {
        LogModel model;
        for (int i = 0; i < LogModel::capacity + 10; ++i) model.add({Severity::Warning, QString::number(i)});
        QAbstractItemModelTester tester(&model, strict);  // from here on: it looks at all rows after every change
        model.add({Severity::Error, QStringLiteral("last")});
        QCOMPARE(model.rowCount(), LogModel::capacity);
        QCOMPARE(model.index(0, LogModel::Text).data().toString(), QStringLiteral("11"));
        QVERIFY(model.text({0, 1}).contains(QStringLiteral("\twarning\t11\n")));
        QCOMPARE(model.text({0, 1}).count(QLatin1Char('\n')), 2);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
