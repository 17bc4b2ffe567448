#include "app/outcome.h"

#include <QTest>

#include <iostream>
#include <sstream>

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
};

QTEST_APPLESS_MAIN(OutcomeTest)
#include "outcome_test.moc"
