#include "core/model/adapt/span_list.h"

#include <QTest>

using namespace seisdesk;

namespace {

TimeSpan span(int from, int to) { return {Time(std::chrono::seconds(from)), Time(std::chrono::seconds(to))}; }

}  // namespace

class SpanListTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spansAreJoined()
    {
        QVERIFY((joined({span(5, 6), span(1, 3), span(3, 4), span(2, 3), span(9, 8)}) == std::vector{span(1, 4), span(5, 6)}));
        QVERIFY(joined({}).empty());
    }
    void holesAreTakenOut()
    {
        const auto rest = without({span(0, 10), span(20, 30)}, {span(2, 3), span(2, 5), span(9, 22), span(29, 40)}, span(1, 100), std::chrono::seconds(2));
        QVERIFY((rest == std::vector{span(5, 9), span(22, 29)}));  // 1 to 2 is too short
        QVERIFY(without({span(3, 4)}, {span(3, 4)}, span(0, 9), Duration::zero()).empty());
        QVERIFY((without({span(3, 4)}, {}, span(0, 9), Duration::zero()) == std::vector{span(3, 4)}));
        QVERIFY(without({span(3, 4)}, {}, span(5, 9), Duration::zero()).empty());
    }
};

QTEST_APPLESS_MAIN(SpanListTest)
#include "span_list_test.moc"
