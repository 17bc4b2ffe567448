#pragma once
// FetchDialog: what to ask a data centre for: records and stations around an event, or events.

#include "core/net/event_data.h"

#include <QDialog>
#include <QString>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSettings;
class QSpinBox;

namespace seisdesk {

struct FetchWish {
    FdsnServer server;
    bool eventData = true;   ///< around the event under review; else a catalogue
    EventDataOptions data;
    EventQuery events;
};

class FetchDialog : public QDialog {
    Q_OBJECT
public:
    /// `event`: the one under review in a line, empty for none; `around`: the span and place that a search for events begins with. Choices are remembered in `settings`.
    FetchDialog(const QString& event, const EventQuery& around, QSettings& settings, QWidget* parent);
    /// Nothing when the server is not known or an address.
    std::optional<FetchWish> wish() const;

public Q_SLOTS:
    void accept() override;

private:
    void showState();
    QSettings& m_settings;
    QComboBox* m_server;
    QLineEdit *m_user, *m_password;
    QRadioButton *m_data, *m_catalogue;
    QDoubleSpinBox* m_radius;
    QSpinBox* m_stations;
    QDateTimeEdit *m_from, *m_to;
    QDoubleSpinBox *m_magnitude, *m_latitude, *m_longitude, *m_reach;
    QCheckBox* m_circle;
    QLabel* m_problem;
    QPushButton* m_fetch;
};

}  // namespace seisdesk
