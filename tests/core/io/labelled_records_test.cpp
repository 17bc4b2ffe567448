#include "core/io/labelled_records.h"

#include "core/catalog/compile.h"
#include "core/io/csv_table.h"
#include "core/io/mseed_write.h"
#include "core/io/quakeml.h"
#include "core/synth/demo.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

using namespace seisdesk;

namespace {

Contract contract()
{
    Contract c;
    c.windowSamples = 3000;
    c.outputs = {"P", "S"};
    return c;
}

/// Some windows lie where their onsets are: every label of the demo is in one, to the sample.
void checkOnsets(const ExampleSet& set, const synth::Demo& demo, double tolerance)
{
    std::size_t found = 0;
    for (const Label& truth : demo.picks)
        for (const LocalExample& e : set.examples)
            for (const Label& label : e.window.labels)
                if (truth.stream.sameStation(label.stream) && truth.phase[0] == label.phase[0] && std::abs(toSeconds(label.time - truth.time)) <= tolerance) {
                    QVERIFY(e.window.traces.at(0).span().contains(label.time));
                    ++found;
                }
    QCOMPARE(found, demo.picks.size());
}

}  // namespace

class LabelledRecordsTest : public QObject {
    Q_OBJECT
    test::Folder m_folder;
    synth::Demo m_demo;

