#pragma once
// StationSizesModel: the stations' magnitudes of one type, a row each, with a box that switches one on and off.

#include "core/locate/size/event_size.h"
#include "ui/theme/palette.h"

#include <QAbstractTableModel>

namespace seisdesk {

class StationSizesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// Amplitude is the mean of the horizontals in millimetres (ML), ground displacement in nanometres (mb), or the corner in Hz (Mw).
    enum Column { Station, Distance, Amplitude, Period, Magnitude, Residual, Note, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    void setStations(std::vector<StationSize> stations, const QString& type);
    void setPalette(const Palette& palette);
    const StationSize* station(const QModelIndex& index) const;  ///< null outside; valid until the next change
    int rowOf(const std::string& station) const;                 ///< -1 when it is not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void usedChanged(const QString& station, bool used);

private:
    QString text(const StationSize& one, int column) const;
    std::vector<StationSize> m_stations;
    QString m_type;
    Palette m_palette = Palette::light();
};

}  // namespace seisdesk
