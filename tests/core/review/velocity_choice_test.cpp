#include "core/review/velocity_choice.h"
#include "tests/core/locate/network.h"

#include <QTest>

using namespace seisdesk;

class VelocityChoiceTest : public QObject {
    Q_OBJECT
    const std::vector<std::string> m_models{"continental", "southern-california", "iasp91"};

    std::vector<LoosePick> picks(const std::string& model, int events) const
    {
        std::mt19937 random(3);
        const test::Network network(random, 14, 70.0);
        std::uniform_real_distribution<double> degrees(-0.2, 0.2), depth(3.0, 14.0);
        std::vector<LoosePick> out;
        for (int i = 0; i < events; ++i)
            for (const PhasePick& pick : network.picks(test::travelTimes(model), GeoPoint(35.7 + degrees(random), -117.5 + degrees(random)), depth(random), random, 0.05))
                out.push_back({pick.id, pick.station, pick.place, pick.elevationKm, arrivesAs(pick.phase), pick.time + fromSeconds(60.0 * i), pick.sigmaSeconds});
        return out;
    }
private Q_SLOTS:
    void theModelThatMadeThePicksIsFound()
    {
        for (const std::string& model : m_models) {
            const auto choice = chooseVelocity(picks(model, 6), m_models, {}).value();
            QVERIFY2(choice.times->model().name == model, choice.times->model().name.c_str());
            QCOMPARE(choice.scores.front().model, model);
            QVERIFY(choice.events >= 5 && choice.scores.size() == 3 && choice.scores[0].misfit < choice.scores[1].misfit);
        }
    }
    void withoutClearEventsTheFirstIsTaken()
    {
        auto few = picks("iasp91", 1);
        few.resize(4);
        const auto choice = chooseVelocity(few, m_models, {}).value();
        QCOMPARE(choice.times->model().name, m_models.front());
        QCOMPARE(choice.events, std::size_t{0});
    }
    void errors()
    {
        QVERIFY(!chooseVelocity({}, {}, {}));
        QVERIFY(chooseVelocity({}, {"nowhere"}, {}).error().message.find("iasp91") != std::string::npos);
        const Progress progress;
        progress.cancel();
        QCOMPARE(chooseVelocity(picks("iasp91", 1), m_models, {}, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(VelocityChoiceTest)
#include "velocity_choice_test.moc"
