#pragma once
// StationsModel: the stations whose records are open, with what is on them and how far they are.

#include "core/label/label_set.h"
#include "core/session/trace_item.h"
#include "core/waveform/inventory.h"

#include <QAbstractTableModel>
#include <QSet>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace seisdesk {

/// Where distances are measured from.
struct Epicentre {
    double latitudeDegrees = 0.0, longitudeDegrees = 0.0;
    Time time{};
};

class StationsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Channels, P, S, Distance, Magnitude, EstimatedDistance, BackAzimuth, Columns };
    /// Numbers and names as they sort.
    static constexpr int SortRole = Qt::UserRole + 1;
    using QAbstractTableModel::QAbstractTableModel;

    /// One row per station of the traces, sorted by name. Stations switched off stay off.
    void setTraces(const std::vector<TraceItemPtr>& traces, const Inventory& inventory, const std::optional<Epicentre>& from);
    /// Counts what is not rejected, and takes what is said of the source from each station's surest P.
    void countLabels(const LabelSet& labels);
    /// True when a model spoke of the source at some station.
    bool hasSources() const;
    /// True when an epicentre is known to measure from.
    bool hasDistances() const;
    /// "NET.STA" of stations that are switched off.
    QStringList hidden() const;
    void setHidden(const QStringList& stations);
    void setAllShown(bool shown);

    QString name(const QModelIndex& index) const;
    StreamId firstStream(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void hiddenChanged();

private:
    struct Row {
        QString name, site;
        StreamId first;
        int channels = 0, p = 0, s = 0;
        std::optional<Label> source;  ///< the surest P with a source estimate
        std::optional<double> distanceKm, azimuthDegrees;
        bool shown = true;
    };
    std::vector<Row> m_rows;
    std::unordered_map<std::string, std::size_t> m_index;  ///< "NET.STA" to row
};

}  // namespace seisdesk
