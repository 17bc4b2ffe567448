#include "core/io/quakeml_parts.h"

#include <QtTest>

#include <set>

using namespace seisdesk;

class QuakeMlPartsTest : public QObject {
    Q_OBJECT
private:
    pugi::xml_document m_document;
    std::vector<ReadIssue> m_issues;
    /// Runs `use(parts, root)` on a small document, then the issues are complete.
    template <class Use>
    void with(const char* text, Use&& use)
    {
        m_issues.clear();
        if (!m_document.load_string(text)) qFatal("bad test");
        IssueCounter counter("a.xml", m_issues);
        quakeml::PartReader parts(counter);
        use(parts, m_document.document_element());
    }

private Q_SLOTS:
    void idsBecomeUnique()
    {
        with(R"(<e><p publicID="smi:local/a"/><p publicID=" smi:local/a "/><p/><p publicID="smi:org.gfz/NA"/></e>)", [](auto& parts, auto root) {
            std::map<ResourceId, ResourceId> renamed;
            std::set<ResourceId> ids;
            xml::forEach(root, "p", [&](pugi::xml_node p) { ids.insert(parts.publicId(p, renamed)); });
            QCOMPARE(ids.size(), std::size_t(4));
            QVERIFY(ids.contains("smi:local/a"));
            QCOMPARE(renamed.size(), std::size_t(1));
            QVERIFY(ids.contains(renamed["smi:local/a"]));
        });
        QCOMPARE(m_issues.size(), std::size_t(3));
    }
    void enumerationsAreReadAroundDefects()
    {
        with(R"(<p publicID="smi:x.y.z/1"><evaluationMode>a</evaluationMode><evaluationStatus>reported</evaluationStatus><polarity>up</polarity><onset>sharp</onset></p>)",
             [](auto& parts, auto root) {
                 QVERIFY(parts.mode(root) == Mode::Automatic);
                 QVERIFY(parts.status(root) == Review::Reviewed);
                 QVERIFY(parts.polarity(root) == Polarity::Positive);
                 QVERIFY(parts.onset(root) == OnsetQuality::Unset);
             });
        QCOMPARE(m_issues.size(), std::size_t(4));
        QVERIFY2(m_issues[0].message.find("smi:x.y.z/1") != std::string::npos, m_issues[0].message.c_str());
        with("<p><evaluationMode>manual</evaluationMode><evaluationStatus>odd</evaluationStatus></p>", [](auto& parts, auto root) {
            QVERIFY(parts.mode(root) == Mode::Manual);
            QVERIFY(!parts.status(root));
        });
        QCOMPARE(m_issues.size(), std::size_t(1));
    }
    void quantitiesAndNumbers()
    {
        with(R"(<p><a><value>1.5</value><lowerUncertainty>0.1</lowerUncertainty><confidenceLevel>90</confidenceLevel></a><b>2</b><c>x</c><d>NaN</d><n>3.0</n><f>0</f>
                <t>2020-01-01 00:00:00+00:00</t><w>late</w></p>)",
             [](auto& parts, auto root) {
                 const auto a = parts.real(root, "a");
                 QVERIFY(a && a->value == 1.5 && *a->uncertainty.lower == 0.1 && !a->uncertainty.upper && *a->uncertainty.confidenceLevelPercent == 90.0);
                 QVERIFY(!parts.real(root, "b"));
                 QCOMPARE(*parts.realValue(root, "a"), 1.5);
                 QCOMPARE(*parts.realValue(root, "b"), 2.0);
                 QVERIFY(!parts.number(root, "c") && !parts.number(root, "d"));
                 QCOMPARE(*parts.count(root, "n"), 3);
                 QVERIFY(parts.flag(root, "f") == false && !parts.flag(root, "n"));
                 QVERIFY(parts.time(root, "t") == *parseTime("2020-01-01"));
                 QVERIFY(!parts.time(root, "w"));
             });
        QCOMPARE(m_issues.size(), std::size_t(2));
    }
    void waveformIdsAreNormalised()
    {
        with(R"(<p><waveformID networkCode=" CI " stationCode="SLA" locationCode="--" channelCode="HHZ">smi:x.y.z/w</waveformID></p>)",
             [](auto& parts, auto root) { QVERIFY((parts.waveform(root) == StreamId{"CI", "SLA", "", "HHZ"})); });
        QVERIFY(m_issues.empty());
        with(R"(<p><waveformID stationCode="SLA"/></p>)", [](auto& parts, auto root) { QVERIFY((parts.waveform(root) == StreamId{"", "SLA", "", ""})); });
        QCOMPARE(m_issues.size(), std::size_t(1));
    }
    void writtenPartsAreLegal()
    {
        pugi::xml_document document;
        auto root = document.append_child("pick");
        quakeml::writePublicId(root, "not legal", "x");
        quakeml::writeReference(root, "filterID", "smi:org.gfz-potsdam.de/geofon/RMHP(60)>>ITAPER(3)");
        quakeml::writeReference(root, "methodID", "");
        quakeml::write(root, StreamId{"", "TOOLONGSTATION", "", ""});
        quakeml::write(root, CreationInfo{std::string(100, 'a'), "", std::nullopt, ""});
        quakeml::write(root, std::vector<Comment>{{"", "text"}});
        quakeml::writeTime(root, "t", *parseTime("2020-01-01T00:00:00.123456789Z"));
        const std::string text = xml::print(document);
        QVERIFY2(text.find("smi:local.seisdesk/not_legal-") != std::string::npos, text.c_str());
        QVERIFY(text.find('>' + std::string("smi:org.gfz-potsdam.de/geofon/RMHP(60)__ITAPER(3)-")) != std::string::npos);
        QVERIFY(text.find("methodID") == std::string::npos && text.find("channelCode") == std::string::npos);
        QVERIFY(text.find("networkCode=\"XX\" stationCode=\"TOOLONGS\"") != std::string::npos);
        QVERIFY(text.find('>' + std::string(64, 'a') + '<') != std::string::npos);
        QVERIFY(text.find("00.123456789Z") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(QuakeMlPartsTest)
#include "quakeml_parts_test.moc"
