#pragma once
// ManualDesk: opens the manual where it speaks of what has the keys.

#include <QObject>
#include <QString>

class QWidget;

namespace seisdesk {

class MainWindow;
struct Palette;

/// The place in the manual of a panel, "events#map"; empty for panels without one.
QString manualPlaceOf(const QString& panel);

class ManualDesk : public QObject {
    Q_OBJECT
public:
    /// The window must outlive this.
    explicit ManualDesk(MainWindow& window);
    /// Shows the manual at the place of the panel with the keys; elsewhere the page that was open last, the index at first.
    void open();
    void setPalette(const Palette& palette);

private:
    MainWindow& m_window;
};

}  // namespace seisdesk
