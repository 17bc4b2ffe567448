#include "core/signal/filter.h"

#include <QTest>

using namespace seisdesk;
using Kind = FilterSpec::Kind;

class FilterTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        const auto row = [](const char* text, const char* canonical) { QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(canonical); };
        row("BP 1-20", "BP 1-20 Hz");
        row("BP 1-20 Hz", "BP 1-20 Hz");
        row("bp 1 - 20 hz zp", "BP 1-20 Hz zp");
        row("BP1-20", "BP 1-20 Hz");
        row("BP 1 20", "BP 1-20 Hz");
        row("BP 0.05 Hz - 1.5 Hz 3", "BP 0.05-1.5 Hz 3");
        row("BP 1-20 3 ZP", "BP 1-20 Hz 3 zp");
        row("BP .7-2", "BP 0.7-2 Hz");
        row("HP 1", "HP 1 Hz");
        row(" HP 0.5 2 zp ", "HP 0.5 Hz 2 zp");
        row("LP 5", "LP 5 Hz");
        row("LP 5Hz 4", "LP 5 Hz");
        row("BW(3,0.5,8)", "BP 0.5-8 Hz 3");
        row("BW(4, 1, 20)", "BP 1-20 Hz");
        row("BW_BP(4,1,20)", "BP 1-20 Hz");
        row("BW_HP(3,1)", "HP 1 Hz 3");
        row("bw_lp(3,5)", "LP 5 Hz 3");
        row("HP 1e-2", "HP 0.01 Hz");
    }
    void textIsUnderstood()
    {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto spec = parseFilter(text.toStdString());
        QVERIFY2(spec.has_value(), spec ? "" : spec.error().message.c_str());
        QCOMPARE(QString::fromStdString(filterText(*spec)), canonical);
        QVERIFY(parseFilter(filterText(*spec)).value() == *spec);
    }
    void fieldsAreWhatTheTextSays()
    {
        QVERIFY((parseFilter("BP 2-8 3 zp").value() == FilterSpec{Kind::BandPass, 2, 8, 3, true}));
        QCOMPARE(parseFilter("BW_LP(2,7)").value().highHz, 7.0);
        QCOMPARE(parseFilter("HP 3").value().lowHz, 3.0);
    }
    void nonsenseIsMalformed()
    {
        for (const char* text : {"", "BP", "BP 1", "BP 1-", "BP -1-20", "HP", "LP x", "1-20", "BP 1-20 3.5", "BP 1-20 zp zp", "BP 1-20 3 4", "BW(3,0.5", "BW 3,0.5,8",
                                 "BW_HP(3,1,2)", "RMHP(10)>>BW(3,1,8)", "BP 1..2-20", "NOTCH 50", "HP nan", "HP inf"})
            QVERIFY2(parseFilter(text).has_value() == false && parseFilter(text).error().code == Error::Code::Malformed, text);
    }
    void impossibleCornersAreInvalid()
    {
        for (const char* text : {"BP 20-1", "BP 0-20", "HP 0", "LP 0", "BP 1-20 0", "BP 1-20 99"})
            QVERIFY2(!parseFilter(text) && parseFilter(text).error().code == Error::Code::InvalidArgument, text);
    }
};

QTEST_APPLESS_MAIN(FilterTextTest)
#include "filter_text_test.moc"
