#include "core/model/training/training_data.h"

#include <QTest>

#include <set>

using namespace seisdesk;

namespace {

std::vector<Example> examples(const std::string& set, std::size_t count)
{
    std::vector<Example> out(count);
    for (std::size_t k = 0; k < count; ++k) {
        out[k].set = set;
        out[k].eventId = set + std::to_string(k / 2);  // two records of each event
        out[k].samples = 2000;
        out[k].rows.assign(6000, 0.0f);
        for (std::size_t i = 0; i < 6000; ++i) out[k].rows[i] = static_cast<float>((i * 7919 + k) % 101);
        out[k].events = {{900.0 + static_cast<double>(k), {}, Polarity::Unset, static_cast<double>(k), {}, {}}};
    }
    return out;
}

Result<std::vector<Example>> readSet(const RecipeData& data, double, const Progress&)
{
    if (data.set == "missing.h5") return Error{Error::Code::NotFound, "missing.h5 is not there."};
    return examples(data.set, 60);
}

Recipe recipe()
{
    Recipe r;
    r.data = {{"a.h5", 0.5, 0.0, {}}, {"synthetic", 0.5, 0.0, {}}};
    r.validationShare = 0.3;
    r.syntheticValidation = 3;
    return r;
}

Contract contract()
{
    Contract c = multiTaskContract(SeisMoLLMConfig::desk());
    c.windowSamples = 1024;
    return c;
}

/// Which of the examples were kept aside: their magnitude says so.
std::set<int> aside(const TrainingData& data)
{
    std::set<int> out;
    for (const ValidationSet& set : data.validation())
        if (set.name == "a.h5")
            for (const TrainingWindow& w : set.windows)
                for (const WindowEvent& e : w.events) out.insert(static_cast<int>(*e.magnitude));
    return out;
}

}  // namespace

class TrainingDataTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameNumberGivesTheSameWindow()
    {
        const auto a = TrainingData::open(recipe(), contract(), readSet, {}), b = TrainingData::open(recipe(), contract(), readSet, {});
        QVERIFY(a && b);
        for (const std::uint64_t number : {0u, 1u, 17u, 100000u}) {
            QCOMPARE(a->window(number).input, b->window(number).input);
            QCOMPARE(a->window(number).phases, b->window(number).phases);
        }
        QVERIFY(a->window(1).input != a->window(2).input);
    }
    void noEventIsOnBothSides()
    {
        Recipe r = recipe();
        r.data.pop_back();
        r.augmentation = {0, 0, 0, 0, 0, 0, 0, 0, 0};
        const auto data = TrainingData::open(r, contract(), readSet, {});
        QVERIFY(data);
        const std::set<int> kept = aside(*data);
        QVERIFY(kept.size() >= 6 && kept.size() <= 34);
        for (const int k : kept) QVERIFY(kept.contains(k ^ 1));  // the other record of the event
        std::set<int> seen;
        for (std::uint64_t n = 0; n < 600; ++n)
            for (const WindowEvent& e : data->window(n).events) seen.insert(static_cast<int>(*e.magnitude));
        QVERIFY(seen.size() > 20);
        for (const int k : seen) QVERIFY(!kept.contains(k));
    }
    void anEventStaysOnItsSideWhateverTheSeed()
    {
        Recipe other = recipe();
        other.seed = 99;
        other.keep = 0.5;
        const auto a = TrainingData::open(recipe(), contract(), readSet, {}), b = TrainingData::open(other, contract(), readSet, {});
        QVERIFY(a && b);
        QCOMPARE(aside(*a), aside(*b));
    }
    void bothIngredientsAreDrawn()
    {
        const auto data = TrainingData::open(recipe(), contract(), readSet, {});
        QVERIFY(data);
        QCOMPARE(data->validation().size(), std::size_t{2});
        QCOMPARE(data->summary().size(), std::size_t{2});
        std::size_t onsets = 0;
        for (std::uint64_t n = 0; n < 60; ++n) {
            const TrainingWindow w = data->window(n);
            QCOMPARE(w.input.size(), std::size_t{3 * 1024});
            for (const float v : w.input) QVERIFY(std::isfinite(v));
            onsets += w.events.size();
        }
        QVERIFY(onsets > 30);
    }
    void aSetThatCannotBeReadIsSaid()
    {
        Recipe r = recipe();
        r.data.front().set = "missing.h5";
        const auto data = TrainingData::open(r, contract(), readSet, {});
        QVERIFY(!data);
        QCOMPARE(data.error().code, Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(TrainingDataTest)
#include "training_data_test.moc"
