#include "core/model/torch/picker_of.h"

#include "core/model/torch/load_state.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::nets;

class PickerOfTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachFamilyHasItsModule()
    {
        const auto has = [](const Recognition& r, const char* name) { return stateOf(*pickerOf(r)).contains(name); };
        QVERIFY(has({seisTConfig('S', Task::Picking), {}}, "out_head.out_conv.weight"));
        QVERIFY(has({seisTConfig('S', Task::Magnitude), {}}, "out_head.lin.weight"));
        QVERIFY(has({PhaseNetConfig{}, {}}, "down_conv3_1.weight"));
        QVERIFY(has({SeisMoLLMConfig::desk(), {}}, "source_out.weight"));
        SeisMoLLMConfig one = SeisMoLLMConfig::paper(Task::Polarity);
        one.layers = 1;
        QVERIFY(has({one, {}}, "out_head.lin.weight"));
    }
};

QTEST_APPLESS_MAIN(PickerOfTest)
#include "picker_of_test.moc"
