#include "ui/shell/manual_desk.h"

#include "ui/dialogs/manual_dialog.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QDockWidget>
#include <QHash>

namespace seisdesk {

QString manualPlaceOf(const QString& panel)
{
    static const QHash<QString, QString> places = [] {
        const std::pair<const char*, const char*> rows[] = {
            {"stations", "picking#stations"},      {"picks", "picking#the-table-of-picks"}, {"events", "events#the-list-of-events"}, {"location", "events#location"},
            {"map", "events#map"},                 {"model", "picking#predictions"},        {"adapt", "learning"},                   {"queue", "learning#queue"},
            {"proof", "learning#proof"},           {"versions", "learning#versions"},       {"magnitude", "size#magnitude"},         {"mechanism", "size#mechanism"},
            {"spectrogram", "analysis#spectrogram"}, {"spectrum", "analysis#spectrum"},     {"motion", "analysis#particle-motion"},  {"residuals", "analysis#residuals"},
            {"travelTimes", "analysis#travel-times"}, {"wadati", "analysis#wadati-diagram"}, {"polar", "analysis#polar-view"},       {"jobs", "troubleshooting#jobs"},
            {"log", "troubleshooting#messages"}};
        QHash<QString, QString> out;
        for (const auto& [id, place] : rows) out.insert(QString::fromLatin1(id), QString::fromLatin1(place));
        return out;
    }();
    return places.value(panel);
}

ManualDesk::ManualDesk(MainWindow& window) : QObject(&window), m_window(window) {}

void ManualDesk::open()
{
    QString place;
    for (const QWidget* widget = QApplication::focusWidget(); widget && place.isEmpty(); widget = widget->parentWidget())
        if (qobject_cast<const QDockWidget*>(widget)) place = manualPlaceOf(widget->objectName());
    auto* manual = m_window.findChild<ManualDialog*>();
    const bool first = !manual;
    if (first) {
        manual = new ManualDialog(m_window.settings(), &m_window);
        manual->setPalette(m_window.colours());
    }
    if (!place.isEmpty() || first) manual->open(place);
    manual->show();
    manual->raise();
    manual->activateWindow();
}

void ManualDesk::setPalette(const Palette& palette)
{
    if (auto* manual = m_window.findChild<ManualDialog*>()) manual->setPalette(palette);
}

}  // namespace seisdesk
