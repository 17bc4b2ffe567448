#include "core/label/labelled_window.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class LabelledWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void componentsOfZerosAreTakenAsPadding()
    {
        const auto component = [](std::vector<float> x) { return Trace{{"XX", "A", "", "HHZ"}, {makeSegment(Time{}, 100.0, std::move(x))}}; };
        QVERIFY(isPadding(component({0.0f, 0.0f, 0.0f})));
        QVERIFY(!isPadding(component({0.0f, 1.0f, 0.0f})));
    }
};

QTEST_APPLESS_MAIN(LabelledWindowTest)
#include "labelled_window_test.moc"
