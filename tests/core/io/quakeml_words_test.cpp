#include "core/io/quakeml_words.h"

#include <QtTest>

using namespace seisdesk::quakeml;

class QuakeMlWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsOfTheSchemaStay()
    {
        for (const auto vocabulary : {Vocabulary::EventType, Vocabulary::EventTypeCertainty, Vocabulary::DepthType, Vocabulary::OriginType,
                                      Vocabulary::DescriptionType, Vocabulary::AmplitudeUnit, Vocabulary::AmplitudeCategory}) {
            QVERIFY(!words(vocabulary).empty());
            for (const std::string_view word : words(vocabulary)) QCOMPARE(wordFrom(vocabulary, word), std::string(word));
        }
        QCOMPARE(words(Vocabulary::EventType).size(), std::size_t(44));
    }
    void spellingsAreUnderstoodAndOthersRefused()
    {
        QCOMPARE(wordFrom(Vocabulary::EventType, "Quarry_Blast"), std::string("quarry blast"));
        QCOMPARE(wordFrom(Vocabulary::EventType, "quarry"), std::string());
        QCOMPARE(wordFrom(Vocabulary::EventType, ""), std::string());
        QCOMPARE(wordFrom(Vocabulary::AmplitudeUnit, "nm"), std::string());
        QCOMPARE(wordFrom(Vocabulary::DepthType, "randomized"), std::string());
    }
};

QTEST_APPLESS_MAIN(QuakeMlWordsTest)
#include "quakeml_words_test.moc"
