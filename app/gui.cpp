#include "app/gui.h"

#include "ui/shell/main_window.h"
#include "ui/theme/icons.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

#include <cstdio>
#include <optional>

namespace seisdesk {

namespace {

/// See WindowOptions::watchStart.
class StartWatch : public QObject {
public:
    StartWatch(MainWindow& window, bool traces) : m_window(window), m_traces(traces) { qApp->installEventFilter(this); }
    bool eventFilter(QObject* object, QEvent* event) override
    {
        const auto* widget = event->type() == QEvent::Paint ? qobject_cast<QWidget*>(object) : nullptr;
        if (!widget) return false;
        // The window itself may be covered by what stands in it.
        if (widget->window() == &m_window && !m_windowSaid) say("window", m_windowSaid, !m_traces);
        const TraceView* view = m_window.traces();
        if (m_traces && view && (widget == view || view->isAncestorOf(widget)) && !view->shownTraces().empty() && !m_tracesSaid) say("traces", m_tracesSaid, true);
        return false;
    }

private:
    /// Once the paint that is about to happen is done.
    void say(const char* what, bool& said, bool last)
    {
        said = true;
        QTimer::singleShot(0, this, [what, last] {
            std::puts(what);
            std::fflush(stdout);
            if (last) QCoreApplication::exit(0);
        });
    }
    MainWindow& m_window;
    const bool m_traces;
    bool m_windowSaid = false, m_tracesSaid = false;
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
    if (options.inputs.isEmpty()) window.openProject({});
    else window.addInputs(options.inputs);
    std::optional<StartWatch> watch;
    if (options.watchStart) watch.emplace(window, !options.inputs.isEmpty());
    window.show();
    return QApplication::exec();
}

}  // namespace seisdesk