    Result<ExampleSet> read(const std::vector<std::string>& names, const LabelledRecordsOptions& options = {})
    {
        std::vector<std::string> inputs;
        for (const std::string& n : names) inputs.push_back(m_folder.path(n).string());
        std::vector<ReadIssue> issues;
        return readExampleSet(inputs, contract(), options, issues, {});
    }

private Q_SLOTS:
    void initTestCase()
    {
        synth::DemoOptions options;
        options.stations = 4;
        m_demo = synth::demo(options);
        std::filesystem::create_directories(m_folder.path("records"));
        QVERIFY(writeMiniSeed(m_folder.path("records/all.mseed"), m_demo.traces));
        Event event = m_demo.event;
        for (Label& pick : m_demo.picks) pick.event = event.id;
        std::vector<Label> reviewed = m_demo.picks;
        for (Label& pick : reviewed) pick.mode = Mode::Manual, pick.review = Review::Reviewed, pick.source = {};
        QVERIFY(writeQuakeMl(m_folder.path("catalogue.xml"), compile(reviewed, {event})));
        std::string nordic;
        char line[200];
        const auto clock = [](Time t) { return formatTime(t, 2); };  // 2019-07-04T17:02:55.34Z
        const Origin& o = *event.origin();
        const std::string t = clock(o.time);
        std::snprintf(line, sizeof line, " %s %2s%2s %s%s %4.1f L %7.3f%8.3f%5.1f  TST  4 0.1 3.1LTST                1\n", t.substr(0, 4).c_str(), t.substr(5, 2).c_str(), t.substr(8, 2).c_str(),
                      t.substr(11, 2).c_str(), t.substr(14, 2).c_str(), std::stod(t.substr(17, 4)), o.latitude.value, o.longitude.value, 9.0);
        nordic += line;
        nordic += " STAT SP IPHASW D HRMM SECON CODA AMPLIT PERI AZIMU VELO AIN AR TRES W  DIS CAZ7\n";
        for (const Label& l : m_demo.picks) {
            const std::string at = clock(l.time);
            std::snprintf(line, sizeof line, " %-5sH%c I%-4s    %s%s %5s\n", l.stream.station.c_str(), l.phase[0] == 'S' ? 'N' : 'Z', l.phase.c_str(), at.substr(11, 2).c_str(), at.substr(14, 2).c_str(), at.substr(17, 5).c_str());
            nordic += line;
            if (l.phase[0] == 'S') {  // read on the other horizontal, too
                std::string other = line;
                other[7] = 'E';
                nordic += other;
            }
        }
        m_folder.write("s.out", nordic + "\n");
    }
    void recordsAndQuakeMlMakeASet()
    {
        const auto set = read({"records", "catalogue.xml"});
        QVERIFY2(set, set ? "" : set.error().message.c_str());
        checkOnsets(*set, m_demo, 1e-6);
        std::set<std::string> events;
        for (const LocalExample& e : set->examples) {
            events.insert(e.window.eventId);
            QVERIFY(e.window.truth.magnitude && std::abs(e.window.truth.magnitude->value - 3.1) < 0.2);
            QVERIFY(!e.exhaustive && !e.window.labels.empty());
        }
        QCOMPARE(events.size(), std::size_t{1});
        QCOMPARE(set->name, std::string("records"));
    }
    void recordsAndAnSFileMakeASet()
    {
        const auto set = read({"records", "s.out"});
        QVERIFY2(set, set ? "" : set.error().message.c_str());
        checkOnsets(*set, m_demo, 0.011);
        for (const LocalExample& e : set->examples) {
            QVERIFY(std::ranges::count_if(e.window.labels, [](const Label& l) { return l.phase.starts_with('S'); }) <= 1);
            QVERIFY(e.window.stationId.find('.') != std::string::npos && e.window.stationId.front() != '.');
        }
    }
    void automaticPicksAreTargetsOnlyWhenTrusted()
    {
        std::string csv = "network,station,phase,time,probability\n";
        for (const Label& l : m_demo.picks) csv += l.stream.network + ',' + l.stream.station + ',' + l.phase + ',' + formatTime(l.time, 6) + ",0.9\n";
        m_folder.write("picks.csv", csv);
        const auto refused = read({"records", "picks.csv"});
        QVERIFY(!refused && refused.error().message.find("trusted") != std::string::npos);
        LabelledRecordsOptions options;
        options.trustAutomatic = true;
        const auto set = read({"records", "picks.csv"}, options);
        QVERIFY2(set, set ? "" : set.error().message.c_str());
        checkOnsets(*set, m_demo, 1e-5);
    }
    void whatIsMissingIsSaid()
    {
        QVERIFY(read({"records"}).error().message.find("no labels") != std::string::npos);
        QVERIFY(read({"catalogue.xml"}).error().message.find("no records") != std::string::npos);
        QVERIFY(read({"nothing"}).error().code == Error::Code::NotFound);
        m_folder.write("elsewhere.csv", "network,station,phase,time\nXX,NO,P,2001-01-01T00:00:00Z\n");
        QVERIFY(read({"records", "elsewhere.csv"}).error().message.find("XX.NO") != std::string::npos);
    }
    void readingsOfWeightFourAreMasked()
    {
        Records records;
        records.traces = m_demo.traces;
        records.labels = m_demo.picks;
        for (Label& l : records.labels) l.mode = Mode::Manual, l.comment = l.phase == "P" ? "weight 4" : "weight 1";
        const auto set = recordExampleSet(records, contract(), {}, {});
        QVERIFY(set);
        for (const LocalExample& e : set->examples)
            for (const Label& l : e.window.labels) QVERIFY(l.phase != "P");
        QVERIFY(std::ranges::any_of(set->examples, [](const LocalExample& e) { return !e.masked.empty(); }));
    }
    void aDayOfRidgecrestIsCutByEvent()
    {
        const auto folder = test::shared("data/ridgecrest_continuous");
        if (folder.empty()) QSKIP(test::needShared("data/ridgecrest_continuous").c_str());
        std::vector<ReadIssue> issues;
        const auto set = readExampleSet({folder.string()}, contract(), {}, issues, {});
        QVERIFY2(set, set ? "" : set.error().message.c_str());
        std::set<std::tuple<std::string, std::string, Time>> targets;
        std::map<std::string, std::set<Part>> parts;
        for (const LocalExample& e : set->examples) {
            parts[e.window.eventId].insert(e.part);
            for (const Label& l : e.window.labels)
                if (l.phase.starts_with('P')) QVERIFY(targets.emplace(l.event, e.window.stationId, l.time).second);  // never in two windows
        }
        for (const auto& [event, sides] : parts) QCOMPARE(sides.size(), std::size_t{1});
        // The table itself says what must be there: every P that the records cover and that counts.
        const auto records = readRecords({folder.string()}, {}, {});
        QVERIFY(records);
        std::map<std::string, TimeSpan> covered;
        for (const Trace& t : records->traces) covered[t.id.network + '.' + t.id.station] = covered[t.id.network + '.' + t.id.station].united(t.span());
        const auto table = CsvTable::read(folder / "labels.csv");
        QVERIFY(table);
        std::size_t wanted = 0, found = 0;
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            const auto at = [&](const char* name) { return std::string(field(row, table->column({name}))); };
            const auto time = parseTime(at("p_time"));
            const std::string station = at("network") + '.' + at("station");
            if (!time || at("p_weight") == "4.0" || !covered[station].contains(*time)) continue;
            ++wanted;
            found += targets.contains({at("event_id"), station, *time});
        }
        qInfo("%zu windows of %zu events; %zu of %zu P of the table in them", set->examples.size(), parts.size(), found, wanted);
        QVERIFY(wanted > 100 && static_cast<double>(found) > 0.98 * static_cast<double>(wanted));  // some lie in gaps
    }
    void aLabelledSetKeepsItsWindows()
    {
        const auto path = test::shared("data/stead50.h5");
        if (path.empty()) QSKIP(test::needShared("data/stead50.h5").c_str());
        std::vector<ReadIssue> issues;
        const auto set = readExampleSet({path.string()}, contract(), {}, issues, {});
        QVERIFY(set && issues.empty());
        QCOMPARE(set->examples.size(), LabelledSet::open(path)->size());
        for (const LocalExample& e : set->examples) QVERIFY(e.part == partOf(e.window.eventId.empty() ? e.window.name : e.window.eventId, {}));
    }
};

QTEST_APPLESS_MAIN(LabelledRecordsTest)
#include "labelled_records_test.moc"
