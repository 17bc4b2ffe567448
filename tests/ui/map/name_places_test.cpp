// No name covers another one or what is taken.

#include "ui/map/name_places.h"

#include <QTest>

#include <random>

using namespace seisdesk;

class NamePlacesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesDoNotOverlap()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> across(0.0, 400.0), length(20.0, 90.0);
        std::vector<NameWish> wishes;
        for (int i = 0; i < 60; ++i) wishes.push_back({{across(random), across(random)}, 6.0, {length(random), 12.0}});
        const QRectF frame(0, 0, 400, 400), legend(0, 350, 120, 50);
        const auto places = placeNames(wishes, frame, {legend});
        QCOMPARE(places.size(), wishes.size());
        int shown = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!places[i]) continue;
            ++shown;
            QVERIFY(frame.contains(*places[i]) && !places[i]->intersects(legend));
            for (std::size_t j = 0; j < i; ++j) QVERIFY(!places[j] || !places[j]->intersects(*places[i]));
        }
        QVERIFY(shown > 25);
        QVERIFY(places[0]);  // the first wish is served first
    }
};

QTEST_GUILESS_MAIN(NamePlacesTest)
#include "name_places_test.moc"
