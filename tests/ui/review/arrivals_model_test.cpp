// The table of arrivals: every pick once, sorted, with its switch.

#include "ui/review/arrivals_model.h"

#include "tests/ui/review/scenes.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace seisdesk;
using test::ReviewScene;

class ArrivalsModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsSayWhatTheLocationSays()
    {
        const ReviewScene scene;
        const ReviewState state = test::stateOf(scene);
        ArrivalsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setState(state);
        QCOMPARE(model.rowCount(), 24);
        for (const LocatedPick& pick : state.location->picks) {
            const int row = model.rowOf(pick.id);
            QVERIFY(row >= 0);
            const auto at = [&](int column) { return model.index(row, column).data().toString(); };
            QCOMPARE(at(ArrivalsModel::Station), QString::fromStdString(pick.station));
            QVERIFY(std::abs(at(ArrivalsModel::Residual).replace(QChar(0x2212), QLatin1Char('-')).toDouble() - pick.residualSeconds) < 0.0051);
            QCOMPARE(model.index(row, ArrivalsModel::Used).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        }
        model.setState({});
        QCOMPARE(model.rowCount(), 0);
    }

    void theLargestResidualOfEitherSignComesFirst()
    {
        const ReviewScene scene;
        ReviewState state = test::stateOf(scene);
        ArrivalsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setState(state);
        model.sort(ArrivalsModel::Residual, Qt::DescendingOrder);
        double last = 1e9;
        for (int row = 0; row < model.rowCount(); ++row) {
            const double size = std::abs(model.index(row, 0).data(ArrivalsModel::ResidualRole).toDouble());
            QVERIFY(size <= last);
            last = size;
        }
        // While a pick is dragged, rows stay; selections follow their picks afterwards.
        const QPersistentModelIndex watched = model.index(model.rowCount() - 1, 0);
        const std::string id = model.id(watched);
        test::drag(state, 3, 3.0);
        model.setState(state);
        QCOMPARE(model.id(watched), id);
        QCOMPARE(watched.row(), model.rowCount() - 1);
        state.location = state.ghost;
        state.ghost.reset();
        model.setState(state);
        QCOMPARE(model.id(watched), id);
        QCOMPARE(model.rowOf(state.picks[3].id), 0);
    }

    void aSwitchAsksAndDoesNotAct()
    {
        const ReviewScene scene;
        ReviewState state = test::stateOf(scene);
        state.picks[5].enabled = false;
        ArrivalsModel model;
        model.setState(state);
        const int row = model.rowOf(state.picks[5].id);
        QVERIFY(!model.isUsed(row));
        QSignalSpy spy(&model, &ArrivalsModel::usedWanted);
        model.setData(model.index(row, ArrivalsModel::Used), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toString().toStdString(), state.picks[5].id);
        QVERIFY(spy[0][1].toBool());
        QVERIFY(!model.isUsed(row));
    }
};

QTEST_MAIN(ArrivalsModelTest)
#include "arrivals_model_test.moc"
