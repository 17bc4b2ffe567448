#include "app/gui.h"

#include "core/io/envelope_cache.h"
#include "ui/shell/main_window.h"
#include "ui/theme/icons.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace seisdesk {

namespace {

/// See WindowOptions::watchStart.
class StartWatch : public QObject {
public:
    StartWatch(MainWindow& window, const WindowOptions& options) : m_window(window), m_traces(!options.inputs.isEmpty()), m_rows(options.watchRows), m_jobs(options.watchJobs)
    {
        qApp->installEventFilter(this);
    }
    bool eventFilter(QObject* object, QEvent* event) override
    {
        const auto* widget = event->type() == QEvent::Paint ? qobject_cast<QWidget*>(object) : nullptr;
        if (!widget) return false;
        // The window itself may be covered by what stands in it.
        if (widget->window() == &m_window && !m_windowSaid) say("window", m_windowSaid, !m_traces);
        TraceView* view = m_window.traces();
        if (!m_traces || m_tracesSaid || !view || (widget != view && !view->isAncestorOf(widget)) || view->shownTraces().empty()) return false;
        if (m_rows && !std::exchange(m_fitted, true)) QTimer::singleShot(0, view, [view] { view->perform(QStringLiteral("rows.fit")); });
        else say("traces", m_tracesSaid, true);
        return false;
    }

private:
    /// Once the paint that is about to happen is done.
    void say(const char* what, bool& said, bool last)
    {
        said = true;
        QTimer::singleShot(0, this, [this, what, last] {
            std::puts(what);
            std::fflush(stdout);
            if (!last) return;
            if (!m_jobs) return QCoreApplication::exit(0);
            QObject::connect(&m_window.jobs(), &JobQueue::allFinished, this, [this] { QTimer::singleShot(200, this, [this] { endWhenIdle(); }); });
            QTimer::singleShot(200, this, [this] { endWhenIdle(); });
        });
    }
    void endWhenIdle()
    {
        if (m_window.jobs().busy()) return;
        std::puts("idle");
        std::fflush(stdout);
        QCoreApplication::exit(0);
    }
    MainWindow& m_window;
    const bool m_traces, m_rows, m_jobs;
    bool m_windowSaid = false, m_tracesSaid = false, m_fitted = false;
};

}  // namespace

int runWindow(int& argc, char** argv, const WindowOptions& options)
{
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("SeisDesk"));
    QGuiApplication::setDesktopFileName(QStringLiteral("seisdesk"));
    application.setWindowIcon(programIcon());

    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("seisdesk"), QStringLiteral("seisdesk"));
    MainWindow window(settings, systemPrefersDark(application));
    if (!options.theme.isEmpty()) window.setTheme(themeFrom(options.theme), false);
    window.setCache(std::make_shared<const EnvelopeCache>(
        std::filesystem::path(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation).toStdString()) / "seisdesk" / "envelopes"));
    if (options.inputs.isEmpty()) window.openProject({});
    else window.addInputs(options.inputs);
    std::optional<StartWatch> watch;
    if (options.watchStart) watch.emplace(window, options);
    window.show();
    return QApplication::exec();
}

}  // namespace seisdesk
