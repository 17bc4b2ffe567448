#pragma once
// MagnitudePanel: the network's magnitudes of an event, what each station says, and the spectrum behind it.

#include "core/label/label.h"
#include "core/locate/size/event_size.h"
#include "ui/theme/palette.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QTabBar;
class QTableView;

namespace seisdesk {

class SpectrumPlot;
class StationSizesModel;

/// What the panel shows.
struct MagnitudeView {
    QString event;                         ///< empty: no event is chosen
    EventSize size;
    std::optional<Estimate> model;         ///< median of what the network read from the records; never mixed in
    int modelPicks = 0;
    QString problem;                       ///< why nothing was measured
    bool measuring = false;
    bool kept = false;                     ///< the event has these magnitudes
    QString attenuation = QStringLiteral("iaspei");
    NetworkAverage average = NetworkAverage::Median;
};

class MagnitudePanel : public QWidget {
    Q_OBJECT
public:
    explicit MagnitudePanel(QWidget* parent = nullptr);
    void setView(const MagnitudeView& view);
    void setPalette(const Palette& palette);
    QString type() const;                  ///< whose stations are shown
    void setType(const QString& type);
    QTableView& table() { return *m_table; }

Q_SIGNALS:
    void usedChanged(const QString& station, const QString& type, bool used);
    void attenuationChosen(const QString& name);
    void averageChosen(seisdesk::NetworkAverage average);
    void keepWanted();                     ///< put the magnitudes into the event
    void settingsWanted();
    void stationChosen(const QString& station);

private:
    void refresh();
    void showSpectrum();
    QString networkText() const;
    Palette m_palette = Palette::light();
    MagnitudeView m_view;
    StationSizesModel* m_stations;
    QLabel *m_network, *m_model, *m_empty;
    QTabBar* m_types;
    QTableView* m_table;
    SpectrumPlot* m_spectrum;
    QSplitter* m_splitter;
    QComboBox *m_attenuation, *m_average;
    QPushButton *m_settings, *m_keep;
    QWidget* m_options;
};

}  // namespace seisdesk
