#include "core/store/journal.h"

#include "core/catalog/event_set.h"
#include "core/store/project_file.h"
#include "tests/core/store/random_label.h"
#include "tests/core/store/temporary_project.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

template <class T> std::vector<T> sorted(std::vector<T> values)
{
    std::sort(values.begin(), values.end(), [](const T& a, const T& b) { return a.id < b.id; });
    return values;
}

/// A random change of the events that are there: some deleted, some renamed, up to two new ones.
EventEdit randomEdit(const std::vector<Event>& events, RandomLabels& random)
{
    EventEdit edit;
    for (const Event& event : events)
        if (random.below(4) == 0) {
            edit.before.push_back(event);
            if (random.coin()) edit.after.push_back(event);
        }
    for (std::size_t n = random.below(3); n > 0; --n) edit.after.emplace_back().id = "smi:a/" + Id::random().text();
    for (Event& event : edit.after) event.type = Id::random().text();
    return edit;
}

/// A journal as the session uses it: edits are tried on the labels first.
struct Desk {
    std::unique_ptr<ProjectFile> file;
    LabelSet labels;
    EventSet events;

    explicit Desk(const std::filesystem::path& path) : file(std::move(*ProjectFile::open(path)))
    {
        static_cast<void>(labels.apply({"Open", {}, *file->journal().labels()}));
        events = EventSet(*file->events());
    }
    Journal& journal() { return file->journal(); }
    Result<void> apply(const Edit& edit, const EventEdit& eventEdit = {})
    {
        if (auto fits = labels.apply(edit); !fits) return fits.error();
        if (auto fits = events.apply(eventEdit); !fits) return fits.error();
        auto kept = journal().commit(edit, "analyst", eventEdit);
        if (!kept) return kept.error();
        return {};
    }
    Result<void> undo()
    {
        auto edit = journal().undoing();
        if (!edit) return edit.error();
        if (auto fits = labels.apply(*edit); !fits) return fits.error();
        const EventEdit eventEdit = journal().undoingEvents().value();
        if (auto fits = events.apply(eventEdit); !fits) return fits.error();
        return journal().commitUndo(*edit, eventEdit);
    }
    Result<void> redo()
    {
        auto edit = journal().redoing();
        if (!edit) return edit.error();
        if (auto fits = labels.apply(*edit); !fits) return fits.error();
        const EventEdit eventEdit = journal().redoingEvents().value();
        if (auto fits = events.apply(eventEdit); !fits) return fits.error();
        return journal().commitRedo(*edit, eventEdit);
    }
    bool agrees()
    {
        const auto disk = journal().labels();
        const auto replay = journal().replayed();
        EventSet replayedEvents;
        const auto history = journal().history().value();
        for (const JournalEntry& entry : history)
            if (entry.state == JournalEntry::State::Applied && !replayedEvents.apply(*journal().eventEdit(entry.number))) return false;
        const auto onDisk = sorted(*file->events());
        if (onDisk != sorted(events.values()) || onDisk != sorted(replayedEvents.values())) return false;
        return disk && replay && sorted(*disk) == sorted(labels.values()) && sorted(*disk) == sorted(replay->values());
    }
};

}  // namespace

class JournalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void editsAreNumberedAndTold()
    {
        Folder folder;
        Desk desk(folder / "a.seisdesk");
        QVERIFY(!desk.journal().undoable() && !desk.journal().redoable());
        const Label p = pick("WLF", "P", 1.0);
        QCOMPARE(desk.journal().commit(adding(p), "Anna").value(), 1);
        QCOMPARE(desk.journal().commit(moving(p, 0.5), "Ben").value(), 2);
        const auto history = desk.journal().history().value();
        QCOMPARE(history.size(), std::size_t{2});
        QCOMPARE(history[0].author, std::string("Anna"));
        QCOMPARE(history[1].name, std::string("Move P"));
        QCOMPARE(history[1].parent, 1);
        QVERIFY(history[0].made <= history[1].made && now() - history[1].made < std::chrono::minutes(1));
        QVERIFY(desk.journal().edit(2).value() == moving(p, 0.5));
        QVERIFY(desk.journal().edit(3).error().code == Error::Code::NotFound);
    }
    void undoAndRedoSurviveARestart()
    {
        Folder folder;
        const Label p = pick("WLF", "P", 1.0), s = pick("WLF", "S", 4.0);
        {
            Desk desk(folder / "a.seisdesk");
            QVERIFY_RESULT(desk.apply(adding(p)));
            QVERIFY_RESULT(desk.apply(adding(s)));
            QVERIFY_RESULT(desk.apply(moving(s, 0.1)));
            QVERIFY_RESULT(desk.undo());
            QVERIFY_RESULT(desk.undo());
        }
        Desk desk(folder / "a.seisdesk");
        QCOMPARE(desk.labels.size(), std::size_t{1});
        QCOMPARE(desk.journal().undoable()->number, 1);
        QCOMPARE(desk.journal().redoable()->number, 2);
        QVERIFY_RESULT(desk.redo());
        QVERIFY_RESULT(desk.redo());
        QVERIFY(!desk.journal().redoable());
        QVERIFY(desk.labels.find(s.id)->time == s.time + fromSeconds(0.1));
        while (desk.journal().undoable()) QVERIFY_RESULT(desk.undo());
        QCOMPARE(desk.labels.size(), std::size_t{0});
        QVERIFY(desk.agrees());
        QVERIFY(desk.undo().error().code == Error::Code::InvalidArgument);
    }
    void aNewEditAfterUndoAbandonsTheRestButKeepsIt()
    {
        Folder folder;
        Desk desk(folder / "a.seisdesk");
        for (double t : {1.0, 2.0, 3.0}) QVERIFY_RESULT(desk.apply(adding(pick("WLF", "P", t))));
        QVERIFY_RESULT(desk.undo());
        QVERIFY_RESULT(desk.undo());
        QVERIFY_RESULT(desk.apply(adding(pick("ABC", "S", 9.0))));
        QVERIFY(!desk.journal().redoable());
        QVERIFY_RESULT(desk.undo());
        using State = JournalEntry::State;
        const auto history = desk.journal().history().value();
        QCOMPARE(history.size(), std::size_t{4});
        QVERIFY(history[0].state == State::Applied);
        QVERIFY(history[1].state == State::Abandoned && history[2].state == State::Abandoned);
        QVERIFY(history[3].state == State::Undone);
        QCOMPARE(desk.journal().redoable()->number, 4);
        QVERIFY(desk.journal().edit(3).value().added.size() == 1);
        QVERIFY(desk.agrees());
    }
    void anEditOfEventsIsOneStepWithItsLabels()
    {
        Folder folder;
        Event event;
        event.id = "smi:a/1";
        Label p = pick("WLF", "P", 1.0);
        {
            Desk desk(folder / "a.seisdesk");
            QVERIFY_RESULT(desk.apply(adding(p)));
            Label associated = p;
            associated.event = event.id;
            QVERIFY_RESULT(desk.apply({"Associate", {p}, {associated}}, {{}, {event}}));
            QVERIFY_RESULT(desk.apply({"Delete the event", {}, {}}, {{event}, {}}));
            QVERIFY_RESULT(desk.undo());
        }
        Desk desk(folder / "a.seisdesk");
        QVERIFY(desk.file->events().value() == std::vector{event});
        QCOMPARE(desk.labels.find(p.id)->event, event.id);
        event.type = "earthquake";  // as a relocation does
        QVERIFY_RESULT(desk.file->putEvents({event}));
        QVERIFY_RESULT(desk.undo());
        QVERIFY(desk.file->events().value().empty() && desk.labels.find(p.id)->event.empty());
        QVERIFY_RESULT(desk.redo());
        QVERIFY_RESULT(desk.redo());
        QVERIFY(desk.agrees());
        QVERIFY(!desk.journal().commit({"Delete it again", {}, {}}, "analyst", {{event}, {}}));
        QVERIFY(!desk.journal().commit({"Nameless", {}, {}}, "analyst", {{}, {Event{}}}));
        QVERIFY(desk.agrees());
    }
    void whateverIsDoneTheLabelsEqualTheReplay()
    {
        Folder folder;
        RandomLabels random(11);
        for (int round = 0; round < 6; ++round) {
            Desk desk(folder / "a.seisdesk");
            QVERIFY(desk.agrees());
            for (int i = 0; i < 40; ++i) {
                const std::size_t dice = random.below(10);
                if (dice < 2 && desk.journal().undoable()) QVERIFY_RESULT(desk.undo());
                else if (dice < 4 && desk.journal().redoable()) QVERIFY_RESULT(desk.redo());
                else {
                    Edit edit{"Random", {}, {}};
                    for (const Label& label : desk.labels.values())
                        if (random.below(8) == 0) edit.removed.push_back(label);
                    for (const Label& label : edit.removed)
                        if (random.coin()) {
                            edit.added.push_back(random.next());
                            edit.added.back().id = label.id;
                        }
                    for (std::size_t n = random.below(4); n > 0; --n) edit.added.push_back(random.next());
                    QVERIFY_RESULT(desk.apply(edit, random.coin() ? randomEdit(desk.events.values(), random) : EventEdit{}));
                }
            }
            QVERIFY(desk.agrees());
        }
    }
    void whatCannotBeKeptChangesNothing()
    {
        Folder folder;
        Desk desk(folder / "a.seisdesk");
        const Label p = pick("WLF", "P", 1.0);
        QVERIFY_RESULT(desk.apply(adding(p)));
        Label bad = pick("WLF", "S", 2.0);
        bad.confidence = std::nan("");
        QVERIFY(desk.journal().commit({"Bad", {p}, {bad}}, "analyst").error().code == Error::Code::InvalidArgument);
        QVERIFY(!desk.journal().commit({"Not there", {pick("WLF", "P", 7.0)}, {}}, "analyst"));
        QVERIFY(!desk.journal().commit({"Twice", {}, {p}}, "analyst"));
        QCOMPARE(desk.journal().undoable()->number, 1);
        QCOMPARE(desk.journal().history().value().size(), std::size_t{1});
        QVERIFY(desk.agrees());
        QVERIFY_RESULT(desk.apply(adding(pick("WLF", "S", 3.0))));
        QCOMPARE(desk.journal().undoable()->number, 2);
    }
    void aFullDiskChangesNothing()
    {
        Folder folder;
        Desk desk(folder / "a.seisdesk");
        QVERIFY_RESULT(desk.apply(adding(pick("WLF", "P", 1.0))));
        const auto pages = desk.file->database().value(QStringLiteral("PRAGMA page_count"));
        QVERIFY_RESULT(desk.file->database().value(QStringLiteral("PRAGMA max_page_count = %1").arg(pages->toInt() + 1)));
        Edit many{"Many", {}, {}};
        for (int i = 0; i < 500; ++i) many.added.push_back(pick("ABC", "P", i));
        const auto full = desk.journal().commit(many, "analyst");
        QVERIFY(!full);
        QVERIFY(full.error().code == Error::Code::OutOfSpace);
        QVERIFY(desk.agrees());
        QVERIFY_RESULT(desk.file->database().value(QStringLiteral("PRAGMA max_page_count = 1000000")));
        QVERIFY_RESULT(desk.apply(many));
        QVERIFY_RESULT(desk.undo());
        QVERIFY(desk.agrees());
    }
    void anEditTakesMillisecondsAndABulkEditASecond()
    {
        Folder folder;
        Desk desk(folder / "a.seisdesk");
        QElapsedTimer timer;
        std::vector<double> milliseconds;
        for (int i = 0; i < 300; ++i) {
            const Edit edit = adding(pick("WLF", "P", i));
            timer.start();
            QVERIFY_RESULT(desk.journal().commit(edit, "analyst"));
            milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        }
        std::sort(milliseconds.begin(), milliseconds.end());
        Edit bulk{"Predict", {}, {}};
        for (int i = 0; i < 100'000; ++i) {
            Label label = pick("S" + std::to_string(i % 300), i % 2 ? "P" : "S", i * 0.7);
            label.mode = Mode::Automatic;
            label.confidence = 0.1 + i * 8e-6;
            label.lowerUncertaintySeconds = label.upperUncertaintySeconds = 0.03;
            label.model = "seist_m_dpk_diting@3f2a91c0";
            label.source.probabilityUp = 0.77;
            bulk.added.push_back(label);
        }
        timer.start();
        QVERIFY_RESULT(desk.journal().commit(bulk, "analyst"));
        const auto bulkMs = timer.restart();
        const auto undoing = desk.journal().undoing();
        QVERIFY_RESULT(undoing);
        QVERIFY_RESULT(desk.journal().commitUndo(*undoing, {}));
        const auto undoMs = timer.restart();
        QVERIFY_RESULT(desk.journal().commitRedo(desk.journal().redoing().value(), {}));
        timer.start();
        const std::size_t count = desk.journal().labels().value().size();
        const auto readMs = timer.restart();
        QCOMPARE(count, std::size_t{100'300});
        qInfo("one edit: median %.2f ms, worst of 300 %.2f ms; 100 000 labels: commit %lld ms, undo %lld ms, read %lld ms", milliseconds[150], milliseconds.back(),
              static_cast<long long>(bulkMs), static_cast<long long>(undoMs), static_cast<long long>(readMs));
        QVERIFY(milliseconds[150] < 50.0);
        QVERIFY(bulkMs < 60'000);
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
