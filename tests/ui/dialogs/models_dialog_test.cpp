// The list of models: what it says of each, and what its buttons ask for.

#include "ui/dialogs/models_dialog.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace seisdesk;

namespace {

KnownModel model(const char* name, KnownModel::State state, Task task = Task::Picking)
{
    KnownModel out;
    out.name = name;
    out.state = state;
    out.task = task;
    out.sampleRateHz = 50.0;
    out.sizeBytes = 3'140'091;
    out.licence = "MIT";
    out.trainingData = "DiTing: Chinese Mainland, 50 Hz, local and regional earthquakes";
    out.goodFor = "P and S picks and detections of local and regional earthquakes.";
    out.source = "https://example.org/models";
    if (state == KnownModel::State::Shipped || state == KnownModel::State::Installed) out.weights = std::string("/models/") + name + ".pth";
    return out;
}

std::vector<KnownModel> some()
{
    using enum KnownModel::State;
    std::vector<KnownModel> out{model("seismollm-desk 1.2", Shipped), model("a_network_with_quite_a_long_name_from_somewhere_else.2026-11", Installed), model("seist_l_dpk_diting", Published),
                                model("seist_m_emg_pnw", Begun, Task::Magnitude), model("seist_s_pmp_diting", Published, Task::Polarity), model("phasenet_190703", Elsewhere)};
    out[1].licence.clear();
    out[1].trainingData = "ours";
    out[1].goodFor.clear();
    out[3].fetchedBytes = 1'350'000;
    return out;
}

QString rowText(const ModelsDialog& dialog, const QString& name, int column)
{
    const auto items = dialog.list()->findItems(name, Qt::MatchExactly | Qt::MatchRecursive, 0);
    return items.size() == 1 ? items[0]->text(column) : QString();
}

}  // namespace

class ModelsDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateSaysWhatCanBeDone()
    {
        ModelsDialog dialog(nullptr);
        QVERIFY(!dialog.fetchButton()->isEnabled() && !dialog.useButton()->isEnabled() && !dialog.removeButton()->isEnabled());
        dialog.setModels(some());
        dialog.setInUse({QStringLiteral("/models/seismollm-desk 1.2.pth")});
        const auto buttons = [&](const char* name) {
            dialog.choose(QString::fromLatin1(name));
            return std::tuple(dialog.fetchButton()->isEnabled(), dialog.useButton()->isEnabled(), dialog.removeButton()->isEnabled());
        };
        QCOMPARE(buttons("seismollm-desk 1.2"), std::tuple(false, false, false));  // in use
        QCOMPARE(buttons("a_network_with_quite_a_long_name_from_somewhere_else.2026-11"), std::tuple(false, true, true));
        QVERIFY(dialog.about()->text().contains(QStringLiteral("unknown: ask its authors")));
        QCOMPARE(buttons("seist_l_dpk_diting"), std::tuple(true, false, false));
        for (const char* words : {"P and S picks and detections", "DiTing: Chinese Mainland", "MIT", "https://example.org/models"}) QVERIFY2(dialog.about()->text().contains(QLatin1String(words)), words);
        QCOMPARE(buttons("phasenet_190703"), std::tuple(false, false, false));
        QVERIFY(dialog.about()->text().contains(QStringLiteral("import the file")));
        QCOMPARE(buttons("seist_m_emg_pnw"), std::tuple(true, false, false));
        QCOMPARE(dialog.fetchButton()->text(), QStringLiteral("Go on fetching"));
        QCOMPARE(rowText(dialog, QStringLiteral("seist_m_emg_pnw"), 5), QStringLiteral("stopped at 42 %"));
        QCOMPARE(rowText(dialog, QStringLiteral("seist_m_emg_pnw"), 1), QStringLiteral("magnitude"));
        QCOMPARE(rowText(dialog, QStringLiteral("seismollm-desk 1.2"), 5), QStringLiteral("in use"));
    }
    void whatIsOnItsWayIsShownAndCanBeStopped()
    {
        ModelsDialog dialog(nullptr);
        dialog.setModels(some());
        const QString name = QStringLiteral("seist_l_dpk_diting");
        dialog.choose(name);
        QSignalSpy fetch(&dialog, &ModelsDialog::fetchWanted), stop(&dialog, &ModelsDialog::stopWanted), use(&dialog, &ModelsDialog::useWanted), remove(&dialog, &ModelsDialog::removeWanted);
        dialog.fetchButton()->click();
        QCOMPARE(fetch.size(), 1);
        QCOMPARE(fetch[0][0].toString(), name);
        dialog.setProgress(name, 0.37, {});
        QCOMPARE(rowText(dialog, name, 5), QStringLiteral("fetching, 37 %"));
        QCOMPARE(dialog.fetchButton()->text(), QStringLiteral("Stop"));
        dialog.fetchButton()->click();
        QVERIFY(stop.size() == 1 && fetch.size() == 1);
        dialog.setIdle(name);
        QCOMPARE(rowText(dialog, name, 5), QStringLiteral("can be fetched"));
        dialog.choose(QStringLiteral("a_network_with_quite_a_long_name_from_somewhere_else.2026-11"));
        dialog.useButton()->click();
        dialog.removeButton()->click();
        QVERIFY(use.size() == 1 && remove.size() == 1);
    }
    void theChoiceOutlivesTheList()
    {
        ModelsDialog dialog(nullptr);
        dialog.setModels(some());
        dialog.choose(QStringLiteral("seist_s_pmp_diting"));
        auto changed = some();
        changed.erase(changed.begin());
        dialog.setModels(changed);
        QVERIFY(dialog.about()->text().contains(QStringLiteral("seist_s_pmp_diting")));
    }
    void searchLooksAtEverything()
    {
        ModelsDialog dialog(nullptr);
        dialog.setModels(some());
        const auto shown = [&] {
            int n = 0;
            for (const QTreeWidgetItem* item : dialog.list()->findItems(QString(), Qt::MatchContains | Qt::MatchRecursive, 0)) n += item->parent() && !item->isHidden();
            return n;
        };
        QCOMPARE(shown(), 6);
        dialog.search()->setText(QStringLiteral("magnitude"));
        QCOMPARE(shown(), 1);
        dialog.search()->setText(QStringLiteral("diting"));
        QCOMPARE(shown(), 5);
        dialog.search()->setText(QStringLiteral("no such thing"));
        QCOMPARE(shown(), 0);
    }
    void pictures()
    {
        QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(*qApp, theme, false);
            ModelsDialog dialog(nullptr);
            auto models = some();
            for (int i = 0; i < 12; ++i) models.push_back(model(("seist_" + std::to_string(i)).c_str(), KnownModel::State::Published, static_cast<Task>(i % 5)));
            dialog.setModels(models);
            dialog.setInUse({QStringLiteral("/models/seismollm-desk 1.2.pth")});
            dialog.setProgress(QStringLiteral("seist_l_dpk_diting"), 0.37, {});
            dialog.setProgress(QStringLiteral("seist_s_pmp_diting"), 0.0, QStringLiteral("waits"));
            dialog.choose(QStringLiteral("seist_l_dpk_diting"));
            dialog.say(QStringLiteral("seist_m_emg_pnw: stopped. What has come is kept; Go on fetching takes the rest."));
            dialog.show();
            QVERIFY(QTest::qWaitForWindowExposed(&dialog));
            QVERIFY(dialog.grab().save(QStringLiteral(SEISDESK_PICTURES "/models_%1.png").arg(word(theme))));
        }
        ModelsDialog empty(nullptr);
        empty.setModels({});
        empty.show();
        QVERIFY(empty.grab().save(QStringLiteral(SEISDESK_PICTURES "/models_empty.png")));
    }
};

QTEST_MAIN(ModelsDialogTest)
#include "models_dialog_test.moc"
