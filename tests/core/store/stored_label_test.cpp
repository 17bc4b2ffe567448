#include "core/store/stored_label.h"
#include "tests/core/store/random_label.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class StoredLabelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLabelComesBackEqual()
    {
        test::RandomLabels random(1);
        std::vector<Label> labels;
        std::vector<std::string> texts;
        for (int i = 0; i < 5000; ++i) {
            labels.push_back(random.next());
            QVERIFY(checkStorable(labels.back()));
            texts.push_back(storedText(labels.back()));
            const auto back = labelFromStored(texts.back());
            QVERIFY2(back, texts.back().c_str());
            QVERIFY2(*back == labels.back(), texts.back().c_str());
        }
        QVERIFY(labelsFromStored(storedArray(texts)).value() == labels);
        QVERIFY(labelsFromStored(storedArray({})).value().empty());
    }
    void storedTextIsAlwaysUtf8()
    {
        Label label = test::RandomLabels(2).next();
        label.comment = "M\xFCnchen";
        const std::string text = storedText(label);
        QCOMPARE(QString::fromStdString(text).toStdString(), text);
    }
    void whatIsNotFiniteIsRefused()
    {
        const Label fine = [] {
            Label l;
            l.id = Id::random();
            l.phase = "P";
            l.stream = {"GE", "WLF", "", "HHZ"};
            return l;
        }();
        QVERIFY(checkStorable(fine));
        for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
            const auto refused = [&](auto change) {
                Label l = fine;
                change(l);
                const auto result = checkStorable(l);
                return !result && result.error().code == Error::Code::InvalidArgument && result.error().message.find("GE.WLF..HHZ") != std::string::npos;
            };
            QVERIFY(refused([&](Label& l) { l.lowerUncertaintySeconds = bad; }));
            QVERIFY(refused([&](Label& l) { l.upperUncertaintySeconds = bad; }));
            QVERIFY(refused([&](Label& l) { l.confidence = bad; }));
            QVERIFY(refused([&](Label& l) { l.source.magnitude = Estimate{bad, {}}; }));
            QVERIFY(refused([&](Label& l) { l.source.distanceKm = Estimate{1.0, bad}; }));
            QVERIFY(refused([&](Label& l) { l.source.backAzimuthDeg = Estimate{bad, bad}; }));
            QVERIFY(refused([&](Label& l) { l.source.probabilityUp = bad; }));
            QVERIFY(refused([&](Label& l) { l.source.polarityConfidence = bad; }));
        }
        Label nobody = fine;
        nobody.id = {};
        QVERIFY(!checkStorable(nobody));
    }
    void damagedTextIsAnError()
    {
        const std::string text = storedText(test::RandomLabels(3).next());
        for (std::size_t cut = 0; cut < text.size(); ++cut) QVERIFY(!labelFromStored(text.substr(0, cut)));
        for (const char* bad : {"[]", "7", "null", "{}", R"({"id":"xyz","stream":["","","",""],"time":0,"created":0})", R"({"id":7})"}) {
            const auto label = labelFromStored(bad);
            QVERIFY2(!label && label.error().code == Error::Code::Malformed, bad);
        }
        QVERIFY(!labelsFromStored(R"([{"id":1}])"));
    }
    void membersFromLaterVersionsAreIgnored()
    {
        Label label;
        label.id = Id::random();
        std::string text = storedText(label);
        text.insert(1, R"("later":{"a":[1,2]},)");
        QVERIFY(labelFromStored(text).value() == label);
    }
};

QTEST_APPLESS_MAIN(StoredLabelTest)
#include "stored_label_test.moc"
