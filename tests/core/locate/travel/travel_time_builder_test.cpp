#include "core/locate/travel/travel_time_builder.h"
#include "core/locate/travel/velocity_file.h"

#include <QTest>

using namespace seisdesk;

class TravelTimeBuilderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyDistanceFallsBetweenItsColumns()
    {
        for (const double farthest : {12.0, 180.0}) {
            const auto distances = TravelTimeBuilder::distances(farthest);
            QVERIFY(distances.back() >= farthest);
            for (std::size_t i = 1; i < distances.size(); ++i) QVERIFY(distances[i] > distances[i - 1]);
            for (double d = 0.0; d < farthest; d += 0.0037) {
                const std::size_t j = TravelTimeBuilder::columnAt(d, distances.size());
                QVERIFY(distances[j] <= d + 1e-9 && d <= distances[j + 1] + 1e-9);
            }
            QCOMPARE(TravelTimeBuilder::columnAt(999.0, distances.size()), distances.size() - 2);
            QCOMPARE(TravelTimeBuilder::columnAt(-1.0, distances.size()), std::size_t{0});
        }
    }
    void aBadModelAndACancelledBuildAreErrors()
    {
        QCOMPARE(TravelTimeBuilder::build({"m", {}}, {}).error().code, Error::Code::InvalidArgument);
        const Progress progress;
        progress.cancel();
        QCOMPARE(TravelTimeBuilder::build(velocityModel("southern-california").value(), progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TravelTimeBuilderTest)
#include "travel_time_builder_test.moc"
