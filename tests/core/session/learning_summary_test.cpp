#include "core/session/learning_summary.h"

#include "core/synth/demo.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

namespace {

struct Scene {
    synth::Demo demo;
    std::vector<TracePtr> traces;
    Scene()
    {
        synth::DemoOptions options;
        options.stations = 4;
        demo = synth::demo(options);
        for (const Trace& trace : demo.traces) traces.push_back(std::make_shared<const Trace>(trace));
    }
    Result<SetSummary> counted(std::vector<Label> labels, const Progress& progress = {}) const { return learningSummary(traces, demo.inventory, labels, {demo.event}, {}, progress); }
};

std::size_t onsets(const std::vector<CountBin>& bins)
{
    std::size_t out = 0;
    for (const CountBin& bin : bins) out += bin.count.p + bin.count.s;
    return out;
}

}  // namespace

class LearningSummaryTest : public QObject {
    Q_OBJECT
    const Scene m_scene;
private Q_SLOTS:
    void everyJudgedOnsetIsInOneDistanceAndOneSnrClass()
    {
        std::vector<Label> labels = m_scene.demo.picks;
        for (Label& label : labels) label.mode = Mode::Manual, label.event = m_scene.demo.event.id;
        const auto all = m_scene.counted(labels);
        QVERIFY2(all, all ? "" : all.error().message.c_str());
        QVERIFY(all->count.p == 4 && all->count.s == 4);
        QCOMPARE(onsets(all->distance), std::size_t{8});
        QCOMPARE(onsets(all->snr), std::size_t{8});
        QCOMPARE(all->distance.front().count.p + all->distance[1].count.p, std::size_t{1});  // stations stand at 8, 45, 83 and 120 km
        QCOMPARE(all->stations.size(), std::size_t{4});
        labels.resize(2);
        QVERIFY(onsets(m_scene.counted(labels)->distance) < 8);
    }
    void theBalanceIsToldInWords()
    {
        SetSummary s;
        QCOMPARE(balanceText(s), std::string("P 0 · S 0"));
        s.count = {24, 27};
        s.up = 3, s.down = 5, s.undecidable = 1, s.quietSeconds = 120.4;
        QCOMPARE(balanceText(s), std::string("P 24 · S 27 (53 % S) · first motions: 3 up, 5 down, 1 undecidable · 120 s without onset"));
    }
    void canBeCancelled()
    {
        Progress progress;
        progress.cancel();
        QVERIFY(!m_scene.counted(m_scene.demo.picks, progress));
    }
};

QTEST_APPLESS_MAIN(LearningSummaryTest)
#include "learning_summary_test.moc"
