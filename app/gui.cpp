#include "app/gui.h"

#include "ui/shell/main_window.h"
#include "ui/shell/predictor.h"
#include "ui/theme/icons.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

namespace seisdesk {

namespace {

/// Reads, predicts if asked, then writes the image once the jobs are over and the traces are drawn.
void arrangeScreenshot(MainWindow& window, const WindowOptions& options)
{
    auto* watch = new QTimer(&window);
    watch->setInterval(50);
    QObject::connect(watch, &QTimer::timeout, &window, [&window, watch, options, predicted = !options.predict, quiet = 0]() mutable {
        quiet = window.jobs().busy() ? 0 : quiet + 1;
        if (quiet < 10) return;  // half a second for filters and envelopes
        if (!std::exchange(predicted, true)) {
            quiet = 0;
            window.predictor().predict(window.session()->tracePtrs(), std::nullopt);
            return;
        }
        watch->stop();
        QCoreApplication::exit(window.saveScreenshot(options.screenshot) ? 0 : 1);
    });
    watch->start();
}

}  // namespace

int runWindow(int& argc, char** argv, const WindowOptions& options)
{
    const bool noDisplay = qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    if (!options.screenshot.isEmpty() && noDisplay && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("seisdesk"));
    QCoreApplication::setApplicationName(QStringLiteral("seisdesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEISDESK_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("SeisDesk"));
    QGuiApplication::setDesktopFileName(QStringLiteral("seisdesk"));
    application.setWindowIcon(programIcon());

    // A screenshot looks the same whatever the user has changed, and changes nothing.
    QTemporaryDir apart;
    const bool forImage = !options.screenshot.isEmpty();
    QSettings settings = forImage ? QSettings(apart.filePath(QStringLiteral("seisdesk.ini")), QSettings::IniFormat)
                                  : QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("seisdesk"), QStringLiteral("seisdesk"));
    MainWindow window(settings, systemPrefersDark(application));
    if (!options.theme.isEmpty()) window.setTheme(themeFrom(options.theme), false);
    if (forImage) window.resize(options.screenshotWidth, options.screenshotHeight);
    if (options.inputs.isEmpty()) window.openProject({});
    else window.addInputs(options.inputs);
    if (forImage) {
        window.setAttribute(Qt::WA_DontShowOnScreen);
        arrangeScreenshot(window, options);
    }
    window.show();
    return QApplication::exec();
}

}  // namespace seisdesk
