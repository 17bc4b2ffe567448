// The queue of doubtful picks, emptied by single keys in the traces and in its list.

#include "tests/ui/adapt/window_test.h"

using namespace seisdesk;
using namespace seisdesk::test;
using namespace std::chrono_literals;

class TriageTest : public WindowTest {
    Q_OBJECT
private Q_SLOTS:
    void theQueueIsEmptiedByKeys()
    {
        predictAll();
        TraceView& view = *m_window->traces();
        QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
        Triage& triage = m_window->docks().queue()->triage();
        QTRY_VERIFY(triage.at().has_value());
        const std::size_t all = triage.open();
        QVERIFY(all >= 8);
        // The least sure first, shown and zoomed to.
        const Id first = triage.picks()[*triage.at()].label;
        QVERIFY(view.activeLabel() && view.activeLabel()->id == first);
        QVERIFY(view.visibleSpan().length() <= 11s);
        QVERIFY(triage.picks().front().label == first && triage.picks().front().score >= triage.picks().back().score);
        QVERIFY(m_window->docks().queue()->state()->text().contains(QString::fromStdString(triage.picks().front().reason)));
        picture(*m_window, QStringLiteral("queue"));
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_A);
        QCOMPARE(m_window->session()->labels().find(first)->review, Review::Confirmed);
        QCOMPARE(triage.open(), all - 1);
        const Id second = triage.picks()[*triage.at()].label;
        QVERIFY(second != first && view.activeLabel()->id == second);
        // The same keys in the list.
        QTableView* table = m_window->docks().queue()->table();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Q);
        QCOMPARE(m_window->session()->labels().find(second)->review, Review::Rejected);
        const Id skipped = triage.picks()[*triage.at()].label;
        QTest::keyClick(table, Qt::Key_J);
        QCOMPARE(m_window->session()->labels().find(skipped)->review, Review::Preliminary);
        QTest::keyClick(table, Qt::Key_H);
        QCOMPARE(triage.picks()[*triage.at()].label, skipped);
        // Fix: a click sets the pick, and the next one comes.
        const Label wrong = *m_window->session()->labels().find(skipped);
        QTest::keyClick(table, Qt::Key_I);
        QVERIFY(triage.fixing());
        QCOMPARE(view.pickPhase(), QString::fromStdString(wrong.phase));
        QVERIFY(view.hasFocus());
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY2(!triage.fixing(), "Esc leaves the fix");
        QVERIFY(view.pickPhase().isEmpty());
        const int row = rowOf(view, wrong.stream, view.width() - 60);
        QVERIFY(row > 0);
        const int x = pixelOf(view, wrong.time - 200ms, row);
        QTest::keyClick(&view, Qt::Key_I);
        QVERIFY(triage.fixing());
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, QPoint(x, row));
        QCOMPARE(m_window->session()->labels().find(skipped)->review, Review::Rejected);
        bool replaced = false;
        for (const Label& label : m_window->session()->labels().values()) replaced = replaced || (label.replaces == skipped && std::abs(toSeconds(label.time - wrong.time) + 0.2) < 0.05);
        QVERIFY(replaced);
        QVERIFY(!triage.fixing() && view.pickPhase().isEmpty());
        QVERIFY(triage.at() && triage.picks()[*triage.at()].label != skipped);
        // Undo opens it again; then the rest is confirmed.
        const std::size_t left = triage.open();
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(triage.open(), left + 1);
        for (std::size_t i = 0; i <= left + 1 && triage.at(); ++i) QTest::keyClick(&view, Qt::Key_A);
        QCOMPARE(triage.open(), std::size_t{0});
        QVERIFY(!triage.at());
        picture(*m_window, QStringLiteral("queue_done"));
        QVERIFY(m_window->messages().text().contains(QLatin1String("last one")));
    }
};

QTEST_MAIN(TriageTest)
#include "triage_test.moc"
