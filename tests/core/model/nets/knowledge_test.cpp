#include "core/model/nets/knowledge.h"

#include "core/model/contract_json.h"
#include "core/model/model_folder.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;

class KnowledgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTasksAndRatesFromFileNames()
    {
        const auto known = knowledgeOf({}, "/x/My-Net.EMG.stead.pth", {});
        QVERIFY(known && known->task == Task::Magnitude && known->sampleRateHz == 100.0);
        QCOMPARE(known->name, std::string("My-Net.EMG.stead"));
        const auto diting = knowledgeOf({}, "diting_pmp.pth", {});
        QVERIFY(diting->task == Task::Polarity && diting->sampleRateHz == 50.0);
        const auto silent = knowledgeOf({}, "bazaar_ditingled.pth", {});
        QVERIFY(!silent->task && !silent->sampleRateHz && !silent->contract);
    }
    void hintsWinOverNames()
    {
        const auto known = knowledgeOf({}, "a_emg_stead.pth", {Task::Distance, 20.0});
        QVERIFY(known->task == Task::Distance && known->sampleRateHz == 20.0);
    }
    void cardsWinOverHintsWhereTheChecksumFits()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("a.pth")).toStdString();
        ModelCard card;
        card.name = "carded";
        card.file = "a.pth";
        card.sha256 = std::string(64, 'a');
        card.contract.sampleRateHz = 33.0;
        std::ofstream(file.string() + ".json") << toJson(card);
        Checkpoint checkpoint;
        checkpoint.sha256 = card.sha256;
        const auto known = knowledgeOf(checkpoint, file, {Task::Distance, 20.0});
        QVERIFY(known->contract && known->contract->sampleRateHz == 33.0);
        QCOMPARE(known->name, std::string("carded"));
        checkpoint.sha256 = std::string(64, 'b');
        QVERIFY(!knowledgeOf(checkpoint, file, {})->contract);
        // What the file says itself wins over everything.
        Contract own;
        own.name = "own";
        checkpoint.sha256 = card.sha256;
        checkpoint.tensors.metadata["contract"] = toJson(own);
        QCOMPARE(knowledgeOf(checkpoint, file, {})->name, std::string("own"));
        // But for pick uncertainties, which are measured afterwards.
        QVERIFY(knowledgeOf(checkpoint, file, {})->contract->uncertainty == PickUncertainty{});
        card.contract.uncertainty.p.before = 1.5;
        std::ofstream(file.parent_path() / "model.json") << toJson(card);
        std::filesystem::remove(file.string() + ".json");
        QCOMPARE(knowledgeOf(checkpoint, file, {})->contract->uncertainty.p.before, 1.5);
        own.uncertainty.p.before = 2.0;
        checkpoint.tensors.metadata["contract"] = toJson(own);
        QCOMPARE(knowledgeOf(checkpoint, file, {})->contract->uncertainty.p.before, 2.0);
        checkpoint.tensors.metadata["contract"] = "[]";
        QCOMPARE(knowledgeOf(checkpoint, file, {}).error().code, Error::Code::Malformed);
    }
};

QTEST_APPLESS_MAIN(KnowledgeTest)
#include "knowledge_test.moc"
