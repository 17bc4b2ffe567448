#include "core/io/event_formats.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/temporary_files.h"

#include <QTest>

using namespace seisdesk;

class EventFormatsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAndExtensionsLeadToFormats()
    {
        QVERIFY(eventFormatOf("a.XML")->format == EventFormat::QuakeMl && eventFormatOf("a.qml")->format == EventFormat::QuakeMl);
        QVERIFY(eventFormatOf("a.out")->format == EventFormat::Nordic && eventFormatOf("a.csv")->format == EventFormat::PickTable);
        QVERIFY(eventFormatNamed("nordic-old")->format == EventFormat::NordicOld);
        QVERIFY(!eventFormatOf("a.txt") && !eventFormatOf("a") && !eventFormatNamed("x"));
    }
    void everyFormatIsWritten()
    {
        const test::Folder folder;
        for (const EventFormatEntry& entry : eventFormats()) {
            const auto notes = writeEvents(folder.path("a"), {test::exampleEvent()}, entry.format);
            QVERIFY2(notes, std::string(entry.name).c_str());
            QVERIFY(folder.read("a").size() > 40);
            QVERIFY(!writeEvents(folder.path("none/a"), {test::exampleEvent()}, entry.format));
        }
    }
};

QTEST_APPLESS_MAIN(EventFormatsTest)
#include "event_formats_test.moc"
