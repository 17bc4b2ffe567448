// Keymaps, the action table, and the two together.

#include "ui/dialogs/keys_dialog.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/keymap.h"
#include "ui/shell/shell_actions.h"
#include "ui/theme/icons.h"

#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace seisdesk;

namespace {

QSet<QString> idsOf(const std::vector<ActionSpec>& specs)
{
    QSet<QString> out;
    for (const ActionSpec& spec : specs) out << spec.id;
    return out;
}

QSet<QAction*> reachable(const QMenu& menu)
{
    QSet<QAction*> out;
    for (QAction* action : menu.actions()) {
        if (action->menu()) out += reachable(*action->menu());
        else out << action;
    }
    return out;
}

}  // namespace

class KeymapTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void actionIdsAreUnique()
    {
        const auto all = allActions();
        QCOMPARE(static_cast<std::size_t>(idsOf(all).size()), all.size());
    }
    void builtInKeymapsHaveNoConflictsAndNameOnlyActionsThatExist_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : builtInKeymaps()) QTest::newRow(qPrintable(id)) << id;
    }
    void builtInKeymapsHaveNoConflictsAndNameOnlyActionsThatExist()
    {
        QFETCH(QString, id);
        const auto keymap = builtInKeymap(id);
        QVERIFY2(keymap.has_value(), keymap ? "" : keymap.error().message.c_str());
        for (const KeyConflict& clash : conflicts(*keymap))
            QFAIL(qPrintable(clash.first + QStringLiteral(" and ") + clash.second + QStringLiteral(" share ") + clash.keys.toString()));
        const QSet<QString> known = idsOf(allActions());
        for (auto row = keymap->keys.begin(); row != keymap->keys.end(); ++row) {
            QVERIFY2(known.contains(row.key()), qPrintable(row.key()));
            QVERIFY2(!row.value().isEmpty(), qPrintable(row.key()));
        }
        QVERIFY(keymap->keys.size() > 60);
    }
    void noKeymapLeavesAnActionOfItsBaseWithoutKeys()
    {
        const Keymap base = builtInKeymap(QStringLiteral("seiscomp")).value();
        for (const QString& id : builtInKeymaps()) {
            const Keymap keymap = builtInKeymap(id).value();
            if (keymap.base.isEmpty()) continue;
            for (auto row = base.keys.begin(); row != base.keys.end(); ++row) QVERIFY2(!keymap.keys.value(row.key()).isEmpty(), qPrintable(id + QLatin1Char(' ') + row.key()));
        }
    }
    void otherFingersFindTheirKeys()
    {
        const std::tuple<const char*, const char*, const char*> expected[] = {
            {"sac", "pick.now.P", "P"}, {"sac", "pick.now.S", "S"}, {"sac", "pick.3", "T, 3"}, {"sac", "zoom.in", "X"}, {"sac", "zoom.out", "O"}, {"sac", "polarity.positive", "U"},
            {"seisan", "pick.now.P", "1"}, {"seisan", "pick.delete", "D"}, {"seisan", "locate.relocate", "L"}, {"seisan", "sort.distance", "_"},
            {"obspyck", "pick.at.cursor", "A"}, {"obspyck", "pick.delete", "Q"}, {"obspyck", "trace.next", "X"}, {"obspyck", "uncertainty.2", "2"}};
        for (const auto& [keymap, id, keys] : expected)
            QVERIFY2(builtInKeymap(QString::fromLatin1(keymap)).value().keys.value(QString::fromLatin1(id)).contains(QKeySequence(QString::fromLatin1(keys))), id);
    }
    void scolvFingersFindTheirKeys()
    {
        const Keymap keymap = builtInKeymap(QStringLiteral("seiscomp")).value();
        const std::pair<const char*, const char*> expected[] = {
            {"pick.P", "F1"}, {"pick.S", "F2"}, {"pick.1", "1"}, {"pick.at.cursor", "Space"}, {"pick.at.cursorAndNext", "Return"}, {"pick.confirm", "Shift+Return"},
            {"pick.delete", "Del"}, {"pick.leave", "Esc"}, {"repick", "R"}, {"polarity.positive", "Shift+Up"}, {"polarity.negative", "Shift+Down"},
            {"polarity.undecidable", "Shift+X"}, {"polarity.unset", "Shift+Del"}, {"onset.impulsive", "Shift+I"}, {"onset.emergent", "Shift+E"},
            {"onset.questionable", "Shift+Q"}, {"uncertainty.1", "Shift+1"}, {"uncertainty.0", "Shift+0"}, {"trace.next", "Down"}, {"marker.next", "Alt+Right"},
            {"scroll.left", "Left"}, {"amplitude.up", "Ctrl+Up"}, {"zoom.in", "Ctrl+Right"}, {"rows.taller", "Shift+Y"}, {"amplitude.normalise", "S"},
            {"align.P", "Ctrl+F1"}, {"align.S", "Ctrl+F2"}, {"align.origin", "Ctrl+0"}, {"sort.name", "Alt+A"}, {"sort.distance", "Alt+D"}, {"filter.toggle", "F"},
            {"filter.next", "G"}, {"filter.previous", "D"}, {"components.Z", "Z"}, {"components.all", "T"}, {"edit.undo", "Ctrl+Z"}, {"edit.redo", "Ctrl+Shift+Z"},
            {"window.fullScreen", "F11"}, {"help.manual", "Shift+F1"}};
        for (const auto& [id, keys] : expected)
            QVERIFY2(keymap.keys.value(QString::fromLatin1(id)).contains(QKeySequence(QString::fromLatin1(keys))), id);
    }
    void everyActionIsInTheMenusWithAnIconThatExists()
    {
        ActionRegistry registry(allActions(), nullptr);
        QMenuBar bar;
        registry.fill(bar);
        QSet<QAction*> found;
        for (QAction* top : bar.actions()) found += reachable(*top->menu());
        for (const ActionSpec& spec : registry.specs()) {
            QVERIFY2(found.contains(registry.action(spec.id)), qPrintable(spec.id));
            QVERIFY2(spec.icon.isEmpty() || !themedIcon(spec.icon, Palette::light()).isNull(), qPrintable(spec.icon));
            QVERIFY2(!spec.text.isEmpty() && !spec.tooltip.isEmpty(), qPrintable(spec.id));
        }
        QSet<QChar> mnemonics;
        for (QAction* top : bar.actions()) {
            const QChar letter = top->text().at(top->text().indexOf(QLatin1Char('&')) + 1).toLower();
            QVERIFY2(!mnemonics.contains(letter), qPrintable(top->text()));
            mnemonics << letter;
        }
    }
    void plainKeysStayInTheirWidget()
    {
        for (const char* plain : {"F", "Space", "Up", "Shift+Up", "Ctrl+Left", "1", "S, N", "Shift+1", "F1"}) QVERIFY2(isPlainKey(QKeySequence(QString::fromLatin1(plain))), plain);
        for (const char* global : {"F2", "Shift+F1", "Ctrl+Z", "Alt+1", "Ctrl+F1", "F11", "Ctrl+Shift+M", "Ctrl+PgDown"}) QVERIFY2(!isPlainKey(QKeySequence(QString::fromLatin1(global))), global);
        ActionRegistry registry(allActions(), nullptr);
        registry.setKeymap(builtInKeymap(QStringLiteral("seiscomp")).value());
        QCOMPARE(registry.action(QStringLiteral("filter.toggle"))->shortcutContext(), Qt::WidgetWithChildrenShortcut);
        QCOMPARE(registry.action(QStringLiteral("edit.undo"))->shortcutContext(), Qt::WindowShortcut);
    }
    void usersKeysWinOverBuiltInOnes()
    {
        const auto own = parseKeymap(R"({"keys": {"pick.P": "Q", "filter.next": [], "repick": ["F"]}})", QStringLiteral("keymap.json"));
        QVERIFY(own.has_value());
        const Keymap both = merged(builtInKeymap(QStringLiteral("seiscomp")).value(), *own);
        QCOMPARE(both.keys[QStringLiteral("pick.P")], QList<QKeySequence>{QKeySequence(QStringLiteral("Q"))});
        QVERIFY(both.keys[QStringLiteral("filter.next")].isEmpty());
        QVERIFY(both.keys[QStringLiteral("filter.toggle")].isEmpty());  // F went to repick
        QVERIFY(conflicts(both).isEmpty());
    }
    void badKeymapsNameThePlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("said");
        QTest::newRow("no JSON") << QByteArray("{keys") << QStringLiteral("byte");
        QTest::newRow("no keys") << QByteArray("{}") << QStringLiteral("\"keys\"");
        QTest::newRow("no key") << QByteArray(R"({"keys": {"pick.P": ["Ctrl+Nonsense"]}})") << QStringLiteral("pick.P");
        QTest::newRow("empty key") << QByteArray(R"({"keys": {"pick.S": [""]}})") << QStringLiteral("pick.S");
    }
    void badKeymapsNameThePlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, said);
        const auto result = parseKeymap(json, QStringLiteral("/home/ann/keymap.json"));
        QVERIFY(!result);
        const QString message = QString::fromStdString(result.error().message);
        QVERIFY2(message.contains(said) && message.startsWith(QLatin1String("/home/ann/keymap.json")), qPrintable(message));
    }
    void chordsConflictWithTheirFirstKey()
    {
        const auto keymap = parseKeymap(R"({"keys": {"a": ["S, N"], "b": ["S"], "c": ["S, D"]}})", QStringLiteral("x"));
        QCOMPARE(conflicts(keymap.value()).size(), 2);
    }
    void missingUserFileIsNoError()
    {
        QTemporaryDir folder;
        QVERIFY(userKeymap(folder.filePath(QStringLiteral("none.json"))).value().keys.isEmpty());
        QVERIFY(!builtInKeymap(QStringLiteral("emacs")));
    }
    void helpListsEveryActionAndFindsKeys()
    {
        QList<KeyRow> rows;
        const Keymap keymap = builtInKeymap(QStringLiteral("seiscomp")).value();
        for (const ActionSpec& spec : allActions())
            rows.append({spec.group, spec.text, keymap.keys.value(spec.id).value(0).toString(), spec.tooltip});
        KeysDialog dialog(rows, keymap.name, QStringLiteral("keymap.json"), nullptr);
        int listed = 0;
        for (int g = 0; g < dialog.tree()->topLevelItemCount(); ++g) listed += dialog.tree()->topLevelItem(g)->childCount();
        QCOMPARE(listed, static_cast<int>(rows.size()));
    }
};

QTEST_MAIN(KeymapTest)
#include "keymap_test.moc"
