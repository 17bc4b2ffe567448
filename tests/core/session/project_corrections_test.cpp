// Station corrections stay with the project, switched on or off.

#include "core/session/project_corrections.h"

#include "core/session/session.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

class ProjectCorrectionsTest : public QObject {
    Q_OBJECT
    const StationCorrections m_some{{{"CI.CCC", WaveType::P}, 0.125}, {{"CI.CCC", WaveType::S}, 0.25}, {{"PB.B921", WaveType::P}, -0.08}};
private Q_SLOTS:
    void theyOutliveTheSession()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "a.seisdesk";
        JobQueue jobs;
        {
            auto session = Session::open(file, jobs).value();
            QVERIFY(projectCorrections(*session) == ProjectCorrections{});
            keepCorrections(*session, {m_some, false});
        }
        auto session = Session::open(file, jobs).value();
        const ProjectCorrections kept = projectCorrections(*session);
        QVERIFY(kept == (ProjectCorrections{m_some, false}));
        QVERIFY(kept.inUse().empty() && kept.stations() == 2);
        keepCorrections(*session, {m_some, true});
        QVERIFY(projectCorrections(*session).inUse() == m_some);
    }
    void whatCannotBeReadIsNone()
    {
        QVERIFY(correctionsFromText("").seconds.empty() && correctionsFromText("on\nnonsense").seconds.empty());
        QVERIFY(!correctionsFromText("off").on);
        QVERIFY(correctionsFromText(correctionsText({m_some, true})) == (ProjectCorrections{m_some, true}));
    }
};

QTEST_GUILESS_MAIN(ProjectCorrectionsTest)
#include "project_corrections_test.moc"
