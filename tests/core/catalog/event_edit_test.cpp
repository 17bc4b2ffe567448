#include "core/catalog/event_edit.h"

#include <QTest>

using namespace seisdesk;

class EventEditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theInverseSwapsBeforeAndAfter()
    {
        EventEdit edit;
        QVERIFY(edit.empty());
        edit.after.emplace_back().id = "smi:a/new";
        const EventEdit undoing = inverse(edit);
        QVERIFY(undoing.after.empty() && undoing.before.front().id == "smi:a/new");
        QVERIFY(inverse(undoing) == edit && !edit.empty() && !undoing.empty());
    }
};

QTEST_APPLESS_MAIN(EventEditTest)
#include "event_edit_test.moc"
