#include "core/store/project_examples.h"

#include "tests/core/store/temporary_project.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// A project and its labels, edited as a session does.
struct Desk {
    Folder folder;
    std::unique_ptr<ProjectFile> file = ProjectFile::open(folder / "a.seisdesk").value();
    LabelSet labels;

    void edit(const Edit& edit, const std::string& author)
    {
        if (!labels.apply(edit) || !file->journal().commit(edit, author)) qFatal("edit");
    }
    void undo()
    {
        const Edit undoing = file->journal().undoing().value();
        if (!labels.apply(undoing) || !file->journal().commitUndo(undoing, {})) qFatal("undo");
    }
};

Label proposed(const std::string& station, const std::string& phase, double seconds)
{
    Label l = pick(station, phase, seconds);
    l.mode = Mode::Automatic;
    l.model = "net@12345678";
    l.confidence = 0.7;
    return l;
}

TracePtr record(const std::string& station)
{
    std::vector<float> x(20000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>((i * 7919) % 1000);
    const Time begin = pick(station, "P", 0.0).time;
    return std::make_shared<const Trace>(Trace{{"GE", station, "", "HHZ"}, {makeSegment(begin, 100.0, std::move(x))}});
}

}  // namespace

class ProjectExamplesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theJournalKnowsWhoAndWhatWasSaidBefore()
    {
        Desk desk;
        const Label p = proposed("WLF", "P", 100.0), s = proposed("WLF", "S", 110.0), q = proposed("WLF", "P", 150.0);
        const Signature anna{"Anna", Time(Duration(1'700'000'000'000'000'000))};
        desk.edit({"Predict", {}, {p, s, q}}, "SeisDesk");
        desk.edit(setPolarity(p, Polarity::Negative, anna), "Anna");
        desk.edit(rejectLabel(s), "Ben");
        desk.edit(rejectLabel(q), "Ben");
        desk.undo();
        const auto history = labelHistory(desk.file->journal());
        QVERIFY_RESULT(history);
        QCOMPARE(history->proposed.size(), std::size_t{3});
        QVERIFY(history->proposed.at(p.id) == p);
        QCOMPARE(history->rejected.size(), std::size_t{1});  // the other rejection was undone
        QCOMPARE(history->rejected.at(s.id).author, std::string("Ben"));
        QVERIFY(history->rejected.at(s.id).when > Time{});
        const auto all = corrections(desk.labels.values(), *history);
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].kind, Correction::Kind::Repolarised);
        QCOMPARE(all[1].made.author, std::string("Ben"));
    }
    void aRejectionTakenBackIsNone()
    {
        Desk desk;
        const Label p = proposed("WLF", "P", 100.0);
        const Edit reject = rejectLabel(p);
        desk.edit({"Predict", {}, {p}}, "SeisDesk");
        desk.edit(reject, "Ben");
        desk.edit(confirmLabel(reject.added[0], {"Anna", now()}), "Anna");
        QVERIFY(labelHistory(desk.file->journal())->rejected.empty());
    }
    void examplesOfAProjectKeepTheirSides()
    {
        Desk desk;
        desk.edit(adding(pick("WLF", "P", 100.0)), "Anna");
        const auto options = projectOptions(*desk.file, desk.labels.values(), "Anna");
        QVERIFY_RESULT(options);
        QCOMPARE(options->known.events.size(), std::size_t{1});
        Contract contract;
        contract.outputs = {"P", "S"};
        const auto set = localExamples({record("WLF")}, {}, desk.labels.values(), contract, *options);
        QVERIFY_RESULT(set);
        QCOMPARE(set->examples.size(), std::size_t{1});
        QVERIFY(set->examples[0].part == Part::Train);  // the first is always learned from
        QCOMPARE(set->examples[0].window.eventId, options->known.events[0].name);
        // A second onset, earlier than the first: the group has the name and the side it had.
        desk.edit(adding(pick("WLF", "P", 90.0)), "Anna");
        const auto again = localExamples({record("WLF")}, {}, desk.labels.values(), contract, *projectOptions(*desk.file, desk.labels.values(), "Anna"));
        QVERIFY_RESULT(again);
        QCOMPARE(again->examples.at(0).window.eventId, options->known.events[0].name);
        QCOMPARE(again->examples[0].window.labels.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(ProjectExamplesTest)
#include "project_examples_test.moc"
