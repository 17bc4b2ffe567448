#include "app/gui.h"

#include "ui/shell/main_window.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QSettings>

namespace seisdesk {

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
    window.show();
    return QApplication::exec();
}

}  // namespace seisdesk
