#include "core/session/cache_look.h"

#include "tests/core/session/outlined_files.h"

#include <QTest>

#include <thread>

using namespace seisdesk;
using namespace seisdesk::test;

class CacheLookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesAreOutlinedOrUnknown()
    {
        const OutlinedFiles files;
        const std::string a = files.write("in/a", {files.trace("AAA", 0, 1000), files.trace("BBB", 0, 500)}), b = files.write("in/b", {files.trace("AAA", 10, 1000)}),
                          c = files.write("in/c", {files.trace("CCC", 0, 10)});
        files.keep(a);
        files.keep(b);
        const CacheLook look = lookUp({files.path("in").string(), files.path("none").string()}, *files.cache, {}, {});
        QCOMPARE(look.unknown, std::vector<std::string>{c});
        QCOMPARE(look.issues.size(), std::size_t{1});
        QCOMPARE(look.files.size(), std::size_t{2});
        QVERIFY(look.files[0].path == a && look.files[0].checksum == readRecords({a}, {}, {})->files[0].checksum);
        QCOMPARE(look.outlines.size(), std::size_t{2});
        const auto& pieces = look.outlines.at({"GE", "AAA", "", "HHZ"});
        QCOMPARE(pieces.size(), std::size_t{2});
        QVERIFY(pieces[0].file == a && pieces[0].segment.size() == 1000 && pieces[1].file == b);
        // Of what is in memory already nothing is outlined.
        QCOMPARE(lookUp({a, b}, *files.cache, {a}, {}).unknown, std::vector<std::string>{a});
        Progress cancelled;
        cancelled.cancel();
        QCOMPARE(lookUp({a, b}, *files.cache, {}, cancelled).unknown.size(), std::size_t{2});
    }
    void twoJobsShareOneLook()
    {
        const OutlinedFiles files;
        const std::string a = files.write("a", {files.trace("AAA", 0, 1000)});
        files.keep(a);
        SharedLook look({a}, files.cache, {});
        const CacheLook *one = nullptr, *other = nullptr;
        {
            std::jthread thread([&] { one = &look.get({}); });
            other = &look.get({});
        }
        QVERIFY(one == other && one->files.size() == 1);
        SharedLook without({"not expanded"}, nullptr, {});
        QCOMPARE(without.get({}).unknown, std::vector<std::string>{"not expanded"});
        QVERIFY(without.get({}).issues.empty());
    }
};

QTEST_APPLESS_MAIN(CacheLookTest)
#include "cache_look_test.moc"
