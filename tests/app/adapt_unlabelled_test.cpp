#include "app/adapt_unlabelled.h"

#include "core/locate/travel/travel_times.h"
#include "core/locate/travel/velocity_file.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

constexpr double step = 0.15;  // degrees between stations

Inventory grid()
{
    Inventory out;
    for (int i = 0; i < 9; ++i) {
        Station s;
        s.network = "XX";
        s.code = "S" + std::to_string(i);
        s.latitudeDegrees = 40.0 + step * (i / 3);
        s.longitudeDegrees = 10.0 + step * (i % 3);
        out.stations.push_back(s);
    }
    return out;
}

PickPair pairAt(const Station& station, Time p, Time s)
{
    PickPair out;
    out.instrument = {station.network, station.code, "", "HH"};
    for (auto& [label, phase, time] : {std::tuple<Label&, const char*, Time>{out.p, "P", p}, {out.s, "S", s}}) {
        label.id = Id::random();
        label.phase = phase;
        label.time = time;
    }
    return out;
}

}  // namespace

class AdaptUnlabelledTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pairsThatNoEarthquakeExplainsAreLeftOut()
    {
        const Inventory inventory = grid();
        const Time origin = *parseTime("2020-01-02T03:04:05Z");
        std::vector<PickPair> pairs;
        for (const Station& s : inventory.stations) {  // straight rays at 6 km/s are near enough to iasp91
            const double km = std::hypot((s.latitudeDegrees - 40.1) * 111.2, (s.longitudeDegrees - 10.12) * 111.2 * std::cos(40.1 * 3.14159265 / 180.0), 8.0);
            pairs.push_back(pairAt(s, origin + fromSeconds(km / 5.8), origin + fromSeconds(km / 3.36)));
        }
        pairs.push_back(pairAt(inventory.stations[4], origin + fromSeconds(40.0), origin + fromSeconds(43.0)));  // of a truck
        const std::vector<bool> keep = associatedPairs(pairs, inventory);
        for (std::size_t i = 0; i < 9; ++i) QVERIFY2(keep[i], qPrintable(QString::number(i)));
        QVERIFY(!keep[9]);
    }
    void withoutPlacesAllStay()
    {
        const Inventory inventory = grid();
        const std::vector<PickPair> pairs{pairAt(inventory.stations[0], Time{}, Time{} + fromSeconds(3.0))};
        QCOMPARE(associatedPairs(pairs, {}), std::vector<bool>{true});
    }
    void theReportSaysWhatWasDone()
    {
        SelfTraining training;
        training.sentences = {"Nothing \"new\"."};
        training.rounds.resize(1);
        training.rounds.front().pairs = 7;
        const auto json = nlohmann::json::parse(toJson(training, 2.5));
        QCOMPARE(json["unlabelled"]["adopt"].get<bool>(), false);
        QCOMPARE(json["unlabelled"]["rounds"][0]["pairs"].get<int>(), 7);
        QCOMPARE(json["seconds"].get<double>(), 2.5);
    }
};

QTEST_APPLESS_MAIN(AdaptUnlabelledTest)
#include "adapt_unlabelled_test.moc"
