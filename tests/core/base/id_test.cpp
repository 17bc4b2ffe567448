#include "core/base/id.h"

#include <QTest>

using namespace seisdesk;

class IdTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textRoundTrips()
    {
        const Id id = Id::random();
        QCOMPARE(id.text().size(), std::size_t{32});
        QVERIFY(Id::parse(id.text()).value() == id);
        QCOMPARE(QString::fromStdString(Id{0x0123456789abcdefULL, 0xfedcba9876543210ULL}.text()),
                 QStringLiteral("0123456789abcdeffedcba9876543210"));
    }
    void randomIdsDiffer() { QVERIFY(Id::random() != Id::random()); }
    void malformedTextIsRefused()
    {
        for (const char* bad : {"", "0123", "0123456789abcdeffedcba987654321g", "0123456789abcdeffedcba98765432100"})
            QVERIFY(Id::parse(bad).error().code == Error::Code::Malformed);
    }
};

QTEST_APPLESS_MAIN(IdTest)
#include "id_test.moc"
