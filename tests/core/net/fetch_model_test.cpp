#include "core/net/fetch_model.h"

#include "core/model/checkpoint/sha256.h"
#include "tests/core/model/fake_network.h"
#include "tests/core/net/file_server.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

namespace {

/// Takes any file for a picker.
class AnyEngine : public Engine {
public:
    std::string description() const override { return "any"; }
    std::vector<Device> devices() const override { return {}; }
    void setThreads(int) override {}
    Result<std::shared_ptr<const Network>> load(const std::filesystem::path&, const std::string&) override
    {
        return std::shared_ptr<const Network>(std::make_shared<test::FakeNetwork>(test::pickingContract(), test::FakeNetwork::Answer()));
    }
};

}  // namespace

class FetchModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importsWhatItFetched()
    {
        const QByteArray bytes("weights, let us say");
        test::FileServer server(bytes);
        CatalogueEntry entry;
        entry.name = "good_picker";
        entry.file = "weights.pth";
        entry.sizeBytes = static_cast<std::uintmax_t>(bytes.size());
        entry.sha256 = sha256Hex(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
        const QTemporaryDir home;
        const ModelFolder folder(home.filePath(QStringLiteral("models")).toStdString());
        AnyEngine engine;
        const auto card = fetchModel(entry, server.address(), folder, engine, false, {});
        QVERIFY2(card, card ? "" : card.error().message.c_str());
        QCOMPARE(card->name, std::string("good_picker"));
        QCOMPARE(card->sha256, entry.sha256);
        QVERIFY(folder.find("good_picker"));
        QVERIFY(!std::filesystem::exists(folder.path() / "downloads"));
        QCOMPARE(fetchModel(entry, server.address(), folder, engine, false, {}).error().code, Error::Code::InvalidArgument);
        QCOMPARE(server.requests, 1);
        QVERIFY(fetchModel(entry, server.address(), folder, engine, true, {}));
        QCOMPARE(fetchModel(entry, {}, folder, engine, true, {}).error().code, Error::Code::Unsupported);
        entry.sha256[0] = entry.sha256[0] == 'a' ? 'b' : 'a';
        QCOMPARE(fetchModel(entry, server.address(), folder, engine, true, {}).error().code, Error::Code::Malformed);
    }
    void knowsWherePublishedFilesAre()
    {
        std::size_t known = 0;
        for (const CatalogueEntry& entry : catalogue()) {
            const std::string address = downloadAddress(entry);
            if (entry.name == "phasenet_190703") QVERIFY(address.empty());  // a conversion of what is published
            if (address.empty()) continue;
            ++known;
            QVERIFY2(address.starts_with("https://") && address.ends_with(entry.file) && entry.sizeBytes > 0 && entry.sha256.size() == 64, address.c_str());
        }
        QVERIFY(known >= 18);
    }
};

QTEST_GUILESS_MAIN(FetchModelTest)
#include "fetch_model_test.moc"
