#pragma once
// ArrivalsModel: the picks of the event under review with what the location says of each, as a sorted table.

#include "ui/review/review_state.h"
#include "ui/theme/palette.h"

#include <QAbstractTableModel>

namespace seisdesk {

class ArrivalsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Used, Station, PhaseName, Residual, Weight, Distance, Azimuth, TakeOff, Sigma, DepthEffect, Columns };
    enum Role { ResidualRole = Qt::UserRole, ScaleRole, UsedRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows keep their order while a ghost is shown.
    void setState(const ReviewState& state);
    void setPalette(const Palette& palette);
    /// The pick's id; empty outside.
    std::string id(const QModelIndex& index) const;
    int rowOf(const std::string& id) const;  ///< -1 when it is not there
    bool isUsed(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Emits usedWanted(); the row changes when the state comes.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void usedWanted(const QString& id, bool used);

private:
    struct Row {
        PhasePick pick;
        std::optional<LocatedPick> located;
    };
    double number(const Row& row, int column) const;
    QString text(const Row& row, int column) const;
    void order(std::vector<Row>& rows) const;
    /// Puts rows of the same number in their place; selections go with their picks.
    void rearrange(std::vector<Row> rows);

    std::vector<Row> m_rows;
    Palette m_palette = Palette::light();
    double m_scale = 0.5;
    int m_sortColumn = Distance;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

}  // namespace seisdesk
