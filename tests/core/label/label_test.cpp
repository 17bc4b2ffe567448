#include "core/label/label.h"

#include <QTest>

using namespace seisdesk;

class LabelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void inverseSwapsAndUndoesItself()
    {
        Label a, b;
        a.id = Id::random();
        b.id = Id::random();
        const Edit edit{"Move P", {a}, {b, a}};
        const Edit back = inverse(edit);
        QVERIFY(back.name == edit.name && back.removed == edit.added && back.added == edit.removed);
        QVERIFY(inverse(back) == edit);
        QVERIFY(Edit{}.empty() && !edit.empty());
    }
    void wordsRoundTrip()
    {
        for (const auto p : {Polarity::Unset, Polarity::Positive, Polarity::Negative, Polarity::Undecidable}) QVERIFY(polarityFrom(word(p)) == p);
        for (const auto o : {OnsetQuality::Unset, OnsetQuality::Impulsive, OnsetQuality::Emergent, OnsetQuality::Questionable}) QVERIFY(onsetFrom(word(o)) == o);
        for (const auto m : {Mode::Automatic, Mode::Manual}) QVERIFY(modeFrom(word(m)) == m);
        for (const auto r : {Review::Preliminary, Review::Confirmed, Review::Reviewed, Review::Final, Review::Rejected}) QVERIFY(reviewFrom(word(r)) == r);
    }
    void wordsAreQuakeMLs()
    {
        QCOMPARE(word(Polarity::Undecidable), std::string("undecidable"));
        QCOMPARE(word(Polarity::Unset), std::string());
        QCOMPARE(word(OnsetQuality::Emergent), std::string("emergent"));
        QCOMPARE(word(Mode::Automatic), std::string("automatic"));
        QCOMPARE(word(Review::Preliminary), std::string("preliminary"));
    }
    void otherSpellingsAreUnderstood()
    {
        QVERIFY(polarityFrom("Positive") == Polarity::Positive && polarityFrom("U") == Polarity::Positive && polarityFrom("d") == Polarity::Negative);
        QVERIFY(onsetFrom("I") == OnsetQuality::Impulsive && onsetFrom("e") == OnsetQuality::Emergent);
        QVERIFY(modeFrom("A") == Mode::Automatic && modeFrom("m") == Mode::Manual && modeFrom("") == Mode::Manual);
        QVERIFY(reviewFrom("reported") == Review::Reviewed && reviewFrom("FINAL") == Review::Final);
        QVERIFY(polarityFrom("sideways") == Polarity::Unset && onsetFrom("?!") == OnsetQuality::Unset && reviewFrom("") == Review::Preliminary);
    }
};

QTEST_APPLESS_MAIN(LabelTest)
#include "label_test.moc"
