#include "ui/panels/picks_model.h"

#include "core/label/edits.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time t0 = parseTime("2020-01-01T00:00:00Z").value();

Label pick(const char* stream, const char* phase, double seconds, std::optional<double> confidence = {})
{
    Label label = newPick(StreamId::parse(stream).value(), phase, t0 + fromSeconds(seconds), {"ann", t0});
    if (confidence) {
        label.mode = Mode::Automatic;
        label.review = Review::Preliminary;
        label.confidence = confidence;
        label.model = "net@1";
    }
    return label;
}

TimeSpan add(LabelSet& set, std::vector<Label> labels) { return set.apply({"add", {}, std::move(labels)}).value(); }

/// Applies an edit to the set and tells the model, as a session does.
void apply(LabelSet& set, PicksModel& model, const Edit& edit) { model.refresh(set.apply(edit).value()); }

QStringList column(const PicksModel& model, int column)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row) out << model.index(row, column).data().toString();
    return out;
}

}  // namespace

class PicksModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsPicksInOrderOfTimeAndFollowsEdits()
    {
        LabelSet set;
        add(set, {pick("GE.B..HHZ", "S", 20), pick("GE.A..HHZ", "P", 10), pick("GE.C..HHZ", "P", 30)});
        PicksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLabels(&set);
        QCOMPARE(column(model, PicksModel::Stream), (QStringList{QStringLiteral("GE.A..HHZ"), QStringLiteral("GE.B..HHZ"), QStringLiteral("GE.C..HHZ")}));

        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted), removed(&model, &QAbstractItemModel::rowsRemoved), changed(&model, &QAbstractItemModel::dataChanged);
        const Label fresh = pick("GE.A..HHZ", "S", 15);
        apply(set, model, addLabel(fresh));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted[0][1].toInt(), 1);
        QCOMPARE(removed.size(), 0);
        QVERIFY(model.rowOf(fresh.id) == 1);

        apply(set, model, setPolarity(*set.find(fresh.id), Polarity::Negative, {"ann", t0}));
        QCOMPARE(inserted.size(), 1);
        QVERIFY(changed.size() == 1 && changed[0][0].toModelIndex().row() == 1);
        QCOMPARE(model.index(1, PicksModel::Polarity).data().toString(), QStringLiteral("▼"));

        apply(set, model, moveLabel(*set.find(fresh.id), t0 + 40s, {"ann", t0}));
        QCOMPARE(model.rowOf(fresh.id), 3);
        apply(set, model, eraseLabel(*set.find(fresh.id)));
        QCOMPARE(model.rowCount(), 3);
    }
    void sortsByEveryColumnBothWays()
    {
        LabelSet set;
        add(set, {pick("GE.B..HHZ", "S", 20, 0.9), pick("GE.A..HHZ", "P", 10, 0.2), pick("GE.C..HHZ", "Pn", 30)});
        PicksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLabels(&set);
        const QPersistentModelIndex kept = model.index(0, 0);
        model.sort(PicksModel::Confidence, Qt::DescendingOrder);
        QCOMPARE(column(model, PicksModel::Confidence), (QStringList{QStringLiteral("0.90"), QStringLiteral("0.20"), QString()}));
        QCOMPARE(kept.row(), 1);
        model.sort(PicksModel::Phase, Qt::AscendingOrder);
        QCOMPARE(column(model, PicksModel::Phase), (QStringList{QStringLiteral("P"), QStringLiteral("Pn"), QStringLiteral("S")}));
        model.sort(PicksModel::Time, Qt::DescendingOrder);
        QCOMPARE(column(model, PicksModel::Stream).first(), QStringLiteral("GE.C..HHZ"));
        for (int c = 0; c < PicksModel::Columns; ++c) {
            model.sort(c, Qt::AscendingOrder);
            QCOMPARE(model.rowCount(), 3);
        }
    }
    void sourcesHaveColumnsOfTheirOwn()
    {
        LabelSet set;
        Label near = pick("GE.A..HHZ", "P", 10, 0.9), far = pick("GE.B..HHZ", "P", 20, 0.8), none = pick("GE.C..HHZ", "S", 30);
        near.source = {Estimate{2.31, 0.18}, Estimate{9.4, 1.2}, Estimate{359.8, 21.0}, 0.934, 0.81};
        far.source.distanceKm = Estimate{134.4, 14.0};
        add(set, {near, far, none});
        PicksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLabels(&set);
        QVERIFY(model.hasSources());
        QCOMPARE(column(model, PicksModel::Magnitude), (QStringList{QStringLiteral("2.3±0.2"), QString(), QString()}));
        QCOMPARE(column(model, PicksModel::BackAzimuth), (QStringList{QStringLiteral("0±21"), QString(), QString()}));
        model.sort(PicksModel::Distance, Qt::DescendingOrder);
        QCOMPARE(column(model, PicksModel::Distance), (QStringList{QStringLiteral("134±14"), QStringLiteral("9.4±1.2"), QString()}));
        const QString tip = model.index(1, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("M 2.3±0.2  9.4±1.2 km  baz 0±21°")) && tip.contains(QStringLiteral("up 0.93")), qPrintable(tip));
        model.setFilter({QStringLiteral("GE.C"), true, true});
        QVERIFY(!model.hasSources());
    }
    void filterNeedsAllWords()
    {
        LabelSet set;
        Label rejected = pick("GE.A..HHZ", "S", 12);
        rejected.review = Review::Rejected;
        Label span = pick("GE.A..HHZ", "noise", 1);
        span.end = t0 + 5s;
        add(set, {pick("GE.B..HHZ", "S", 20, 0.9), pick("GE.A..HHZ", "P", 10), rejected, span});
        PicksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLabels(&set);
        QCOMPARE(model.rowCount(), 3);  // spans are no picks
        model.setFilter({QStringLiteral("ge.a p"), true, true});
        QCOMPARE(model.rowCount(), 1);
        model.setFilter({QString(), false, true});
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({QString(), false, false});
        QCOMPARE(model.rowCount(), 1);
        apply(set, model, addLabel(pick("GE.D..HHZ", "P", 50, 0.8)));  // automatic: stays filtered out
        QCOMPARE(model.rowCount(), 1);
    }
    void cellsBecomeEdits()
    {
        LabelSet set;
        const Label automatic = pick("GE.A..HHZ", "P", 10, 0.7);
        add(set, {automatic});
        PicksModel model;
        model.setLabels(&set);
        model.setAuthor("ann");
        QSignalSpy edits(&model, &PicksModel::edited);
        QVERIFY(model.setData(model.index(0, PicksModel::Phase), QStringLiteral("Pg"), Qt::EditRole));
        const auto edit = edits.takeFirst().first().value<Edit>();
        QVERIFY(edit == setPhase(automatic, "Pg", {"ann", edit.added.back().created}) || !edit.added.empty());
        QVERIFY(set.apply(edit).has_value());
        model.refresh({t0, t0 + 60s});
        QCOMPARE(model.rowCount(), 2);  // the model's pick stays as rejected beside the correction
        QVERIFY(!model.setData(model.index(0, PicksModel::Phase), QStringLiteral("  "), Qt::EditRole));
        QVERIFY(!model.setData(model.index(0, PicksModel::Time), QStringLiteral("x"), Qt::EditRole));
    }
    void hundredThousandPicksStayFluid()
    {
        LabelSet set;
        std::vector<Label> many;
        for (int i = 0; i < 100'000; ++i) many.push_back(pick(i % 2 ? "GE.A..HHZ" : "CI.CLC..HHZ", i % 3 ? "P" : "S", (i * 7919) % 100'003, (i % 97) / 97.0));
        const Id some = many[5000].id;
        add(set, std::move(many));
        PicksModel model;
        model.setLabels(&set);
        QElapsedTimer clock;
        clock.start();
        apply(set, model, rejectLabel(*set.find(some)));
        const auto edit = clock.restart();
        model.sort(PicksModel::Confidence, Qt::AscendingOrder);
        const auto sort = clock.restart();
        model.setFilter({QStringLiteral("clc"), true, true});
        const auto filter = clock.restart();
        qInfo("100 000 picks: edit %lld ms, sort %lld ms, filter %lld ms", edit, sort, filter);
        QVERIFY2(edit < 1500 && sort < 3000 && filter < 4000, "slower than linear");
        QCOMPARE(model.rowCount(), 50'000);
    }
};

QTEST_MAIN(PicksModelTest)
#include "picks_model_test.moc"
