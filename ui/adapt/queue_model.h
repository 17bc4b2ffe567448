#pragma once
// QueueModel: the doubtful picks of a Triage as a table.

#include "ui/adapt/triage.h"
#include "ui/theme/palette.h"

#include <QAbstractTableModel>

namespace seisdesk {

class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Station, Phase, State, Reason, Columns };
    QueueModel(Triage& triage, QObject* parent);
    void setPalette(const Palette& palette);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString stateOf(std::size_t row) const;
    Triage& m_triage;
    Palette m_palette = Palette::light();
};

}  // namespace seisdesk
