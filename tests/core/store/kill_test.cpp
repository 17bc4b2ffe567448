// A program that is killed at any moment loses no finished edit. Started with a path, this program is the victim.
#include "core/catalog/event_set.h"
#include "core/store/project_file.h"

#include "tests/core/store/temporary_project.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <map>
#include <random>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// An event that stands for an edit: there exactly while the edit is applied.
Event eventOf(const Label& label)
{
    Event event;
    event.id = "smi:local/event/" + label.id.text();
    return event;
}

/// Edits, undoes and redoes for ever; after each it prints "step position" as soon as the call has returned.
int edit(const std::filesystem::path& path, unsigned seed)
{
    const auto file = ProjectFile::open(path);
    if (!file) {
        std::fprintf(stderr, "%s\n", file.error().message.c_str());
        return 1;
    }
    Journal& journal = (*file)->journal();
    LabelSet labels;
    if (!labels.apply({"Open", {}, journal.labels().value()})) return 2;
    std::mt19937 random(seed);
    std::printf("open %lld\n", static_cast<long long>(journal.steps()));
    std::fflush(stdout);
    for (int i = 0;; ++i) {
        const auto dice = random() % 10;
        Result<void> done;
        if (dice < 2 && journal.undoable()) {
            const Edit undoing = journal.undoing().value();
            done = labels.apply(undoing) ? journal.commitUndo(undoing, journal.undoingEvents().value()) : Error{};
        } else if (dice < 3 && journal.redoable()) {
            const Edit redoing = journal.redoing().value();
            done = labels.apply(redoing) ? journal.commitRedo(redoing, journal.redoingEvents().value()) : Error{};
        } else {
            Edit next{"Random", {}, {}};
            const auto all = labels.all();
            if (!all.empty() && dice < 7) {
                next.removed.push_back(*all[random() % all.size()]);
                if (dice < 5) {
                    next.added.push_back(next.removed.front());
                    next.added.back().time += Duration(random() % 1000);
                }
            }
            for (int n = dice == 9 ? 200 : dice == 8 ? 1 : 0; n > 0 || next.empty(); --n) next.added.push_back(pick("WLF", "P", i));
            done = labels.apply(next) ? Result<void>() : Result<void>(Error{});
            if (const auto number = journal.commit(next, "victim", dice < 7 ? EventEdit{} : EventEdit{{}, {eventOf(next.added.front())}}); !number) done = number.error();
        }
        if (!done) return 3;
        std::printf("%lld %lld\n", static_cast<long long>(journal.steps()), static_cast<long long>(journal.undoable() ? journal.undoable()->number : 0));
        std::fflush(stdout);
    }
}

template <class T> std::vector<T> sorted(std::vector<T> values)
{
    std::sort(values.begin(), values.end(), [](const T& a, const T& b) { return a.id < b.id; });
    return values;
}

}  // namespace

class KillTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noFinishedEditIsLost()
    {
        Folder folder;
        const auto path = folder / "a.seisdesk";
        std::mt19937 random(std::random_device{}());
        std::map<long long, long long> positionAfter;  // of every step that was ever printed
        for (int round = 0; round < 40; ++round) {
            QProcess victim;
            victim.start(QCoreApplication::applicationFilePath(), {QString::fromStdString(path.string()), QString::number(random())});
            QVERIFY(victim.waitForStarted());
            if (round % 8 != 0) QVERIFY(victim.waitForReadyRead());  // now and then it dies while it opens
            QTest::qSleep(static_cast<int>(random() % 120));
            victim.kill();
            QVERIFY(victim.waitForFinished());
            QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
            for (const QByteArray& line : victim.readAllStandardOutput().split('\n')) {
                const auto words = line.split(' ');
                if (words.size() == 2 && words[0] != "open") positionAfter[words[0].toLongLong()] = words[1].toLongLong();
            }
            if (!std::filesystem::exists(path)) continue;

            const auto file = ProjectFile::open(path);
            QVERIFY_RESULT(file);
            const Journal& journal = (*file)->journal();
            const long long last = positionAfter.empty() ? 0 : positionAfter.rbegin()->first;
            // One more may have been finished without the time to say so.
            QVERIFY2(journal.steps() == last || journal.steps() == last + 1, qPrintable(QStringLiteral("%1 steps, %2 printed").arg(journal.steps()).arg(last)));
            auto rows = (*file)->database().select(QStringLiteral("SELECT number, position FROM steps ORDER BY number"));
            QVERIFY_RESULT(rows);
            long long next = 0;
            while (rows->next()) {
                QCOMPARE(rows->value(0).toLongLong(), ++next);
                if (const auto printed = positionAfter.find(next); printed != positionAfter.end()) QCOMPARE(rows->value(1).toLongLong(), printed->second);
                else positionAfter[next] = rows->value(1).toLongLong();
            }
            const auto replayed = journal.replayed();
            QVERIFY_RESULT(replayed);
            QVERIFY(sorted(journal.labels().value()) == sorted(replayed->values()));
            EventSet events;
            const auto history = journal.history().value();
            for (const JournalEntry& entry : history)
                if (entry.state == JournalEntry::State::Applied) QVERIFY_RESULT(events.apply(journal.eventEdit(entry.number).value()));
            QVERIFY(sorted((*file)->events().value()) == sorted(events.values()));
        }
        QVERIFY2(positionAfter.size() > 40, std::to_string(positionAfter.size()).c_str());
        qInfo("%zu edits, undos and redos in 40 lives, all there", positionAfter.size());
    }
};

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && argv[1][0] == '/') return edit(argv[1], static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)));
    KillTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "kill_test.moc"
