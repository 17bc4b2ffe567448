#include "core/model/adapt/multi_view.h"

#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time t0 = parseTime("2020-01-01T00:00:00Z").value();
constexpr std::size_t window = 1000;

LoadedModels models(FakeNetwork::Answer answer = echo(window))
{
    LoadedModels out;
    out.picker = std::make_shared<FakeNetwork>(pickingContract(100.0, window), std::move(answer));
    return out;
}

std::vector<TracePtr> record() { return {trace("GE.WLF..HHZ", {pulses(t0, 100.0, 4000, {t0 + fromSeconds(15.3)})})}; }

MultiViewOptions views(std::vector<View> which)
{
    MultiViewOptions out;
    out.views = std::move(which);
    return out;
}

}  // namespace

class MultiViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneViewIsTheAnnotator()
    {
        const auto plain = models().annotator()->annotate(record(), {}, {}, {});
        const auto one = multiView(models(), record(), {}, views({usualViews().front()}), {});
        QVERIFY(plain && one);
        QCOMPARE(one->mean.stations.front().labels.size(), std::size_t(1));
        const Label& a = plain->stations.front().labels.front();
        const Label& b = one->mean.stations.front().labels.front();
        QCOMPARE(b.time, a.time);
        QCOMPARE(*b.confidence, *a.confidence);
        QCOMPARE(*b.lowerUncertaintySeconds, *a.lowerUncertaintySeconds);
        const Agreement& agreement = one->agreement.at(b.id);
        QVERIFY(agreement.views == 1 && agreement.agreeing == 1 && !agreement.spreadSeconds);
    }

    /// The fake network answers with the shape of the record: shifted windows must not move its onset, and all see it.
    void laterWindowsAgree()
    {
        const auto both = multiView(models(), record(), {}, views({{"as recorded", 0.0, {}, false}, {"later", 2.5, {}, false}}), {});
        QVERIFY(both);
        QCOMPARE(both->mean.stations.front().labels.size(), std::size_t(1));
        const Label& pick = both->mean.stations.front().labels.front();
        QVERIFY(std::abs(toSeconds(pick.time - t0) - 15.3) < 0.002);
        const Agreement& agreement = both->agreement.at(pick.id);
        QCOMPARE(agreement.views, std::size_t(2));
        QCOMPARE(agreement.agreeing, std::size_t(2));
        QVERIFY(*agreement.spreadSeconds < 0.002);
    }

    /// Upside down the fake network sees nothing, so that the mean is half as high.
    void aViewThatSeesNothingHalvesTheMean()
    {
        const auto both = multiView(models(), record(), {}, views({{"as recorded", 0.0, {}, false}, {"upside down", 0.0, {}, true}}), {});
        QVERIFY(both);
        const Label& pick = both->mean.stations.front().labels.at(0);
        QVERIFY(std::abs(*pick.confidence - 0.45) < 0.01);
        const Agreement& agreement = both->agreement.at(pick.id);
        QCOMPARE(agreement.views, std::size_t(2));
        QCOMPARE(agreement.agreeing, std::size_t(1));
        QVERIFY(!agreement.spreadSeconds);
    }

    /// Upside down the onset stands 0.1 s later: two times 0.1 s apart have a standard deviation of 0.1 / sqrt(2).
    void spreadIsTheStandardDeviation()
    {
        const auto moody = [](std::span<const float> in) {
            std::vector<float> turned(in.begin(), in.end());
            const float top = *std::max_element(in.begin(), in.end()), bottom = *std::min_element(in.begin(), in.end());
            if (-bottom > top)
                for (std::size_t i = 0; i < turned.size(); ++i) turned[i] = i % window >= 10 ? -in[i - 10] : 0.0f;
            return echo(window)(turned);
        };
        const auto both = multiView(models(moody), record(), {}, views({{"as recorded", 0.0, {}, false}, {"upside down", 0.0, {}, true}}), {});
        QVERIFY(both);
        const Label& pick = both->mean.stations.front().labels.at(0);
        QVERIFY(std::abs(toSeconds(pick.time - t0) - 15.35) < 0.01);
        QVERIFY(std::abs(*both->agreement.at(pick.id).spreadSeconds - 0.1 / std::sqrt(2.0)) < 0.002);
    }

    void theUsualViewsLeaveOnsetsInPlace()
    {
        for (const View& view : usualViews()) {
            const auto seen = seenBy(view, record());
            QVERIFY(seen && seen->size() == 1);
            const Segment& s = seen->front()->segments.front();
            std::size_t top = 0;
            for (std::size_t i = 0; i < s.size(); ++i)
                if (std::abs(s.valueAt(i)) > std::abs(s.valueAt(top))) top = i;
            QVERIFY2(std::abs(toSeconds(s.timeOf(static_cast<double>(top)) - t0) - 15.3) < 0.2, view.name.c_str());
            if (!view.filter) QVERIFY((s.valueAt(top) < 0.0) == view.upsideDown);
            QCOMPARE(toSeconds(s.start - t0), view.lateSeconds);
        }
    }

    void classicalPicksAndRefusals()
    {
        const auto classical = multiView({}, record(), {}, {}, {});
        QVERIFY(classical);
        for (const auto& s : classical->mean.stations)
            for (const Label& l : s.labels) QVERIFY(classical->agreement.contains(l.id));
        QVERIFY(multiView(models(), record(), {}, views({}), {}).error().code == Error::Code::InvalidArgument);
        Progress cancelled;
        cancelled.cancel();
        QVERIFY(multiView(models(), record(), {}, {}, cancelled).error().code == Error::Code::Cancelled);
    }

    void scalesAsItsContractSays()
    {
        Contract contract = pickingContract(100.0, window);
        contract.uncertainty = {{2.0, 3.0, 1, 1}, {}};
        LoadedModels scaled;
        scaled.picker = std::make_shared<FakeNetwork>(contract, echo(window));
        const auto raw = multiView(models(), record(), {}, {}, {}), out = multiView(scaled, record(), {}, {}, {});
        const Label &a = raw->mean.stations.front().labels.at(0), &b = out->mean.stations.front().labels.at(0);
        QVERIFY(std::abs(*b.lowerUncertaintySeconds - 2.0 * *a.lowerUncertaintySeconds) < 1e-9);
        QVERIFY(std::abs(*b.upperUncertaintySeconds - 3.0 * *a.upperUncertaintySeconds) < 1e-9);
    }
};

QTEST_GUILESS_MAIN(MultiViewTest)
#include "multi_view_test.moc"
