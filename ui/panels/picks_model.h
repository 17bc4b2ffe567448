#pragma once
// PicksModel: the picks of a LabelSet as a sorted, filtered table that follows edits row by row.

#include "core/label/label_set.h"

#include <QAbstractTableModel>

#include <unordered_map>
#include <vector>

namespace seisdesk {

/// What the table shows. Text is looked for in stream, phase, author and model; words are all required.
struct PickFilter {
    QString text;
    bool rejected = true;
    bool automatic = true;
    bool operator==(const PickFilter&) const = default;
};

/// Holds ids only: values are looked up when a row is painted. refresh() costs about 30 ms for 100 000 picks and tells
/// views exactly which rows went, came or changed, so that selection and scroll position stay.
class PicksModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Stream, Phase, Polarity, Confidence, Uncertainty, Magnitude, Distance, BackAzimuth, Status, Onset, By, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    /// The set to show, or null; it must outlive the model or be replaced. `author` is put on corrections.
    void setLabels(const LabelSet* labels);
    void setAuthor(const std::string& author) { m_author = author; }
    void setFilter(const PickFilter& filter);
    const PickFilter& filter() const { return m_filter; }
    /// The set changed between the times given.
    void refresh(const TimeSpan& changed);

    const Label* label(const QModelIndex& index) const;
    int rowOf(const Id& id) const;  ///< -1 when it is not shown
    /// True when a pick that is shown has a magnitude, distance or back-azimuth.
    bool hasSources() const { return m_hasSources; }
    std::size_t total() const { return m_labels ? m_labels->size() : 0; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Emits edited(); the row changes when the edit comes back through refresh().
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void edited(const seisdesk::Edit& edit);

private:
    std::vector<const Label*> wanted();
    bool shows(const Label& label) const;

    const LabelSet* m_labels = nullptr;
    std::string m_author;
    PickFilter m_filter;
    int m_sortColumn = Time;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<Id> m_rows;
    bool m_hasSources = false;
    bool m_oneDay = true;  ///< all picks are of one UTC day: dates say nothing
};

}  // namespace seisdesk
