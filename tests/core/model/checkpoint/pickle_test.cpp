#include "core/model/checkpoint/pickle.h"

#include <QTest>

#include <string>

using namespace seisdesk;
using Kind = PickleNode::Kind;

namespace {

Result<PickleTree> read(const std::string& text) { return unpickle(std::as_bytes(std::span(text))); }

std::string bytes(std::initializer_list<int> values)
{
    std::string out;
    for (const int v : values) out += static_cast<char>(v);
    return out;
}

}  // namespace

class PickleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbers()
    {
        const auto integer = [](const std::string& text) { return read(text)->nodes[read(text)->root].integer; };
        QCOMPARE(integer("K\x2a."), std::int64_t{42});
        QCOMPARE(integer("M\x01\x02."), std::int64_t{513});
        QCOMPARE(integer("J\xff\xff\xff\xff."), std::int64_t{-1});
        QCOMPARE(integer(bytes({0x8a, 0, '.'})), std::int64_t{0});
        QCOMPARE(integer(bytes({0x8a, 1, 0xfe, '.'})), std::int64_t{-2});
        QCOMPARE(integer(bytes({0x8a, 5, 0, 0, 0, 0, 1, '.'})), std::int64_t{1} << 32);
        const auto real = read(bytes({'G', 0x3f, 0xf8, 0, 0, 0, 0, 0, 0, '.'}));
        QCOMPARE(real->nodes[real->root].real, 1.5);
    }
    void readsContainersAndSharedValues()
    {
        // {"a": [1, True], "b": the same list}
        const auto tree = read(std::string("}(X\x01\0\0\0a](K\x01\x88" "eq\x05X\x01\0\0\0bh\x05u.", 26));
        QVERIFY2(tree, tree ? "" : tree.error().message.c_str());
        const PickleNode& root = tree->nodes[tree->root];
        QCOMPARE(root.kind, Kind::Dict);
        QCOMPARE(tree->entry(root, "a"), tree->entry(root, "b"));
        QCOMPARE(tree->entry(root, "a")->items.size(), std::size_t{2});
        QVERIFY(!tree->entry(root, "c"));
    }
    void survivesAListThatHoldsItself()
    {
        const auto tree = read(std::string("]q\0h\0a.", 7));
        QVERIFY(tree);
        QCOMPARE(tree->nodes[tree->root].items.front(), tree->root);
    }
    void refusesOtherClassesByName_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("os.system") << QByteArray("cos\nsystem\n(X\x02\0\0\0lstR.", 22) << QByteArray("os.system");
        QTest::newRow("eval") << QByteArray("c__builtin__\neval\n.") << QByteArray("__builtin__.eval");
        QTest::newRow("by stack") << QByteArray("\x8c\x05posix\x8c\x06system\x93.") << QByteArray("posix.system");
        QTest::newRow("getattr") << QByteArray("cbuiltins\ngetattr\n.") << QByteArray("builtins.getattr");
        QTest::newRow("rebuild of another kind") << QByteArray("ctorch._utils\n_rebuild_sparse_tensor\n.") << QByteArray("_rebuild_sparse_tensor");
        QTest::newRow("hostile name") << QByteArray("cos\x1b[2J\nsystem\n.") << QByteArray("os?[2J.system");
    }
    void refusesOtherClassesByName()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, name);
        const auto tree = read(text.toStdString());
        QVERIFY(!tree);
        QCOMPARE(tree.error().code, Error::Code::Unsupported);
        QVERIFY2(QByteArray(tree.error().message.c_str()).contains(name), tree.error().message.c_str());
    }
    void refusesOpcodesThatBuildObjects()
    {
        for (const char opcode : std::string("io\x81\x92\x82PIFSV")) {
            const auto tree = read(std::string("N") + opcode + ".");
            QVERIFY(!tree);
            QCOMPARE(tree.error().code, Error::Code::Unsupported);
        }
    }
    void answersNonsenseWithAnError_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("only stop") << QByteArray(".");
        QTest::newRow("two values") << QByteArray("NN.");
        QTest::newRow("no mark") << QByteArray("NNt.");
        QTest::newRow("mark as value") << QByteArray("(.");
        QTest::newRow("unknown memo") << QByteArray("h\x09.");
        QTest::newRow("long string") << QByteArray("X\xff\xff\xff\x7f" "abc.");
        QTest::newRow("huge string") << QByteArray("\x8d\xff\xff\xff\xff\xff\xff\xff\xff" "abc.");
        QTest::newRow("item for a number") << QByteArray("K\x01Na.");
        QTest::newRow("odd entries") << QByteArray("}(Nu.");
        QTest::newRow("call of a number") << QByteArray("K\x01)R.");
        QTest::newRow("tensor without storage") << QByteArray("ctorch._utils\n_rebuild_tensor_v2\n(K\x01K\x01))tR.");
        QTest::newRow("bare storage") << QByteArray("NQ.");
        QTest::newRow("endless line") << QByteArray(1000, 'c');
        QTest::newRow("deep marks") << QByteArray(5'000'000, '(');
    }
    void answersNonsenseWithAnError()
    {
        QFETCH(QByteArray, text);
        const auto tree = read(text.toStdString());
        QVERIFY(!tree);
        QCOMPARE(tree.error().code, Error::Code::Malformed);
    }
};

QTEST_APPLESS_MAIN(PickleTest)
#include "pickle_test.moc"
