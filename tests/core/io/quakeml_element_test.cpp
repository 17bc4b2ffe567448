#include "core/io/quakeml_element.h"

#include <QTest>

using namespace seisdesk;

class QuakeMlElementTest : public QObject {
    Q_OBJECT
private:
    pugi::xml_document m_document;
    std::vector<ReadIssue> m_issues;
    quakeml::Findings m_findings;
    /// Runs `use(reader)` on a small document, then the issues are complete.
    template <class Use> void with(const char* text, Use&& use)
    {
        m_issues.clear();
        m_findings = {};
        if (!m_document.load_string(text)) qFatal("bad test");
        quakeml::ElementReader reader(m_document.document_element(), m_findings);
        use(reader);
        IssueCounter counter("a.xml", m_issues);
        m_findings.issues.replay(counter);
    }

private Q_SLOTS:
    void enumerationsAreReadAroundDefects()
    {
        std::optional<Mode> mode;
        std::optional<Review> status;
        Polarity polarity = Polarity::Unset;
        OnsetQuality onset = OnsetQuality::Unset;
        with(R"(<p publicID="smi:x.y.z/1"><evaluationMode>a</evaluationMode><evaluationStatus>reported</evaluationStatus><polarity>up</polarity><onset>sharp</onset></p>)", [&](auto& reader) {
            reader.value("evaluationMode", mode), reader.value("evaluationStatus", status), reader.value("polarity", polarity), reader.value("onset", onset);
        });
        QVERIFY(mode == Mode::Automatic && status == Review::Reviewed && polarity == Polarity::Positive && onset == OnsetQuality::Unset);
        QCOMPARE(m_issues.size(), std::size_t(4));
        QVERIFY2(m_issues[0].message.find("smi:x.y.z/1") != std::string::npos, m_issues[0].message.c_str());
        status.reset();
        with("<p><evaluationMode>manual</evaluationMode><evaluationStatus>odd</evaluationStatus></p>", [&](auto& reader) { reader.value("evaluationMode", mode), reader.value("evaluationStatus", status); });
        QVERIFY(mode == Mode::Manual && !status);
        QCOMPARE(m_issues.size(), std::size_t(1));
    }
    void quantitiesAndNumbers()
    {
        std::optional<RealQuantity> a, b;
        std::optional<double> bare, inner, c, d;
        Uncertainty uncertainty;
        std::optional<int> n;
        std::optional<bool> f, none;
        std::optional<Time> t, w;
        with(R"(<p><a><value>1.5</value><lowerUncertainty>0.1</lowerUncertainty><confidenceLevel>90</confidenceLevel></a><b>2</b><c>x</c><d>NaN</d><n>3.0</n><f>0</f>
                <t>2020-01-01 00:00:00+00:00</t><w>late</w></p>)",
             [&](auto& reader) {
                 reader.real("a", a), reader.real("b", b), reader.real("b", bare, uncertainty), reader.real("a", inner, uncertainty), reader.number("c", c), reader.number("d", d);
                 reader.count("n", n), reader.flag("f", f), reader.flag("n", none), reader.instant("t", t), reader.instant("w", w);
             });
        QVERIFY(a && a->value == 1.5 && a->uncertainty.lower == 0.1 && !a->uncertainty.upper && a->uncertainty.confidenceLevelPercent == 90.0);
        QVERIFY(!b && bare == 2.0 && inner == 1.5 && uncertainty.lower == 0.1 && !c && !d && n == 3 && f == false && !none);
        QVERIFY(t == *parseTime("2020-01-01") && !w);
        QCOMPARE(m_issues.size(), std::size_t(2));
    }
    void waveformIdsAreNormalised()
    {
        StreamId id;
        with(R"(<p><waveformID networkCode=" CI " stationCode="SLA" locationCode="--" channelCode="HHZ">smi:x.y.z/w</waveformID></p>)", [&](auto& reader) { reader.waveform(id); });
        QVERIFY((id == StreamId{"CI", "SLA", "", "HHZ"}) && m_issues.empty());
        with(R"(<p><waveformID stationCode="SLA"/></p>)", [&](auto& reader) { reader.waveform(id); });
        QVERIFY((id == StreamId{"", "SLA", "", ""}));
        QCOMPARE(m_issues.size(), std::size_t(1));
    }
    void whatIsMissingOrNotAskedForIsToldAtTheEnd()
    {
        with("<p publicID='smi:x.y.z/1' xmlns:x='urn:x'><a>1</a><a>2</a><b/><b/><x:c/></p>", [&](auto& reader) {
            std::optional<double> a;
            RealQuantity need;
            reader.number("a", a), reader.needReal("need", need);
            QVERIFY(!reader.finish());
        });
        QCOMPARE(m_findings.notKept.size(), std::size_t(1));
        QCOMPARE(m_findings.notKept["b"], 2);
        QCOMPARE(m_issues.size(), std::size_t(1));
        QCOMPARE(m_issues[0].message, std::string("smi:x.y.z/1 is a <p> without readable <need>; it was left out."));
    }
};

QTEST_APPLESS_MAIN(QuakeMlElementTest)
#include "quakeml_element_test.moc"
