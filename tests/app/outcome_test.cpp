#include "app/outcome.h"

#include <QTemporaryDir>
#include <QTest>

#include <iostream>
#include <sstream>

#include <unistd.h>

using namespace seisdesk;

class OutcomeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void failuresHaveTheirCodesAndWords()
    {
        const auto said = [](const Error& error, const std::string& interrupted) {
            std::ostringstream text;
            std::streambuf* const before = std::cerr.rdbuf(text.rdbuf());
            const int code = failed(error, interrupted);
            std::cerr.rdbuf(before);
            return std::pair(code, text.str());
        };
        QCOMPARE(said({Error::Code::Malformed, "Bad."}, "Stopped."), (std::pair(1, std::string("Bad.\n"))));
        QCOMPARE(said({Error::Code::InvalidArgument, "Wrong."}, "Stopped."), (std::pair(2, std::string("Wrong.\n"))));
        QCOMPARE(said({Error::Code::Cancelled, "Cancelled."}, "Stopped."), (std::pair(130, std::string("Stopped.\n"))));
        QCOMPARE(said({Error::Code::Cancelled, "Goes on."}, {}), (std::pair(130, std::string("Goes on.\n"))));
    }
    void whatWasNotFoundIsSaidWithItsReasonOrARemedy()
    {
        QCOMPARE(nothingFound("picks", {"a", "b", "c"}, {}, "Give picks.").message, std::string("No picks in a and 2 more. Give picks."));
        QCOMPARE(nothingFound("picks", {"a"}, {{"a", "a is not there."}}, "Give picks.").message, std::string("No picks in a: a is not there."));
    }
    void outputsAreTriedBeforeTheWork()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        QVERIFY(canBeWritten(path / "new.xml") && canBeWritten("new.xml"));
        QVERIFY(canBeWritten(path / "none" / "new.xml").error().message.find((path / "none").string() + " is not there: make it") != std::string::npos);
        QVERIFY(canBeWritten(path).error().message.find("is a folder") != std::string::npos);
        QVERIFY(!canBeWritten("/proc/new.xml") || ::geteuid() == 0);
    }
};

QTEST_APPLESS_MAIN(OutcomeTest)
#include "outcome_test.moc"
