#include "core/model/model_folder.h"

#include <QTest>

#include <set>

using namespace seisdesk;

class ModelCardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesTheRoundTrip()
    {
        ModelCard card;
        card.name = "mine";
        card.file = "mine.pth";
        card.sha256 = std::string(64, 'a');
        card.sizeBytes = 5'000'000'000;
        card.version = "mine@aaaaaaaa";
        card.licence = "MIT";
        card.source = "https://example.org/\"x\"";
        card.trainingData = "local";
        card.notes = "zwei\nZeilen, umlaut \xc3\xa4";
        card.contract.outputs = {"P", "S"};
        const auto again = modelCardFromJson(toJson(card));
        QVERIFY2(again, again ? "" : again.error().message.c_str());
        QVERIFY(*again == card);
    }
    void refusesIncompleteCards()
    {
        for (const char* json : {"", "[]", "{}", R"({"contract": {}})", R"({"name": "a", "file": "../b", "sha256": "c", "contract": {}})",
                                 R"({"name": "a", "file": "b", "contract": {"task": "lunch"}})"}) {
            QCOMPARE(modelCardFromJson(json).error().code, Error::Code::Malformed);
        }
    }
    void theCatalogueIsWhole()
    {
        QCOMPARE(catalogue().size(), std::size_t{19});
        std::set<std::string> names, sums;
        for (const CatalogueEntry& entry : catalogue()) {
            names.insert(entry.name);
            sums.insert(entry.sha256);
            QCOMPARE(entry.sha256.size(), std::size_t{64});
            QVERIFY(entry.sizeBytes > 100'000 && entry.address.starts_with("https://") && entry.licence == "MIT");
            QVERIFY(entry.sampleRateHz == 50.0 || entry.sampleRateHz == 100.0);
            QVERIFY(catalogueEntryWithSha256(entry.sha256) == &entry);
        }
        QCOMPARE(names.size(), std::size_t{19});
        QCOMPARE(sums.size(), std::size_t{19});
        QVERIFY(!catalogueEntryWithSha256("x"));
    }
};

QTEST_APPLESS_MAIN(ModelCardTest)
#include "model_card_test.moc"
