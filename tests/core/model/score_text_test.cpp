#include "core/model/score.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace seisdesk;

class score_text_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonHasTheAgreedLayout()
    {
        Score score(false);
        Label p;
        p.phase = "P";
        score.addRecord({p}, {p});
        const auto object = [](const Score& s, bool exhaustive) {
            return QJsonDocument::fromJson(QByteArray::fromStdString(toJson(s.table(), "m@1", "set \"x\"", exhaustive))).object();
        };
        const QJsonObject json = object(score, false);
        QCOMPARE(json.keys(), (QStringList{QStringLiteral("P"), QStringLiteral("S"), QStringLiteral("back_azimuth_deg"), QStringLiteral("data"), QStringLiteral("distance_km"),
                                           QStringLiteral("magnitude"), QStringLiteral("model"), QStringLiteral("polarity"), QStringLiteral("traces")}));
        QCOMPARE(json[QStringLiteral("data")].toString(), QStringLiteral("set \"x\""));
        const QJsonObject phase = json[QStringLiteral("P")].toObject();
        QCOMPARE(phase.keys(), (QStringList{QStringLiteral("coverage"), QStringLiteral("extra"), QStringLiteral("f1"), QStringLiteral("interval_median_s"), QStringLiteral("intervals"),
                                            QStringLiteral("labels"), QStringLiteral("picks"), QStringLiteral("precision"),
                                            QStringLiteral("recall"), QStringLiteral("residual_mad_s"), QStringLiteral("residual_median_s"), QStringLiteral("within")}));
        for (const char* name : {"within", "precision", "recall", "f1"}) {
            const QJsonObject values = phase[QLatin1String(name)].toObject();
            QCOMPARE(values.keys(), (QStringList{QStringLiteral("0.1"), QStringLiteral("0.2"), QStringLiteral("0.5")}));
            QCOMPARE(values[QStringLiteral("0.1")].toDouble(), 1.0);
        }
        QVERIFY(json[QStringLiteral("S")].toObject()[QStringLiteral("residual_median_s")].isNull());
        QVERIFY(json[QStringLiteral("polarity")].toObject()[QStringLiteral("accuracy")].isNull());
        QVERIFY(json[QStringLiteral("back_azimuth_deg")].toObject().contains(QStringLiteral("median_abs")));
        QCOMPARE(json[QStringLiteral("magnitude")].toObject()[QStringLiteral("n")].toInt(-1), 0);
        QVERIFY(json[QStringLiteral("polarity")].toObject().contains(QStringLiteral("accuracy_at_0.8")));
        QVERIFY(json[QStringLiteral("magnitude")].toObject()[QStringLiteral("within_1_sigma")].isNull());
        QVERIFY(json[QStringLiteral("distance_km")].toObject().contains(QStringLiteral("near")));
        QVERIFY(json[QStringLiteral("back_azimuth_deg")].toObject()[QStringLiteral("clear")].toObject().contains(QStringLiteral("median_abs")));
        QVERIFY(object(score, true)[QStringLiteral("P")].toObject().contains(QStringLiteral("false")));
    }

    void severalSetsAreRowsOfOneTable()
    {
        Score score(false);
        Label p;
        p.phase = "P";
        p.polarity = Polarity::Positive;
        p.source.magnitude = Estimate{2.0, 0.3};
        p.source.backAzimuthDeg = Estimate{10.0, 5.0};
        Label other = p;
        other.source.magnitude->value = 2.25;
        other.source.backAzimuthDeg->value = 350.0;
        score.addRecord({p}, {other}, 20.0);
        const std::string text = toTable({{"a set of long name", score.table()}, {"none", Score(false).table()}});
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 4);
        const QStringList rows = QString::fromStdString(text).split(QLatin1Char('\n'));
        QCOMPARE(rows[2].simplified(), QStringLiteral("a set of long name 1.000 1.000 - - 1.000 1.000 0.25 - 20.0 (20.0)"));
        QCOMPARE(rows[3].simplified(), QStringLiteral("none - - - - - - - - -"));
        // The numbers of all rows stand below each other.
        QCOMPARE(rows[3].lastIndexOf(QLatin1Char('-')), rows[2].indexOf(QStringLiteral("20.0")) + 3);
    }

    void textNamesWhatWasMeasured()
    {
        Score score(false);
        SourceEstimate e;
        e.magnitude = Estimate{1.0, {}};
        score.addEstimate(e, e);
        const std::string text = toText(score.table(), "m@1", "set");
        QVERIFY(text.find("m@1 on set") == 0 && text.find("magnitude: 1 values") != std::string::npos && text.find("distance") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(score_text_test)
#include "score_text_test.moc"
