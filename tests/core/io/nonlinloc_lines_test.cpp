#include "core/io/nonlinloc_lines.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::nonlinloc;

class NonlinlocLinesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreFollowedByTheirValues()
    {
        const Words words("QUALITY  Pmax 4.8e+31 RMS 0.0039 Nphs 11 Gap -1 Mamp  -9.9 0\r");
        QCOMPARE(words.size(), std::size_t{12});
        QCOMPARE(words.after("RMS"), std::optional(0.0039));
        QCOMPARE(words.count("Nphs"), std::optional(11));
        QVERIFY(!words.known("Gap") && !words.known("Mamp") && words.after("Mamp") == -9.9);
        QVERIFY(!words.after("nothing") && !words.after("0") && words.text(99).empty() && words.letter(99) == ' ');
        QVERIFY(!Words("Nphs 1e300").count("Nphs") && !Words("Nphs nan").count("Nphs"));
    }
    void quotedTextIsOneWord()
    {
        const Words words("NLLOC \"./loc/a b\" \"LOCATED\" \"\" \"open");
        QCOMPARE(words.size(), std::size_t{5});
        QCOMPARE(words.text(1), std::string("./loc/a b"));
        QCOMPARE(words.text(2), std::string("LOCATED"));
        QVERIFY(words.text(3).empty() && words.letter(3) == ' ' && words.text(4) == "open");
        QVERIFY(Words("\"").text(0).empty() && Words("").size() == 0);
    }
    void blocksEndAtTheirEndOrTheNext()
    {
        const auto blocks = blocksOf("nothing\nNLLOC a\nQUALITY RMS 1\nQUALITY RMS 2\nPHASE ID > x\none\ntwo\nEND_PHASE\nEND_NLLOC\nstray\n\nNLLOC b\nPHASE > \nthree\nNLLOC c\nEND_NLLOC");
        QCOMPARE(blocks.size(), std::size_t{3});
        QVERIFY(blocks[0].ended && blocks[0].phases.size() == 2 && blocks[0].phases[1].number == 7 && blocks[0].number == 2);
        QCOMPARE(blocks[0].line("QUALITY")->after("RMS"), std::optional(1.0));
        QVERIFY(!blocks[0].line("stray") && !blocks[1].ended && blocks[1].phases.size() == 1 && blocks[2].ended && blocks[2].phases.empty());
    }
    void secondsMayBeOfTheNextMinuteOrTheLast()
    {
        const Time minute = parseTime("2020-02-29T23:59:00Z").value();
        QCOMPARE(timeOf(2020, 2, 29, 23, 59, 75.5).value(), minute + fromSeconds(75.5));
        QCOMPARE(timeOf(2020, 2, 29, 23, 59, -3.25).value(), minute - fromSeconds(3.25));
        for (const auto& time : {timeOf(2021, 2, 29, 0, 0, 0), timeOf(2020, 0, 1, 0, 0, 0), timeOf(2020, 1, 1, 99, 0, 0), timeOf(9999, 1, 1, 0, 0, 0), timeOf(2020, -1, 1, 0, 0, 0), timeOf(2020, 1, 1, 0, 0, {}), timeOf(2020, 1, 1, 0, 0, 1e6)})
            QVERIFY(!time);
    }
    void whoRanItAndWhen()
    {
        const CreationInfo old = creationOf("Claudio Satriano   NLLoc:v6.02.07 21Jun2013 12h53m34");
        QCOMPARE(old.author, std::string("Claudio Satriano"));
        QCOMPARE(old.version, std::string("NLLoc:v6.02.07"));
        QCOMPARE(*old.creationTime, parseTime("2013-06-21T12:53:34Z").value());
        const CreationInfo later = creationOf("sekiya   obs:/tmp/a.obs   NLLoc:v7.00.13(17Jan2022)   run:17Nov2022 15h49m52");
        QVERIFY(later.author == "sekiya" && later.version == "NLLoc:v7.00.13(17Jan2022)");
        QCOMPARE(*later.creationTime, parseTime("2022-11-17T15:49:52Z").value());
        QVERIFY(creationOf("").author.empty() && !creationOf("someone 40Xyz2020 aa").creationTime);
    }
};

QTEST_APPLESS_MAIN(NonlinlocLinesTest)
#include "nonlinloc_lines_test.moc"
